//! What kind of file it is, by its name and its first bytes.

use coursefile::{BYTES, MediumKind, content_type};

/// The content type of a file that is shown as this kind: of a picture by its bytes alone, of anything else by its name, its
/// bytes, and what is usual. None: it shall be a picture and is none that Telegram takes.
pub fn content_type_of(kind: MediumKind, name: Option<&str>, bytes: &[u8]) -> Option<&'static str> {
    if kind == MediumKind::Picture {
        return picture(bytes);
    }
    let named = name.map(content_type).filter(|known| *known != BYTES);
    let usual = match kind {
        MediumKind::Video | MediumKind::Animation => "video/mp4",
        MediumKind::Audio => "audio/mpeg",
        MediumKind::Voice => "audio/ogg",
        MediumKind::Picture | MediumKind::Document => BYTES,
    };
    Some(named.or_else(|| by_bytes(bytes)).unwrap_or(usual))
}

/// None of those that Telegram takes as a photo.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'B', b'M', ..] => Some("image/bmp"),
        bytes if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
            Some("image/webp")
        }
        _ => None,
    }
}

fn by_bytes(bytes: &[u8]) -> Option<&'static str> {
    let known = [
        (&b"OggS"[..], "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"fLaC", "audio/flac"),
        (b"%PDF", "application/pdf"),
        (b"GIF8", "image/gif"),
    ];
    let found = known.iter().find(|(start, _)| bytes.starts_with(start));
    found.map(|(_, content_type)| *content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: MediumKind, name: Option<&str>, bytes: &[u8], expected: Option<&str>) {
        assert_eq!(
            content_type_of(kind, name, bytes),
            expected,
            "{kind:?} {name:?}"
        );
    }

    #[test]
    fn names_then_bytes_then_what_is_usual() {
        check(MediumKind::Picture, Some("a.png"), b"%PDF", None);
        check(
            MediumKind::Picture,
            None,
            b"\xff\xd8\xff\xe0",
            Some("image/jpeg"),
        );
        check(
            MediumKind::Picture,
            None,
            b"RIFF\0\0\0\0WEBP",
            Some("image/webp"),
        );
        check(
            MediumKind::Document,
            Some("a.PDF"),
            b"",
            Some("application/pdf"),
        );
        check(MediumKind::Document, Some("a.xlsx"), b"PK", Some(BYTES));
        check(MediumKind::Animation, None, b"GIF89a", Some("image/gif"));
        check(
            MediumKind::Animation,
            None,
            b"\0\0\0\x20ftyp",
            Some("video/mp4"),
        );
        check(MediumKind::Voice, None, b"OggS", Some("audio/ogg"));
        check(MediumKind::Audio, Some("talk"), b"", Some("audio/mpeg"));
    }
}
