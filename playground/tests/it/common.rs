//! A small client of the Bot API and a world to try it in.

use std::time::Duration;

use playground::{BotAccount, Options, Person, Playground, World, WorldClock};
use serde_json::{Value, json};

/// The bot of every test.
pub const BOT: i64 = 1_000_001;
/// A person who has started the bot.
pub const AMINA: i64 = 501;
/// A person who has not.
pub const BORIS: i64 = 502;

const TOKEN: &str = "1000001:secret";

/// A playground and somebody who calls its Bot API.
pub struct Stage {
    pub playground: Playground,
    pub client: reqwest::Client,
}

pub fn options() -> Options {
    let person = |id, name: &str| Person {
        id,
        first_name: name.to_owned(),
        language_code: Some("de".to_owned()),
        ..Person::default()
    };
    Options {
        bots: vec![BotAccount {
            token: TOKEN.to_owned(),
            username: "test_bot".to_owned(),
            first_name: "Test".to_owned(),
        }],
        people: vec![person(AMINA, "Amina"), person(BORIS, "Boris")],
        clock: WorldClock::Manual(1_800_000_000),
        history: true,
        ..Options::default()
    }
}

impl Stage {
    /// A world in which Amina has started the bot and the bot has read that.
    pub async fn set() -> Self {
        let stage = Self::with(options()).await;
        stage.world().say(BOT, AMINA, "/start").unwrap();
        stage.drain().await;
        stage
    }

    pub async fn with(options: Options) -> Self {
        let playground = Playground::start(options).await.unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { playground, client }
    }

    pub fn world(&self) -> &World {
        self.playground.world()
    }

    pub fn method(&self, method: &str) -> String {
        format!("{}/bot{TOKEN}/{method}", self.playground.url())
    }

    /// Calls a method with a JSON body; the status and the whole answer.
    pub async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        let response = self
            .client
            .post(self.method(method))
            .json(&params)
            .send()
            .await
            .unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Calls a method that must succeed; its result.
    pub async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, answer) = self.call(method, params).await;
        assert_eq!(status, 200, "{answer}");
        answer["result"].clone()
    }

    /// Calls a method that must fail; its description.
    pub async fn refused(&self, method: &str, params: Value) -> String {
        let (status, answer) = self.call(method, params).await;
        assert_eq!(answer["ok"], false, "{answer}");
        assert_eq!(answer["error_code"], status);
        answer["description"].as_str().unwrap().to_owned()
    }

    /// Reads the updates from an offset without waiting.
    pub async fn updates(&self, offset: i64) -> Vec<Value> {
        let updates = self.ok("getUpdates", json!({ "offset": offset })).await;
        updates.as_array().unwrap().clone()
    }

    /// Reads and confirms everything.
    pub async fn drain(&self) -> Vec<Value> {
        let updates = self.updates(0).await;
        if let Some(last) = updates.last() {
            self.updates(last["update_id"].as_i64().unwrap() + 1).await;
        }
        updates
    }

    /// Sends a text with one row of callback buttons; the message's id.
    pub async fn send(&self, text: &str, buttons: &[&str]) -> i64 {
        let row: Vec<Value> = buttons
            .iter()
            .map(|data| json!({"text": data, "callback_data": data}))
            .collect();
        let mut params = json!({ "chat_id": AMINA, "text": text });
        if !row.is_empty() {
            params["reply_markup"] = json!({ "inline_keyboard": [row] });
        }
        self.ok("SendMessage", params).await["message_id"]
            .as_i64()
            .unwrap()
    }
}

/// Gives up on a future that should have been done long ago.
pub async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future)
        .await
        .expect("it should have happened")
}
