//! Getting a course out from the command line.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use entity::{UserId, course};
use sea_orm::{EntityTrait, QueryFilter};

use super::{Desk, Ended};
use crate::clock::{Clock, Dice};
use crate::courses::authoring::Author;
use crate::courses::transfer::{self, Files};
use crate::courses::{Failure, Rights};
use crate::database::Database;
use crate::views;

/// What is to be got out.
pub struct Export {
    /// The id of the course.
    pub course: String,
    /// Where to; none or `-`: standard output.
    pub to: Option<PathBuf>,
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
    let found = course::Entity::find()
        .filter(course::COLUMN.slug.eq(export.course.clone()))
        .one(db)
        .await?;
    let Some(found) = found else {
        let args = [("slug", (&export.course).into())];
        let said = desk.texts().with("desk-unknown-course", args);
        desk.note(&said)?;
        return Ok(Ended::Misused);
    };
    let dice = Dice::System;
    let author = Author {
        user: UserId(0),
        rights: Rights::of_an_owner(UserId(0)),
        now: Clock::System.now(),
        dice: &dice,
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
    let pictures = transfer::pictures(db, &content).await?;
    let files = transfer::pack(content, &pictures);
    write(desk, &export, &files)
}

fn write(desk: &mut Desk<'_>, export: &Export, files: &Files) -> anyhow::Result<Ended> {
    let texts = desk.texts();
    let is_zip = files.content_type == "application/zip";
    let to = export.to.as_deref().filter(|to| *to != Path::new("-"));
    if let Some(why) = misused(export, to, is_zip) {
        let shown = to.map(|to| to.display().to_string()).unwrap_or_default();
        let said = texts.named(
            why,
            [("path", (&shown).into()), ("name", (&files.name).into())],
        );
        desk.note(&said)?;
        return Ok(Ended::Misused);
    }
    match to {
        None => desk.out.write_all(&files.bytes)?,
        Some(to) => {
            std::fs::write(to, &files.bytes)
                .with_context(|| format!("{} cannot be written", to.display()))?;
            let shown = to.display().to_string();
            let said = texts.with("desk-written", [("path", (&shown).into())]);
            desk.note(&said)?;
        }
    }
    if !files.lost.is_empty() {
        let said = views::transfer::lost(&texts, &files.lost);
        desk.note(&said)?;
        let said = texts.say("desk-lost-hint");
        desk.note(&said)?;
    }
    Ok(Ended::Well)
}

/// The sentence for a place that cannot take this file.
fn misused(export: &Export, to: Option<&Path>, is_zip: bool) -> Option<&'static str> {
    let Some(to) = to else {
        return (is_zip && export.on_terminal).then_some("desk-zip-on-terminal");
    };
    let ends_as_zip = to
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if to.is_dir() {
        Some("desk-is-folder")
    } else if is_zip && !ends_as_zip {
        Some("desk-needs-zip")
    } else if !is_zip && ends_as_zip {
        Some("desk-needs-md")
    } else {
        None
    }
}
