//! Course ⇄ file: what a file would change, applying it, and what a course is as files.
//!
//! Media have three names: in a file the path beside it, in the rows `media:<hash>`, and `tg:<file id>` until their bytes
//! are kept. Here one is turned into the other. What only differs in the paths of media is the same.

use std::collections::HashSet;

use coursefile::bundle::place;
use coursefile::{Course, Medium, MediumKind, Mention, Named, Said, Step};

mod files;
mod packing;
mod stage;
mod sweep;
mod target;
mod waiting;

pub use files::{Files, Lost, pack, pictures, questions, weight};
pub use stage::{Applied, Aside, Note, Staged, Staging};
pub use sweep::{named_in, prune, sweep, unused_pictures};
pub use target::Called;

use super::media::{AT_TELEGRAM, SCHEME};

/// The folders in which an export puts what has no place of its own.
const FOLDERS: [&str; 3] = ["pictures/", "media/", "files/"];

/// Whether the source of a medium is that of the rows rather than of a file.
fn is_ours(source: &str) -> bool {
    source.starts_with(SCHEME) || source.starts_with(AT_TELEGRAM)
}

/// What a file is called where somebody saves it, by the path beside the text. What is only shown has no name.
fn saved_as(kind: MediumKind, path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_saved = matches!(kind, MediumKind::Document | MediumKind::Audio);
    (is_saved && !name.is_empty()).then(|| name.to_owned())
}

/// The media that the Markdown of a step names, whether or not they are there.
fn mentions(step: &Step) -> Vec<Mention> {
    coursefile::render(&step.markdown, 1).media
}

/// Which of these mentions each medium is. Some may not be there; what is there stands in the same order.
fn places(mentions: &[Mention], media: &[Medium]) -> Vec<Option<usize>> {
    let is_whole = mentions.len() == media.len();
    let mut next = 0;
    let place = |medium: &Medium| {
        let is_it = |mention: &Mention| {
            is_whole || (mention.kind == medium.kind && mention.alt == medium.alt)
        };
        let found = mentions[next..].iter().position(is_it)?;
        next += found + 1;
        Some(next - 1)
    };
    media.iter().map(place).collect()
}

/// The Markdown of a step as it would be if it had been typed in the chat.
fn retold(step: &Step) -> String {
    coursefile::markdown_of(Said {
        html: step.html.as_deref(),
        media: &step.media,
        links: &step.links,
        quiz: step.quiz.as_ref(),
    })
}

/// The Markdown of a step whatever its media are called. None: a name does not fit.
fn nameless(step: &Step) -> Option<String> {
    let count = mentions(step).len();
    let renamed = (0..count).try_fold(step.markdown.clone(), |markdown, place| {
        coursefile::rename_medium(&markdown, place, &format!("medium-{place}"))
    })?;
    let marks = MediumKind::ALL.map(|kind| format!("{{.{}}}", kind.word()));
    let bare = marks
        .iter()
        .fold(renamed, |markdown, mark| markdown.replace(mark, ""));
    Some(bare)
}

/// Whether two states of a step differ at most in the paths by which the Markdown names their media, and in what those are
/// called where they are saved.
fn same_but_path(old: &Step, new: &Step) -> bool {
    let shown = |step: &Step| {
        let media = step.media.iter().cloned();
        let media = media.map(|medium| Medium {
            name: None,
            ..medium
        });
        media.collect::<Vec<_>>()
    };
    shown(old) == shown(new)
        && (&old.html, &old.links, &old.quiz) == (&new.html, &new.links, &new.quiz)
        && old.media.iter().any(|medium| is_ours(&medium.source))
        && nameless(old).is_some_and(|nameless_old| Some(nameless_old) == nameless(new))
}

/// Gives each step of `new` the Markdown that it has in `old` when only the paths of its media are others: so a course that
/// comes back from a file says the same as the draft it was written from.
fn keep_paths(old: &Course, new: &mut Course) {
    for step in &mut new.steps {
        let before = old.steps.iter().find(|before| before.slug == step.slug);
        if let Some(before) = before.filter(|before| same_but_path(before, step)) {
            step.markdown.clone_from(&before.markdown);
            step.media.clone_from(&before.media);
        }
    }
}

/// Leaves the steps of `new` the media they have in `old` where the file names one as before, or as an export of `old`
/// would have named it, and does not bring it: a text that was mended alone takes no picture away.
fn stay(old: &Course, new: &mut Course, aside: &mut Aside) {
    let (mut stayed, mut missing) = (HashSet::new(), HashSet::new());
    for step in &mut new.steps {
        let mentions = mentions(step);
        if mentions.len() == step.media.len() {
            continue;
        }
        let before = old.steps.iter().find(|before| before.slug == step.slug);
        let there = places(&mentions, &step.media);
        let mut media = Vec::with_capacity(mentions.len());
        let mut has_stayed = false;
        for (place, mention) in mentions.into_iter().enumerate() {
            if let Some(at) = there.iter().position(|there| *there == Some(place)) {
                media.push(step.media[at].clone());
            } else if let Some(medium) = before.and_then(|before| meant(before, place, &mention)) {
                media.push(Medium {
                    kind: mention.kind,
                    alt: mention.alt,
                    ..medium
                });
                has_stayed = true;
                stayed.insert(mention.path);
            } else {
                missing.insert(mention.path);
            }
        }
        step.media = media;
        if has_stayed {
            aside.stayed.push(Named {
                slug: step.slug.clone(),
                title: step.title.clone(),
            });
        }
    }
    let is_there = |path: &String| stayed.contains(path) && !missing.contains(path);
    aside
        .notes
        .retain(|note| !note.missing.as_ref().is_some_and(is_there));
}

/// The medium of a step as it was that a file means by this mention.
fn meant(before: &Step, place_in_step: usize, mention: &Mention) -> Option<Medium> {
    let names = mentions(before);
    let places = places(&names, &before.media);
    let mut media = before.media.iter().zip(places);
    let found = media.find(|(medium, at)| {
        let name = at
            .and_then(|at| names.get(at))
            .map(|name| name.path.as_str());
        let is_named_so = name == Some(mention.path.as_str());
        let is_exported = name.is_some_and(|name| is_ours(name) || place(name).is_none());
        let is_in_folder = FOLDERS
            .iter()
            .any(|folder| mention.path.starts_with(folder));
        let is_there = *at == Some(place_in_step) && is_exported && is_in_folder;
        is_ours(&medium.source) && (is_named_so || is_there)
    });
    found.map(|(medium, _)| medium.clone())
}
