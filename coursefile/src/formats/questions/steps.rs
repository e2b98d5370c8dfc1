//! The questions of a file → steps.

use super::Bank;
use crate::bundle::{Bundle, stem};
use crate::formats::binder::{Binder, Written};
use crate::limits::{QUESTIONS, STEP_SOURCE};
use crate::open::{Kind, Opened};
use crate::problem::Weight;
use crate::render::render;
use crate::told::{number, word};
use crate::{Question, Quiz, Said, markdown_of};

/// A category with what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// None, when it is empty: the file names the step.
    pub(super) title: String,
    pub(super) within: Option<String>,
    /// What is said above the questions, in the stored form.
    pub(super) texts: Vec<String>,
    /// The questions with their lines.
    pub(super) questions: Vec<(Question, usize)>,
}

/// Puts the steps together.
pub(super) fn bind(bank: Bank, bundle: Bundle, path: &str, kind: Kind) -> Opened {
    let name = stem(path).unwrap_or_default();
    let name = crate::stored::one_line(&name.replace('_', " "));
    let title = if name.is_empty() { "Questions" } else { &name };
    let Bank {
        groups,
        notes,
        file,
        ..
    } = bank;
    let mut binder = Binder::new(bundle, notes);
    binder.name(title, None, None);
    let mut count = 0;
    for mut group in groups {
        if group.questions.is_empty() && group.texts.is_empty() {
            continue;
        }
        count += 1;
        if group.title.is_empty() {
            title.clone_into(&mut group.title);
        }
        put(group, file.as_deref(), &mut binder);
    }
    if count == 0 {
        let place = crate::told::Place { file, line: 0 };
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Error, "no-questions", vec![]);
        return binder.refused(kind);
    }
    binder.finish(kind, "")
}

/// A step for as many of the questions as it can hold, and more steps for the others.
fn put(group: Group, file: Option<&str>, binder: &mut Binder) {
    let line = group.questions.first().map_or(0, |(_, line)| *line);
    let place = crate::told::Place {
        file: file.map(str::to_owned),
        line,
    };
    let parts = parted(group.questions);
    if parts.len() > 1 {
        let words = vec![
            ("title", word(&group.title)),
            ("count", number(parts.len())),
        ];
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Warning, "chapter-split", words);
    }
    let html = (!group.texts.is_empty()).then(|| group.texts.join("\n\n"));
    for (index, mut questions) in parts.into_iter().enumerate() {
        named(&mut questions);
        let html = html.as_deref().filter(|_| index == 0);
        let quiz = Quiz {
            questions,
            ..Quiz::default()
        };
        let quiz = (!quiz.questions.is_empty()).then_some(quiz);
        let markdown = markdown_of(Said::of(html, quiz.as_ref()));
        let written = Written {
            title: group.title.clone(),
            rendered: render(&markdown, 1),
            markdown,
            within: group.within.clone(),
            is_more: index > 0,
            ..Written::default()
        };
        binder.put(written, &place);
    }
}

/// As many questions as a step can hold, each.
fn parted(questions: Vec<(Question, usize)>) -> Vec<Vec<Question>> {
    let mut parts = vec![Vec::new()];
    let mut size = 0;
    for (question, _) in questions {
        let only = Quiz {
            questions: vec![question],
            ..Quiz::default()
        };
        let length = markdown_of(Said::of(None, Some(&only))).len() + 20;
        let part = parts.last_mut().expect("there is one");
        let is_full = part.len() == QUESTIONS || size + length > STEP_SOURCE / 2;
        if is_full && !part.is_empty() {
            parts.push(only.questions);
            size = length;
        } else {
            part.extend(only.questions);
            size += length;
        }
    }
    parts
}

/// Gives each question a name that no other has.
fn named(questions: &mut [Question]) {
    let mut taken = std::collections::BTreeSet::new();
    for question in questions {
        question.slug = crate::slug::free(&question.slug, |slug| taken.contains(slug));
        taken.insert(question.slug.clone());
    }
}
