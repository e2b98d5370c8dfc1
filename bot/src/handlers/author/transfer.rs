//! Courses as files: what an author sends is read by a job, shown, and put into the draft only when they say so.

use coursefile::Opened;
use entity::{CourseId, ImportId};
use teloxide::types::Message;

use super::super::{Answer, Context, menu};
use super::Awaiting;
use crate::courses::transfer::{Applied, Files, Staging};
use crate::courses::{Action, Failure};
use crate::telegram::{Act, AuthorPress, Button, Document, Job, Reply, Screen, SentFile, clean};
use crate::views;
use crate::views::transfer::Anew;

/// Bytes of a file that Telegram hands out: Bot API, getFile, read 2026-11-21.
pub const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// The endings by which a course is known.
const ENDINGS: [&str; 8] = [
    ".md",
    ".markdown",
    ".zip",
    ".json",
    ".gift",
    ".txt",
    ".csv",
    ".tsv",
];

/// What somebody has sent as a file.
#[derive(Clone, Debug)]
pub struct Sent {
    file: SentFile,
    size: u64,
    /// The album it came in.
    group: Option<String>,
}

/// What came of a file that was fetched.
pub enum ReadFile {
    /// It was opened; it may still be refused.
    Opened(Box<Opened>),
    /// It is larger than Telegram hands out.
    TooLarge,
    /// Telegram no longer has it.
    Gone,
}

/// What came of a course that was to be written.
pub struct Written {
    /// The course.
    pub course: CourseId,
    /// The title of the course.
    pub title: String,
    /// Its file; none when its pictures alone are more than can be sent.
    pub files: Option<Files>,
}

/// The file of a message.
pub fn sent(message: &Message) -> Option<Sent> {
    // An animation comes as a document as well.
    let document = message
        .document()
        .filter(|_| message.animation().is_none())?;
    let name = document.file_name.as_deref().unwrap_or_default();
    let name = shortened(&clean(name));
    Some(Sent {
        file: SentFile {
            file_id: document.file.id.0.clone(),
            name,
        },
        size: document.file.size.into(),
        group: message.media_group_id().map(|group| group.0.clone()),
    })
}

/// A name short enough to be said; its ending stays, by which a course is known.
fn shortened(name: &str) -> String {
    const SHOWN: usize = 80;
    let length = name.chars().count();
    if length <= SHOWN {
        return name.to_owned();
    }
    let head: String = name.chars().take(SHOWN - 21).collect();
    let tail: String = name.chars().skip(length - 20).collect();
    format!("{head}…{tail}")
}

/// Whether a file looks like a course.
fn is_course(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A file that an author has sent, for the tree: a course at any time but while an announcement is asked for, which any file may
/// be; anything else only when it is asked for or nothing else is.
pub async fn is_for_import(ctx: Context, sent: Sent) -> bool {
    let may = ctx.rights().await.is_ok_and(|rights| {
        let may = rights.anywhere();
        may.has(Action::MakeCourses) || may.has(Action::Import)
    });
    if !may {
        return false;
    }
    let Ok(awaiting) = ctx.awaiting().await else {
        return false;
    };
    if let Awaiting::Announcement { .. } = awaiting {
        return false;
    }
    let group = sent.group.as_deref();
    if group.is_some() && awaiting.takes_albums() && awaiting.takes(group) {
        return false;
    }
    // Any text may be a `.txt`: in the middle of something else it belongs there.
    let is_any_text = sent.file.name.to_lowercase().ends_with(".txt");
    (is_course(&sent.file.name) && !is_any_text)
        || awaiting.is_nothing()
        || awaiting == Awaiting::CourseFile
}

/// Takes a file in.
pub async fn receive(ctx: Context, sent: Sent) -> Answer {
    ctx.author().await?;
    let name = &sent.file.name;
    let limit = FILE_LIMIT / (1024 * 1024);
    let said = if !is_course(name) {
        ctx.texts.with("file-kind", [("file", name.into())])
    } else if usize::try_from(sent.size).is_ok_and(|size| size > FILE_LIMIT) {
        let args = [("file", name.into()), ("limit", limit.into())];
        ctx.texts.with("file-too-large", args)
    } else {
        if ctx.awaiting().await? == Awaiting::CourseFile {
            ctx.wait_for(Awaiting::Nothing).await?;
        }
        let reading = ctx.texts.with("reading-file", [("file", name.into())]);
        return Ok(Reply::say(reading).and(Act::Later(Job::ReadFile(sent.file))));
    };
    Ok(Reply::say(said))
}

/// Shows the file that waits for a decision, with its buttons; when none does, asks for one.
pub async fn ask(ctx: &Context) -> Answer {
    let author = ctx.author().await?;
    if let Some(staged) = author.waiting(&*ctx.db).await? {
        ctx.wait_for(Awaiting::Nothing).await?;
        return Ok(views::transfer::staged(
            &ctx.texts,
            &staged,
            Some(&Anew::Waiting),
        ));
    }
    ctx.wait_for(Awaiting::CourseFile).await?;
    Ok(Reply::say(ctx.texts.say("ask-course-file")))
}

/// Something else came than the file that was asked for.
pub async fn still_wanted(ctx: &Context) -> Answer {
    ctx.author().await?;
    Ok(Reply::say(ctx.texts.say("file-wanted")))
}

/// The file was read: everything that is wrong with it, or what it would change.
pub async fn read(ctx: &Context, name: &str, read: &ReadFile) -> Answer {
    let author = ctx.author().await?;
    let opened = match read {
        ReadFile::Opened(opened) => opened,
        ReadFile::TooLarge => {
            let limit = FILE_LIMIT / (1024 * 1024);
            let args = [("file", name.into()), ("limit", limit.into())];
            return Ok(Reply::say(ctx.texts.with("file-too-large", args)));
        }
        ReadFile::Gone => {
            let said = ctx.texts.with("file-gone", [("file", name.into())]);
            return Ok(Reply::say(said));
        }
    };
    if opened.problems.is_fatal() {
        return Ok(views::transfer::refused(&ctx.texts, name, &opened.problems));
    }
    let problems = opened.problems.0.iter();
    let notes = problems.map(|one| views::transfer::note(&ctx.texts, one));
    let staging = author.stage(&*ctx.db, opened, notes.collect()).await?;
    let newer = match &staging {
        Staging::Staged(staged) => Some(staged.import),
        Staging::NoChanges { .. } => None,
    };
    let before = author.put_aside(&*ctx.db, newer).await?;
    Ok(shown(ctx, &staging, before.map(Anew::PutAside).as_ref()))
}

fn shown(ctx: &Context, staging: &Staging, why: Option<&Anew>) -> Reply {
    match staging {
        Staging::NoChanges { title, aside } => {
            views::transfer::no_changes(&ctx.texts, title, aside, why)
        }
        Staging::Staged(staged) => views::transfer::staged(&ctx.texts, staged, why),
    }
}

/// Puts what was shown into the draft; shows it anew when the draft has been changed since.
pub async fn apply(ctx: &Context, import: ImportId) -> Answer {
    let author = ctx.author().await?;
    match author.apply_import(&*ctx.db, import).await? {
        Applied::Anew(staging) => {
            let reply = shown(ctx, &staging, Some(&Anew::ChangedMeanwhile));
            Ok(strip(ctx, reply))
        }
        Applied::Done {
            course,
            title,
            is_new,
        } => {
            let key = if is_new {
                "import-created"
            } else {
                "import-applied"
            };
            let said = ctx.texts.with(key, [("title", (&title).into())]);
            let to_course = Button::new(
                ctx.texts.say("button-to-course"),
                AuthorPress::Course { course, page: 0 },
            );
            let publish = Button::new(
                ctx.texts.say("button-publish"),
                AuthorPress::Publish { course },
            );
            let mut reply = Reply::show(Screen::plain(said).row([publish, to_course]));
            if is_new {
                // With the first course comes what is done to a course.
                let (_, menu) = menu::brought_up_to_date(&ctx.db, &ctx.house, &ctx.user).await?;
                reply.acts.extend(menu);
            }
            Ok(reply)
        }
    }
}

/// Forgets what was shown.
pub async fn cancel(ctx: &Context, import: ImportId) -> Answer {
    let author = ctx.author().await?;
    author.cancel_import(&*ctx.db, import).await?;
    Ok(strip(ctx, Reply::say(ctx.texts.say("import-cancelled"))))
}

/// Forgets the file that waits for a decision, for `/cancel`. None: nothing waits.
pub async fn forget(ctx: &Context) -> Result<Option<Reply>, Failure> {
    if !ctx.rights().await?.is_anybody() {
        return Ok(None);
    }
    let forgotten = ctx.author().await?.put_aside(&*ctx.db, None).await?;
    Ok(forgotten.map(|_| Reply::say(ctx.texts.say("import-cancelled"))))
}

/// The reply, and the pressed message loses its buttons.
fn strip(ctx: &Context, reply: Reply) -> Reply {
    match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    }
}

/// Asks for the file of a course.
pub async fn export(ctx: &Context, course: CourseId) -> Answer {
    let (content, _) = ctx.author().await?.draft(&*ctx.db, course).await?;
    let job = Act::Later(Job::WriteFile { course });
    let has_pictures = content.steps.iter().any(|step| {
        let mut media = step.media.iter();
        media.any(|medium| !medium.source.contains("://"))
    });
    if !has_pictures {
        return Ok(Reply::nothing().and(job));
    }
    let packing = ctx
        .texts
        .with("export-packing", [("title", (&content.title).into())]);
    Ok(Reply::say(packing).and(job))
}

/// The file is written.
pub async fn written(ctx: &Context, written: &Written) -> Answer {
    let title = &written.title;
    let sendable = |files: &&Files| files.bytes.len() <= Document::LIMIT;
    let Some(files) = written.files.as_ref().filter(sendable) else {
        let limit = Document::LIMIT / 1_000_000;
        let args = [("title", title.into()), ("limit", limit.into())];
        return Ok(Reply::say(ctx.texts.with("export-too-large", args)));
    };
    let may = ctx.rights().await?.on(&*ctx.db, written.course).await?;
    let caption = if may.has(Action::Import) {
        "export-caption"
    } else {
        "export-caption-to-read"
    };
    let caption = ctx.texts.with(caption, [("title", title.into())]);
    let file = views::transfer::file(&ctx.texts, caption, files.clone());
    Ok(Reply::send(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_its_ending() {
        assert_eq!(shortened("tea.md"), "tea.md");
        let long = shortened(&format!("{}.md", "ж".repeat(100)));
        assert_eq!(long.chars().count(), 80);
        assert!(is_course(&long), "{long}");
    }
}
