//! What a step shows besides its text: pictures, films, sounds, files, and buttons that lead elsewhere.

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::open::is_address;
use crate::render::Mention;

/// Something that a step shows or plays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    /// How it is shown.
    #[serde(default)]
    pub kind: MediumKind,
    /// Where it is: in a file that was just read as the file writes it, an address or a path beside the file; otherwise an
    /// address, `media:<hash>` or `tg:<file id>`.
    pub source: String,
    /// What is to be seen or heard, in the author's words: plain, in one line, at most [`crate::limits::ALT`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// What the file is called where it is saved, if it has a name of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// How a medium is shown.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum MediumKind {
    /// A still picture.
    #[default]
    Picture,
    /// A film.
    Video,
    /// Music, a talk: with a title and a player.
    Audio,
    /// A spoken message.
    Voice,
    /// A file to be saved.
    Document,
    /// A short film without sound that goes round.
    Animation,
}

/// A button below a step that opens an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkButton {
    /// What is written on it.
    pub label: String,
    /// Where it leads: `http`, `https` or `tg`.
    pub url: String,
}

/// Endings in small letters, what kind of file they mean, and its content type.
const ENDINGS: [(&str, MediumKind, &str); 19] = [
    ("jpg", MediumKind::Picture, "image/jpeg"),
    ("jpeg", MediumKind::Picture, "image/jpeg"),
    ("png", MediumKind::Picture, "image/png"),
    ("webp", MediumKind::Picture, "image/webp"),
    ("bmp", MediumKind::Picture, "image/bmp"),
    ("gif", MediumKind::Animation, "image/gif"),
    ("mp4", MediumKind::Video, "video/mp4"),
    ("mov", MediumKind::Video, "video/quicktime"),
    ("webm", MediumKind::Video, "video/webm"),
    ("mp3", MediumKind::Audio, "audio/mpeg"),
    ("m4a", MediumKind::Audio, "audio/mp4"),
    ("flac", MediumKind::Audio, "audio/flac"),
    ("wav", MediumKind::Audio, "audio/x-wav"),
    ("ogg", MediumKind::Voice, "audio/ogg"),
    ("oga", MediumKind::Voice, "audio/ogg"),
    ("opus", MediumKind::Voice, "audio/ogg"),
    ("pdf", MediumKind::Document, "application/pdf"),
    ("zip", MediumKind::Document, "application/zip"),
    ("txt", MediumKind::Document, "text/plain"),
];

impl MediumKind {
    /// Every kind, in the order in which they are told of.
    pub const ALL: [MediumKind; 6] = [
        MediumKind::Picture,
        MediumKind::Video,
        MediumKind::Audio,
        MediumKind::Voice,
        MediumKind::Document,
        MediumKind::Animation,
    ];

    /// The word for it in a course file.
    pub const fn word(self) -> &'static str {
        match self {
            MediumKind::Picture => "picture",
            MediumKind::Video => "video",
            MediumKind::Audio => "audio",
            MediumKind::Voice => "voice",
            MediumKind::Document => "document",
            MediumKind::Animation => "animation",
        }
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<MediumKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that follows from how a file is named: of an address whose ending says nothing it is a picture, of a path
    /// beside the text a document.
    pub fn of_name(written: &str) -> MediumKind {
        let is_elsewhere = !crate::open::picture::is_local(written);
        let path = if is_address(written) {
            let path = written.split(['?', '#']).next().unwrap_or_default();
            let path = path.split_once("://").map_or("", |(_, path)| path);
            path.split_once('/').map_or("", |(_, path)| path)
        } else if is_elsewhere {
            ""
        } else {
            written
        };
        let known = known(&crate::bundle::ending(path));
        match known {
            Some((kind, _)) => kind,
            None if is_elsewhere => MediumKind::Picture,
            None => MediumKind::Document,
        }
    }

    /// Whether these can stand in one album. One medium alone always can.
    pub fn fit_together(kinds: &[MediumKind]) -> bool {
        use MediumKind::{Animation, Audio, Document, Picture, Video, Voice};
        let Some((first, others)) = kinds.split_first() else {
            return true;
        };
        others.iter().all(|other| match first {
            Picture | Video => matches!(other, Picture | Video),
            Audio | Document => other == first,
            Voice | Animation => false,
        })
    }
}

fn known(ending: &str) -> Option<(MediumKind, &'static str)> {
    let found = ENDINGS.iter().find(|(known, ..)| *known == ending);
    found.map(|(_, kind, content_type)| (*kind, *content_type))
}

/// The content type of a file by its name; of one that says nothing, that of bytes.
pub fn content_type(name: &str) -> &'static str {
    known(&crate::bundle::ending(name)).map_or(BYTES, |(_, content_type)| content_type)
}

/// The content type of what is just bytes.
pub const BYTES: &str = "application/octet-stream";

/// The ending for a file of this content type that is shown as `kind`: one by which it is known to be of that kind, if any is.
pub fn ending_for(kind: MediumKind, content_type: &str) -> &'static str {
    let own = |of: MediumKind| ENDINGS.iter().filter(move |(_, own, _)| *own == of);
    let exact = own(kind).find(|(.., own)| *own == content_type);
    let any = || ENDINGS.iter().find(|(.., own)| *own == content_type);
    let found = match kind {
        MediumKind::Document => exact.or_else(any),
        // A silent film is as good as a GIF.
        MediumKind::Animation => exact.or_else(any).or_else(|| own(kind).next()),
        _ => exact.or_else(|| own(kind).next()),
    };
    found.map_or("bin", |(ending, ..)| ending)
}

/// The media of a step as they are stored: a list; or, as before there were several kinds, where its only picture is.
///
/// # Errors
/// It is neither.
pub(crate) fn stored<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Medium>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Media(Vec<Medium>),
        Picture(Option<String>),
    }
    Ok(match Stored::deserialize(deserializer)? {
        Stored::Media(media) => media,
        Stored::Picture(picture) => picture.map(Medium::picture).into_iter().collect(),
    })
}

impl From<&Mention> for Medium {
    fn from(mention: &Mention) -> Medium {
        Medium {
            kind: mention.kind,
            source: mention.path.clone(),
            alt: mention.alt.clone(),
            name: None,
        }
    }
}

impl Medium {
    /// A picture without a description.
    pub fn picture(source: impl Into<String>) -> Medium {
        Medium {
            source: source.into(),
            ..Medium::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: MediumKind) {
        assert_eq!(MediumKind::of_name(written), expected, "{written}");
    }

    #[test]
    fn names_say_the_kind() {
        use MediumKind::{Animation, Audio, Document, Picture, Video, Voice};
        check("pictures/Kettle.JPG", Picture);
        check("a.gif", Animation);
        check("a b/c.mp4", Video);
        check("a.mp3", Audio);
        check("a.ogg", Voice);
        check("plan.pdf", Document);
        check("plan", Document);
        check("table.xlsx", Document);
        check("https://example.org/film.MP4?x=1#y", Video);
        check("https://example.org/plan.pdf", Document);
        check("https://example.org/x", Picture);
        check("https://example.zip", Picture);
        check("media:00ff", Picture);
        check("tg:AgAC-_x.mp4", Picture);
    }

    #[test]
    fn albums() {
        use MediumKind::{Animation, Audio, Document, Picture, Video, Voice};
        for (kinds, fit) in [
            (vec![Voice], true),
            (vec![Picture, Video, Picture], true),
            (vec![Document, Document], true),
            (vec![Audio, Audio], true),
            (vec![Picture, Document], false),
            (vec![Voice, Voice], false),
            (vec![Picture, Animation], false),
            (vec![Animation, Picture], false),
        ] {
            assert_eq!(MediumKind::fit_together(&kinds), fit, "{kinds:?}");
        }
    }

    #[test]
    fn endings_say_what_they_stand_for() {
        for kind in MediumKind::ALL {
            for (.., content_type) in ENDINGS {
                let ending = ending_for(kind, content_type);
                let same = MediumKind::of_name(&format!("a.{ending}")) == kind;
                let is_free = matches!(kind, MediumKind::Document | MediumKind::Animation);
                assert!(same || is_free, "{kind:?} {content_type} {ending}");
            }
        }
        assert_eq!(ending_for(MediumKind::Document, "image/png"), "png");
        assert_eq!(ending_for(MediumKind::Document, "x/y"), "bin");
        assert_eq!(ending_for(MediumKind::Animation, "video/mp4"), "mp4");
    }

    #[test]
    fn what_was_stored_before_there_were_kinds_is_read() {
        #[derive(Deserialize)]
        struct Holder {
            #[serde(default, alias = "picture", deserialize_with = "stored")]
            media: Vec<Medium>,
        }
        let read = |json: &str| serde_json::from_str::<Holder>(json).map(|holder| holder.media);
        assert_eq!(read("{}").ok(), Some(vec![]));
        assert_eq!(read(r#"{"picture": null}"#).ok(), Some(vec![]));
        let kept = vec![Medium::picture("media:1")];
        assert_eq!(read(r#"{"picture": "media:1"}"#).ok(), Some(kept.clone()));
        assert_eq!(
            read(r#"{"media": [{"source": "media:1"}]}"#).ok(),
            Some(kept)
        );
    }
}
