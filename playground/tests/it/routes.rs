//! The routes by which the page sends, shows and votes, as `PAGE.md` promises them.

use reqwest::header::{ACCEPT_RANGES, CONTENT_RANGE, RANGE};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::common::{AMINA, BOT, Stage};
use crate::recordings::{film, picture};

async fn post(stage: &Stage, route: &str, mut body: Value) -> (u16, Value) {
    body["bot"] = BOT.into();
    body["person"] = AMINA.into();
    let url = format!("{}/user/{route}", stage.playground.url());
    let response = stage.client.post(url).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn several_files_go_as_an_album() {
    let stage = Stage::set().await;
    let part = |name: &str, bytes| Part::bytes(bytes).file_name(name.to_owned());
    let form = Form::new()
        .text("bot", BOT.to_string())
        .text("person", AMINA.to_string())
        .text("caption", "both")
        .text("kinds", "[\"photo\",\"video\"]")
        .part("file0", part("a.bmp", picture(8, 4, [1, 2, 3])))
        .part("file1", part("a.mp4", film(2)));
    let url = format!("{}/user/media", stage.playground.url());
    let response = stage.client.post(url).multipart(form).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let updates = stage.drain().await;
    let (first, second) = (&updates[0]["message"], &updates[1]["message"]);
    assert_eq!(first["caption"], "both");
    assert_eq!(first["media_group_id"], second["media_group_id"]);
    assert_eq!(second["video"]["width"], 160);
}

#[tokio::test]
async fn polls_places_contacts_and_forwards_go_and_votes_count() {
    let stage = Stage::set().await;
    let poll = json!({ "question": "Tea?", "options": ["yes", "no"], "correct": [0] });
    let (status, mine) = post(&stage, "poll", poll).await;
    assert_eq!(status, 200, "{mine}");
    let vote = json!({ "message_id": mine["message_id"], "option_ids": [1] });
    assert_eq!(post(&stage, "vote", vote.clone()).await.0, 200);
    let (status, answer) = post(&stage, "vote", vote).await;
    assert_eq!(
        (status, &answer["error"]),
        (400, &json!("REVOTE_NOT_ALLOWED"))
    );
    post(
        &stage,
        "location",
        json!({ "latitude": 1.5, "longitude": 2.5 }),
    )
    .await;
    post(&stage, "contact", json!({ "phone_number": "+1" })).await;
    post(
        &stage,
        "forward",
        json!({ "message_id": mine["message_id"] }),
    )
    .await;
    let updates = stage.drain().await;
    let kinds = ["poll", "location", "contact", "forward_origin"];
    for (update, kind) in updates.iter().zip(kinds) {
        assert!(update["message"][kind].is_object(), "{kind}: {update}");
    }
    assert_eq!(updates[2]["message"]["contact"]["first_name"], "Amina");
    let (status, answer) = post(&stage, "forward", json!({})).await;
    assert_eq!(
        (status, &answer["error"]),
        (400, &json!("message_id or from_person"))
    );
}

#[tokio::test]
async fn a_player_may_ask_for_a_part_of_a_film() {
    let stage = Stage::set().await;
    let bytes = film(1);
    let film = playground::Attachment::new(playground::Kind::Video, "a.mp4", bytes.clone());
    stage
        .world()
        .send(BOT, AMINA, playground::Parcel::File(film))
        .unwrap();
    let updates = stage.drain().await;
    let id = updates[0]["message"]["video"]["file_id"].as_str().unwrap();
    let url = format!("{}/user/file/{id}", stage.playground.url());
    let get = |range: &str| stage.client.get(&url).header(RANGE, range).send();
    let part = get("bytes=4-7").await.unwrap();
    assert_eq!(
        (part.status().as_u16(), &part.headers()[ACCEPT_RANGES]),
        (206, &"bytes".parse().unwrap())
    );
    assert_eq!(
        part.headers()[CONTENT_RANGE],
        format!("bytes 4-7/{}", bytes.len())
    );
    assert!(part.headers().get("content-disposition").is_none());
    assert_eq!(part.bytes().await.unwrap(), &b"ftyp"[..]);
    let rest = get("bytes=8-").await.unwrap();
    assert_eq!(rest.bytes().await.unwrap(), &bytes[8..]);
    for unreadable in ["bytes=-4", "bytes=9-2", "lines=1-2", "bytes=99999999-"] {
        let whole = get(unreadable).await.unwrap();
        assert_eq!(
            (whole.status().as_u16(), whole.bytes().await.unwrap().len()),
            (200, bytes.len())
        );
    }
}

#[tokio::test]
async fn groups_and_topics_are_opened_and_talked_in() {
    let stage = Stage::set().await;
    let (status, group) = post(&stage, "group", json!({ "title": "Reviews" })).await;
    assert_eq!(status, 200, "{group}");
    let open = json!({ "chat": group["id"], "name": "First aid" });
    let topic = post(&stage, "topic", open).await.1;
    stage.drain().await;
    let place = |mut body: Value| {
        body["chat"] = group["id"].clone();
        body["topic"] = topic["id"].clone();
        body
    };
    post(&stage, "text", place(json!({ "text": "hello" }))).await;
    let poll = place(json!({ "question": "Tea?", "options": ["yes"] }));
    let poll = post(&stage, "poll", poll).await.1;
    let vote = json!({ "chat": group["id"], "message_id": poll["message_id"], "option_ids": [0] });
    assert_eq!(post(&stage, "vote", vote).await.0, 200);
    for update in stage.drain().await {
        assert_eq!(update["message"]["message_thread_id"], topic["id"]);
    }
    let url = format!("{}/user/world", stage.playground.url());
    let response = stage.client.get(url).send().await.unwrap();
    let world: Value = response.json().await.unwrap();
    let shown = &world["groups"][0];
    assert_eq!(shown["topics"][0]["name"], "First aid");
    assert_eq!(shown["members"].as_array().unwrap().len(), 3);
}
