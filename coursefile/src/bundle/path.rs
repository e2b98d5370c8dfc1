//! Paths in a bundle: relative, with forward slashes, inside.

use unicode_normalization::UnicodeNormalization;

use super::{DEPTH, PATH};

/// What a name may lead to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A place inside, in the one form that is compared.
    Inside(String),
    /// What systems and tools leave behind: not looked at, not told.
    Litter,
}

/// Checks a name of an archive or a folder.
///
/// # Errors
/// The code of the problem.
pub(super) fn checked(raw: &[u8]) -> Result<Named, &'static str> {
    let name = std::str::from_utf8(raw).map_err(|_| "bundle-name-utf8")?;
    if name.len() > PATH || name.split('/').count() > DEPTH {
        return Err("bundle-path-long");
    }
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    if name.is_empty() || name.starts_with('/') || name.contains('\\') || drive {
        return Err("bundle-path-outside");
    }
    if name.chars().any(char::is_control) {
        return Err("bundle-path-outside");
    }
    let parts = name.strip_suffix('/').unwrap_or(name).split('/');
    let mut litter = false;
    for part in parts {
        if part.is_empty() || part == "." || part == ".." {
            return Err("bundle-path-outside");
        }
        litter |= is_litter(part);
    }
    Ok(if litter {
        Named::Litter
    } else {
        Named::Inside(name.nfc().collect())
    })
}

/// Where a medium lies in a zip when a course file at its top names it so. None: it cannot lie there, or not on every
/// system, or it would be taken for another course.
pub fn place(written: &str) -> Option<String> {
    let path: String = join("", written)?.nfc().collect();
    let is_fit = |part: &str| {
        !part.ends_with(['.', ' ']) && !part.contains(|c: char| "<>:\"|?*".contains(c))
    };
    let is_inside = matches!(checked(path.as_bytes()), Ok(Named::Inside(_)));
    (is_inside && !super::is_markdown(&path) && path.split('/').all(is_fit)).then_some(path)
}

/// Hidden files and what macOS and Windows leave behind.
pub(super) fn is_litter(part: &str) -> bool {
    part.starts_with('.') || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&part)
}

/// The form in which two names are the same to a system that does not tell large letters from small ones.
pub fn folded(path: &str) -> String {
    path.to_lowercase().nfc().collect()
}

/// The folder a file is in; empty at the top.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a relative path leads from a folder. None: outside.
pub(crate) fn join(folder: &str, relative: &str) -> Option<String> {
    let relative = relative.trim();
    let drive = relative.as_bytes().get(1) == Some(&b':');
    if relative.is_empty() || relative.starts_with('/') || relative.contains('\\') || drive {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    (!path.is_empty() && path.len() <= PATH).then_some(path)
}

/// The path in the bundle for what an author wrote, `%20` for a blank included. `has` says whether a path is there.
pub(crate) fn lookup(
    folder: &str,
    written: &str,
    mut has: impl FnMut(&str) -> bool,
) -> Option<String> {
    let direct = join(folder, written).map(|path| path.nfc().collect::<String>());
    if let Some(path) = direct.filter(|path| has(path)) {
        return Some(path);
    }
    let decoded = join(folder, &decoded(written)?)?;
    let decoded: String = decoded.nfc().collect();
    has(&decoded).then_some(decoded)
}

/// `%20` is a blank. None: there is nothing to decode, or it is not text then.
fn decoded(written: &str) -> Option<String> {
    if !written.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let digits = others.get(..2).filter(|_| *first == b'%');
        let value = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = &others[if value.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).ok()
}
