//! Entities nobody marked: addresses, mentions, hashtags, commands, e-mails.
//!
//! Telegram's own rules are longer; these find what people and bots commonly write.

use crate::entities::{Entity, Formatted, utf16_len};

/// Adds what is found outside code, links and mentions.
pub(crate) fn find(formatted: &mut Formatted) {
    let text = &formatted.text;
    if !text.contains(['/', '@', '#', '.']) {
        return;
    }
    let closed: Vec<(usize, usize)> = formatted
        .entities
        .iter()
        .filter(|e| {
            matches!(
                e.kind.as_str(),
                "code" | "pre" | "text_link" | "text_mention" | "custom_emoji"
            )
        })
        .map(|e| (e.offset, e.end()))
        .collect();
    let (mut at_byte, mut at_unit) = (0, 0);
    let mut found = Vec::new();
    for word in text.split([' ', '\n', '(', ')', '"', ',', ';', '<', '>', '[', ']']) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if let Some((kind, from, to)) = classify(word) {
            at_unit += utf16_len(&text[at_byte..start + from]);
            at_byte = start + from;
            let length = utf16_len(&word[from..to]);
            let end = at_unit + length;
            if !closed
                .iter()
                .any(|(open, close)| at_unit < *close && *open < end)
            {
                found.push(Entity::new(kind, at_unit, length));
            }
        }
    }
    if !found.is_empty() {
        formatted.entities.append(&mut found);
        formatted
            .entities
            .sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    }
}

/// What a word is, and which of its bytes.
fn classify(word: &str) -> Option<(&'static str, usize, usize)> {
    let name = |from: usize, least: usize, most: usize| {
        let length = word[from..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count();
        (least..=most).contains(&length).then_some(from + length)
    };
    match word.as_bytes().first()? {
        b'/' => {
            let end = name(1, 1, 64)?;
            let whole = match word.as_bytes().get(end) {
                Some(b'@') => name(end + 1, 3, 32).unwrap_or(end),
                Some(b'/') => return None,
                _ => end,
            };
            Some(("bot_command", 0, whole))
        }
        b'@' => Some(("mention", 0, name(1, 4, 32)?)),
        b'#' => {
            let tag: usize = word[1..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .map(char::len_utf8)
                .sum();
            let digits = word[1..=tag].bytes().all(|byte| byte.is_ascii_digit());
            (tag > 0 && !digits).then_some(("hashtag", 0, 1 + tag))
        }
        _ => address(word),
    }
}

fn address(word: &str) -> Option<(&'static str, usize, usize)> {
    let end = word
        .trim_end_matches(['.', ':', '!', '?', '\'', '…', '»', '’'])
        .len();
    let word = &word[..end];
    let scheme = word.starts_with("https://") || word.starts_with("http://");
    if scheme {
        let host = word.split("://").nth(1).unwrap_or_default();
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        return is_host(host.split(':').next()?, true).then_some(("url", 0, end));
    }
    if let Some((person, host)) = word.split_once('@') {
        let person_fits = !person.is_empty()
            && person
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b));
        return (person_fits && is_host(host, true)).then_some(("email", 0, end));
    }
    let host = word.split(['/', '?', '#', ':']).next()?;
    is_host(host, false).then_some(("url", 0, end))
}

/// A host name with a dot; without a scheme in front, only well-known endings count.
fn is_host(host: &str, marked: bool) -> bool {
    let Some((rest, ending)) = host.rsplit_once('.') else {
        return false;
    };
    let labels = rest.split('.').all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    let known = [
        "com", "org", "net", "io", "me", "dev", "info", "app", "edu", "gov", "de", "ru", "uk",
    ];
    let numeric = marked && ending.bytes().all(|b| b.is_ascii_digit()) && !ending.is_empty();
    labels
        && (numeric
            || if marked {
                ending.len() >= 2 && ending.chars().all(char::is_alphabetic)
            } else {
                known.contains(&ending.to_ascii_lowercase().as_str())
            })
}
