//! Forums: topics, who hears what, presses and votes in groups.

use playground::{Attachment, Button, Impossible, Kind, Parcel, Place, Question};
use serde_json::{Value, json};

use crate::common::{AMINA, BORIS, BOT, Stage};

/// A forum with the bot in it as an administrator, and its first topic.
async fn forum(stage: &Stage) -> (i64, i64) {
    let forum = stage.world().forum("Reviews", &[AMINA, BORIS]);
    stage.world().add_to_group(BOT, forum, AMINA).unwrap();
    stage.world().promote(BOT, forum, AMINA).unwrap();
    stage.drain().await;
    let topic = json!({ "chat_id": forum, "name": "First aid" });
    let topic = stage.ok("createForumTopic", topic).await;
    assert_eq!(topic["name"], "First aid");
    (forum, topic["message_thread_id"].as_i64().unwrap())
}

fn said(text: &str) -> Parcel {
    Parcel::Text(text.to_owned())
}

#[tokio::test]
async fn joining_and_rights_are_told() {
    let stage = Stage::set().await;
    let forum = stage.world().forum("Reviews", &[AMINA]);
    let open = json!({ "chat_id": forum, "name": "x" });
    let refused = stage.refused("createForumTopic", open.clone()).await;
    assert_eq!(
        refused,
        "Forbidden: bot is not a member of the supergroup chat"
    );
    stage.world().add_to_group(BOT, forum, AMINA).unwrap();
    let refused = stage.refused("createForumTopic", open).await;
    assert_eq!(refused, "Bad Request: not enough rights to create a topic");
    stage.world().promote(BOT, forum, AMINA).unwrap();
    stage.world().promote(BOT, forum, AMINA).unwrap();
    let updates = stage.drain().await;
    assert_eq!(updates.len(), 3, "{updates:?}");
    let change = &updates[2]["my_chat_member"];
    assert_eq!(
        (&change["chat"]["type"], &change["chat"]["is_forum"]),
        (&json!("supergroup"), &json!(true))
    );
    assert_eq!(change["old_chat_member"]["status"], "member");
    assert_eq!(change["new_chat_member"]["can_manage_topics"], true);
    let member = json!({ "chat_id": forum, "user_id": BOT });
    assert_eq!(
        stage.ok("getChatMember", member).await["status"],
        "administrator"
    );
    let group = stage.world().group("Class", &[AMINA]);
    stage.world().add_to_group(BOT, group, AMINA).unwrap();
    let refused = stage
        .refused("createForumTopic", json!({ "chat_id": group, "name": "x" }))
        .await;
    assert_eq!(refused, "Bad Request: the chat is not a forum");
}

#[tokio::test]
async fn messages_stand_in_their_topic() {
    let stage = Stage::set().await;
    let (forum, topic) = forum(&stage).await;
    let to =
        |thread: i64| json!({ "chat_id": forum, "text": "hello", "message_thread_id": thread });
    let sent = stage.ok("sendMessage", to(topic)).await;
    assert_eq!(
        (&sent["message_thread_id"], &sent["is_topic_message"]),
        (&json!(topic), &json!(true))
    );
    assert_eq!(
        sent["reply_to_message"]["forum_topic_created"]["name"],
        "First aid"
    );
    for (chat, thread) in [(forum, topic + 99), (AMINA, topic)] {
        let mut wrong = to(thread);
        wrong["chat_id"] = chat.into();
        let refused = stage.refused("sendMessage", wrong).await;
        assert_eq!(refused, "Bad Request: message thread not found");
    }
    // A reply stands where the message stands that it answers.
    let reply = json!({ "chat_id": forum, "text": "x", "reply_parameters": { "message_id": sent["message_id"] } });
    assert_eq!(
        stage.ok("sendMessage", reply).await["message_thread_id"],
        topic
    );
    let general = stage
        .ok("sendMessage", json!({ "chat_id": forum, "text": "all" }))
        .await;
    assert!(general["message_thread_id"].is_null());
    let photo = json!({ "type": "photo", "media": "https://a.example/a.jpg" });
    let album = json!({ "chat_id": forum, "message_thread_id": topic, "media": [photo, photo] });
    assert_eq!(
        stage.ok("sendMediaGroup", album).await[1]["message_thread_id"],
        topic
    );
    let copy = json!({ "chat_id": forum, "message_thread_id": topic, "from_chat_id": forum, "message_id": general["message_id"] });
    stage.ok("copyMessage", copy.clone()).await;
    assert_eq!(
        stage.world().last_from_bot(BOT, forum).unwrap()["message_thread_id"],
        topic
    );
    assert_eq!(
        stage.ok("forwardMessage", copy).await["message_thread_id"],
        topic
    );
}

#[tokio::test]
async fn topics_are_renamed_closed_opened_and_deleted() {
    let stage = Stage::set().await;
    let (forum, topic) = forum(&stage).await;
    let this = json!({ "chat_id": forum, "message_thread_id": topic });
    let named = |name: &str| json!({ "chat_id": forum, "message_thread_id": topic, "name": name });
    stage.ok("editForumTopic", named("Second aid")).await;
    assert_eq!(
        stage.refused("editForumTopic", named(" ")).await,
        "Bad Request: title must be non-empty"
    );
    stage.ok("closeForumTopic", this.clone()).await;
    assert_eq!(
        stage.refused("closeForumTopic", this.clone()).await,
        "Bad Request: TOPIC_NOT_MODIFIED"
    );
    let place = Place::of(forum).topic(topic);
    let refused = stage.world().send_in_group(BOT, place, BORIS, said("late"));
    assert_eq!(refused, Err(Impossible::Refused("TOPIC_CLOSED".to_owned())));
    stage.ok("reopenForumTopic", this.clone()).await;
    stage
        .world()
        .send_in_group(BOT, place, BORIS, said("in time"))
        .unwrap();
    let chat = stage.world().chat(BOT, forum);
    let told = chat
        .iter()
        .filter(|message| message["message_thread_id"] == topic);
    assert_eq!(told.count(), 5);
    stage.ok("deleteForumTopic", this.clone()).await;
    assert_eq!(
        stage.refused("deleteForumTopic", this).await,
        "Bad Request: TOPIC_ID_INVALID"
    );
    let chat = stage.world().chat(BOT, forum);
    assert!(
        chat.iter()
            .all(|message| message["message_thread_id"].is_null())
    );
    let gone = stage
        .world()
        .send_in_group(BOT, place, BORIS, said("too late"));
    assert_eq!(gone, Err(Impossible::UnknownChat));
}

#[tokio::test]
async fn an_administrator_hears_all_and_others_what_is_meant_for_them() {
    let stage = Stage::set().await;
    let (forum, topic) = forum(&stage).await;
    let place = Place::of(forum).topic(topic);
    stage
        .world()
        .send_in_group(BOT, place, BORIS, said("plain words"))
        .unwrap();
    let photo = Attachment::new(Kind::Document, "a.txt", b"x".to_vec());
    stage
        .world()
        .send_in_group(BOT, place, AMINA, Parcel::File(photo))
        .unwrap();
    let own = stage
        .world()
        .open_topic(BOT, forum, BORIS, "Boris asks")
        .unwrap();
    let heard = stage.drain().await;
    let message = |at: usize| &heard[at]["message"];
    assert_eq!(
        (&message(0)["from"]["id"], &message(0)["message_thread_id"]),
        (&json!(BORIS), &json!(topic))
    );
    assert!(message(1)["document"].is_object());
    assert_eq!(message(2)["forum_topic_created"]["name"], "Boris asks");
    assert_eq!(
        (&message(2)["message_id"], &message(2)["message_thread_id"]),
        (&json!(own), &json!(own))
    );
    let group = stage.world().group("Class", &[AMINA, BORIS]);
    stage.world().add_to_group(BOT, group, AMINA).unwrap();
    let sent = stage
        .ok("sendMessage", json!({ "chat_id": group, "text": "hello" }))
        .await;
    stage.drain().await;
    let here = Place::of(group);
    stage
        .world()
        .send_in_group(BOT, here, BORIS, said("not for the bot"))
        .unwrap();
    let reply = here.reply_to(sent["message_id"].as_i64().unwrap());
    stage
        .world()
        .send_in_group(BOT, reply, BORIS, said("for the bot"))
        .unwrap();
    let heard = stage.drain().await;
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0]["message"]["reply_to_message"]["text"], "hello");
    let stranger = stage.world().send_in_group(BOT, here, 777, said("x"));
    assert_eq!(stranger, Err(Impossible::UnknownChat));
}

#[tokio::test]
async fn buttons_and_polls_work_in_groups() {
    let stage = Stage::set().await;
    let (forum, topic) = forum(&stage).await;
    let button = json!({ "inline_keyboard": [[{ "text": "Claim", "callback_data": "claim" }]] });
    let card = json!({ "chat_id": forum, "message_thread_id": topic, "text": "Work", "reply_markup": button });
    let card = stage.ok("sendMessage", card).await["message_id"]
        .as_i64()
        .unwrap();
    let at = Button::At { row: 0, column: 0 };
    for person in [AMINA, BORIS] {
        stage
            .world()
            .press_in_group(BOT, forum, person, card, at.clone())
            .unwrap();
    }
    let presses = stage.drain().await;
    let from: Vec<&Value> = presses
        .iter()
        .map(|press| &press["callback_query"]["from"]["id"])
        .collect();
    assert_eq!(from, [&json!(AMINA), &json!(BORIS)]);
    assert_eq!(
        presses[0]["callback_query"]["message"]["message_thread_id"],
        topic
    );
    let poll = json!({ "chat_id": forum, "message_thread_id": topic, "question": "Tea?", "options": ["yes", "no"], "is_anonymous": false });
    let poll = stage.ok("sendPoll", poll).await["message_id"]
        .as_i64()
        .unwrap();
    stage
        .world()
        .vote_in_group(BOT, forum, BORIS, poll, &[1])
        .unwrap();
    let stranger = stage.world().vote_in_group(BOT, forum, 777, poll, &[1]);
    assert_eq!(stranger, Err(Impossible::UnknownChat));
    assert_eq!(stage.drain().await[0]["poll_answer"]["user"]["id"], BORIS);
    // The answer of a quiz that a person asks in a group is nobody's but theirs.
    let quiz = Parcel::Poll(Question {
        question: "2 + 2?".to_owned(),
        options: vec!["3".to_owned(), "4".to_owned()],
        correct: Some(vec![1]),
        ..Question::default()
    });
    stage
        .world()
        .send_in_group(BOT, Place::of(forum), AMINA, quiz)
        .unwrap();
    let heard = stage.drain().await;
    assert!(heard[0]["message"]["poll"]["correct_option_id"].is_null());
}
