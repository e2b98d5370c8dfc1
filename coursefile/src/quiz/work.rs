//! Work that is handed in: what it may be.

use super::make::Part;
use super::settings::words;
use super::yaml::{Node, Value};
use crate::problem::Problem;
use crate::stored::line;
use crate::{Form, Taken};

/// Whether a question without a list or table asks for work.
pub(super) fn is_work(part: &Part<'_>, kind: Option<&str>) -> bool {
    kind == Some("work") || (kind.is_none() && part.settings.has("work"))
}

/// What may be handed in: what `work` names, otherwise a text. None: it names nothing that is known, which is told.
pub(super) fn form(part: &mut Part<'_>) -> Option<Form> {
    let Some(node) = part.settings.take("work") else {
        return Some(Form::Work {
            takes: vec![Taken::Text],
        });
    };
    let at = node.line;
    let named = match node.value {
        Value::List(nodes) => nodes,
        _ => vec![node],
    };
    let mut takes = Vec::new();
    let mut is_told = false;
    for node in &named {
        match taken(part, node) {
            Some(one) if !takes.contains(&one) => takes.push(one),
            Some(_) => {}
            None => is_told = true,
        }
    }
    if takes.is_empty() && !is_told {
        let value = [("value", "".into())];
        part.problems
            .push(Problem::error(at, "question-work-unknown", value));
    }
    (!takes.is_empty()).then_some(Form::Work { takes })
}

fn taken(part: &mut Part<'_>, node: &Node) -> Option<Taken> {
    let name = line(&words(node, "work", part.problems)?).to_lowercase();
    let taken = Taken::named(&name);
    if taken.is_none() {
        let value = [("value", name.as_str().into())];
        let problem = Problem::error(node.line, "question-work-unknown", value);
        part.problems.push(problem);
    }
    taken
}
