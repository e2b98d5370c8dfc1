//! Getting a course out from the command line.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use coursefile::bundle::EXPORT;
use coursefile::{Course, QuestionFormat};
use entity::UserId;

use super::{Desk, Ended};
use crate::clock::{Clock, Dice};
use crate::courses::authoring::Author;
use crate::courses::transfer::{self, Files};
use crate::courses::{Action, Failure, Rights};
use crate::database::Database;
use crate::views;

/// What is to be got out.
pub struct Export {
    /// The id of the course.
    pub course: String,
    /// In which format the questions are wanted; none: the whole course.
    pub questions: Option<QuestionFormat>,
    /// Where to; none: standard output, which takes Markdown only; `-`: standard output, whatever it is.
    pub to: Option<PathBuf>,
    /// Whether a file that is there already may be written over.
    pub force: bool,
    /// Whether standard output is a terminal, which takes no zip.
    pub on_terminal: bool,
}

/// Writes the draft of a course as a file.
///
/// # Errors
/// What broke.
pub async fn export(
    desk: &mut Desk<'_>,
    database: &Database,
    export: Export,
) -> anyhow::Result<Ended> {
    let db = &database.read;
    let dice = Dice::System;
    let author = Author {
        user: UserId(0),
        rights: Rights::of_an_owner(UserId(0)),
        now: Clock::System.now(),
        dice: &dice,
    };
    let found = match author.named(db, Action::Export, &export.course).await {
        Ok(found) => found,
        Err(Failure::Refused(_)) => {
            let args = [("slug", (&export.course).into())];
            return Ok(desk.end_with("desk-unknown-course", args, Ended::Misused)?);
        }
        Err(Failure::Fault(fault)) => return Err(fault).context("the course cannot be read"),
    };
    let content = match author.draft(db, found.id).await {
        Ok((content, _)) => content,
        Err(Failure::Refused(refusal)) => {
            let said = views::refusal::refusal(&desk.texts(), &refusal);
            desk.note(&said)?;
            return Ok(Ended::Problems);
        }
        Err(Failure::Fault(fault)) => return Err(fault).context("the course cannot be read"),
    };
    if let Some(format) = export.questions {
        return questions(desk, &export, &content, format);
    }
    if transfer::weight(db, &content).await? > EXPORT {
        let args = [("limit", (EXPORT / (1024 * 1024)).into())];
        return Ok(desk.end_with("desk-too-large", args, Ended::Problems)?);
    }
    let pictures = transfer::pictures(db, &content).await?;
    let files = transfer::pack(content, &pictures);
    write(desk, &export, &files)
}

/// Writes the questions, and tells what their format has no word for.
fn questions(
    desk: &mut Desk<'_>,
    export: &Export,
    content: &Course,
    format: QuestionFormat,
) -> anyhow::Result<Ended> {
    let Some(files) = transfer::questions(content, format) else {
        let args = [("title", (&content.title).into())];
        return Ok(desk.end_with("desk-asks-nothing", args, Ended::Problems)?);
    };
    let ended = write(desk, export, &files)?;
    if ended == Ended::Well {
        for problem in &files.unsaid.0 {
            let texts = desk.texts();
            let what = views::problem::line(&texts, problem);
            desk.note(&format!("{}: {what}", texts.say("desk-warning")))?;
        }
    }
    Ok(ended)
}

fn write(desk: &mut Desk<'_>, export: &Export, files: &Files) -> anyhow::Result<Ended> {
    let texts = desk.texts();
    let is_zip = files.content_type == "application/zip";
    let to = export.to.as_deref().filter(|to| *to != Path::new("-"));
    if let Some(why) = misused(export, to, is_zip) {
        let shown = to.map(|to| to.display().to_string()).unwrap_or_default();
        let args = [("path", (&shown).into()), ("name", (&files.name).into())];
        return Ok(desk.end_with(why, args, Ended::Misused)?);
    }
    match to {
        None => desk.out.write_all(&files.bytes)?,
        Some(to) => {
            replace(to, &files.bytes)
                .with_context(|| format!("{} cannot be written", to.display()))?;
            let shown = to.display().to_string();
            let said = texts.with("desk-written", [("path", (&shown).into())]);
            desk.note(&said)?;
        }
    }
    if files.lost.is_empty() {
        return Ok(Ended::Well);
    }
    let said = views::transfer::lost(&texts, &files.lost);
    desk.note(&said)?;
    Ok(desk.end("desk-lost-hint", Ended::Problems)?)
}

/// Writes a file whole or not at all: one that was there before stays until then.
fn replace(to: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = to.with_file_name(name);
    let written = File::create_new(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, to)
    });
    if written.is_err() && beside.exists() {
        std::fs::remove_file(&beside)?;
    }
    written
}

/// The sentence for a place that cannot take this file.
fn misused(export: &Export, to: Option<&Path>, is_zip: bool) -> Option<&'static str> {
    let Some(to) = to else {
        // `> tea.md` would hold a zip; who says `-` knows.
        let is_meant = export.to.is_some() && !export.on_terminal;
        return (is_zip && !is_meant).then_some("desk-zip-on-terminal");
    };
    let ends_as_zip = to
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if to.is_dir() {
        Some("desk-is-folder")
    } else if is_zip && !ends_as_zip {
        Some("desk-needs-zip")
    } else if !is_zip && ends_as_zip {
        let is_whole = export.questions.is_none();
        Some(if is_whole {
            "desk-needs-md"
        } else {
            "desk-needs-questions"
        })
    } else if to.exists() && !export.force {
        Some("desk-is-there")
    } else {
        let folder = to.parent().unwrap_or(Path::new(""));
        let is_there = folder == Path::new("") || folder.is_dir();
        (!is_there).then_some("desk-no-folder")
    }
}
