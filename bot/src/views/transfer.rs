//! What an author sees of courses as files: problems, what an import would change, what came of it.

use coursefile::{Changed, Named, Part, Problem, Problems, Weight};

use super::problem;
use crate::courses::transfer::{Files, Lost, Staged};
use crate::telegram::Act;
use crate::telegram::{AuthorPress, Button, Document, Reply, Rich, Screen};
use crate::texts::Texts;

/// How many problems are told in the message; the others are in the file that comes with it.
const TOLD: usize = 10;
/// How many steps are called by their titles in one line of the summary.
const NAMED: usize = 8;

/// Why nothing was saved: all problems, the first of them in the message, every one of them in a file when there are more.
pub fn refused(texts: &Texts, name: &str, problems: &Problems) -> Reply {
    let sorted = by_weight(problems);
    let count = fatal(problems);
    let head = texts.with(
        "import-refused",
        [("file", name.into()), ("count", count.into())],
    );
    let mut text = Rich::plain(&head);
    list(&mut text, texts, sorted.iter().take(TOLD).copied());
    if sorted.len() > TOLD {
        let more = texts.with("import-more", [("count", (sorted.len() - TOLD).into())]);
        text.line().push_str(&more);
    }
    text.line()
        .line()
        .push_str(&texts.say("import-nothing-saved"));
    let reply = Reply {
        acts: vec![Act::Say(Screen::new(text))],
        toast: None,
    };
    if sorted.len() <= TOLD {
        return reply;
    }
    let lines: Vec<String> = sorted.iter().map(|one| problem::line(texts, one)).collect();
    reply.and(Act::Send(Document {
        name: texts.say("import-problems-name"),
        content_type: "text/plain",
        bytes: (lines.join("\n") + "\n").into_bytes(),
        caption: texts.with("import-problems-caption", [("count", sorted.len().into())]),
    }))
}

/// What the file would change, and what will look otherwise than written, with *Apply* and *Cancel*.
pub fn staged(
    texts: &Texts,
    staged: &Staged,
    problems: &Problems,
    changed_meanwhile: bool,
) -> Screen {
    let mut text = Rich::new();
    if changed_meanwhile {
        text.push_str(&texts.say("import-changed-meanwhile"));
        text.line().line();
    }
    summary(&mut text, texts, staged);
    let warnings = problems.0.len();
    if warnings > 0 {
        text.line().line();
        text.push_str(&texts.with("import-warnings", [("count", warnings.into())]));
        list(&mut text, texts, problems.0.iter().take(TOLD));
        if warnings > TOLD {
            let more = texts.with(
                "import-more-warnings",
                [("count", (warnings - TOLD).into())],
            );
            text.line().push_str(&more);
        }
    }
    let import = staged.import;
    Screen::new(text).row([
        Button::new(
            texts.say("button-apply"),
            AuthorPress::ApplyImport { import },
        ),
        Button::new(
            texts.say("button-cancel"),
            AuthorPress::CancelImport { import },
        ),
    ])
}

/// The changes in words, one kind on a line.
pub fn summary(text: &mut Rich, texts: &Texts, staged: &Staged) {
    let (title, changes) = (&staged.course.title, &staged.changes);
    if staged.is_new {
        let steps = ("steps", staged.course.steps.len().into());
        text.push_str(&texts.with("import-new-course", [("title", title.into()), steps]));
        return;
    }
    let before = changes.title.as_ref().and_then(|title| title.old.as_ref());
    let before = ("title", before.unwrap_or(title).into());
    text.push_str(&texts.with("import-changes", [before]));
    if let Some(new) = changes.title.as_ref().and_then(|title| title.new.as_ref()) {
        text.line()
            .push_str(&texts.with("import-title", [("title", new.into())]));
    }
    if changes.description.is_some() {
        text.line().push_str(&texts.say("import-description"));
    }
    if changes.language.is_some() {
        text.line().push_str(&texts.say("import-language"));
    }
    let title = |step: &Named| title_of(texts, step);
    steps_line(text, texts, "import-added", changes.added.iter().map(title));
    let rewritten = changes.changed.iter().map(|step| changed_step(texts, step));
    steps_line(text, texts, "import-changed", rewritten);
    steps_line(text, texts, "import-moved", changes.moved.iter().map(title));
    let removed = changes
        .removed
        .iter()
        .map(|step| removed_step(texts, step, staged));
    steps_line(text, texts, "import-removed", removed);
    text.line().line();
    let learners = ("learners", staged.learners.into());
    text.push_str(&texts.with("import-learners", [learners]));
}

fn title_of(texts: &Texts, step: &Named) -> String {
    texts.with("import-step", [("title", (&step.title).into())])
}

fn changed_step(texts: &Texts, step: &Changed) -> String {
    let parts: Vec<String> = step
        .parts
        .iter()
        .map(|part| {
            texts.say(match part {
                Part::Title => "import-part-title",
                Part::Text => "import-part-text",
                Part::Picture => "import-part-picture",
                Part::Flags => "import-part-flags",
            })
        })
        .collect();
    let parts = parts.join(", ");
    let args = [("title", (&step.title).into()), ("parts", (&parts).into())];
    texts.with("import-changed-step", args)
}

fn removed_step(texts: &Texts, step: &Named, staged: &Staged) -> String {
    match staged.standing.get(&step.slug) {
        Some(learners) => texts.with(
            "import-removed-standing",
            [
                ("title", (&step.title).into()),
                ("learners", (*learners).into()),
            ],
        ),
        None => title_of(texts, step),
    }
}

fn steps_line(
    text: &mut Rich,
    texts: &Texts,
    key: &'static str,
    steps: impl ExactSizeIterator<Item = String>,
) {
    let count = steps.len();
    if count == 0 {
        return;
    }
    let mut names = steps.take(NAMED).collect::<Vec<_>>().join(", ");
    if count > NAMED {
        names.push_str(&texts.with("import-and-more", [("count", (count - NAMED).into())]));
    }
    let args = [("count", count.into()), ("steps", (&names).into())];
    text.line().push_str(&texts.with(key, args));
}

fn list<'a>(text: &mut Rich, texts: &Texts, problems: impl Iterator<Item = &'a Problem>) {
    for one in problems {
        text.line()
            .push_str("• ")
            .push_str(&problem::line(texts, one));
    }
}

/// What has to be mended first, each kind in the order of the lines.
fn by_weight(problems: &Problems) -> Vec<&Problem> {
    let mut sorted: Vec<&Problem> = problems.0.iter().collect();
    sorted.sort_by_key(|problem| std::cmp::Reverse(problem.weight));
    sorted
}

/// How many problems keep the course out.
pub fn fatal(problems: &Problems) -> usize {
    let fatal = |problem: &&Problem| problem.weight == Weight::Error;
    problems.0.iter().filter(fatal).count()
}

/// A course as a file, ready to be sent.
pub fn file(texts: &Texts, title: &str, files: Files) -> Document {
    let mut caption = texts.with("export-caption", [("title", title.into())]);
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
