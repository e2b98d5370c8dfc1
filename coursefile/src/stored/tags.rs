//! Finding tags in a text that may hold anything: which stretches of it are tags of Telegram's
//! subset of HTML, which of those have a partner, and what a character reference stands for.

use super::{Kind, link, one_line};

/// A stretch of the source, and what it may be.
pub(crate) struct Token<'a> {
    pub(crate) source: &'a str,
    pub(crate) role: Role,
}

pub(crate) enum Role {
    Text,
    Start(Start),
    /// The end of the tag with this place in [`NAMES`].
    End(usize),
}

pub(crate) struct Start {
    /// The place in [`NAMES`].
    pub(crate) name: usize,
    /// Nothing for a link that cannot be followed.
    pub(crate) kind: Option<Kind>,
    /// The language a `<code>` names for the `<pre>` around it.
    pub(crate) language: Option<String>,
}

pub(crate) const NAMES: [&str; 15] = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "tg-spoiler",
    "span",
    "code",
    "pre",
    "a",
    "blockquote",
];

pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        at += found;
        let Some((role, length)) = tag(&html[at..]) else {
            at += 1;
            continue;
        };
        tokens.push(Token {
            source: &html[done..at],
            role: Role::Text,
        });
        tokens.push(Token {
            source: &html[at..at + length],
            role,
        });
        at += length;
        done = at;
    }
    tokens.push(Token {
        source: &html[done..],
        role: Role::Text,
    });
    tokens
}

/// Which tokens are tags with a partner. A tag left open inside another one has none.
pub(crate) fn matched(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut matched = vec![false; tokens.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut counts = [0_usize; NAMES.len()];
    for (index, token) in tokens.iter().enumerate() {
        match &token.role {
            Role::Start(start) => {
                open.push((index, start.name));
                counts[start.name] += 1;
            }
            // The counts spare a walk through the whole stack for each stray end tag.
            Role::End(name) if counts[*name] > 0 => {
                while let Some((start, inner)) = open.pop() {
                    counts[inner] -= 1;
                    if inner == *name {
                        matched[start] = true;
                        matched[index] = true;
                        break;
                    }
                }
            }
            Role::End(_) | Role::Text => {}
        }
    }
    matched
}

/// The tag at the beginning of `source`, and its length in bytes. No part of a tag may hold a `<`
/// (an attribute has to write `&lt;`), so that a stray one never swallows the tags after it.
pub(crate) fn tag(source: &str) -> Option<(Role, usize)> {
    let rest = source.strip_prefix('<')?;
    let (is_end, rest) = rest
        .strip_prefix('/')
        .map_or((false, rest), |rest| (true, rest));
    let (name, mut rest) = word(rest);
    let name = NAMES
        .iter()
        .position(|known| known.eq_ignore_ascii_case(name))?;
    let mut attributes: Vec<(String, String)> = Vec::new();
    loop {
        let next = rest.trim_ascii_start();
        if let Some(after) = next.strip_prefix('>') {
            let length = source.len() - after.len();
            let role = if is_end {
                attributes.is_empty().then_some(Role::End(name))?
            } else {
                Role::Start(start(name, &attributes)?)
            };
            return Some((role, length));
        }
        let (key, after) = word(next);
        if next.len() == rest.len() || key.is_empty() {
            return None;
        }
        let (value, after) = match after.trim_ascii_start().strip_prefix('=') {
            Some(after) => value(after.trim_ascii_start())?,
            None => ("", after),
        };
        let mut decoded = String::new();
        decode(value, &mut decoded);
        attributes.push((key.to_ascii_lowercase(), decoded));
        rest = after;
    }
}

pub(crate) fn word(source: &str) -> (&str, &str) {
    let end = source.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)));
    source.split_at(end.unwrap_or(source.len()))
}

/// The value of an attribute, with or without quotation marks, and what follows it.
pub(crate) fn value(source: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inner) = source.strip_prefix(quote) {
            let end = inner.find([quote, '<'])?;
            return Some((&inner[..end], inner[end..].strip_prefix(quote)?));
        }
    }
    let end = source.find(|c: char| c.is_ascii_whitespace() || "<>\"'".contains(c))?;
    (end > 0).then(|| source.split_at(end))
}

fn start(name: usize, attributes: &[(String, String)]) -> Option<Start> {
    let attribute = |key: &str| {
        attributes
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    };
    let mut language = None;
    let kind = match NAMES[name] {
        "b" | "strong" => Some(Kind::Bold),
        "i" | "em" => Some(Kind::Italic),
        "u" | "ins" => Some(Kind::Underline),
        "s" | "strike" | "del" => Some(Kind::Strike),
        "tg-spoiler" => Some(Kind::Spoiler),
        "span" if attribute("class") == Some("tg-spoiler") => Some(Kind::Spoiler),
        "span" => return None,
        "code" => {
            let class = attribute("class").and_then(|class| class.strip_prefix("language-"));
            language = class.map(one_line).filter(|name| !name.is_empty());
            Some(Kind::Code)
        }
        "pre" => Some(Kind::Pre { language: None }),
        "a" => attribute("href")
            .and_then(link)
            .map(|url| Kind::Link { url }),
        _ if attribute("expandable").is_some() => Some(Kind::LongQuote),
        _ => Some(Kind::Quote),
    };
    Some(Start {
        name,
        kind,
        language,
    })
}

/// Writes the source with its character references resolved; what is none stays as it is.
pub(crate) fn decode(source: &str, text: &mut String) {
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = reference(rest).unwrap_or(('&', 1));
        text.push(c);
        rest = &rest[length..];
    }
    text.push_str(rest);
}

/// The character a reference at the beginning of `source` stands for, and its length in bytes.
fn reference(source: &str) -> Option<(char, usize)> {
    // The longest sensible reference, `&#x10FFFF;`, has ten bytes; leading zeros get a few more.
    let end = source.bytes().take(16).position(|byte| byte == b';')?;
    let c = match &source[1..end] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        name => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = number
                .strip_prefix(['x', 'X'])
                .map_or((number, 10), |digits| (digits, 16));
            // A sign would be read, too.
            let digits = digits
                .starts_with(|c: char| c.is_ascii_hexdigit())
                .then_some(digits)?;
            char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
        }
    };
    Some((c, end + 1))
}
