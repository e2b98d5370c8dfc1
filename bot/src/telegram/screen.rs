//! One message as the bot means it: text, media perhaps, and buttons.

use coursefile::MediumKind;

use super::{NativePoll, Press, Rich};

/// How many buttons a row may hold before Telegram drops the rest: Bot API server, read 2026-11-21.
pub const ROW_LIMIT: usize = 8;
/// How many UTF-16 units a message's text may have: 4096 characters (Bot API, sendMessage, read 2026-11-21),
/// counted in the unit that is never the smaller one.
pub const TEXT_LIMIT: usize = 4096;
/// The same for the caption of a medium: Bot API, sendPhoto and its like, read 2026-11-21.
pub const CAPTION_LIMIT: usize = 1024;

/// One message (or, when the text is long, a few that belong together) with its buttons under the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// What is said.
    pub text: Rich,
    /// Shown above the text: one medium, or an album of 2–10 that fit together. Below an album the text is a message of its own.
    pub media: Vec<Showing>,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Button>>,
    /// Nobody can forward or save it: Bot API, `protect_content`, read 2026-11-21.
    pub is_protected: bool,
    /// Sent in the place of the text; where Telegram does not take it, the text is.
    pub poll: Option<NativePoll>,
}

/// A medium, and what it belongs to, so that the owner can be told when Telegram refuses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Showing {
    /// How it is shown.
    #[serde(default)]
    pub kind: MediumKind,
    /// An address, a file known to Telegram (`tg:<file id>`) or one that the bot keeps itself (`media:<hash>`).
    pub source: String,
    /// What the file is called where it is saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is said instead when Telegram refuses it, such as “Picture: A kettle”; empty: nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The title of the course.
    pub course: String,
    /// The title of the step.
    pub step: String,
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What is written on it.
    pub label: String,
    /// What it does.
    pub does: Does,
}

/// What happens when a button is pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// The bot is told.
    Press(Press),
    /// Telegram opens this address.
    Open(String),
}

impl Button {
    /// A button.
    pub fn new(label: impl Into<String>, press: impl Into<Press>) -> Button {
        Button {
            label: label.into(),
            does: Does::Press(press.into()),
        }
    }

    /// A button that opens an address: `http`, `https` or `tg`.
    pub fn link(label: impl Into<String>, url: impl Into<String>) -> Button {
        Button {
            label: label.into(),
            does: Does::Open(url.into()),
        }
    }
}

impl Screen {
    /// A message of plain text.
    pub fn plain(text: impl AsRef<str>) -> Screen {
        Screen {
            text: Rich::plain(text.as_ref()),
            ..Screen::default()
        }
    }

    /// A message.
    pub fn new(text: Rich) -> Screen {
        Screen {
            text,
            ..Screen::default()
        }
    }

    /// The same with one more row of buttons; an empty row is no row.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Screen {
        let row: Vec<Button> = buttons.into_iter().collect();
        debug_assert!(
            row.len() <= ROW_LIMIT,
            "Telegram would drop the rest of this row"
        );
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    /// The same with media above the text.
    #[must_use]
    pub fn media(mut self, media: Vec<Showing>) -> Screen {
        self.media = media;
        self
    }

    /// The same, and perhaps nobody can forward or save it. What is protected already stays so.
    #[must_use]
    pub fn protected(mut self, is_protected: bool) -> Screen {
        self.is_protected |= is_protected;
        self
    }
}
