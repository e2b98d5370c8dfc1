//! What to answer, as data: handlers return it, the outbox carries it out.

use entity::BroadcastId;
use teloxide::types::MessageId;

use super::{About, Button, Job, Rich, Screen};

/// Everything that one update causes to be said, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reply {
    /// The acts, in order within each chat.
    pub acts: Vec<Act>,
    /// The answer to the callback query, when a button was pressed; an empty one stops the spinner.
    pub toast: Option<Toast>,
}

/// One thing to do in a chat.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A new message with the live keyboard; the former live keyboard is taken away.
    Show(Screen),
    /// A new message that leaves the live keyboard where it is.
    Say(Screen),
    /// Change a message of the bot in place; when that is not possible, show it anew.
    Redraw(MessageId, Screen),
    /// Take the keyboard from a message that should no longer be pressed.
    Strip(MessageId),
    /// Other buttons below a message of the bot, whose words stay; the live keyboard stays where it is.
    Rekey(MessageId, Vec<Vec<Button>>),
    /// A message to somebody else's private chat, in the order of their chat.
    Tell(i64, Screen),
    /// A message to another chat, or to a topic of it, that is remembered under a name: `courses::posts` knows it when it
    /// was sent.
    Post {
        /// The chat.
        chat: i64,
        /// The topic, in a group that has some.
        topic: Option<i32>,
        /// What the message shows.
        about: About,
        /// The message.
        screen: Screen,
    },
    /// Change a message of the bot in another chat in place; when that is not possible, nothing happens.
    Rewrite {
        /// The chat.
        chat: i64,
        /// The message.
        message: MessageId,
        /// What it says from now on.
        screen: Screen,
    },
    /// A message to another private chat that gets the live keyboard there, as if its person had asked for it.
    Turn(i64, Screen),
    /// A file that Telegram knows, shown in a chat, or in a topic of it; leaves the live keyboard where it is.
    Parcel {
        /// The chat.
        chat: i64,
        /// The topic, in a group that has some.
        topic: Option<i32>,
        /// The file.
        parcel: Parcel,
    },
    /// A message that goes to many and therefore stands behind every answer.
    Announce(i64, Screen),
    /// The same for one of those who get an announcement: what becomes of it is noted. Its buttons hold whenever they are
    /// pressed, so it leaves the live keyboard where it is.
    Broadcast {
        /// To whom.
        to: i64,
        /// Which announcement.
        broadcast: BroadcastId,
        /// Its author has written words, which are sent alone where Telegram refuses what is shown above them.
        has_words: bool,
        /// The message.
        screen: Screen,
    },
    /// The same with buttons to be pressed: it gets the live keyboard of that chat, and this message loses it.
    Invite(i64, Option<i32>, Screen),
    /// The command menu of a private chat; an empty list gives back the default one.
    Menu {
        /// The chat.
        chat: i64,
        /// Two letters, or empty for every language.
        language: &'static str,
        /// Command and description.
        commands: Vec<(String, String)>,
    },
    /// A file, after what was said before it; leaves the live keyboard where it is.
    Send(Document),
    /// A picture that the bot has drawn and that is kept nowhere; leaves the live keyboard where it is.
    Draw(Drawing),
    /// Work to be begun when this update is settled.
    Later(Job),
}

/// A file that Telegram knows, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Such as `voice`: what `send…` is called after, and its parameter.
    pub kind: &'static str,
    /// What Telegram calls it.
    pub file_id: String,
}

/// A file that the bot has made.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called, with its ending.
    pub name: String,
    /// Such as `text/markdown`.
    pub content_type: &'static str,
    /// The file, at most [`Document::LIMIT`] bytes.
    pub bytes: Vec<u8>,
    /// What stands below it, in plain words; at most 1024 characters.
    pub caption: String,
}

impl Document {
    /// How many bytes Telegram takes: Bot API, sendDocument, read 2026-11-21.
    pub const LIMIT: usize = 50 * 1000 * 1000;
}

/// A picture that goes once it is sent.
#[derive(Clone, PartialEq)]
pub struct Drawing {
    /// The picture as PNG.
    pub png: Vec<u8>,
    /// What stands below it, at most [`super::CAPTION_LIMIT`]; said alone when Telegram refuses the picture.
    pub caption: Rich,
}

/// What it shows may be a secret.
impl std::fmt::Debug for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drawing({} bytes)", self.png.len())
    }
}

impl Act {
    /// The file that travels with it.
    pub fn file(&self) -> Option<&[u8]> {
        match self {
            Act::Send(file) => Some(&file.bytes),
            Act::Draw(drawing) => Some(&drawing.png),
            _ => None,
        }
    }
}

/// A log has no room for whole files.
impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Document { name, bytes, .. } = self;
        write!(f, "Document({name}, {} bytes)", bytes.len())
    }
}

/// A short answer to a pressed button.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toast {
    /// At most [`Toast::LIMIT`] characters.
    pub text: String,
    /// As a window that has to be closed.
    pub alert: bool,
}

impl Toast {
    /// How many characters it holds: Bot API, answerCallbackQuery, read 2026-11-21.
    pub const LIMIT: usize = 200;
}

impl Reply {
    /// Nothing but an end of the spinner.
    pub fn nothing() -> Reply {
        Reply::default()
    }

    /// A new message with the live keyboard.
    pub fn show(screen: Screen) -> Reply {
        Reply {
            acts: vec![Act::Show(screen)],
            toast: None,
        }
    }

    /// A new message without a keyboard.
    pub fn say(text: impl AsRef<str>) -> Reply {
        Reply {
            acts: vec![Act::Say(Screen::plain(text))],
            toast: None,
        }
    }

    /// A message of the bot, changed in place.
    pub fn redraw(message: MessageId, screen: Screen) -> Reply {
        Reply {
            acts: vec![Act::Redraw(message, screen)],
            toast: None,
        }
    }

    /// A file.
    pub fn send(document: Document) -> Reply {
        Reply::nothing().and(Act::Send(document))
    }

    /// A short answer to a pressed button.
    pub fn toast(text: impl Into<String>) -> Reply {
        Reply {
            acts: vec![],
            toast: Some(Toast {
                text: text.into(),
                alert: false,
            }),
        }
    }

    /// The same with one more act.
    #[must_use]
    pub fn and(mut self, act: Act) -> Reply {
        self.acts.push(act);
        self
    }

    /// The same with a short answer to the pressed button.
    #[must_use]
    pub fn with_toast(mut self, text: impl Into<String>) -> Reply {
        self.toast = Some(Toast {
            text: text.into(),
            alert: false,
        });
        self
    }
}
