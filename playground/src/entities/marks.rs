//! The small parts of HTML markup: tags, white space, references, links.

/// The entity a tag makes; "" for a tag that is known and leaves no mark.
pub(super) fn kind_of(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "tg-spoiler" | "span" => "spoiler",
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "blockquote" => "blockquote",
        "tg-emoji" => "custom_emoji",
        "tg-time" => "",
        _ => return None,
    })
}

/// Telegram's idea of white space in markup; the end of the text counts too.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0)
}

/// A character reference at `at`: the character and the place behind it.
pub(super) fn reference(source: &[u8], at: usize) -> Option<(char, usize)> {
    let rest = &source[at + 1..];
    let (character, mut length) = if rest.first() == Some(&b'#') {
        let hex = matches!(rest.get(1), Some(b'x' | b'X'));
        let start = if hex { 2 } else { 1 };
        let radix = if hex { 16 } else { 10 };
        let digits = rest[start..]
            .iter()
            .take_while(|byte| (**byte as char).is_digit(radix));
        let digits = digits.count();
        let number = std::str::from_utf8(&rest[start..start + digits]).ok()?;
        let character = u32::from_str_radix(number, radix)
            .ok()
            .and_then(char::from_u32)?;
        if character == '\0' {
            return None;
        }
        (character, start + digits)
    } else {
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let character = match &rest[..length] {
            b"lt" => '<',
            b"gt" => '>',
            b"amp" => '&',
            b"quot" => '"',
            _ => return None,
        };
        (character, length)
    };
    if rest.get(length) == Some(&b';') {
        length += 1;
    }
    Some((character, at + 1 + length))
}

pub(super) fn user_of(url: &str) -> Option<i64> {
    let id = url.strip_prefix("tg://user?id=")?;
    id.parse().ok().filter(|id| *id > 0)
}

/// A link that Telegram would keep; a scheme is added when there is none.
pub(super) fn checked_link(url: &str) -> Option<String> {
    let url = url.trim();
    if url.starts_with("tg://") || url.starts_with("ton://") {
        return Some(url.to_owned());
    }
    let whole = if url.contains("://") || url.starts_with("mailto:") || url.starts_with("tel:") {
        url.to_owned()
    } else {
        format!("http://{url}")
    };
    let parsed = reqwest::Url::parse(&whole).ok()?;
    match parsed.scheme() {
        "http" | "https" => {
            let host = parsed.host_str()?;
            if !host.contains('.') && host != "localhost" {
                return None;
            }
            let bare = parsed.path() == "/" && !whole.ends_with('/');
            Some(if bare && parsed.query().is_none() {
                format!("{whole}/")
            } else {
                whole
            })
        }
        "mailto" | "tel" | "ftp" => Some(whole),
        _ => None,
    }
}
