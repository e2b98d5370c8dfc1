//! What an import would change, in words.

use coursefile::{Changed, Named, Part};

use super::NAMED;
use crate::courses::transfer::{Called, Staged};
use crate::telegram::Rich;
use crate::texts::Texts;

/// The changes in words, one kind on a line.
pub fn summary(text: &mut Rich, texts: &Texts, staged: &Staged) {
    let (title, changes) = (&staged.course.title, &staged.changes);
    if staged.is_new {
        let steps = ("steps", staged.course.steps.len().into());
        text.push_str(&texts.with("import-new-course", [("title", title.into()), steps]));
        called(text, texts, staged);
        return;
    }
    let before = changes.title.as_ref().and_then(|title| title.old.as_ref());
    let before = ("title", before.unwrap_or(title).into());
    text.push_str(&texts.with("import-changes", [before]));
    called(text, texts, staged);
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
    if changes.pass_mark.is_some() {
        text.line().push_str(&texts.say("import-pass-mark"));
    }
    if changes.reminders.is_some() {
        text.line().push_str(&texts.say("import-reminders"));
    }
    if changes.release.is_some() {
        text.line().push_str(&texts.say("import-release"));
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
    let keep_theirs = staged.aside.stayed.iter().map(title);
    steps_line(text, texts, "import-stayed", keep_theirs);
    text.line().line();
    let learners = ("learners", staged.learners.into());
    text.push_str(&texts.with("import-learners", [learners]));
}

/// What there is to know of its id.
fn called(text: &mut Rich, texts: &Texts, staged: &Staged) {
    let id = ("id", (&staged.course.slug).into());
    let said = match &staged.aside.called {
        None => return,
        Some(Called::Renamed) => texts.with("import-renamed", [id]),
        Some(Called::Meets { free }) => texts.with("import-meets", [id, ("free", free.into())]),
        Some(Called::Parted { title, slug }) => {
            let (title, slug) = (("title", title.into()), ("slug", slug.into()));
            texts.with("import-parted", [id, title, slug])
        }
    };
    text.line().push_str(&said);
}

pub(super) fn title_of(texts: &Texts, step: &Named) -> String {
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
                Part::Questions => "import-part-questions",
                Part::Media => "import-part-media",
                Part::Links => "import-part-links",
                Part::Release => "import-part-release",
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
