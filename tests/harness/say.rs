//! What a line of a person may say.
//!
//! | line | what the person does |
//! |---|---|
//! | `any words` | writes them; `\n`, `\0`, `\\` and `\u{200b}` stand for the characters |
//! | `"words" × 300` | writes them that many times over; `"…"` alone for words that look like an act |
//! | `formatted: <b>words</b>` | writes with formatting, see `formatting.rs` |
//! | `[Next]` | presses the button on the newest message that has it; `twice`: two presses at once |
//! | `[Next] as drawn on step 2` | presses the button that the message of step 2 has or had |
//! | `[Next] as drawn on message 3` | the same on the bot's third message in the chat |
//! | `forged press "next:1:2"` | any data on the bot's newest message |
//! | `repeats the press` | the app sends the last press once more |
//! | `sends photo "caption"` | also `sends photo` |
//! | `sends file "name"` | what follows after bars is its content; see `files.rs` for a zip |
//! | `sends a video "caption"` | also `sends an album of 3 photos` and more, see `parcels.rs`; `forwards a video of Grace` |
//! | `sends the file back` | the newest file of the bot, as it is; `… with "new" for "old"`: changed |
//! | `opens the file` | looks into the newest file of the bot |
//! | `forwards a message of Grace` | |
//! | `edits the message: words` | changes their newest message |
//! | `blocks the bot`, `unblocks the bot` | |
//! | `types in group "words"` | in the one group of the story, which the bot has been added to |
//! | `is called "name" now`, `takes the username "name"` | in Telegram's settings |
//! | `speaks "ru" in Telegram now` | the language of their app |
//! | `opens the menu` | looks at the command menu |
//! | `opens the link of Grace` | starts the bot by the newest link that the bot has shown to her |
//! | `opens link 1 of Grace` | by the first one, and so on |
//! | `types the code of Grace` | writes the newest code that she has, behind `/join` |
//! | `answers with the code of Grace` | the same without the command |
//! | `sends quiz …`, `votes …` | see `polls.rs` |

use anyhow::{Context, bail};

use super::cast;
use super::polls::{self, PollDeed};

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Writes, with the entities of `formatting::read` if it is formatted.
    Say { text: String, formatted: bool },
    /// Presses a button so many times at once.
    Press {
        label: String,
        place: Place,
        times: usize,
    },
    /// Presses something that no keyboard offers.
    Forge(String),
    /// Sends the last press again.
    Repeat,
    /// Sends a picture.
    Photo(String),
    /// Sends a file of this name with this content.
    File { name: String, content: String },
    /// Sends the bot's newest file back, with some words in place of others.
    FileBack(Option<(String, String)>),
    /// Sends something else, see `parcels.rs`; or forwards it from somebody.
    Parcel(String, Option<i64>),
    /// Looks into the bot's newest file.
    OpenFile,
    /// Forwards what somebody wrote.
    Forward(i64),
    /// Changes their newest message.
    Edit(String),
    /// Blocks the bot, or lets it in again.
    Block(bool),
    /// Writes in a group.
    Group(String),
    /// Changes their first name.
    Rename(String),
    /// Changes their username.
    Username(String),
    /// Sets their Telegram to another language.
    Language(String),
    /// Looks at the command menu.
    Menu,
    /// Follows a link that somebody has: that of this number from 1, or the newest.
    Follow(i64, Option<usize>),
    /// Types the newest code that somebody has, with these words before it.
    Code(i64, &'static str),
    /// Sends, forwards or answers a poll.
    Poll(PollDeed),
}

/// A deed with words.
type Quoted = fn(String) -> Deed;

/// Where the button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the newest message that has it now.
    Newest,
    /// On the newest message that shows the step of this number.
    Step(usize),
    /// On the bot's message of this number in the chat, from 1.
    Message(usize),
}

/// Reads a line.
///
/// # Errors
/// What does not read.
pub fn read(what: &str) -> anyhow::Result<Deed> {
    if let Some(text) = what.strip_prefix("formatted:") {
        return Ok(Deed::Say {
            text: unescaped(text.trim_start())?,
            formatted: true,
        });
    }
    if what.starts_with('[') {
        return press(what);
    }
    if let Some(rest) = what.strip_prefix("sends file ") {
        let (name, content) = rest.split_once('\n').unwrap_or((rest, "words"));
        return Ok(Deed::File {
            name: words(name)?,
            content: content.to_owned() + "\n",
        });
    }
    if let Some(rest) = what.strip_prefix("sends the file back with ") {
        let (new, old) = rest.split_once(" for ").context("in place of what?")?;
        return Ok(Deed::FileBack(Some((words(old)?, words(new)?))));
    }
    let fixed = match what {
        "repeats the press" => Some(Deed::Repeat),
        "blocks the bot" => Some(Deed::Block(true)),
        "unblocks the bot" => Some(Deed::Block(false)),
        "opens the menu" => Some(Deed::Menu),
        "sends photo" => Some(Deed::Photo(String::new())),
        "sends the file back" => Some(Deed::FileBack(None)),
        "opens the file" => Some(Deed::OpenFile),
        _ => None,
    };
    if let Some(deed) = fixed {
        return Ok(deed);
    }
    for article in ["sends a ", "sends an "] {
        if let Some(rest) = what.strip_prefix(article) {
            return Ok(Deed::Parcel(unescaped(rest)?, None));
        }
    }
    if let Some(name) = what.strip_prefix("forwards a message of ") {
        let from = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
        return Ok(Deed::Forward(from));
    }
    if let Some(deed) = polls::read(what)? {
        return Ok(Deed::Poll(deed));
    }
    let forwarded = ["forwards a ", "forwards an "];
    if let Some(rest) = forwarded
        .iter()
        .find_map(|before| what.strip_prefix(before))
    {
        let (rest, name) = rest.rsplit_once(" of ").context("of whom?")?;
        let from = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
        return Ok(Deed::Parcel(unescaped(rest)?, Some(from)));
    }
    if let Some(deed) = link(what)? {
        return Ok(deed);
    }
    if let Some(text) = what.strip_prefix("edits the message: ") {
        return Ok(Deed::Edit(unescaped(text)?));
    }
    let quoted: [(&str, &str, Quoted); 6] = [
        ("forged press ", "", Deed::Forge),
        ("sends photo ", "", Deed::Photo),
        ("types in group ", "", Deed::Group),
        ("is called ", " now", Deed::Rename),
        ("takes the username ", "", Deed::Username),
        ("speaks ", " in Telegram now", Deed::Language),
    ];
    for (before, after, deed) in quoted {
        if let Some(rest) = what
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
        {
            return Ok(deed(words(rest)?));
        }
    }
    Ok(Deed::Say {
        text: words(what)?,
        formatted: false,
    })
}

fn link(what: &str) -> anyhow::Result<Option<Deed>> {
    let named =
        |name: &str| cast::named(name).with_context(|| format!("nobody is called {name:?}"));
    if let Some(name) = what.strip_prefix("types the code of ") {
        return Ok(Some(Deed::Code(named(name)?, "/join ")));
    }
    if let Some(name) = what.strip_prefix("answers with the code of ") {
        return Ok(Some(Deed::Code(named(name)?, "")));
    }
    if let Some(name) = what.strip_prefix("opens the link of ") {
        return Ok(Some(Deed::Follow(named(name)?, None)));
    }
    if let Some(rest) = what.strip_prefix("opens link ") {
        let (number, name) = rest.split_once(" of ").context("whose link?")?;
        return Ok(Some(Deed::Follow(named(name)?, Some(number.parse()?))));
    }
    Ok(None)
}

fn press(what: &str) -> anyhow::Result<Deed> {
    let (label, how) = what[1..]
        .rsplit_once(']')
        .context("the bracket is not closed")?;
    let (how, times) = match how.trim().strip_suffix("twice") {
        Some(how) => (how.trim(), 2),
        None => (how.trim(), 1),
    };
    let number = |text: &str| text.parse().context("a number is missing");
    let place = if how.is_empty() {
        Place::Newest
    } else if let Some(step) = how.strip_prefix("as drawn on step ") {
        Place::Step(number(step)?)
    } else if let Some(message) = how.strip_prefix("as drawn on message ") {
        Place::Message(number(message)?)
    } else {
        bail!("{how:?} says nothing about a button");
    };
    Ok(Deed::Press {
        label: label.to_owned(),
        place,
        times,
    })
}

/// Words as they are, in quotation marks, or in quotation marks so many times over.
fn words(what: &str) -> anyhow::Result<String> {
    let (quoted, times) = match what.rsplit_once(" × ") {
        Some((quoted, times)) if quoted.starts_with('"') => (quoted, times.parse()?),
        _ => (what, 1),
    };
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    Ok(unescaped(inner.unwrap_or(quoted))?.repeat(times))
}

/// The text with its escapes resolved.
///
/// # Errors
/// An escape that means nothing.
pub fn unescaped(text: &str) -> anyhow::Result<String> {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (c, used) = match rest.chars().next() {
            Some('n') => ('\n', 1),
            Some('0') => ('\0', 1),
            Some('\\') => ('\\', 1),
            Some('u') => {
                let end = rest.find('}').context("\\u{…} is not closed")?;
                let number = u32::from_str_radix(&rest[2..end], 16)?;
                (
                    char::from_u32(number).context("no such character")?,
                    end + 1,
                )
            }
            _ => bail!("a backslash before {rest:?} means nothing"),
        };
        plain.push(c);
        rest = &rest[used..];
    }
    Ok(plain + rest)
}
