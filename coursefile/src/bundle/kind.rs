//! What a file can be to a course, by its name.

/// See above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything that may be text: Markdown, settings, the source of a program; see [`is_text`].
    Text,
    /// What Telegram shows as a photo.
    Picture,
    /// A packed file; it is not opened.
    Archive,
    /// Neither text nor a picture: a film, a sound, a document.
    Other,
}

const PICTURES: [&str; 6] = ["bmp", "jpg", "jpeg", "png", "gif", "webp"];
const ARCHIVES: [&str; 17] = [
    "7z", "apk", "bz2", "docx", "epub", "gz", "jar", "odt", "pptx", "rar", "tar", "tgz", "war",
    "xlsx", "xz", "zip", "zst",
];
const OTHERS: [&str; 36] = [
    "a", "aac", "avi", "avif", "bin", "m4a", "class", "dll", "dylib", "eot", "exe", "flac", "heic",
    "ico", "mkv", "mov", "mp3", "mp4", "mpg", "o", "oga", "ogg", "opus", "otf", "pdf", "psd", "so",
    "svg", "tif", "tiff", "ttf", "wasm", "wav", "webm", "woff", "woff2",
];

/// By the ending.
pub(super) fn of(path: &str) -> Kind {
    let ending = ending(path);
    let ending = ending.as_str();
    if PICTURES.contains(&ending) {
        Kind::Picture
    } else if ARCHIVES.contains(&ending) {
        Kind::Archive
    } else if OTHERS.contains(&ending) {
        Kind::Other
    } else {
        Kind::Text
    }
}

/// So many bytes are looked at by [`is_text`].
pub(super) const HEAD: usize = 1024;
/// What is wrong with these is told with its line.
const TEXTS: [&str; 4] = ["json", "markdown", "md", "toml"];

/// Whether what is wrong with it is told with its line, rather than that it is no text.
pub(super) fn is_read(path: &str) -> bool {
    TEXTS.contains(&ending(path).as_str())
}

/// Whether a file that may be text is, by its first bytes.
pub(super) fn is_text(path: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    // A letter may be cut through.
    let is_cut = |wrong: std::str::Utf8Error| wrong.error_len().is_none();
    let is_utf8 = std::str::from_utf8(head).map_or_else(is_cut, |_| true);
    is_read(path) || (is_utf8 && !head.contains(&0))
}

/// By the first bytes, whatever it is called: a zip, also an empty one.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The ending of a name in small letters, without the dot.
pub(crate) fn ending(path: &str) -> String {
    let name = super::last_part(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}
