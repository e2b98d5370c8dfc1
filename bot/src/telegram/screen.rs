//! One message as the bot means it: text, a picture perhaps, and buttons.

use super::{NativePoll, Press, Rich};

/// How many buttons a row may hold before Telegram drops the rest: Bot API server, read 2026-11-21.
pub const ROW_LIMIT: usize = 8;
/// How many UTF-16 units a message's text may have: 4096 characters (Bot API, sendMessage, read 2026-11-21),
/// counted in the unit that is never the smaller one.
pub const TEXT_LIMIT: usize = 4096;
/// The same for the caption of a picture: Bot API, sendPhoto, read 2026-11-21.
pub const CAPTION_LIMIT: usize = 1024;

/// One message (or, when the text is long, a few that belong together) with its buttons under the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screen {
    /// What is said.
    pub text: Rich,
    /// Shown above the text.
    pub picture: Option<Picture>,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Button>>,
    /// Sent in the place of the text; where Telegram does not take it, the text is.
    pub poll: Option<NativePoll>,
}

/// A picture, and what it belongs to, so that the owner can be told when Telegram refuses it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Picture {
    /// An address, a file known to Telegram (`tg:<file id>`) or one that the bot keeps itself (`media:<hash>`).
    pub source: String,
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
    pub press: Press,
}

impl Button {
    /// A button.
    pub fn new(label: impl Into<String>, press: impl Into<Press>) -> Button {
        Button {
            label: label.into(),
            press: press.into(),
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

    /// The same with a picture above the text.
    #[must_use]
    pub fn picture(mut self, picture: Option<Picture>) -> Screen {
        self.picture = picture;
        self
    }
}
