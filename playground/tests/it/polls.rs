//! Polls and quizzes: what they may say, who hears of a vote, who is told the right answer.

use std::time::Duration;

use playground::{Happening, Impossible, Parcel, Question};
use serde_json::{Value, json};

use crate::common::{AMINA, BORIS, BOT, Stage, soon};

fn quiz() -> Value {
    json!({
        "chat_id": AMINA, "question": "2 + 2?", "options": [{ "text": "3" }, { "text": "4" }],
        "type": "quiz", "correct_option_id": 1, "explanation": "Count <b>on</b>.",
        "explanation_parse_mode": "HTML", "is_anonymous": false,
    })
}

fn asked(correct: Option<usize>) -> Parcel {
    Parcel::Poll(Question {
        question: "Tea?".to_owned(),
        options: vec!["yes".to_owned(), "no".to_owned()],
        correct: correct.map(|right| vec![right]),
        explanation: "Always.".to_owned(),
        ..Question::default()
    })
}

fn refused(why: &str) -> Result<(), Impossible> {
    Err(Impossible::Refused(why.to_owned()))
}

#[tokio::test]
async fn a_quiz_is_answered_once_and_its_bot_hears_who_chose_what() {
    let stage = Stage::set().await;
    let sent = stage.ok("sendPoll", quiz()).await;
    let poll = &sent["poll"];
    assert_eq!(
        (
            &poll["type"],
            &poll["correct_option_id"],
            &poll["explanation"]
        ),
        (&json!("quiz"), &json!(1), &json!("Count on."))
    );
    let id = sent["message_id"].as_i64().unwrap();
    let vote = |options: &[usize]| stage.world().vote(BOT, AMINA, id, options);
    let before = stage.world().chat(BOT, AMINA);
    assert!(before.last().unwrap()["poll_page"]["correct"].is_null());
    assert_eq!(vote(&[2]), refused("OPTION_INVALID"));
    assert_eq!(vote(&[0, 1]), refused("OPTIONS_TOO_MUCH"));
    assert_eq!(vote(&[]), refused("OPTION_INVALID"));
    assert_eq!(vote(&[0]), Ok(()));
    assert_eq!(vote(&[1]), refused("REVOTE_NOT_ALLOWED"));
    assert_eq!(vote(&[]), refused("REVOTE_NOT_ALLOWED"));
    let updates = stage.drain().await;
    assert_eq!(updates.len(), 1, "{updates:?}");
    let answer = &updates[0]["poll_answer"];
    assert_eq!(
        (
            &answer["poll_id"],
            &answer["user"]["id"],
            &answer["option_ids"]
        ),
        (&poll["id"], &json!(AMINA), &json!([0]))
    );
    let after = stage.world().chat(BOT, AMINA);
    let shown = after.last().unwrap();
    assert_eq!(shown["poll"]["options"][0]["voter_count"], 1);
    assert_eq!(shown["poll_page"]["correct"], json!([1]));
    assert_eq!(shown["poll_page"]["votes"][AMINA.to_string()], json!([0]));
}

#[tokio::test]
async fn a_vote_in_an_anonymous_poll_names_nobody_and_can_be_taken_back() {
    let stage = Stage::set().await;
    let poll = json!({
        "chat_id": AMINA, "question": "Tea?", "options": ["yes", "no", "later"],
        "allows_multiple_answers": true,
    });
    let sent = stage.ok("sendPoll", poll).await;
    assert_eq!(sent["poll"]["is_anonymous"], true);
    let id = sent["message_id"].as_i64().unwrap();
    for (chosen, total) in [(&[0, 2][..], 1), (&[1], 1), (&[], 0)] {
        stage.world().vote(BOT, AMINA, id, chosen).unwrap();
        let updates = stage.drain().await;
        assert_eq!(updates.len(), 1);
        assert_eq!(updates[0]["poll"]["total_voter_count"], total);
    }
}

#[tokio::test]
async fn a_stopped_poll_takes_no_more_votes() {
    let stage = Stage::set().await;
    let sent = stage.ok("sendPoll", quiz()).await;
    let id = sent["message_id"].as_i64().unwrap();
    let stop = |id: i64| json!({ "chat_id": AMINA, "message_id": id });
    let poll = stage.ok("stopPoll", stop(id)).await;
    assert_eq!(
        (&poll["is_closed"], &poll["id"]),
        (&json!(true), &sent["poll"]["id"])
    );
    assert_eq!(
        stage.world().vote(BOT, AMINA, id, &[1]),
        refused("MESSAGE_POLL_CLOSED")
    );
    assert_eq!(stage.drain().await[0]["poll"]["is_closed"], true);
    let words = stage.send("x", &[]).await;
    let mine = stage.world().send(BOT, AMINA, asked(None)).unwrap();
    for (id, why) in [
        (id, "poll has already been closed"),
        (words, "message is not a poll"),
        (mine, "poll can't be stopped"),
        (9999, "message with poll to stop not found"),
    ] {
        let refused = stage.refused("stopPoll", stop(id)).await;
        assert_eq!(refused, format!("Bad Request: {why}"));
    }
    assert_eq!(
        stage.world().vote(BOT, AMINA, words, &[0]),
        Err(Impossible::NotAPoll)
    );
}

#[tokio::test]
async fn a_poll_closes_by_itself() {
    let stage = Stage::set().await;
    let mut poll = quiz();
    poll["open_period"] = 30.into();
    let sent = stage.ok("sendPoll", poll).await;
    assert_eq!(sent["poll"]["close_date"], 1_800_000_030);
    let seq = stage.world().seq();
    stage.world().clock().advance(Duration::from_secs(30));
    let closed = |world: &playground::World| {
        let events = world.events_after(seq);
        let closed = |kind: &Happening| matches!(kind, Happening::Poll { message } if message["poll"]["is_closed"] == true);
        events.iter().any(|event| closed(&event.kind)).then_some(())
    };
    soon(stage.world().until(closed)).await;
    assert_eq!(stage.drain().await[0]["poll"]["is_closed"], true);
}

#[tokio::test]
async fn polls_are_refused_in_telegrams_words() {
    let stage = Stage::set().await;
    let long = |length: usize| "x".repeat(length);
    let explained = |text: &str| json!({ "explanation": text });
    for (change, words) in [
        (json!({ "question": " " }), "text must be non-empty"),
        (
            json!({ "question": long(301) }),
            "poll question length must not exceed 300",
        ),
        (
            json!({ "options": [] }),
            "poll must have at least one answer option",
        ),
        (
            json!({ "options": vec!["x"; 13] }),
            "poll can't have more than 12 options",
        ),
        (json!({ "options": ["x", ""] }), "text must be non-empty"),
        (
            json!({ "options": ["x", long(101)] }),
            "poll options length must not exceed 100",
        ),
        (json!({ "options": "[" }), "can't parse options JSON object"),
        (
            json!({ "type": "survey" }),
            "unsupported poll type specified",
        ),
        (
            json!({ "correct_option_id": null }),
            "correct quiz option list must be non-empty",
        ),
        (
            json!({ "correct_option_id": 2 }),
            "wrong quiz correct_option_id",
        ),
        (
            json!({ "correct_option_ids": [1, 0] }),
            "correct quiz option list must be increasing",
        ),
        (explained(&long(201)), "QUIZ_EXPLANATION_INVALID"),
        (explained("a\nb\nc\nd"), "QUIZ_EXPLANATION_INVALID"),
        (json!({ "open_period": 4 }), "POLL_CLOSE_DATE_INVALID"),
    ] {
        let mut poll = quiz();
        for (name, value) in change.as_object().unwrap() {
            poll[name] = value.clone();
        }
        assert_eq!(
            stage.refused("sendPoll", poll).await,
            format!("Bad Request: {words}")
        );
    }
    let mut widest = quiz();
    widest["question"] = long(300).into();
    widest["options"] = json!(vec![long(100); 12]);
    widest["explanation"] = "a\nb\nc".into();
    stage.ok("sendPoll", widest).await;
}

#[tokio::test]
async fn the_answer_of_a_quiz_is_told_only_where_telegram_tells_it() {
    let stage = Stage::set().await;
    let mine = stage.world().send(BOT, AMINA, asked(Some(0))).unwrap();
    stage
        .world()
        .forward_parcel(BOT, AMINA, BORIS, asked(Some(0)))
        .unwrap();
    stage.world().forward(BOT, AMINA, mine).unwrap();
    let updates = stage.drain().await;
    let poll = |at: usize| &updates[at]["message"]["poll"];
    assert_eq!(
        (&poll(0)["correct_option_id"], &poll(0)["type"]),
        (&json!(0), &json!("quiz"))
    );
    for at in [1, 2] {
        assert!(poll(at)["correct_option_id"].is_null() && poll(at)["explanation"].is_null());
    }
    // Nobody hears of votes in other people's polls.
    stage.world().vote(BOT, AMINA, mine, &[0]).unwrap();
    assert!(stage.drain().await.is_empty());
}

#[tokio::test]
async fn a_copy_is_a_poll_of_its_own_and_a_forward_is_not() {
    let stage = Stage::set().await;
    let sent = stage.ok("sendPoll", quiz()).await;
    let from = |id: &Value| json!({ "chat_id": AMINA, "from_chat_id": AMINA, "message_id": id });
    let forwarded = stage.ok("forwardMessage", from(&sent["message_id"])).await;
    assert_eq!(forwarded["poll"]["id"], sent["poll"]["id"]);
    stage.ok("copyMessage", from(&sent["message_id"])).await;
    let copied = stage.world().last_from_bot(BOT, AMINA).unwrap();
    assert_ne!(copied["poll"]["id"], sent["poll"]["id"]);
    let foreign = stage
        .world()
        .forward_parcel(BOT, AMINA, BORIS, asked(Some(0)))
        .unwrap();
    let refused = stage.refused("copyMessage", from(&foreign.into())).await;
    assert_eq!(refused, "Bad Request: message can't be copied");
    let id = forwarded["message_id"].as_i64().unwrap();
    stage.world().vote(BOT, AMINA, id, &[1]).unwrap();
    let chat = stage.world().chat(BOT, AMINA);
    let counted = chat
        .iter()
        .filter(|message| message["poll"]["total_voter_count"] == 1);
    assert_eq!(counted.count(), 2);
}
