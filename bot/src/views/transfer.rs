//! What an author sees of courses as files: problems, what an import would change, what came of it.

use coursefile::{Argument, Problem, Problems, Weight};

use super::problem;
use crate::courses::transfer::{Aside, Files, Lost, Note, Staged};
use crate::telegram::Act;
use crate::telegram::{AuthorPress, Button, Document, Reply, Rich, Screen};
use crate::texts::Texts;

mod changes;
mod questions_out;

pub use changes::summary;
use changes::title_of;
pub use questions_out::{unsaid, which_file};

/// How many problems are told in the message; when there are more, all are in the file that comes with it.
const TOLD: usize = 10;
/// How many steps are called by their titles in one line of the summary.
const NAMED: usize = 8;

/// Why nothing was saved: what has to be mended and what there is to know besides, the first of it in the message, all of
/// it in a file when there is more.
pub fn refused(texts: &Texts, name: &str, problems: &Problems) -> Reply {
    let lines = |weight: Weight| -> Vec<String> {
        let those = problems.0.iter().filter(|one| one.weight == weight);
        those.map(|one| problem::line(texts, one)).collect()
    };
    let (errors, warnings) = (lines(Weight::Error), lines(Weight::Warning));
    let head = texts.with(
        "import-refused",
        [("file", name.into()), ("count", errors.len().into())],
    );
    let mut text = Rich::plain(&head);
    list(&mut text, errors.iter().take(TOLD));
    let room = TOLD.saturating_sub(errors.len());
    if room > 0 && !warnings.is_empty() {
        text.line().line();
        text.push_str(&texts.with("import-warnings", [("count", warnings.len().into())]));
        list(&mut text, warnings.iter().take(room));
    }
    more(&mut text, texts, errors.len() + warnings.len());
    text.line()
        .line()
        .push_str(&texts.say("import-nothing-saved"));
    let mut reply = Reply::nothing().and(Act::Say(Screen::new(text)));
    reply.acts.extend(all(texts, &errors, &warnings));
    reply
}

/// Why a file is shown as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anew {
    /// The draft was changed since.
    ChangedMeanwhile,
    /// It has waited all the time, and who sent it asks for it.
    Waiting,
    /// It has taken the place of another one, of the course with this title.
    PutAside(String),
}

impl Anew {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Anew::ChangedMeanwhile => texts.say("import-changed-meanwhile"),
            Anew::Waiting => texts.say("import-waiting"),
            Anew::PutAside(title) => texts.with("import-put-aside", [("title", title.into())]),
        }
    }
}

/// What the file would change, and what will look otherwise than written, with *Apply* and *Cancel*. `why` is said first when it
/// is shown anew.
pub fn staged(texts: &Texts, staged: &Staged, why: Option<&Anew>) -> Reply {
    let mut text = Rich::new();
    if let Some(why) = why {
        text.push_str(&why.say(texts)).line().line();
    }
    summary(&mut text, texts, staged);
    let file = besides(&mut text, texts, &staged.aside);
    let import = staged.import;
    let screen = Screen::new(text).row([
        Button::new(
            texts.say("button-apply"),
            AuthorPress::ApplyImport { import },
        ),
        Button::new(
            texts.say("button-cancel"),
            AuthorPress::CancelImport { import },
        ),
    ]);
    let mut reply = Reply::show(screen);
    reply.acts.extend(file);
    reply
}

/// The file says what the draft says; and what will look otherwise than written.
pub fn no_changes(texts: &Texts, title: &str, aside: &Aside, why: Option<&Anew>) -> Reply {
    let said = texts.with("import-no-changes", [("title", title.into())]);
    let mut text = Rich::plain(&said);
    if let Some(why @ Anew::PutAside(_)) = why {
        text.line().line().push_str(&why.say(texts));
    }
    let file = besides(&mut text, texts, aside);
    let mut reply = Reply::nothing().and(Act::Say(Screen::new(text)));
    reply.acts.extend(file);
    reply
}

/// What there is to know of a file that can be put in; all of it as a file when it is much.
fn besides(text: &mut Rich, texts: &Texts, aside: &Aside) -> Option<Act> {
    let notes: Vec<String> = aside.notes.iter().map(|note| note.words.clone()).collect();
    if notes.is_empty() {
        return None;
    }
    text.line().line();
    text.push_str(&texts.with("import-warnings", [("count", notes.len().into())]));
    list(text, notes.iter().take(TOLD));
    more(text, texts, notes.len());
    all(texts, &[], &notes)
}

/// A problem as it is kept beside the course.
pub fn note(texts: &Texts, one: &Problem) -> Note {
    let path = one.arguments.iter().find(|(name, _)| *name == "path");
    let missing = path.and_then(|(_, path)| match path {
        Argument::Word(path) if matches!(one.code, "picture-missing" | "medium-missing") => {
            Some(path.clone())
        }
        _ => None,
    });
    Note {
        words: problem::line(texts, one),
        missing,
        proposes: one.code == "course-id-proposed",
    }
}

fn more(text: &mut Rich, texts: &Texts, count: usize) {
    if count > TOLD {
        let more = texts.with("import-more", [("count", (count - TOLD).into())]);
        text.line().push_str(&more);
    }
}

/// All of it as a file, when it is more than the message tells.
fn all(texts: &Texts, errors: &[String], warnings: &[String]) -> Option<Act> {
    let count = errors.len() + warnings.len();
    if count <= TOLD {
        return None;
    }
    let mut lines = Vec::new();
    for (key, list) in [
        ("import-problems-errors", errors),
        ("import-problems-warnings", warnings),
    ] {
        if list.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(texts.named(key, [("count", list.len().into())]));
        lines.extend_from_slice(list);
    }
    Some(Act::Send(Document {
        name: texts.say("import-problems-name"),
        content_type: "text/plain",
        bytes: (lines.join("\n") + "\n").into_bytes(),
        caption: texts.with("import-problems-caption", [("count", count.into())]),
    }))
}

fn list<'a>(text: &mut Rich, lines: impl Iterator<Item = &'a String>) {
    for line in lines {
        text.line().push_str("• ");
        problem::push(text, line);
    }
}

/// How many problems keep the course out.
pub fn fatal(problems: &Problems) -> usize {
    let fatal = |problem: &&Problem| problem.weight == Weight::Error;
    problems.0.iter().filter(fatal).count()
}

/// A course as a file, ready to be sent, with these words below it.
pub fn file(texts: &Texts, mut caption: String, files: Files) -> Document {
    if !files.lost.is_empty() {
        caption.push('\n');
        caption.push_str(&lost(texts, &files.lost));
    }
    Document {
        name: files.name,
        content_type: files.content_type,
        bytes: files.bytes,
        caption,
    }
}

/// Which steps go without their picture.
pub fn lost(texts: &Texts, steps: &[Lost]) -> String {
    let mut names = steps
        .iter()
        .take(NAMED)
        .map(|step| title_of(texts, step))
        .collect::<Vec<_>>()
        .join(", ");
    if steps.len() > NAMED {
        names.push_str(&texts.with("import-and-more", [("count", (steps.len() - NAMED).into())]));
    }
    let args = [("count", steps.len().into()), ("steps", (&names).into())];
    texts.with("export-lost", args)
}
