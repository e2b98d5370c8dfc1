//! Course ⇄ file: what a file would change, applying it, and what a course is as files.
//!
//! Pictures have three names: in a file the path beside it, in the rows `media:<hash>`, and `tg:<file id>` until their
//! bytes are kept. Here one is turned into the other. What only differs in the path of a picture is the same.

use std::collections::HashSet;

use coursefile::bundle::place;
use coursefile::{Course, Named, Step};

mod files;
mod stage;
mod sweep;
mod target;
mod waiting;

pub use files::{Files, Lost, pack, pictures, questions, weight};
pub use stage::{Applied, Aside, Note, Staged, Staging};
pub use sweep::{prune, sweep, unused_pictures};
pub use target::Called;

use super::media::{AT_TELEGRAM, SCHEME};

/// Whether a picture's name is that of the rows rather than of a file.
fn is_ours(picture: &str) -> bool {
    picture.starts_with(SCHEME) || picture.starts_with(AT_TELEGRAM)
}

/// The Markdown of a step with another name for its picture. Where the name does not fit, the picture is named anew above.
fn renamed(step: &Step, name: &str) -> String {
    let above = || format!("![]({name})\n\n{}", step.markdown);
    coursefile::rename_picture(&step.markdown, name).unwrap_or_else(above)
}

/// How the Markdown of a step names its picture, whether or not there is one.
fn written(step: &Step) -> Option<String> {
    let rendered = coursefile::render(&step.markdown, 1);
    let first = rendered.pictures.into_iter().next();
    first.map(|picture| picture.path)
}

/// Whether two states of a step differ at most in the path by which the Markdown names their picture.
fn same_but_path(old: &Step, new: &Step) -> bool {
    old.picture == new.picture
        && old.html == new.html
        && old.picture.as_deref().is_some_and(is_ours)
        && renamed(old, "picture") == renamed(new, "picture")
}

/// Gives each step of `new` the Markdown that it has in `old` when only the path of its picture is another: so a course that
/// comes back from a file says the same as the draft it was written from.
fn keep_paths(old: &Course, new: &mut Course) {
    for step in &mut new.steps {
        let before = old.steps.iter().find(|before| before.slug == step.slug);
        if let Some(before) = before.filter(|before| same_but_path(before, step)) {
            step.markdown.clone_from(&before.markdown);
        }
    }
}

/// Leaves the steps of `new` the pictures they have in `old` where the file names one as before, or as an export of `old`
/// would have named it, and does not bring it: a text that was mended alone takes no picture away.
fn stay(old: &Course, new: &mut Course, aside: &mut Aside) {
    let (mut stayed, mut missing) = (HashSet::new(), HashSet::new());
    for step in new.steps.iter_mut().filter(|step| step.picture.is_none()) {
        let Some(path) = written(step) else { continue };
        let before = old.steps.iter().find(|before| before.slug == step.slug);
        let picture = before.and_then(|before| {
            let picture = before.picture.clone().filter(|picture| is_ours(picture))?;
            let name = written(before)?;
            let is_exported = is_ours(&name) || place(&name).is_none();
            (name == path || is_exported && path.starts_with("pictures/")).then_some(picture)
        });
        if picture.is_none() {
            missing.insert(path);
            continue;
        }
        step.picture = picture;
        stayed.insert(path);
        aside.stayed.push(Named {
            slug: step.slug.clone(),
            title: step.title.clone(),
        });
    }
    let is_there = |path: &String| stayed.contains(path) && !missing.contains(path);
    aside
        .notes
        .retain(|note| !note.missing.as_ref().is_some_and(is_there));
}
