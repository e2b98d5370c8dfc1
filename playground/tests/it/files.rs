//! Files: pictures by upload, id and address, documents, downloads.

use playground::Impossible;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::common::{AMINA, BOT, Stage};

/// The beginning of a PNG of this size: enough to be measured.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 1, 2, 3, 4]);
    bytes
}

async fn upload(stage: &Stage, method: &str, field: &'static str, bytes: Vec<u8>) -> Value {
    let part = Part::bytes(bytes).file_name("a.png");
    let form = Form::new()
        .text("chat_id", AMINA.to_string())
        .text(field, "attach://f00")
        .part("f00", part);
    let request = stage.client.post(stage.method(method)).multipart(form);
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn a_picture_can_be_sent_again_by_its_id() {
    let stage = Stage::set().await;
    let sent = upload(&stage, "sendPhoto", "photo", png(40, 30)).await;
    let photo = &sent["result"]["photo"][0];
    assert_eq!(
        (&photo["width"], &photo["height"]),
        (&json!(40), &json!(30))
    );
    let again = json!({ "chat_id": AMINA, "photo": photo["file_id"], "caption": "twice" });
    let again = stage.ok("sendPhoto", again).await;
    assert_eq!(again["photo"][0]["file_unique_id"], photo["file_unique_id"]);
    let wrong = json!({ "chat_id": AMINA, "document": photo["file_id"] });
    assert_eq!(
        stage.refused("sendDocument", wrong).await,
        "Bad Request: can't use file of type Photo as Document"
    );
    let file = stage
        .ok("getFile", json!({ "file_id": photo["file_id"] }))
        .await;
    let path = file["file_path"].as_str().unwrap();
    let url = format!("{}/file/bot1000001:secret/{path}", stage.playground.url());
    let bytes = stage
        .client
        .get(url)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(bytes, png(40, 30));
}

#[tokio::test]
async fn pictures_are_measured() {
    let stage = Stage::set().await;
    for (bytes, words) in [
        (png(9000, 1001), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (
            b"not a picture".to_vec(),
            "Bad Request: IMAGE_PROCESS_FAILED",
        ),
    ] {
        let sent = upload(&stage, "sendPhoto", "photo", bytes).await;
        assert_eq!(sent["description"], words);
    }
    let sent = upload(&stage, "sendDocument", "document", b"anything".to_vec()).await;
    assert_eq!(sent["result"]["document"]["file_name"], "a.png");
}

#[tokio::test]
async fn addresses_are_believed_unless_they_say_otherwise() {
    let stage = Stage::set().await;
    let photo = |url: &str| json!({ "chat_id": AMINA, "photo": url });
    stage
        .ok("sendPhoto", photo("https://a.example/cat.jpg?x=1"))
        .await;
    for (url, words) in [
        (
            "https://broken.example/cat.jpg",
            "failed to get HTTP URL content",
        ),
        (
            "https://a.example/not-a-picture.jpg",
            "wrong type of the web page content",
        ),
        (
            "https://a.example/cat.html",
            "wrong type of the web page content",
        ),
        ("ftp://a.example/cat.jpg", "wrong HTTP URL specified"),
    ] {
        let refused = stage.refused("sendPhoto", photo(url)).await;
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
    let refused = stage.refused("sendPhoto", photo("nonsense")).await;
    assert!(refused.starts_with("Bad Request: wrong remote file identifier specified"));
}

#[tokio::test]
async fn a_picture_edit_changes_the_picture() {
    let stage = Stage::set().await;
    let sent = upload(&stage, "sendPhoto", "photo", png(40, 30)).await;
    let other = upload(&stage, "sendPhoto", "photo", png(50, 30)).await;
    let id = &sent["result"]["message_id"];
    let media = |photo: &Value, caption: &str| {
        let media = json!({ "type": "photo", "media": photo["file_id"], "caption": caption });
        json!({ "chat_id": AMINA, "message_id": id, "media": media })
    };
    let photo = &other["result"]["photo"][0];
    let edited = stage.ok("editMessageMedia", media(photo, "new")).await;
    assert_eq!(
        (&edited["photo"][0]["width"], &edited["caption"]),
        (&json!(50), &json!("new"))
    );
    let refused = stage.refused("editMessageMedia", media(photo, "new")).await;
    assert!(refused.contains("message is not modified"));
    let text = json!({ "chat_id": AMINA, "message_id": id, "text": "x" });
    let refused = stage.refused("editMessageText", text).await;
    assert_eq!(
        refused,
        "Bad Request: there is no text in the message to edit"
    );
}

#[tokio::test]
async fn people_send_files_too() {
    let stage = Stage::set().await;
    let broken = stage
        .world()
        .send_photo(BOT, AMINA, b"nothing".to_vec(), "");
    assert!(matches!(broken, Err(Impossible::Refused(_))));
    stage
        .world()
        .send_photo(BOT, AMINA, png(4, 3), "look")
        .unwrap();
    stage
        .world()
        .send_document(BOT, AMINA, "course.json", b"{}".to_vec(), "")
        .unwrap();
    let updates = stage.drain().await;
    assert_eq!(updates[0]["message"]["caption"], "look");
    let document = &updates[1]["message"]["document"];
    assert_eq!(document["mime_type"], "application/json");
    let id = document["file_id"].as_str().unwrap();
    assert_eq!(stage.world().file(id).unwrap(), b"{}");
    let url = format!("{}/user/file/{id}", stage.playground.url());
    let response = stage.client.get(url).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
}
