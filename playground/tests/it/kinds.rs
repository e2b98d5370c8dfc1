//! Every kind of thing a message can hold, from the bot and from people.

use playground::{Attachment, Impossible, Kind, Parcel};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::common::{AMINA, BORIS, BOT, Stage};
use crate::recordings::{animation, film, picture, silence, voice};

/// Uploads a file as teloxide does; the whole answer.
async fn upload(stage: &Stage, kind: &'static str, name: &str, bytes: Vec<u8>) -> Value {
    let form = Form::new()
        .text("chat_id", AMINA.to_string())
        .text("caption", "look")
        .text(kind, "attach://f00")
        .part("f00", Part::bytes(bytes).file_name(name.to_owned()));
    let method = stage.method(&format!("send{}", kind.replace('_', "")));
    let request = stage.client.post(method).multipart(form);
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn each_kind_is_shown_measured_sent_again_and_handed_out() {
    let stage = Stage::set().await;
    for (kind, name, bytes, mime) in [
        ("video", "a.mp4", film(5), "video/mp4"),
        ("animation", "a.gif", animation(16), "image/gif"),
        ("audio", "a.wav", silence(3), "audio/x-wav"),
        ("voice", "", voice(3), "audio/ogg"),
        ("document", "a.pdf", b"%PDF-1.4".to_vec(), "application/pdf"),
    ] {
        let sent = upload(&stage, kind, name, bytes.clone()).await;
        let shown = &sent["result"][kind];
        assert_eq!(shown["mime_type"], mime, "{sent}");
        assert_eq!(sent["result"]["caption"], "look");
        if kind != "document" && kind != "animation" {
            assert_eq!(shown["duration"], 3, "{kind}");
        }
        let again = json!({ "chat_id": AMINA, kind: shown["file_id"], "protect_content": true });
        let again = stage.ok(&format!("send{kind}"), again).await;
        assert_eq!(again[kind]["file_unique_id"], shown["file_unique_id"]);
        assert_eq!(again["has_protected_content"], true);
        let file = json!({ "file_id": shown["file_id"] });
        let file = stage.ok("getFile", file).await;
        let path = file["file_path"].as_str().unwrap();
        let url = format!("{}/file/bot1000001:secret/{path}", stage.playground.url());
        let got = stage.client.get(url).send().await.unwrap();
        assert_eq!(got.bytes().await.unwrap(), bytes, "{path}");
    }
}

#[tokio::test]
async fn a_film_tells_its_size_and_what_is_said_of_it_counts_more() {
    let stage = Stage::set().await;
    let sent = upload(&stage, "video", "a.mp4", film(2)).await;
    let video = &sent["result"]["video"];
    assert_eq!(
        (&video["width"], &video["height"]),
        (&json!(160), &json!(96))
    );
    let part = Part::bytes(silence(1)).file_name("a.wav");
    let form = Form::new()
        .text("chat_id", AMINA.to_string())
        .text("title", "Quiet")
        .text("performer", "Nobody")
        .text("duration", "9")
        .part("audio", part);
    let request = stage.client.post(stage.method("sendAudio")).multipart(form);
    let sent: Value = request.send().await.unwrap().json().await.unwrap();
    let audio = &sent["result"]["audio"];
    assert_eq!(
        (&audio["title"], &audio["performer"], &audio["duration"]),
        (&json!("Quiet"), &json!("Nobody"), &json!(9))
    );
}

#[tokio::test]
async fn what_does_not_fit_its_kind_becomes_a_plainer_one() {
    let stage = Stage::set().await;
    for (kind, name, bytes, becomes) in [
        ("video", "a.webm", b"\x1a\x45\xdf\xa3".to_vec(), "document"),
        ("audio", "a.txt", b"words".to_vec(), "document"),
        ("voice", "a.wav", silence(1), "audio"),
        ("animation", "a.txt", b"words".to_vec(), "document"),
    ] {
        let sent = upload(&stage, kind, name, bytes).await;
        assert!(sent["result"][becomes].is_object(), "{kind}: {sent}");
    }
}

#[tokio::test]
async fn files_are_refused_in_telegrams_words() {
    let stage = Stage::set().await;
    let sent = upload(&stage, "video", "a.mp4", Vec::new()).await;
    assert_eq!(sent["description"], "Bad Request: file must be non-empty");
    let large = vec![0; 50 * 1024 * 1024 + 1];
    let sent = upload(&stage, "document", "a.bin", large).await;
    assert_eq!(sent["error_code"], 413, "{sent}");
    let refused = stage
        .refused("sendVideo", json!({ "chat_id": AMINA }))
        .await;
    assert_eq!(refused, "Bad Request: there is no video in the request");
    let long = json!({ "chat_id": AMINA, "video": "https://a.example/v.mp4", "caption": "x".repeat(1025) });
    let refused = stage.refused("sendVideo", long).await;
    assert_eq!(refused, "Bad Request: message caption is too long");
    for (kind, url, words) in [
        (
            "video",
            "https://a.example/v.avi",
            "wrong type of the web page content",
        ),
        (
            "voice",
            "https://a.example/v.mp3",
            "wrong type of the web page content",
        ),
        (
            "audio",
            "https://a.example/too-large.mp3",
            "failed to get HTTP URL content",
        ),
    ] {
        let refused = json!({ "chat_id": AMINA, kind: url });
        let refused = stage.refused(&format!("send{kind}"), refused).await;
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
    let large = vec![1; 20 * 1024 * 1024 + 1];
    let large = Attachment::new(Kind::Document, "a.bin", large);
    stage.world().send(BOT, AMINA, Parcel::File(large)).unwrap();
    let updates = stage.drain().await;
    let id = &updates[0]["message"]["document"]["file_id"];
    let refused = stage.refused("getFile", json!({ "file_id": id })).await;
    assert_eq!(refused, "Bad Request: file is too big");
}

#[tokio::test]
async fn captions_are_edited_and_voices_stay_what_they_are() {
    let stage = Stage::set().await;
    let sent = upload(&stage, "voice", "", voice(1)).await;
    let id = &sent["result"]["message_id"];
    let caption = json!({ "chat_id": AMINA, "message_id": id, "caption": "listen" });
    assert_eq!(
        stage.ok("editMessageCaption", caption).await["caption"],
        "listen"
    );
    let media = json!({ "type": "photo", "media": "https://a.example/a.jpg" });
    let media = json!({ "chat_id": AMINA, "message_id": id, "media": media });
    let refused = stage.refused("editMessageMedia", media).await;
    assert_eq!(refused, "Bad Request: message media can't be edited");
    let copy =
        json!({ "chat_id": AMINA, "from_chat_id": AMINA, "message_id": id, "caption": "again" });
    stage.ok("copyMessage", copy).await;
    let last = stage.world().last_from_bot(BOT, AMINA).unwrap();
    assert_eq!(last["caption"], "again");
    assert_eq!(
        last["voice"]["file_unique_id"],
        sent["result"]["voice"]["file_unique_id"]
    );
}

#[tokio::test]
async fn people_send_every_kind() {
    let stage = Stage::set().await;
    for (kind, name, bytes, field) in [
        (Kind::Photo, "a.bmp", picture(8, 4, [1, 2, 3]), "photo"),
        (Kind::Video, "a.mp4", film(1), "video"),
        (Kind::Animation, "a.gif", animation(8), "animation"),
        (Kind::Audio, "a.wav", silence(1), "audio"),
        (Kind::Voice, "", voice(1), "voice"),
        (Kind::Document, "a.txt", b"words".to_vec(), "document"),
        (Kind::VideoNote, "", film(1), "video_note"),
        (Kind::Sticker, "a.webp", b"RIFF".to_vec(), "sticker"),
    ] {
        let file = Attachment::new(kind, name, bytes).caption("mine");
        stage.world().send(BOT, AMINA, Parcel::File(file)).unwrap();
        let updates = stage.drain().await;
        let message = &updates[0]["message"];
        assert!(!message[field].is_null(), "{field}: {message}");
        assert_eq!(message["caption"], "mine");
    }
}

#[tokio::test]
async fn forwards_name_their_source_and_places_and_contacts_arrive() {
    let stage = Stage::set().await;
    let film = Attachment::new(Kind::Video, "a.mp4", film(1));
    stage
        .world()
        .forward_parcel(BOT, AMINA, BORIS, Parcel::File(film))
        .unwrap();
    let place = Parcel::Location {
        latitude: 52.5,
        longitude: 13.4,
    };
    stage.world().send(BOT, AMINA, place).unwrap();
    let contact = Parcel::Contact {
        phone: "+49301234".to_owned(),
        first_name: "Amina".to_owned(),
        user_id: Some(AMINA),
    };
    stage.world().send(BOT, AMINA, contact).unwrap();
    let updates = stage.drain().await;
    let message = |at: usize| &updates[at]["message"];
    assert_eq!(message(0)["forward_origin"]["sender_user"]["id"], BORIS);
    assert_eq!(message(1)["location"]["latitude"], 52.5);
    assert_eq!(message(2)["contact"]["user_id"], AMINA);
}

#[tokio::test]
async fn what_is_protected_goes_nowhere() {
    let stage = Stage::set().await;
    let secret = json!({ "chat_id": AMINA, "text": "secret", "protect_content": true });
    let id = stage.ok("sendMessage", secret).await["message_id"]
        .as_i64()
        .unwrap();
    let refused = stage.world().forward(BOT, AMINA, id);
    assert_eq!(
        refused,
        Err(Impossible::Refused("CHAT_FORWARDS_RESTRICTED".to_owned()))
    );
    let open = stage.send("open", &[]).await;
    stage.world().forward(BOT, AMINA, open).unwrap();
    let updates = stage.drain().await;
    assert_eq!(
        updates[0]["message"]["forward_origin"]["sender_user"]["id"],
        BOT
    );
}
