//! Webhooks: what arrives there, when it is repeated, in which order.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use playground::{Button, Options, What};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::common::{AMINA, BORIS, BOT, Stage, options, soon};

/// A bot's end of the webhook: says what came, answers as told, 200 by default.
#[derive(Clone)]
struct Hook {
    came: mpsc::UnboundedSender<(HeaderMap, Value)>,
    answers: Arc<Mutex<Vec<Response>>>,
}

async fn receive(State(hook): State<Hook>, headers: HeaderMap, body: String) -> Response {
    let update: Value = serde_json::from_str(&body).unwrap();
    let next = hook.answers.lock().unwrap().pop();
    hook.came.send((headers, update)).unwrap();
    next.unwrap_or_else(|| StatusCode::OK.into_response())
}

struct End {
    url: String,
    came: mpsc::UnboundedReceiver<(HeaderMap, Value)>,
    answers: Arc<Mutex<Vec<Response>>>,
}

impl End {
    async fn open() -> Self {
        let (sender, came) = mpsc::unbounded_channel();
        let answers = Arc::default();
        let hook = Hook {
            came: sender,
            answers: Arc::clone(&answers),
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let routes = Router::new().fallback(receive).with_state(hook);
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, came, answers }
    }

    /// The answers to the next deliveries, the first one first.
    fn answer(&self, mut answers: Vec<Response>) {
        answers.reverse();
        *self.answers.lock().unwrap() = answers;
    }

    async fn next(&mut self) -> (HeaderMap, Value) {
        soon(self.came.recv()).await.unwrap()
    }

    async fn text(&mut self) -> String {
        self.next().await.1["message"]["text"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

fn failed(status: StatusCode) -> Response {
    status.into_response()
}

/// Waits until so many deliveries have failed.
async fn failures(stage: &Stage, count: usize) {
    let failed = |what: &What| matches!(what, What::DeliveryFailed { .. });
    let enough = |world: &playground::World| {
        let failures = world
            .history()
            .iter()
            .filter(|entry| failed(&entry.what))
            .count();
        (failures >= count).then_some(())
    };
    soon(stage.world().until(enough)).await;
}

async fn nothing_waits(stage: &Stage) {
    soon(
        stage
            .world()
            .until(|world| (world.pending_updates(BOT) == 0).then_some(())),
    )
    .await;
}

#[tokio::test]
async fn updates_come_with_the_secret() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    stage.world().say(BOT, AMINA, "before").unwrap();
    stage
        .ok(
            "setWebhook",
            json!({ "url": end.url, "secret_token": "s-1" }),
        )
        .await;
    let (headers, update) = end.next().await;
    assert_eq!(headers["x-telegram-bot-api-secret-token"], "s-1");
    assert_eq!(update["message"]["text"], "before");
    stage.world().say(BOT, AMINA, "after").unwrap();
    assert_eq!(end.text().await, "after");
    nothing_waits(&stage).await;
    let info = stage.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        (info["url"].as_str(), &info["pending_update_count"]),
        (Some(&*end.url), &json!(0))
    );
}

#[tokio::test]
async fn failures_are_repeated_by_the_table() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    end.answer((0..4).map(|_| failed(StatusCode::BAD_GATEWAY)).collect());
    stage.world().say(BOT, AMINA, "one").unwrap();
    stage.world().say(BOT, AMINA, "two").unwrap();
    // At first and at once again; then the clock decides.
    assert_eq!(end.text().await, "one");
    assert_eq!(end.text().await, "one");
    for (failed, pause) in [(2, 2), (3, 4), (4, 8)] {
        failures(&stage, failed).await;
        stage
            .world()
            .clock()
            .advance(Duration::from_millis(pause * 1000 - 1));
        assert!(
            end.came.try_recv().is_err(),
            "the pause of {pause} s is not over"
        );
        stage.world().clock().advance(Duration::from_millis(1));
        assert_eq!(end.text().await, "one");
    }
    assert_eq!(
        end.text().await,
        "two",
        "the lane goes on after its success"
    );
    nothing_waits(&stage).await;
    let info = stage.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        info["last_error_message"],
        "Wrong response from the webhook: 502 Bad Gateway"
    );
}

#[tokio::test]
async fn a_stuck_chat_stops_nobody_else() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    let message = stage.send("choose", &["a"]).await;
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    end.answer(
        (0..2)
            .map(|_| failed(StatusCode::INTERNAL_SERVER_ERROR))
            .collect(),
    );
    stage.world().say(BOT, AMINA, "stuck").unwrap();
    failures(&stage, 2).await;
    assert_eq!(end.text().await, "stuck");
    assert_eq!(end.text().await, "stuck");
    stage.world().say(BOT, BORIS, "other").unwrap();
    assert_eq!(end.text().await, "other");
    stage
        .world()
        .press(BOT, AMINA, message, Button::At { row: 0, column: 0 })
        .unwrap();
    assert_eq!(end.next().await.1["callback_query"]["data"], "a");
}

#[tokio::test]
async fn a_wish_to_wait_is_obeyed() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    end.answer(vec![
        (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "30")]).into_response(),
    ]);
    stage.world().say(BOT, AMINA, "one").unwrap();
    assert_eq!(end.text().await, "one");
    failures(&stage, 1).await;
    stage.world().clock().advance(Duration::from_secs(29));
    assert!(end.came.try_recv().is_err());
    stage.world().clock().advance(Duration::from_secs(1));
    assert_eq!(end.text().await, "one");
}

#[tokio::test]
async fn what_nobody_takes_is_dropped_after_a_day() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    end.answer((0..2).map(|_| failed(StatusCode::NOT_FOUND)).collect());
    stage.world().say(BOT, AMINA, "lost").unwrap();
    failures(&stage, 2).await;
    stage.world().clock().advance(Duration::from_hours(25));
    stage.world().say(BOT, AMINA, "found").unwrap();
    assert_eq!(
        (end.text().await, end.text().await),
        ("lost".to_owned(), "lost".to_owned())
    );
    assert_eq!(end.text().await, "found");
}

#[tokio::test]
async fn one_method_may_come_with_the_answer() {
    let (stage, end) = (Stage::set().await, End::open().await);
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    let answer = json!({ "method": "sendMessage", "chat_id": AMINA, "text": "at once" });
    end.answer(vec![axum::Json(answer).into_response()]);
    stage.world().say(BOT, AMINA, "one").unwrap();
    let shown = soon(stage.world().until(|world| world.last_from_bot(BOT, AMINA))).await;
    assert_eq!(shown["text"], "at once");
}

#[tokio::test]
async fn silence_is_a_failure_and_fills_its_connection() {
    let quick = Options {
        webhook_timeout: Duration::from_millis(200),
        ..options()
    };
    let stage = Stage::with(quick).await;
    let (came, mut calls) = mpsc::unbounded_channel();
    let silent = move |body: String| {
        came.send(body).unwrap();
        std::future::pending::<StatusCode>()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let routes = Router::new().fallback(silent);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    stage
        .ok("setWebhook", json!({ "url": url, "max_connections": 1 }))
        .await;
    stage.world().say(BOT, AMINA, "first lane").unwrap();
    stage.world().say(BOT, BORIS, "second lane").unwrap();
    soon(calls.recv()).await.unwrap();
    assert!(calls.try_recv().is_err(), "the only connection is taken");
    failures(&stage, 1).await;
    soon(calls.recv()).await.unwrap();
    let info = stage.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["last_error_message"], "Read timeout expired");
}

#[tokio::test]
async fn a_repeated_update_comes_again() {
    let (stage, mut end) = (Stage::set().await, End::open().await);
    stage.ok("setWebhook", json!({ "url": end.url })).await;
    stage.world().say(BOT, AMINA, "one").unwrap();
    let first = end.next().await.1;
    nothing_waits(&stage).await;
    stage
        .world()
        .repeat_update(BOT, first["update_id"].as_i64().unwrap())
        .unwrap();
    assert_eq!(end.next().await.1, first);
    nothing_waits(&stage).await;
}

#[tokio::test]
async fn addresses_and_secrets_are_checked() {
    let stage = Stage::set().await;
    for (url, secret, words) in [
        (
            "http://a.example/",
            "",
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            "https://a.example:444/",
            "",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            "https://a.example/",
            "ä",
            "secret token contains unallowed characters",
        ),
    ] {
        let params = json!({ "url": url, "secret_token": secret });
        let refused = stage.refused("setWebhook", params).await;
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
}
