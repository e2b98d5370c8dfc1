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
    if url.host_str() == Some("broken.example") {
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
        (_, Some(ending)) => !matches!(ending, "html" | "htm" | "php"),
    };
    if !fits || url.path().contains("not-a-picture") {
        return Err(Refusal::bad("wrong type of the web page content"));
    }
    Ok(url)
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
        _ => "application/octet-stream",
    }
}
