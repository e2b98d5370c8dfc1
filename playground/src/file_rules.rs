//! Which files Telegram takes, and what it takes them for.

use crate::api::Refusal;
use crate::files::Upload;

/// Photos by upload: Bot API, sendPhoto, read 2026-09-01.
const PHOTO_BYTES: usize = 10 * 1024 * 1024;
/// Width and height of a photo together: Bot API, sendPhoto, read 2026-09-01.
const PHOTO_SIDES: usize = 10_000;
/// The longer side of a photo may be this many times the shorter one.
const PHOTO_RATIO: usize = 20;

/// Measures a picture and refuses what Telegram would not show.
pub(crate) fn check_photo(upload: &Upload) -> Result<(usize, usize), Refusal> {
    if upload.bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    if upload.bytes.len() > PHOTO_BYTES {
        return Err(Refusal::bad("file is too big"));
    }
    let ending = upload
        .name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ["jpg", "jpeg", "gif", "png", "tif", "tiff", "bmp", "webp"];
    if ending.is_some_and(|ending| !known.contains(&ending.as_str())) {
        return Err(Refusal::bad(
            "photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
        ));
    }
    let size =
        imagesize::blob_size(&upload.bytes).map_err(|_| Refusal::bad("IMAGE_PROCESS_FAILED"))?;
    let (short, long) = (size.width.min(size.height), size.width.max(size.height));
    if short == 0 || short + long > PHOTO_SIDES || long > short * PHOTO_RATIO {
        return Err(Refusal::bad("PHOTO_INVALID_DIMENSIONS"));
    }
    Ok((size.width, size.height))
}

/// Nothing is ever fetched; addresses that stand for a failure say so in their own name.
pub(crate) fn check_address(kind: &str, address: &str) -> Result<reqwest::Url, Refusal> {
    let url = reqwest::Url::parse(address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| Refusal::bad("wrong HTTP URL specified"))?;
    // What is larger than Telegram fetches (5 MB of a photo, 20 MB of anything else) fails like what is not there.
    if url.host_str() == Some("broken.example") || url.path().contains("too-large") {
        return Err(Refusal::bad("failed to get HTTP URL content"));
    }
    let last = url
        .path()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let ending = last.rsplit_once('.').map(|(_, ending)| ending);
    let fits = match (kind, ending) {
        (_, None) => true,
        ("photo", Some(ending)) => {
            matches!(
                ending,
                "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "tif" | "tiff"
            )
        }
        ("document", Some(ending)) => matches!(ending, "gif" | "pdf" | "zip"),
        ("video", Some(ending)) => ending == "mp4",
        ("animation", Some(ending)) => matches!(ending, "gif" | "mp4"),
        ("audio", Some(ending)) => matches!(ending, "mp3" | "m4a"),
        ("voice", Some(ending)) => matches!(ending, "ogg" | "oga"),
        (_, Some(ending)) => !matches!(ending, "html" | "htm" | "php"),
    };
    if !fits || url.path().contains("not-a-picture") {
        return Err(Refusal::bad("wrong type of the web page content"));
    }
    Ok(url)
}

/// What Telegram takes an upload for: a file that does not fit the kind it was sent as becomes a plainer one.
/// Bot API, sendVideo, sendAudio and sendVoice ("other formats may be sent as Document"), read 2026-11-21.
pub(crate) fn kind_of(kind: &str, mime: &str) -> &'static str {
    let sound = mime.starts_with("audio/");
    match kind {
        "photo" => "photo",
        "video" if mime == "video/mp4" => "video",
        "animation" if matches!(mime, "image/gif" | "video/mp4") => "animation",
        "voice" if matches!(mime, "audio/ogg" | "audio/mpeg" | "audio/mp4") => "voice",
        "voice" | "audio" if sound => "audio",
        "video_note" if mime == "video/mp4" => "video_note",
        "sticker" => "sticker",
        _ => "document",
    }
}

/// The content type of a file, from its first bytes or its name.
pub(crate) fn mime_of(name: &str, bytes: &[u8]) -> &'static str {
    match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => return "image/png",
        Ok(imagesize::ImageType::Jpeg) => return "image/jpeg",
        Ok(imagesize::ImageType::Gif) => return "image/gif",
        Ok(imagesize::ImageType::Webp) => return "image/webp",
        Ok(imagesize::ImageType::Bmp) => return "image/bmp",
        _ => {}
    }
    if let Some(known) = mime_of_recording(bytes) {
        return known;
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("txt") => "text/plain",
        Some("md") => "text/markdown",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        Some("zip") => "application/zip",
        Some("csv") => "text/csv",
        Some("mp4") => "video/mp4",
        Some("mp3") => "audio/mpeg",
        Some("ogg" | "oga") => "audio/ogg",
        Some("m4a") => "audio/mp4",
        Some("wav") => "audio/x-wav",
        Some("webm") => "video/webm",
        Some("mov") => "video/quicktime",
        _ => "application/octet-stream",
    }
}

fn mime_of_recording(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A', ..] => Some("audio/mp4"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'q', b't', ..] => Some("video/quicktime"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        [b'O', b'g', b'g', b'S', ..] => Some("audio/ogg"),
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
            b'A',
            b'V',
            b'E',
            ..,
        ] => Some("audio/x-wav"),
        [b'I', b'D', b'3', ..] | [0xff, 0xfb | 0xf3 | 0xf2, ..] => Some("audio/mpeg"),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some("video/webm"),
        _ => None,
    }
}

/// How a file without a name ends.
pub(crate) fn ending_of(mime: &str) -> &str {
    match mime {
        "audio/ogg" => "oga",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "video/mp4" => "mp4",
        other => other.strip_prefix("image/").unwrap_or("bin"),
    }
}

/// How ids of a kind of file begin.
pub(crate) fn prefix(kind: &str) -> &'static str {
    match kind {
        "photo" => "AgACAgI",
        "video" => "BAACAgI",
        "audio" => "CQACAgI",
        "voice" => "AwACAgI",
        "animation" => "CgACAgI",
        "sticker" => "CAACAgI",
        "video_note" => "DQACAgI",
        _ => "BQACAgI",
    }
}

/// The name Telegram gives a kind of file in its messages.
pub(crate) fn spoken_kind(kind: &str) -> &'static str {
    match kind {
        "photo" => "Photo",
        "video" => "Video",
        "audio" => "Audio",
        "voice" => "VoiceNote",
        "animation" => "Animation",
        "sticker" => "Sticker",
        "video_note" => "VideoNote",
        _ => "Document",
    }
}
