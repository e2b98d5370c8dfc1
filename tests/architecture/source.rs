//! The source as text: its files, its lines without comments and tests.

use std::path::{Path, PathBuf};

/// A source file.
pub struct Source {
    /// Its path below the workspace, with slashes.
    pub path: String,
    /// Its lines from 1, without comments, and without the tests at its end.
    pub lines: Vec<(usize, String)>,
}

/// The folders that are looked through.
const ROOMS: [&str; 5] = [
    "bot/src",
    "coursefile/src",
    "entity/src",
    "migration/src",
    "playground/src",
];

/// The workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file below a folder of the workspace.
///
/// # Errors
/// What cannot be read.
pub fn below(folder: &str) -> anyhow::Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                // Tests in a folder of their own may name what they like.
                if !path.ends_with("tests") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(read(&path)?);
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn read(path: &Path) -> anyhow::Result<Source> {
    let text = std::fs::read_to_string(path)?;
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .map(|line| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            }
        })
        .zip(1..)
        .map(|(line, number)| (number, line.to_owned()));
    let path = path
        .strip_prefix(root())?
        .to_string_lossy()
        .replace('\\', "/");
    Ok(Source {
        path,
        lines: lines.collect(),
    })
}

impl Source {
    /// The whole text without comments and tests.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|(_, line)| line.as_str()).collect();
        lines.join("\n")
    }
}

/// At 300 lines a file has two subjects; at 400 it is broken. Tests do not count.
pub fn long_files() -> anyhow::Result<Vec<String>> {
    const MOST: usize = 400;
    let mut long = Vec::new();
    for folder in ROOMS {
        for source in below(folder)? {
            let lines = source.lines.len();
            if lines > MOST {
                long.push(format!("{} has {lines} lines; at most {MOST}", source.path));
            }
        }
    }
    Ok(long)
}

/// Nothing but the command line in `main.rs` prints.
pub fn prints() -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in ROOMS {
        for source in below(folder)? {
            if source.path.ends_with("/main.rs") {
                continue;
            }
            for (number, line) in &source.lines {
                if ["println!", "print!", "eprintln!", "eprint!", "dbg!"]
                    .iter()
                    .any(|call| line.contains(call))
                {
                    found.push(format!("{}:{number} prints", source.path));
                }
            }
        }
    }
    Ok(found)
}
