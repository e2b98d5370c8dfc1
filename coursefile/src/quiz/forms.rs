//! How a question is answered: by its kind, or by what it is made of.

use super::asked::{Asked, Item};
use super::find::Body;
use super::items;
use super::make::Part;
use super::{typed, work};
use crate::limits::OPTIONS;
use crate::problem::Problem;
use crate::stored::is_blank;
use crate::{Form, Pair};

/// The kinds by name, and what they are made of. None: of their settings alone.
const KINDS: [(&str, Option<Body>); 8] = [
    ("single", Some(Body::Boxes)),
    ("multiple", Some(Body::Boxes)),
    ("poll", Some(Body::Boxes)),
    ("typed", None),
    ("number", None),
    ("order", Some(Body::Numbers)),
    ("match", Some(Body::Table)),
    ("work", None),
];

/// The form of a question. None: what is wrong is told.
pub(super) fn form(part: &mut Part<'_>, body: Option<Body>, asked: Asked) -> Option<Form> {
    let kind = part.settings.words("kind", part.problems);
    if let Some((kind, line)) = &kind {
        let known = KINDS.iter().find(|(known, _)| known == kind);
        let code = match known {
            None => "question-kind-unknown",
            Some((_, made_of)) if *made_of != body => "question-kind-unfit",
            Some(_) => "",
        };
        if !code.is_empty() {
            let word = [("kind", kind.as_str().into())];
            part.problems.push(Problem::error(*line, code, word));
            // Whatever is left is not looked at.
            part.settings = super::settings::Settings::default();
            return None;
        }
    }
    let kind = kind.as_ref().map(|(kind, _)| kind.as_str());
    match body {
        Some(Body::Boxes) => choice(part, kind, asked.items),
        Some(Body::Numbers) => Some(Form::Order(items::plain(part, asked.items))),
        Some(Body::Table) => pairs(part, asked),
        None if work::is_work(part, kind) => work::form(part),
        None => typed::form(part, kind),
    }
}

/// A list of boxes.
fn choice(part: &mut Part<'_>, kind: Option<&str>, items: Vec<Item>) -> Option<Form> {
    let line = part.line;
    let options = items::choices(part, items);
    let right = options.iter().filter(|option| option.is_right).count();
    match (kind, right) {
        (Some("poll"), 0) => return Some(Form::Poll(options)),
        (Some("poll"), _) => part.tell(line, "question-poll-ticked"),
        (_, 0) => part.tell(line, "question-none-right"),
        (Some("single"), 2..) => part.tell(line, "question-several-right"),
        (None | Some("single"), 1) => return Some(Form::Single(options)),
        _ => return Some(Form::Multiple(options)),
    }
    None
}

/// A table of two columns.
fn pairs(part: &mut Part<'_>, asked: Asked) -> Option<Form> {
    let line = part.line;
    if asked.columns != 2 {
        let columns = [("columns", asked.columns.into())];
        let problem = Problem::error(line, "question-match-columns", columns);
        part.problems.push(problem);
        return None;
    }
    let mut rows: Vec<[Item; 2]> = Vec::with_capacity(asked.rows.len());
    rows.extend(asked.rows.into_iter().filter_map(|row| row.try_into().ok()));
    rows.retain(|row| {
        row.iter()
            .any(|cell| !is_blank(&cell.words) || cell.has_picture)
    });
    let is_extra = |row: &&[Item; 2]| is_blank(&row[0].words) && !row[0].has_picture;
    let extra: Vec<[Item; 2]> = rows.iter().filter(is_extra).cloned().collect();
    rows.retain(|row| !is_extra(&row));
    items::count(part, rows.len());
    for cell in rows.iter().flatten().chain(extra.iter().map(|row| &row[1])) {
        items::check(part, cell);
    }
    items::no_twins(part, rows.iter().map(|row| &row[0]));
    items::no_twins(part, extra.iter().map(|row| &row[1]));
    let is_right = |words: &str| rows.iter().any(|row| row[1].words == words);
    if let Some(twin) = extra.iter().find(|row| is_right(&row[1].words)) {
        let words = [("words", twin[1].words.as_str().into())];
        let problem = Problem::error(twin[1].line, "question-item-twice", words);
        part.problems.push(problem);
    }
    if rows.len() + extra.len() > OPTIONS && rows.len() <= OPTIONS {
        items::count(part, rows.len() + extra.len());
    }
    let words = |[_, right]: [Item; 2]| right.words;
    let pair = |[left, right]: [Item; 2]| Pair {
        left: left.words,
        right: right.words,
    };
    Some(Form::Match {
        extra: extra.into_iter().map(words).collect(),
        pairs: rows.into_iter().map(pair).collect(),
    })
}
