//! What people send besides words, and what it is made of.
//!
//! | words | what is sent |
//! |---|---|
//! | `video`, `audio`, `voice`, `animation` | with or without a caption behind it, in quotation marks |
//! | `document "name"` | with or without a caption |
//! | `voice message`, `album` | a voice message, an album of two photos |
//! | `album of 3 photos` | of `photos`, `videos`, `audios` or `files`; a caption belongs to the first |
//! | `sticker`, `round video`, `location`, `contact`, `poll` | |

use anyhow::{Context, bail};
use playground::{Attachment, Kind, Parcel, Question};

use super::files::{FILM, PICTURE, SOUND, SPOKEN};

/// Reads what is sent.
///
/// # Errors
/// What does not read.
pub fn read(what: &str) -> anyhow::Result<Parcel> {
    let (what, caption) = captioned(what);
    if what == "album" {
        return album("2 photos", caption);
    }
    if let Some(rest) = what.strip_prefix("album of ") {
        return album(rest, caption);
    }
    let file = match what {
        "video" => video("film.mp4"),
        "audio" => Attachment::new(Kind::Audio, "song.mp3", SOUND.to_vec()),
        "voice" | "voice message" => Attachment::new(Kind::Voice, "", SPOKEN.to_vec()),
        "animation" => Attachment::new(Kind::Animation, "a.mp4", FILM.to_vec()),
        "sticker" => Attachment::new(Kind::Sticker, "a.webp", b"RIFF".to_vec()),
        "round video" => Attachment::new(Kind::VideoNote, "", FILM.to_vec()),
        other => return otherwise(other, caption),
    };
    Ok(Parcel::File(file.caption(caption)))
}

fn otherwise(what: &str, caption: &str) -> anyhow::Result<Parcel> {
    if what == "document" {
        let (name, caption) = caption.split_once("\" \"").unwrap_or((caption, ""));
        let file = Attachment::new(Kind::Document, name, b"words".to_vec());
        return Ok(Parcel::File(file.caption(caption)));
    }
    Ok(match what {
        "location" => Parcel::Location {
            latitude: 52.5,
            longitude: 13.4,
        },
        "contact" => Parcel::Contact {
            phone: "+49301234".to_owned(),
            first_name: "Ines".to_owned(),
            user_id: None,
        },
        "poll" => Parcel::Poll(Question {
            question: "Tea?".to_owned(),
            options: vec!["Yes".to_owned(), "No".to_owned()],
            correct: None,
            explanation: String::new(),
            anonymous: true,
            multiple: false,
        }),
        other => bail!("nobody can send {other:?}"),
    })
}

fn video(name: &str) -> Attachment {
    Attachment::new(Kind::Video, name, FILM.to_vec())
}

fn album(what: &str, caption: &str) -> anyhow::Result<Parcel> {
    let (count, kind) = what.split_once(' ').context("an album of what?")?;
    let count: usize = count.parse().context("an album of how many?")?;
    let one = |number: usize| -> anyhow::Result<Attachment> {
        Ok(match kind {
            "photos" => Attachment::new(Kind::Photo, "a.png", PICTURE.to_vec()),
            "videos" => video("film.mp4"),
            "audios" => Attachment::new(Kind::Audio, &format!("song-{number}.mp3"), SOUND.to_vec()),
            "files" => {
                let name = format!("page-{number}.pdf");
                Attachment::new(
                    Kind::Document,
                    &name,
                    format!("%PDF-1.{number}").into_bytes(),
                )
            }
            other => bail!("no album holds {other:?}"),
        })
    };
    let mut album = (1..=count).map(one).collect::<anyhow::Result<Vec<_>>>()?;
    let first = album.first_mut().context("an album of nothing")?;
    *first = first.clone().caption(caption);
    Ok(Parcel::Album(album))
}

/// The words before the quotation marks, and those within.
fn captioned(what: &str) -> (&str, &str) {
    let parts = what
        .strip_suffix('"')
        .and_then(|what| what.split_once(" \""));
    parts.unwrap_or((what, ""))
}
