//! Where links and pictures lead, as Markdown writes it.

use crate::stored::one_line;

/// What a chat can open.
pub(super) fn is_address(to: &str) -> bool {
    let lower = to.to_ascii_lowercase();
    let schemes = ["http://", "https://", "mailto:", "tel:", "tg://"];
    schemes.iter().any(|scheme| lower.starts_with(scheme))
}

/// An address as Markdown reads it back.
pub(super) fn target(to: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:?=%#+,;@~".contains(c);
    if to.chars().all(is_plain) {
        return to.to_owned();
    }
    let mut out = String::from("<");
    for c in to.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// The title of a link as it stands behind its address.
pub(super) fn quoted(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let plain = one_line(title).replace(['"', '\\'], "'");
    format!(" \"{}\"", plain.replace('&', "&amp;"))
}
