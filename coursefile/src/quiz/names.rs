//! The name of each question: its id, or one made from what is asked that no other question of the step has.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::stored::Text;
use crate::{Question, slug};

/// The name that a question gets from what it asks.
pub(crate) fn proposal(ask: Option<&str>) -> String {
    let words = ask.map_or_else(String::new, |html| Text::from_html(html).words);
    slug::from_title(&words, "question")
}

/// Names the questions. `ids` has the id of each with its line, if there is one, and the line of the question.
pub(super) fn give(
    questions: &mut [Question],
    ids: &[(Option<(String, usize)>, usize)],
    problems: &mut Vec<Problem>,
) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let known = ids.iter().filter_map(|(id, _)| id.as_ref());
    taken.extend(known.map(|(id, _)| id.clone()));
    for (question, (id, _)) in questions.iter_mut().zip(ids) {
        let base = match id {
            Some((id, _)) => slug::from_title(id, "question"),
            None => proposal(question.ask.as_deref()),
        };
        let is_new = |id: &str| !lines.contains_key(id);
        if let Some((id, line)) = id
            .as_ref()
            .filter(|(id, _)| slug::is_slug(id) && is_new(id))
        {
            lines.insert(id, *line);
            question.slug.clone_from(id);
            continue;
        }
        question.slug = slug::free(&base, |name| taken.contains(name));
        taken.insert(question.slug.clone());
        if let Some((id, line)) = id {
            let (word, now) = (
                ("id", id.as_str().into()),
                ("proposal", question.slug.as_str().into()),
            );
            problems.push(match lines.get(id.as_str()) {
                Some(first) => {
                    let first = ("line", (*first).into());
                    Problem::error(*line, "question-id-repeated", [word, first, now])
                }
                None => Problem::error(*line, "question-id-bad", [word, now]),
            });
        }
    }
}
