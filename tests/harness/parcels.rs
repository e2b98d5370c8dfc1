//! What people send besides words and files, as a story says it.

use playground::{Attachment, Kind, Parcel};

use super::files::PICTURE;

/// What a line of a person sends; none: it says something else.
pub fn read(what: &str) -> Option<Parcel> {
    let file = |kind, name: &str, bytes: &[u8]| Attachment::new(kind, name, bytes.to_vec());
    let photo = |name| file(Kind::Photo, name, PICTURE);
    Some(match what {
        "sends a voice message" => Parcel::File(file(Kind::Voice, "voice.ogg", &voice())),
        "sends a sticker" => Parcel::File(file(Kind::Sticker, "sticker.png", PICTURE)),
        "sends an album" => Parcel::Album(vec![photo("one.png"), photo("two.png")]),
        "sends a contact" => Parcel::Contact {
            phone: "+10000000".to_owned(),
            first_name: "Somebody".to_owned(),
            user_id: None,
        },
        _ => return None,
    })
}

/// The head of an Ogg file with Opus: all that is looked at.
fn voice() -> Vec<u8> {
    let head = b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0";
    let mut page = b"OggS\0\x06".to_vec();
    page.extend([0; 20]);
    page.extend([1, 19]);
    page.extend(head);
    page
}
