//! The folder that mdBook writes its pages to: not looked at, it holds every chapter once more.

use serde::Deserialize;

use super::path::join;

/// Settings over so many bytes are not looked into.
pub(super) const LARGE: usize = 64 * 1024;
/// The name of the settings.
pub(super) const SETTINGS: &str = "book.toml";

#[derive(Default, Deserialize)]
struct Settings {
    #[serde(default)]
    build: Build,
}

#[derive(Default, Deserialize)]
struct Build {
    #[serde(rename = "build-dir")]
    folder: Option<String>,
}

/// Where it is, by the settings in a folder. None: outside.
pub(super) fn folder(within: &str, settings: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(settings).unwrap_or_default();
    let text = Some(text).filter(|text| text.len() <= LARGE);
    let read = text.and_then(|text| toml::from_str::<Settings>(text).ok());
    let folder = read.unwrap_or_default().build.folder;
    join(within, folder.as_deref().unwrap_or("book"))
}
