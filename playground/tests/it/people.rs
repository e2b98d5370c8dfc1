//! The person's side: groups, names, menus, and the routes the page uses.

use playground::Happening;
use serde_json::{Value, json};

use crate::common::{AMINA, BORIS, BOT, Stage, soon};

async fn post(stage: &Stage, route: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/user/{route}", stage.playground.url());
    let response = stage.client.post(url).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

async fn get(stage: &Stage, route: &str) -> Value {
    let url = format!("{}/user/{route}", stage.playground.url());
    stage
        .client
        .get(url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_bot_in_a_group_hears_what_is_meant_for_it() {
    let stage = Stage::set().await;
    let group = stage.world().group("Class", &[AMINA, BORIS]);
    let refused = stage
        .refused("sendMessage", json!({ "chat_id": group, "text": "x" }))
        .await;
    assert_eq!(refused, "Forbidden: bot is not a member of the group chat");
    stage.world().add_to_group(BOT, group, AMINA).unwrap();
    let kinds = stage.drain().await;
    assert_eq!(kinds[0]["my_chat_member"]["chat"]["type"], "group");
    assert_eq!(kinds[1]["message"]["new_chat_members"][0]["id"], BOT);
    for text in [
        "hello all",
        "/start@other_bot",
        "/start@test_bot",
        "hey @Test_Bot",
    ] {
        stage.world().say_in_group(BOT, group, BORIS, text).unwrap();
    }
    let heard: Vec<_> = stage.drain().await;
    let heard: Vec<_> = heard
        .iter()
        .map(|u| u["message"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(heard, ["/start@test_bot", "hey @Test_Bot"]);
    stage
        .ok("sendMessage", json!({ "chat_id": group, "text": "hello" }))
        .await;
    let refused = stage
        .refused("sendMessage", json!({ "chat_id": BORIS, "text": "x" }))
        .await;
    assert_eq!(
        refused,
        "Forbidden: bot can't initiate conversation with a user"
    );
    stage.world().remove_from_group(BOT, group, AMINA).unwrap();
    let refused = stage
        .refused("sendMessage", json!({ "chat_id": group, "text": "x" }))
        .await;
    assert_eq!(refused, "Forbidden: bot was kicked from the group chat");
}

#[tokio::test]
async fn the_page_can_hold_a_conversation() {
    let stage = Stage::set().await;
    let world = get(&stage, "world").await;
    assert_eq!(world["bots"][0]["username"], "test_bot");
    assert_eq!(world["people"][0]["first_name"], "Amina");
    let text = json!({ "bot": BOT, "person": AMINA, "text": "hello" });
    let (status, answer) = post(&stage, "text", text).await;
    assert_eq!((status, answer["message_id"].is_i64()), (200, true));
    let message = stage.send("choose", &["a"]).await;
    let press =
        json!({ "bot": BOT, "person": AMINA, "message_id": message, "row": 0, "column": 0 });
    let (_, pressed) = post(&stage, "press", press).await;
    let url = format!(
        "{}/user/events?after={}",
        stage.playground.url(),
        world["seq"]
    );
    let mut response = stage.client.get(url).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let answer = json!({ "callback_query_id": pressed["query_id"], "text": "ok" });
    stage.ok("answerCallbackQuery", answer).await;
    let mut seen = String::new();
    while !seen.contains("\"toast\"") {
        seen += std::str::from_utf8(&soon(response.chunk()).await.unwrap().unwrap()).unwrap();
    }
    assert!(
        seen.contains("\"text\":\"hello\"") && seen.contains("\"pressable\":true"),
        "{seen}"
    );
    let chat = get(&stage, &format!("chats/{BOT}/{AMINA}")).await;
    assert_eq!(chat["messages"].as_array().unwrap().len(), 3);
    let (status, answer) = post(
        &stage,
        "text",
        json!({ "bot": 7, "person": AMINA, "text": "x" }),
    )
    .await;
    assert_eq!(
        (status, &answer["error"]),
        (404, &json!("there is no such bot"))
    );
}

#[tokio::test]
async fn pages_elsewhere_are_refused() {
    let stage = Stage::set().await;
    let url = format!("{}/user/text", stage.playground.url());
    let body = json!({ "bot": BOT, "person": AMINA, "text": "x" });
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("host", "evil.example"),
    ] {
        let request = stage.client.post(&url).header(name, value).json(&body);
        assert_eq!(
            request.send().await.unwrap().status(),
            403,
            "{name}: {value}"
        );
    }
}

#[tokio::test]
async fn the_page_is_served_with_a_strict_policy() {
    let stage = Stage::set().await;
    let response = stage
        .client
        .get(stage.playground.url())
        .send()
        .await
        .unwrap();
    assert!(
        response.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"));
    let script = format!("{}/page.js", stage.playground.url());
    let response = stage.client.get(script).send().await.unwrap();
    assert!(
        response.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/javascript")
    );
}

#[tokio::test]
async fn menus_follow_scope_and_language() {
    let stage = Stage::set().await;
    let menu = |name: &str| json!([{ "command": name, "description": "x" }]);
    stage
        .ok("setMyCommands", json!({ "commands": menu("start") }))
        .await;
    let german = json!({ "commands": menu("los"), "language_code": "de" });
    stage.ok("setMyCommands", german).await;
    let name = || stage.world().commands_for(BOT, AMINA)[0].command.clone();
    assert_eq!(name(), "los");
    stage.world().set_language(AMINA, Some("en")).unwrap();
    assert_eq!(name(), "start");
    let scope = json!({ "type": "chat", "chat_id": AMINA });
    let own = json!({ "commands": menu("author"), "scope": scope });
    stage.ok("setMyCommands", own).await;
    assert_eq!(name(), "author");
    stage
        .ok("deleteMyCommands", json!({ "scope": scope }))
        .await;
    assert_eq!(name(), "start");
}

#[tokio::test]
async fn an_unanswered_press_ends_with_an_event() {
    let stage = Stage::set().await;
    let message = stage.send("choose", &["a"]).await;
    let button = playground::Button::At { row: 0, column: 0 };
    let query = stage.world().press(BOT, AMINA, message, button).unwrap();
    let seq = stage.world().seq();
    stage
        .world()
        .clock()
        .advance(std::time::Duration::from_secs(61));
    let expired = Happening::Expired { query_id: query };
    let happened = |world: &playground::World| {
        let events = world.events_after(seq);
        events
            .iter()
            .any(|event| event.kind == expired)
            .then_some(())
    };
    soon(stage.world().until(happened)).await;
}
