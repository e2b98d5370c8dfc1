//! Albums: what may stand together, from the bot and from people.

use playground::{Attachment, Impossible, Kind, Parcel};
use serde_json::{Value, json};

use crate::common::{AMINA, BOT, Stage};
use crate::recordings::{film, picture};

#[tokio::test]
async fn albums_hold_what_may_stand_together() {
    let stage = Stage::set().await;
    let item = |kind: &str, name: &str| json!({ "type": kind, "media": format!("https://a.example/{name}") });
    let album = |items: Vec<Value>| json!({ "chat_id": AMINA, "media": items });
    let (photo, film) = (item("photo", "a.jpg"), item("video", "a.mp4"));
    let (pdf, song) = (item("document", "a.pdf"), item("audio", "a.mp3"));
    let mut captioned = photo.clone();
    captioned["caption"] = "both".into();
    let sent = stage
        .ok("sendMediaGroup", album(vec![captioned, film.clone()]))
        .await;
    assert_eq!(sent[0]["caption"], "both");
    assert!(sent[0]["media_group_id"].is_string());
    assert_eq!(sent[0]["media_group_id"], sent[1]["media_group_id"]);
    for (items, words) in [
        (vec![], "there are no messages to send"),
        (
            vec![photo.clone(); 11],
            "too many messages to send as an album",
        ),
        (
            vec![photo.clone(), pdf.clone()],
            "document can't be mixed with other media types",
        ),
        (
            vec![photo.clone(), song],
            "audio can't be mixed with other media types",
        ),
        (
            vec![photo.clone(), item("animation", "a.gif")],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            vec![
                photo.clone(),
                json!({ "type": "photo", "media": "attach://nowhere" }),
            ],
            "can't parse InputMedia: media not found",
        ),
        (
            vec![photo.clone(), item("photo", "a.html")],
            "failed to send message #2 with the error message \"wrong type of the web page content\"",
        ),
    ] {
        let refused = stage.refused("sendMediaGroup", album(items)).await;
        assert_eq!(refused, format!("Bad Request: {words}"));
    }
    let id = &sent[0]["message_id"];
    let edit = |media: &Value| json!({ "chat_id": AMINA, "message_id": id, "media": media });
    stage.ok("editMessageMedia", edit(&film)).await;
    let refused = stage.refused("editMessageMedia", edit(&pdf)).await;
    assert_eq!(refused, "Bad Request: can't change media type in the album");
}

#[tokio::test]
async fn an_album_of_a_person_is_several_updates_of_one_group() {
    let stage = Stage::set().await;
    let photo = || Attachment::new(Kind::Photo, "a.bmp", picture(8, 4, [1, 2, 3]));
    let film = Attachment::new(Kind::Video, "a.mp4", film(1));
    let album = Parcel::Album(vec![photo().caption("all"), photo(), film]);
    stage.world().send(BOT, AMINA, album).unwrap();
    let updates = stage.drain().await;
    let groups: Vec<_> = updates
        .iter()
        .map(|update| &update["message"]["media_group_id"])
        .collect();
    assert!(
        groups.len() == 3
            && groups[0].is_string()
            && groups.iter().all(|group| *group == groups[0])
    );
    assert_eq!(updates[0]["message"]["caption"], "all");
    let mixed = vec![
        photo(),
        Attachment::new(Kind::Document, "a.txt", b"x".to_vec()),
    ];
    let refused = stage.world().send(BOT, AMINA, Parcel::Album(mixed));
    assert_eq!(
        refused,
        Err(Impossible::Refused("MULTI_MEDIA_INVALID".to_owned()))
    );
    let broken = vec![
        photo(),
        Attachment::new(Kind::Photo, "a.bmp", b"x".to_vec()),
    ];
    assert!(
        stage
            .world()
            .send(BOT, AMINA, Parcel::Album(broken))
            .is_err()
    );
    assert!(stage.drain().await.is_empty());
}
