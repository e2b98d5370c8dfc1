//! Files as a story writes them. A zip is written as its files: a line `== name` before the content of each; a name that
//! ends like that of a picture, a film or a sound stands for one.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use anyhow::Context;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The smallest picture that Telegram takes: 2 × 2, PNG.
pub const PICTURE: &[u8] = include_bytes!("picture.png");

/// As much of a film as is looked at.
pub const FILM: &[u8] = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2mp41";
/// As much of a sound as is looked at.
pub const SOUND: &[u8] = b"ID3\x03\0\0\0\0\0\0";
/// As much of a spoken message as is looked at.
pub const SPOKEN: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0";
/// As much of a picture that moves as is looked at.
const MOVING: &[u8] = b"GIF89a\x02\0\x02\0\0\0\0\x3b";

/// What a file of this name is made of, when it is no text.
fn recorded(name: &str) -> Option<&'static [u8]> {
    let known = [
        ("png", PICTURE),
        ("mp4", FILM),
        ("mp3", SOUND),
        ("ogg", SPOKEN),
        ("gif", MOVING),
    ];
    let found = known.iter().find(|(ending, _)| ends_as(name, ending));
    found.map(|(_, bytes)| *bytes)
}

/// Whether a file is called so.
pub fn ends_as(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}

/// The bytes of a file with this name and content.
///
/// # Errors
/// What does not read.
pub fn made(name: &str, content: &str) -> anyhow::Result<Vec<u8>> {
    if let Some(bytes) = recorded(name) {
        return Ok(bytes.to_vec());
    }
    if !ends_as(name, "zip") || !content.starts_with("== ") {
        return Ok(content.as_bytes().to_vec());
    }
    let mut files = Vec::new();
    for part in content.split("== ").filter(|part| !part.is_empty()) {
        let (name, content) = part.split_once('\n').context("a file has a name")?;
        let bytes = recorded(name).unwrap_or(content.as_bytes()).to_vec();
        files.push((name.to_owned(), bytes));
    }
    packed(files)
}

/// A zip of these files.
///
/// # Errors
/// That they do not fit one.
pub fn packed(files: Vec<(String, Vec<u8>)>) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::DEFAULT)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What is in a zip.
///
/// # Errors
/// That it is none.
pub fn unpacked(bytes: &[u8]) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index)?;
        let mut bytes = Vec::new();
        let name = file.name()?.into_owned();
        file.read_to_end(&mut bytes)?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// The file with some words in place of others.
///
/// # Errors
/// That the words are not in it.
pub fn changed(
    name: &str,
    bytes: Vec<u8>,
    change: Option<&(String, String)>,
) -> anyhow::Result<Vec<u8>> {
    let Some((old, new)) = change else {
        return Ok(bytes);
    };
    if !ends_as(name, "zip") {
        let text = String::from_utf8(bytes)?;
        anyhow::ensure!(text.contains(old), "{old:?} is not in the file:\n{text}");
        return Ok(text.replacen(old, new, 1).into_bytes());
    }
    let mut files = unpacked(&bytes)?;
    for (name, bytes) in &mut files {
        if ends_as(name, "md") {
            *bytes = changed(name, std::mem::take(bytes), change)?;
        }
    }
    packed(files)
}

/// What is in the file, line by line.
///
/// # Errors
/// That it does not read.
pub fn opened(name: &str, bytes: &[u8]) -> anyhow::Result<Vec<String>> {
    if !ends_as(name, "zip") {
        let text = String::from_utf8(bytes.to_vec())?;
        return Ok(text.trim_end().lines().map(str::to_owned).collect());
    }
    let mut lines = Vec::new();
    for (name, bytes) in unpacked(bytes)? {
        lines.push(format!("== {name}"));
        if recorded(&name).is_some() {
            lines.push(format!("({} bytes)", bytes.len()));
        } else {
            lines.extend(opened(&name, &bytes)?);
        }
    }
    Ok(lines)
}
