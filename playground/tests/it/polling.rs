//! getUpdates: confirmation, long polls, 409s, expiry, kinds.

use std::time::Duration;

use serde_json::json;

use crate::common::{AMINA, BOT, Stage, soon};

#[tokio::test]
async fn the_token_decides() {
    let stage = Stage::set().await;
    let url = stage.playground.url();
    for (path, status, words) in [
        ("/bot1000001:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        (
            "/bot1000001:secret/nothing",
            404,
            "Not Found: method not found",
        ),
    ] {
        let response = stage
            .client
            .get(format!("{url}{path}"))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), status);
        let answer: serde_json::Value = response.json().await.unwrap();
        assert_eq!(answer["description"], words);
    }
    let me = stage.ok("GETme", json!({})).await;
    assert_eq!(me["username"], "test_bot");
    assert_eq!(me["has_main_web_app"], false);
}

#[tokio::test]
async fn a_later_offset_confirms() {
    let stage = Stage::set().await;
    for text in ["one", "two", "three"] {
        stage.world().say(BOT, AMINA, text).unwrap();
    }
    let updates = stage.updates(0).await;
    assert_eq!(updates.len(), 3);
    assert_eq!(
        stage.updates(0).await,
        updates,
        "nothing is confirmed without an offset"
    );
    let second = updates[1]["update_id"].as_i64().unwrap();
    assert_eq!(stage.updates(second).await.len(), 2);
    assert_eq!(stage.world().pending_updates(BOT), 2);
    assert_eq!(stage.updates(-1).await.len(), 1);
    assert_eq!(stage.world().pending_updates(BOT), 1);
}

#[tokio::test]
async fn a_long_poll_ends_with_the_update() {
    let stage = Stage::set().await;
    let seq = stage.world().seq();
    let (updates, _) = soon(async {
        tokio::join!(stage.ok("getUpdates", json!({ "timeout": 50 })), async {
            stage.world().say(BOT, AMINA, "hello").unwrap();
            stage.world().changed_after(seq).await
        })
    })
    .await;
    assert_eq!(updates[0]["message"]["text"], "hello");
}

#[tokio::test]
async fn one_poller_at_a_time() {
    let stage = Stage::set().await;
    let poll = || stage.call("getUpdates", json!({ "timeout": 1 }));
    let (first, second) = soon(async { tokio::join!(poll(), poll()) }).await;
    let statuses = [first.0, second.0];
    assert!(
        statuses.contains(&409) && statuses.contains(&200),
        "{statuses:?}"
    );
    let words = if first.0 == 409 { first.1 } else { second.1 };
    let words = words["description"].as_str().unwrap().to_owned();
    assert!(
        words.starts_with("Conflict: terminated by other getUpdates request"),
        "{words}"
    );
}

#[tokio::test]
async fn a_webhook_excludes_polling() {
    let stage = Stage::set().await;
    let answer = stage
        .call("setWebhook", json!({ "url": "http://127.0.0.1:9/" }))
        .await
        .1;
    assert_eq!(answer["description"], "Webhook was set");
    let words = stage.refused("getUpdates", json!({})).await;
    assert!(words.starts_with("Conflict: can't use getUpdates method while webhook is active"));
    let answer = stage.call("deleteWebhook", json!({})).await.1;
    assert_eq!(answer["description"], "Webhook was deleted");
    assert_eq!(stage.updates(0).await.len(), 0);
}

#[tokio::test]
async fn presses_expire_sooner_than_messages() {
    let stage = Stage::set().await;
    let message = stage.send("choose", &["a"]).await;
    let button = playground::Button::At { row: 0, column: 0 };
    stage.world().say(BOT, AMINA, "hello").unwrap();
    stage.world().press(BOT, AMINA, message, button).unwrap();
    assert_eq!(stage.world().pending_updates(BOT), 2);
    stage.world().clock().advance(Duration::from_secs(151));
    assert_eq!(stage.world().pending_updates(BOT), 1);
    stage.world().clock().advance(Duration::from_hours(24));
    assert_eq!(stage.world().pending_updates(BOT), 0);
}

#[tokio::test]
async fn unwanted_kinds_are_dropped_when_they_occur() {
    let stage = Stage::set().await;
    stage
        .ok(
            "getUpdates",
            json!({ "allowed_updates": ["callback_query"] }),
        )
        .await;
    stage.world().say(BOT, AMINA, "unheard").unwrap();
    stage
        .ok("getUpdates", json!({ "allowed_updates": [] }))
        .await;
    stage.world().say(BOT, AMINA, "heard").unwrap();
    let updates = stage.updates(0).await;
    assert_eq!(updates.len(), 1);
    assert_eq!(updates[0]["message"]["text"], "heard");
}

#[tokio::test]
async fn a_repeated_update_keeps_its_id() {
    let stage = Stage::set().await;
    stage.world().say(BOT, AMINA, "again").unwrap();
    let first = stage.drain().await;
    let id = first[0]["update_id"].as_i64().unwrap();
    stage.world().repeat_update(BOT, id).unwrap();
    assert_eq!(stage.updates(id + 1).await, first);
    assert!(stage.updates(id + 1).await.is_empty());
}
