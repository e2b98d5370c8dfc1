//! What Telegram answers to a call, as much of it as is remembered.

use coursefile::MediumKind;
use serde::Deserialize;

/// A message that was sent.
#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    #[serde(default)]
    pub message_id: Option<i32>,
    #[serde(default)]
    photo: Vec<Size>,
    #[serde(default)]
    video: Option<Size>,
    #[serde(default)]
    audio: Option<Size>,
    #[serde(default)]
    voice: Option<Size>,
    #[serde(default)]
    document: Option<Size>,
    #[serde(default)]
    animation: Option<Size>,
    #[serde(default)]
    pub poll: Option<Poll>,
}

/// A poll.
#[derive(Debug, Deserialize)]
pub struct Poll {
    /// Its name, unlike that of any other.
    pub id: String,
}

/// A file, of a picture one of its sizes.
#[derive(Debug, Deserialize)]
pub struct Size {
    /// What Telegram calls it.
    pub file_id: String,
}

impl Sent {
    /// The file of this kind in the message.
    pub fn file(&self, kind: MediumKind) -> Option<&Size> {
        match kind {
            MediumKind::Picture => self.photo.last(),
            MediumKind::Video => self.video.as_ref(),
            MediumKind::Audio => self.audio.as_ref(),
            MediumKind::Voice => self.voice.as_ref(),
            MediumKind::Document => self.document.as_ref(),
            MediumKind::Animation => self.animation.as_ref(),
        }
    }
}

/// Some methods answer with a message, some with `true`.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Maybe(#[serde(deserialize_with = "message_or_true")] pub Option<Sent>);

fn message_or_true<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Sent>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Message(Sent),
        True(#[expect(dead_code, reason = "only its form matters")] bool),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Message(sent) => Some(sent),
        Either::True(_) => None,
    })
}
