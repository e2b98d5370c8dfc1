//! The front matter.

use std::borrow::Cow;
use std::fmt::Write;

/// Writes a key and its value.
pub(crate) fn put(file: &mut String, key: &str, value: &str) {
    writeln!(file, "{key}: {}", self::value(value)).expect("a string can be written to");
}

/// A value, between quotation marks where it needs them.
pub(super) fn value(value: &str) -> Cow<'_, str> {
    if is_plain(value) {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(format!("\"{}\"", quoted(value)))
    }
}

/// Whether a value is read as it stands, without quotation marks.
fn is_plain(value: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = WORDS.iter().any(|word| value.eq_ignore_ascii_case(word));
    let is_fit = |c: char| c.is_alphanumeric() || " .,;!?()'’–—…«»-/&+%=*".contains(c);
    !is_word
        && value.starts_with(char::is_alphanumeric)
        && value.chars().all(is_fit)
        && value.trim() == value
        && !value.starts_with("---")
}

fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if is_printable(c) => quoted.push(c),
            c => {
                let written = write!(quoted, "\\U{:08X}", u32::from(c));
                written.expect("a string can be written to");
            }
        }
    }
    quoted
}

/// What YAML lets stand as it is, less what cannot be seen.
fn is_printable(c: char) -> bool {
    let is_hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{ffff}');
    c == ' ' || !(c.is_control() || c.is_whitespace() || is_hidden)
}
