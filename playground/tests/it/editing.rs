//! Sends, edits and deletes: what is shown, and what is refused in which words.

use std::time::Duration;

use serde_json::json;

use crate::common::{AMINA, BORIS, BOT, Stage};

#[tokio::test]
async fn a_text_is_shown_with_its_entities() {
    let stage = Stage::set().await;
    let params = json!({ "chat_id": AMINA, "text": " <b>hi</b> ", "parse_mode": "HTML" });
    let message = stage.ok("sendMessage", params).await;
    assert_eq!(message["text"], "hi");
    assert_eq!(
        message["entities"],
        json!([{"type": "bold", "offset": 0, "length": 2}])
    );
    assert_eq!(message["from"]["is_bot"], true);
    assert_eq!(message["chat"]["type"], "private");
    let shown = stage.world().last_from_bot(BOT, AMINA).unwrap();
    assert_eq!(shown["text"], "hi");
    assert_eq!(
        (shown["from_bot"].clone(), shown["pressable"].clone()),
        (json!(true), json!(false))
    );
}

#[tokio::test]
async fn mentions_name_people_the_world_knows() {
    let stage = Stage::set().await;
    let mention = |id: i64| {
        let text = format!("<a href=\"tg://user?id={id}\">you</a>");
        json!({ "chat_id": AMINA, "text": text, "parse_mode": "HTML" })
    };
    let message = stage.ok("sendMessage", mention(BORIS)).await;
    assert_eq!(message["entities"][0]["user"]["first_name"], "Boris");
    let message = stage.ok("sendMessage", mention(999)).await;
    assert!(message.get("entities").is_none());
}

#[tokio::test]
async fn texts_are_refused_in_telegrams_words() {
    let stage = Stage::set().await;
    for (text, words) in [
        (String::new(), "Bad Request: message text is empty"),
        (" \n ".to_owned(), "Bad Request: text must be non-empty"),
        ("x".repeat(4097), "Bad Request: message is too long"),
        ("x".repeat(32_769), "Bad Request: text is too long"),
    ] {
        let params = json!({ "chat_id": AMINA, "text": text });
        assert_eq!(stage.refused("sendMessage", params).await, words);
    }
    let wide = json!({ "chat_id": AMINA, "text": "😀".repeat(4096) });
    stage.ok("sendMessage", wide).await;
    let params = json!({ "chat_id": AMINA, "text": "<p>", "parse_mode": "html" });
    assert_eq!(
        stage.refused("sendMessage", params).await,
        "Bad Request: can't parse entities: Unsupported start tag \"p\" at byte offset 0"
    );
}

#[tokio::test]
async fn not_everybody_can_be_written_to() {
    let stage = Stage::set().await;
    let to = |chat: i64| json!({ "chat_id": chat, "text": "x" });
    assert_eq!(
        stage.refused("sendMessage", to(999)).await,
        "Bad Request: chat not found"
    );
    assert_eq!(
        stage.refused("sendMessage", to(BORIS)).await,
        "Bad Request: chat not found"
    );
    assert_eq!(
        stage.refused("sendMessage", to(BOT)).await,
        "Forbidden: the bot can't send messages to the bot"
    );
    stage.world().block(BOT, AMINA, true).unwrap();
    assert_eq!(
        stage.refused("sendMessage", to(AMINA)).await,
        "Forbidden: bot was blocked by the user"
    );
    let update = &stage.drain().await[0];
    assert_eq!(
        update["my_chat_member"]["new_chat_member"]["status"],
        "kicked"
    );
    stage.world().block(BOT, AMINA, false).unwrap();
    stage.world().deactivate(AMINA).unwrap();
    assert_eq!(
        stage.refused("sendMessage", to(AMINA)).await,
        "Forbidden: user is deactivated"
    );
}

#[tokio::test]
async fn an_edit_must_change_something() {
    let stage = Stage::set().await;
    let id = stage.send("one", &["a"]).await;
    let keyboard = json!({ "inline_keyboard": [[{"text": "a", "callback_data": "a"}]] });
    let same = json!({
        "chat_id": AMINA, "message_id": id, "text": "one", "reply_markup": keyboard,
    });
    let words = stage.refused("editMessageText", same).await;
    assert!(words.starts_with("Bad Request: message is not modified: specified new message"));
    let without = json!({ "chat_id": AMINA, "message_id": id, "text": "one" });
    let edited = stage.ok("editMessageText", without).await;
    assert!(
        edited.get("reply_markup").is_none(),
        "leaving the keyboard out removes it"
    );
}

#[tokio::test]
async fn some_messages_cannot_be_edited() {
    let stage = Stage::set().await;
    let edit = |id: i64| json!({ "chat_id": AMINA, "message_id": id, "text": "new" });
    let words = stage.refused("editMessageText", edit(999)).await;
    assert_eq!(words, "Bad Request: message to edit not found");
    let theirs = stage.world().say(BOT, AMINA, "mine").unwrap();
    let words = stage.refused("editMessageText", edit(theirs)).await;
    assert_eq!(words, "Bad Request: message can't be edited");
    let keyboard = json!({ "chat_id": AMINA, "text": "x", "reply_markup": {"keyboard": [["a"]]} });
    let message = stage.ok("sendMessage", keyboard).await;
    let words = stage
        .refused(
            "editMessageText",
            edit(message["message_id"].as_i64().unwrap()),
        )
        .await;
    assert_eq!(words, "Bad Request: message can't be edited");
    let text = stage.send("x", &[]).await;
    let caption = json!({ "chat_id": AMINA, "message_id": text, "caption": "y" });
    let words = stage.refused("editMessageCaption", caption).await;
    assert_eq!(
        words,
        "Bad Request: there is no caption in the message to edit"
    );
}

#[tokio::test]
async fn deleting_has_its_time() {
    let stage = Stage::set().await;
    let (first, second) = (stage.send("one", &[]).await, stage.send("two", &[]).await);
    let delete = |id: i64| json!({ "chat_id": AMINA, "message_id": id });
    stage.ok("deleteMessage", delete(first)).await;
    let words = stage.refused("deleteMessage", delete(first)).await;
    assert_eq!(words, "Bad Request: message to delete not found");
    stage.world().clock().advance(Duration::from_hours(49));
    let words = stage.refused("deleteMessage", delete(second)).await;
    assert_eq!(words, "Bad Request: message can't be deleted for everyone");
    let many = json!({ "chat_id": AMINA, "message_ids": [first, second] });
    stage.ok("deleteMessages", many).await;
}

#[tokio::test]
async fn four_forms_reach_the_same_method() {
    let stage = Stage::set().await;
    let url = stage.method("sendMessage");
    let query = format!("{url}?chat_id={AMINA}&text=query");
    stage
        .client
        .get(query)
        .send()
        .await
        .unwrap()
        .error_for_status()
        .unwrap();
    let form = stage
        .client
        .post(&url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("chat_id={AMINA}&text=form"));
    form.send().await.unwrap().error_for_status().unwrap();
    let parts = reqwest::multipart::Form::new()
        .text("chat_id", AMINA.to_string())
        .text("text", "parts")
        .text(
            "reply_markup",
            r#"{"inline_keyboard":[[{"text":"a","callback_data":"a"}]]}"#,
        );
    let response = stage
        .client
        .post(&url)
        .multipart(parts)
        .send()
        .await
        .unwrap();
    let answer: serde_json::Value = response.json().await.unwrap();
    assert_eq!(
        answer["result"]["reply_markup"]["inline_keyboard"][0][0]["text"],
        "a"
    );
    assert_eq!(stage.world().chat(BOT, AMINA).len(), 4);
}
