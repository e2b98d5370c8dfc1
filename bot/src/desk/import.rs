//! Putting a course into the draft from the command line.

use std::io::{self, BufRead};
use std::path::Path;

use anyhow::Context as _;
use coursefile::Opened;
use entity::UserId;
use sea_orm::{ConnectionTrait, TransactionTrait};

use super::{Desk, Ended};
use crate::clock::{Clock, Dice};
use crate::courses::authoring::{self, Author};
use crate::courses::transfer::{Applied, Staged, Staging};
use crate::courses::{Failure, Rights, people};
use crate::database::Database;
use crate::telegram::Rich;
use crate::views;

/// What is to be put in.
pub struct Import<'a> {
    /// Nobody is asked.
    pub yes: bool,
    /// Whose a new course is, and who signs the edit; none: a course that is there is signed by who made it.
    pub author: Option<i64>,
    /// Where the answer comes from; none: there is nobody to ask.
    pub answer: Option<&'a mut dyn BufRead>,
}

/// Shows what a file that was [`read`] would change, asks, and puts it into the draft: all of it or nothing.
///
/// # Errors
/// What broke; then nothing is saved.
pub async fn import(
    desk: &mut Desk<'_>,
    database: &Database,
    opened: &Opened,
    import: Import<'_>,
) -> anyhow::Result<Ended> {
    let given = import.author.map(UserId);
    let maker = authoring::maker(&database.read, &opened.course.slug).await?;
    let Some(author) = given.or(maker) else {
        return Ok(desk.end("desk-whose", Ended::Misused)?);
    };
    // Looked at and undone: nobody waits for the database while a person thinks.
    let shown = match staged(desk, database, author, opened, None).await? {
        Looked::Shown(staged) => staged,
        Looked::Ended(ended) => return Ok(ended),
    };
    if shown.is_new && given.is_none() {
        return Ok(desk.end("desk-whose", Ended::Misused)?);
    }
    if !import.yes {
        match agreed(desk, import.answer)? {
            Some(true) => {}
            Some(false) => return Ok(desk.end("dismissed", Ended::Problems)?),
            None => return Ok(desk.end("desk-nobody-to-ask", Ended::Misused)?),
        }
    }
    match staged(desk, database, author, opened, Some(&shown)).await? {
        Looked::Ended(ended) => Ok(ended),
        Looked::Shown(_) => Ok(Ended::Problems),
    }
}

/// Reads the file and tells its problems, before any database is opened.
///
/// # Errors
/// How it ended already: nothing can be read there, or it cannot be put in; or what cannot be written.
pub fn read(desk: &mut Desk<'_>, path: &Path) -> io::Result<Result<Opened, Ended>> {
    let said = path.display().to_string();
    let reading = desk
        .texts()
        .with("reading-file", [("file", (&said).into())]);
    desk.note(&reading)?;
    let Ok(opened) = super::open(desk, path)? else {
        return Ok(Err(Ended::Misused));
    };
    for problem in &opened.problems.0 {
        let line = super::located(&desk.texts(), path, problem);
        desk.note(&line)?;
    }
    if opened.problems.is_fatal() {
        let said = super::verdict(&desk.texts(), &opened);
        desk.note(&said)?;
        return Ok(Err(Ended::Problems));
    }
    Ok(Ok(opened))
}

enum Looked {
    Shown(Box<Staged>),
    Ended(Ended),
}

/// In one transaction: what would change, and with `agreed`, if it still is that, the change itself.
async fn staged(
    desk: &mut Desk<'_>,
    database: &Database,
    user: UserId,
    opened: &Opened,
    agreed: Option<&Staged>,
) -> anyhow::Result<Looked> {
    let tx = database.begin().await?;
    let dice = Dice::System;
    meet(&tx, user).await?;
    let author = Author {
        user,
        rights: Rights::of_an_owner(user),
        now: Clock::System.now(),
        dice: &dice,
    };
    let staging = author.stage(&tx, opened, Vec::new()).await;
    let texts = desk.texts();
    let staged = match staging {
        Ok(Staging::Staged(staged)) => staged,
        Ok(Staging::NoChanges { title, .. }) => {
            tx.rollback().await?;
            let said = texts.with("import-no-changes", [("title", (&title).into())]);
            desk.note(&said)?;
            return Ok(Looked::Ended(Ended::Well));
        }
        Err(failure) => return refused(desk, failure),
    };
    let Some(agreed) = agreed else {
        tx.rollback().await?;
        show(desk, &staged)?;
        return Ok(Looked::Shown(staged));
    };
    // Another edit of the same step leaves the summary what it was.
    if (agreed.version, &agreed.changes) != (staged.version, &staged.changes) {
        tx.rollback().await?;
        let said = texts.say("import-changed-meanwhile");
        desk.note(&said)?;
        show(desk, &staged)?;
        return Ok(Looked::Ended(Ended::Problems));
    }
    let applied = match author.apply_import(&tx, staged.import).await {
        Ok(applied) => applied,
        Err(failure) => return refused(desk, failure),
    };
    let Applied::Done { title, is_new, .. } = applied else {
        anyhow::bail!("the draft has changed within a transaction");
    };
    tx.commit().await?;
    let slug = &staged.course.slug;
    let args = [("title", (&title).into()), ("slug", slug.into())];
    let said = texts.with(
        if is_new {
            "desk-created"
        } else {
            "desk-applied"
        },
        args,
    );
    desk.note(&said)?;
    Ok(Looked::Ended(Ended::Well))
}

fn refused(desk: &mut Desk<'_>, failure: Failure) -> anyhow::Result<Looked> {
    match failure {
        Failure::Refused(refusal) => {
            let said = views::refusal::refusal(&desk.texts(), &refusal);
            desk.note(&said)?;
            Ok(Looked::Ended(Ended::Problems))
        }
        Failure::Fault(fault) => Err(fault).context("the course cannot be put in"),
    }
}

fn show(desk: &mut Desk<'_>, staged: &Staged) -> anyhow::Result<()> {
    let mut text = Rich::new();
    views::transfer::summary(&mut text, &desk.texts(), staged);
    Ok(desk.note(&text.text)?)
}

/// What the person answers; none: there is nobody.
fn agreed(desk: &mut Desk<'_>, answer: Option<&mut dyn BufRead>) -> anyhow::Result<Option<bool>> {
    let Some(answer) = answer else {
        return Ok(None);
    };
    let ask = desk.texts().say("desk-ask");
    write!(desk.notes, "{ask} ")?;
    desk.notes.flush()?;
    let mut line = String::new();
    answer.read_line(&mut line)?;
    let yes = desk.texts().say("desk-yes");
    let said = line.trim().to_lowercase();
    Ok(Some(said == "y" || said == "yes" || said == yes))
}

/// Makes the person known who has not spoken to the bot yet; it is told their name when they do.
async fn meet(db: &(impl ConnectionTrait + TransactionTrait), user: UserId) -> anyhow::Result<()> {
    if people::find(db, &user.to_string()).await.is_ok() {
        return Ok(());
    }
    let person = people::Person {
        id: user,
        first_name: user.to_string(),
        last_name: None,
        username: None,
        language: None,
    };
    people::meet(db, &person).await?;
    people::set_reachable(db, user, false).await?;
    Ok(())
}
