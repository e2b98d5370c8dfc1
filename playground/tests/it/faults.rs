//! Trouble on order.

use std::time::Duration;

use playground::{Button, Fault, Outcome, Plan, Rule, What};
use serde_json::json;

use crate::common::{AMINA, BOT, Stage};

fn plan(rules: Vec<Rule>) -> Plan {
    Plan {
        rules,
        ..Plan::default()
    }
}

#[tokio::test]
async fn too_many_requests_say_how_long() {
    let stage = Stage::set().await;
    let rule = Rule::each("sendmessage", Fault::RetryAfter { seconds: 7 }).times(1);
    stage.world().set_faults(plan(vec![rule]));
    let request = stage.client.post(stage.method("SendMessage"));
    let response = request
        .json(&json!({ "chat_id": AMINA, "text": "x" }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers()["retry-after"], "7");
    let answer: serde_json::Value = response.json().await.unwrap();
    assert_eq!(answer["parameters"]["retry_after"], 7);
    assert_eq!(answer["description"], "Too Many Requests: retry after 7");
    stage.send("y", &[]).await;
}

#[tokio::test]
async fn connections_break_before_and_after_the_effect() {
    let stage = Stage::set().await;
    for (fault, shown) in [(Fault::DropBefore, 1), (Fault::DropAfter, 2)] {
        stage
            .world()
            .set_faults(plan(vec![Rule::each("sendMessage", fault).times(1)]));
        let request = stage.client.post(stage.method("sendMessage"));
        let sent = request
            .json(&json!({ "chat_id": AMINA, "text": "x" }))
            .send()
            .await;
        assert!(sent.is_err(), "no answer may come");
        assert_eq!(stage.world().chat(BOT, AMINA).len(), shown);
    }
    let history = stage.world().history();
    let lost = history.iter().filter(|entry| {
        matches!(
            &entry.what,
            What::Request {
                outcome: Outcome::LostRequest | Outcome::LostAnswer { .. },
                ..
            }
        )
    });
    assert_eq!(lost.count(), 2);
}

#[tokio::test]
async fn proxies_answer_in_html() {
    let stage = Stage::set().await;
    stage.world().set_faults(plan(vec![Rule::each(
        "getMe",
        Fault::ServerError { status: 502 },
    )]));
    let response = stage
        .client
        .get(stage.method("getMe"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 502);
    assert!(response.text().await.unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn updates_and_presses_are_repeated() {
    let stage = Stage::set().await;
    let repeats = Plan {
        repeat_updates_every: Some(1),
        repeat_presses_every: Some(1),
        ..Plan::default()
    };
    let message = stage.send("choose", &["a"]).await;
    stage.world().set_faults(repeats);
    let first = stage
        .world()
        .press(BOT, AMINA, message, Button::At { row: 0, column: 0 })
        .unwrap();
    let presses = stage.drain().await;
    assert_eq!(presses.len(), 2);
    assert_eq!(presses[0]["callback_query"]["id"], first);
    assert_ne!(
        presses[0]["callback_query"]["id"],
        presses[1]["callback_query"]["id"]
    );
    assert_eq!(
        presses[0]["callback_query"]["data"],
        presses[1]["callback_query"]["data"]
    );
}

#[tokio::test]
async fn limits_count_on_the_worlds_clock() {
    let stage = Stage::set().await;
    stage.world().set_faults(Plan {
        limits: true,
        ..Plan::default()
    });
    for _ in 0..20 {
        stage.send("x", &[]).await;
    }
    let message = json!({ "chat_id": AMINA, "text": "x" });
    let refused = stage.refused("sendMessage", message).await;
    assert_eq!(refused, "Too Many Requests: retry after 1");
    stage.world().clock().advance(Duration::from_secs(1));
    stage.send("x", &[]).await;
}

#[tokio::test]
async fn presses_must_be_answered_once_and_in_time() {
    let stage = Stage::set().await;
    let message = stage.send("choose", &["a"]).await;
    let press = || {
        stage
            .world()
            .press(BOT, AMINA, message, Button::Data("forged".into()))
            .unwrap()
    };
    let answer = |id: &str| json!({ "callback_query_id": id, "text": "seen" });
    let too_old =
        "Bad Request: query is too old and response timeout expired or query ID is invalid";
    let first = press();
    assert_eq!(stage.drain().await[0]["callback_query"]["data"], "forged");
    stage.ok("answerCallbackQuery", answer(&first)).await;
    assert_eq!(
        stage.refused("answerCallbackQuery", answer(&first)).await,
        too_old
    );
    let again = stage.world().repeat_press(&first).unwrap();
    assert_eq!(stage.drain().await[0]["callback_query"]["id"], again);
    stage.world().clock().advance(Duration::from_secs(61));
    assert_eq!(
        stage.refused("answerCallbackQuery", answer(&again)).await,
        too_old
    );
    let toasts = stage.world().toasts(BOT, AMINA);
    assert_eq!((toasts.len(), toasts[0].text.as_str()), (1, "seen"));
}
