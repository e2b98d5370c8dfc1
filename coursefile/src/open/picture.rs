//! What Telegram shows as a photo, recognised by its bytes and not by its name; and what there is to say of any other medium.

use imagesize::blob_size;

use crate::MediumKind;
use crate::bundle::Bundle;
use crate::medium::content_type;

/// Width and height together, in pixels (Bot API, sendPhoto, read 2026-11-21).
pub const SIDES: usize = 10_000;
/// How many times longer one side may be than the other (the same place).
pub const ASPECT: usize = 20;

/// What there is to say of a path that somebody gave as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It can be shown; its content type.
    Good(&'static str),
    /// There is no such file.
    Missing,
    /// A drawing or a film: good in itself, but Telegram shows no such photo.
    NotShown,
    /// It is called a picture and is none.
    NotAPicture,
    /// Over [`crate::bundle::PICTURE`], or over [`crate::bundle::MEDIUM`] or the room there was.
    TooLarge,
    /// There is nothing in it.
    Empty,
    /// Over [`SIDES`] or [`ASPECT`]; width and height.
    Sides(usize, usize),
}

/// Looks at a file of the bundle that shall be shown as `kind`.
pub(crate) fn verdict_as(kind: MediumKind, bundle: &Bundle, path: &str) -> Verdict {
    if is_photo(kind, path) {
        return verdict(bundle, path);
    }
    match bundle.bytes(path) {
        None if bundle.oversize.contains(path) => Verdict::TooLarge,
        None => Verdict::Missing,
        Some(bytes) if bytes.is_empty() => Verdict::Empty,
        Some(bytes) if bytes.len() > crate::bundle::MEDIUM => Verdict::TooLarge,
        Some(_) => Verdict::Good(content_type(path)),
    }
}

/// Whether what is shown as `kind` has to be a picture by its bytes.
pub(crate) fn is_photo(kind: MediumKind, path: &str) -> bool {
    match kind {
        MediumKind::Picture => true,
        MediumKind::Animation => crate::bundle::is_picture(path),
        _ => false,
    }
}

/// Looks at a picture of the bundle.
pub(crate) fn verdict(bundle: &Bundle, path: &str) -> Verdict {
    if bundle.oversize.contains(path) {
        return Verdict::TooLarge;
    }
    if bundle.named.contains(path) {
        return Verdict::NotShown;
    }
    match bundle.files.get(path) {
        None => Verdict::Missing,
        Some(bytes) if bytes.len() > crate::bundle::PICTURE => Verdict::TooLarge,
        Some(bytes) => recognise(bytes),
    }
}

/// Looks at the bytes.
pub(crate) fn recognise(bytes: &[u8]) -> Verdict {
    let content_type = match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'B', b'M', ..] => "image/bmp",
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => "image/webp",
        _ => return Verdict::NotAPicture,
    };
    let Ok(size) = blob_size(bytes) else {
        return Verdict::NotAPicture;
    };
    let (width, height) = (size.width, size.height);
    if width == 0 || height == 0 {
        return Verdict::NotAPicture;
    }
    let (short, long) = (width.min(height), width.max(height));
    if width.saturating_add(height) > SIDES || long > short.saturating_mul(ASPECT) {
        return Verdict::Sides(width, height);
    }
    Verdict::Good(content_type)
}

/// Whether it is an address that Telegram can fetch.
pub fn is_address(written: &str) -> bool {
    let scheme = written.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}

/// Whether it is neither a file beside the text, nor an address, nor a picture the bot has: an image written into the text
/// itself, or something of another scheme.
pub(crate) fn is_nowhere(written: &str) -> bool {
    let is_kept = written.starts_with("media:") || written.starts_with("tg:");
    !is_local(written) && !is_address(written) && !is_kept
}

/// Whether it is a path beside the file, rather than an address or a picture the bot has.
pub(crate) fn is_local(written: &str) -> bool {
    let scheme = written.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !is_scheme && !written.starts_with("//")
}
