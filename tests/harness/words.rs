//! How what the bot says is written down in a story.

use serde_json::Value;

use super::cast;
use super::formatting;

/// Texts longer than this are shortened to their ends and their length.
const LONG: usize = 1500;
/// Where the words begin in a line.
const INDENT: usize = 7;
/// A single line of text and its buttons share a line up to this width.
const WIDTH: usize = 110;

/// The head of a line about `chat` in a story whose last act was in the chat `here`.
pub fn head(kind: &str, chat: i64, here: i64) -> String {
    let head = if chat == here {
        kind.to_owned()
    } else {
        format!("{kind} → {}", cast::name_of(chat))
    };
    let width = head.chars().count();
    head + &" ".repeat(INDENT.saturating_sub(width).max(2))
}

/// A head, some lines of text, and the buttons below them.
pub fn said(head: &str, text: &[String], buttons: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    let first = text.first().map_or("", String::as_str);
    lines.push(format!("{head}{first}"));
    let indent = " ".repeat(INDENT);
    for line in text.iter().skip(1) {
        lines.push(format!("{indent}| {line}").trim_end().to_owned());
    }
    if let Some(buttons) = buttons {
        let fits = head.chars().count() + first.chars().count() + buttons.chars().count() < WIDTH;
        match lines.as_mut_slice() {
            [only] if fits => *only = format!("{only}  {buttons}"),
            _ => lines.push(format!("{indent}{buttons}")),
        }
    }
    lines
}

/// What a message says, line by line; a picture or a file is the first line.
pub fn text(message: &Value, with_formatting: bool) -> Vec<String> {
    let (words, entities) = match message["text"].as_str() {
        Some(text) => (text, &message["entities"]),
        None => (
            message["caption"].as_str().unwrap_or_default(),
            &message["caption_entities"],
        ),
    };
    let mut lines: Vec<String> = medium(message).into_iter().collect();
    if message["has_protected_content"] == true {
        lines.insert(0, "(protected)".to_owned());
    }
    if !message["poll"].is_null() {
        lines.extend(super::polls::shown(&message["poll"]));
    }
    if let Some(name) = message["forum_topic_created"]["name"].as_str() {
        lines.push(format!("(topic {name})"));
    }
    if words.is_empty() {
        return lines;
    }
    let words = if with_formatting {
        formatting::write(words, entities)
    } else {
        words.to_owned()
    };
    lines.extend(
        visible(&shortened(&unguessed(&words)))
            .split('\n')
            .map(str::to_owned),
    );
    lines
}

/// What a message shows besides its words.
fn medium(message: &Value) -> Option<String> {
    let is_there = |field: &&&str| !message[**field].is_null();
    let shown = ["photo", "video", "audio", "voice", "animation"];
    let kind = shown.iter().find(is_there).map(|field| match *field {
        "photo" => "picture".to_owned(),
        field => field.to_owned(),
    });
    let file = message["document"]["file_name"].as_str();
    let kind = kind.or_else(|| file.map(|name| format!("file {name}")))?;
    let album = if message["media_group_id"].is_null() {
        ""
    } else {
        " of an album"
    };
    Some(format!("({kind}{album})"))
}

/// What a bot has rolled is different in every run: the token of an invitation, the code of a course.
fn unguessed(text: &str) -> String {
    let mut shown = text.to_owned();
    for secret in links(text).iter().filter(|link| !link.starts_with("c_")) {
        shown = shown.replace(secret, &format!("{}…", &secret[..2]));
        let code = secret.trim_start_matches("i_");
        if code.len() == 16 {
            let spelt = [&code[..4], &code[4..8], &code[8..12], &code[12..]].join("-");
            shown = shown.replace(&spelt, "••••-••••-••••-••••");
        }
    }
    shown
}

/// What the deep links in a text carry.
pub fn links(text: &str) -> Vec<String> {
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    text.split("?start=")
        .skip(1)
        .map(|rest| rest.split(ends).next().unwrap_or_default().to_owned())
        .collect()
}

/// The buttons below a message: rows between slashes.
pub fn keyboard(message: &Value) -> Option<String> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
    let rows = rows.iter().filter_map(Value::as_array).map(|row| {
        let label = |button: &Value| {
            let label = visible(button["text"].as_str()?);
            Some(match button["url"].as_str() {
                Some(url) => format!("[{label}]({url})"),
                None => format!("[{label}]"),
            })
        };
        row.iter().filter_map(label).collect::<Vec<_>>().join(" ")
    });
    Some(rows.collect::<Vec<_>>().join(" / "))
}

/// The text with what cannot be seen spelt out.
pub fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{00a0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{feff}')
    };
    text.chars()
        .map(|c| match c {
            '\n' => c.to_string(),
            '\\' => "\\\\".to_owned(),
            c if hidden(c) => c.escape_unicode().to_string(),
            c => c.to_string(),
        })
        .collect()
}

fn shortened(text: &str) -> String {
    let length = text.chars().count();
    if length <= LONG {
        return text.to_owned();
    }
    let head: String = text.chars().take(120).collect();
    let tail: String = text.chars().skip(length - 40).collect();
    format!("{head} … {tail} ({length} characters)")
}
