//! The form of a story: a text file in which people's lines are acted and the bot's lines are expected.
//!
//! ```text
//! # An old button does not move the learner back.
//! given  course first-aid
//! Amina  /start
//! bot    Hello, Amina! …
//!        | Choose a course:
//!        [First aid]
//! Amina  [First aid]
//! clock  +1 day
//! ```
//!
//! Lines that begin with `#`, and empty ones, are for the reader. A line that begins with a bar continues the text above
//! it. What a line of a person may say stands in `say.rs`, what may be given in `given.rs`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::cast;

/// One story.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its folder and name, such as `learner/old_button`.
    pub name: String,
    /// Where it is written.
    pub path: PathBuf,
    /// What stands above the first act.
    pub opening: Vec<String>,
    /// Its beats in order.
    pub beats: Vec<Beat>,
}

/// One act and what follows from it.
#[derive(Clone, Debug)]
pub struct Beat {
    /// The number of the act's line, from 1.
    pub line: usize,
    /// The act as it is written, with its continuation lines.
    pub written: Vec<String>,
    /// Who acts: a person, or `given`, `clock`, `restart`, `faults`.
    pub who: String,
    /// What they do.
    pub what: String,
    /// What is expected to be seen.
    pub expected: Vec<String>,
    /// Comments and empty lines before the next act.
    pub after: Vec<String>,
}

/// Acts that are nobody's.
const STAGE: [&str; 4] = ["given", "clock", "restart", "faults"];

/// Every story in the folder, by name.
///
/// # Errors
/// What does not read, with its file and line.
pub fn all(folder: &Path) -> anyhow::Result<Vec<Story>> {
    let mut stories = Vec::new();
    for area in std::fs::read_dir(folder)?.flatten() {
        let area_name = area.file_name().to_string_lossy().into_owned();
        for file in std::fs::read_dir(area.path())?.flatten() {
            let path = file.path();
            if path.extension().is_none_or(|extension| extension != "chat") {
                continue;
            }
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let name = format!("{area_name}/{stem}");
            let source = std::fs::read_to_string(&path)?;
            let story = read(&name, &path, &source);
            stories.push(story.with_context(|| format!("{name}.chat does not read"))?);
        }
    }
    stories.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(stories)
}

fn read(name: &str, path: &Path, source: &str) -> anyhow::Result<Story> {
    if !source.starts_with("# ") {
        bail!("line 1: a story begins with `# ` and what it shows");
    }
    let mut story = Story {
        name: name.to_owned(),
        path: path.to_owned(),
        opening: Vec::new(),
        beats: Vec::new(),
    };
    for (line, number) in source.lines().map(str::trim_end).zip(1..) {
        let first = line.split_whitespace().next().unwrap_or_default();
        let is_act =
            !line.starts_with(' ') && (STAGE.contains(&first) || cast::named(first).is_some());
        if is_act {
            story.beats.push(Beat {
                line: number,
                written: vec![line.to_owned()],
                who: first.to_owned(),
                what: line[first.len()..].trim().to_owned(),
                expected: Vec::new(),
                after: Vec::new(),
            });
            continue;
        }
        let is_note = line.is_empty() || line.starts_with('#');
        match story.beats.last_mut() {
            None if is_note => story.opening.push(line.to_owned()),
            None => bail!("line {number}: something is expected before anybody has acted"),
            Some(beat) if is_note => beat.after.push(line.to_owned()),
            Some(beat) => beat.add(line, number)?,
        }
    }
    Ok(story)
}

impl Beat {
    fn add(&mut self, line: &str, number: usize) -> anyhow::Result<()> {
        let kinds = ["bot", "toast", "alert", "telegram", "menu", "file"];
        let first = line.split_whitespace().next().unwrap_or_default();
        if !line.starts_with(' ') && !kinds.contains(&first) {
            bail!(
                "line {number}: {first:?} is neither a person, nor an act, nor what the bot does"
            );
        }
        if !self.after.is_empty() {
            bail!(
                "line {number}: a comment or an empty line stands between an act and what follows from it"
            );
        }
        let bar = line.trim_start().strip_prefix('|');
        if let (true, Some(more)) = (self.expected.is_empty(), bar) {
            self.what.push('\n');
            self.what.push_str(more.strip_prefix(' ').unwrap_or(more));
            self.written.push(line.to_owned());
        } else {
            self.expected.push(line.to_owned());
        }
        Ok(())
    }
}

impl Story {
    /// Writes the story with what really happened in place of what was expected.
    ///
    /// # Errors
    /// Why the file cannot be written.
    pub fn accept(&self, happened: &[Vec<String>]) -> std::io::Result<()> {
        let mut lines = self.opening.clone();
        for (index, beat) in self.beats.iter().enumerate() {
            lines.extend(beat.written.iter().cloned());
            lines.extend(happened.get(index).into_iter().flatten().cloned());
            lines.extend(beat.after.iter().cloned());
        }
        std::fs::write(&self.path, lines.join("\n") + "\n")
    }
}
