//! A course of Coob: JSON with steps made of components. Fields are those of its "Import Course Specification", read 2026-09.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::binder::{Binder, Written, one_line};
use super::html;
use crate::bundle::Bundle;
use crate::open::picture::is_local;
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Weight};
use crate::render::render;
use crate::told::{Notes, Place};

#[derive(Debug, Deserialize)]
struct Course {
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    is_publish: Option<bool>,
    #[serde(default)]
    steps: Vec<Step>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Step {
    #[serde(default)]
    name: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default, rename = "step_number")]
    number: i64,
    #[serde(default)]
    is_publish: Option<bool>,
    #[serde(default)]
    content_components: Vec<Component>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[derive(Debug, Deserialize)]
struct Component {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    sort_index: i64,
    #[serde(default)]
    input_data: Map<String, Value>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// A file may have so many bytes: reading JSON takes many times its size.
const LARGE: usize = 2 * 1024 * 1024;

/// Opens the file.
pub(crate) fn open(bundle: Bundle, notes: Notes, file: &str) -> Opened {
    let mut binder = Binder::new(bundle, notes);
    let mut place = Place::default();
    let text = match binder.bundle.text(file) {
        Some(Ok(text)) => text.to_owned(),
        Some(Err(problem)) => {
            binder.notes.push(problem);
            String::new()
        }
        None => String::new(),
    };
    if text.len() > LARGE {
        let limit = vec![("limit", crate::told::kilobytes(LARGE))];
        let code = "settings-large";
        binder.notes.tell(&place, Weight::Error, code, limit);
        return binder.finish(Kind::Coob, "");
    }
    match serde_json::from_str::<Course>(&text) {
        Ok(course) => put(course, &mut binder),
        Err(wrong) => {
            place.line = wrong.line();
            tell(
                &mut binder,
                &place,
                Weight::Error,
                "json-unreadable",
                &[("text", &wrong.to_string())],
            );
        }
    }
    binder.finish(Kind::Coob, "")
}

fn tell(
    binder: &mut Binder,
    place: &Place,
    weight: Weight,
    code: &'static str,
    words: &[(&'static str, &str)],
) {
    let words = words
        .iter()
        .map(|(key, word)| (*key, Argument::from(*word)));
    binder.notes.tell(place, weight, code, words.collect());
}

fn put(course: Course, binder: &mut Binder) {
    let title = match one_line(&course.title) {
        title if title.is_empty() => binder.bundle.name.clone().unwrap_or_default(),
        title => title,
    };
    binder.name(&title, course.description.as_deref(), None);
    unknown(binder, "", &course.others);
    if course.is_publish.is_some() {
        // Whether a course is open to learners is decided here.
        field(binder, "is_publish");
    }
    let mut steps = course.steps;
    steps.sort_by_key(|step| step.number);
    for step in steps {
        if binder.is_full() {
            binder.leave_out();
            continue;
        }
        unknown(binder, "steps.", &step.others);
        self::step(step, binder);
    }
}

fn step(step: Step, binder: &mut Binder) {
    let title = one_line(&step.name);
    if let Some(kind @ ("video" | "quiz")) = step.kind.as_deref() {
        dropped(binder, kind, &title);
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(text) = step.text.filter(|text| !text.trim().is_empty()) {
        parts.push(crate::markdown_of(Some(&plain(&text)), None));
    }
    let mut components = step.content_components;
    components.sort_by_key(|component| component.sort_index);
    for component in components {
        unknown(binder, "content_components.", &component.others);
        let html = component.input_data.get("html").and_then(Value::as_str);
        let source = component.input_data.get("source").and_then(Value::as_str);
        match (component.kind.as_str(), html, source) {
            ("text", Some(html), _) => parts.push(self::text(html, binder)),
            (kind, _, source) => {
                dropped(binder, kind, &title);
                // What draws a diagram can at least be read.
                parts.extend(source.map(fenced));
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    let markdown = parts.join("\n\n").trim().to_owned();
    let rendered = render(&markdown, 1);
    for problem in &rendered.problems.0 {
        let place = Place::default();
        let mut problem = problem.clone();
        (problem.file, problem.line) = (Some(title.clone()), place.line);
        binder.notes.few(problem);
    }
    let written = Written {
        title,
        markdown,
        rendered,
        is_off: step.is_publish == Some(false),
        ..Written::default()
    };
    binder.put(written, &Place::default());
}

/// The words of a text component, and the pictures in it that have an address.
fn text(html: &str, binder: &mut Binder) -> String {
    let (mut markdown, _) = html::reduced(html);
    for (to, words) in html::pictures(html).into_iter().rev() {
        if is_local(&to) {
            tell(
                binder,
                &Place::default(),
                Weight::Warning,
                "picture-missing",
                &[("path", &to)],
            );
        } else if !to.contains(['<', '>', ' ', '\n']) {
            markdown = format!("![{words}](<{to}>)\n\n{markdown}");
        }
    }
    markdown
}

fn dropped(binder: &mut Binder, kind: &str, title: &str) {
    let words = [("kind", kind), ("title", title)];
    tell(
        binder,
        &Place::default(),
        Weight::Warning,
        "component-dropped",
        &words,
    );
}

fn field(binder: &mut Binder, name: &str) {
    binder.notes.few(crate::Problem {
        file: None,
        line: 0,
        weight: Weight::Warning,
        code: "field-unknown",
        arguments: vec![("field", name.into())],
    });
}

/// Fields that nothing here stands for.
fn unknown(binder: &mut Binder, within: &str, others: &Map<String, Value>) {
    for key in others.keys() {
        field(binder, &format!("{within}{key}"));
    }
}

/// Text as it is in the stored form.
fn plain(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").trim().to_owned()
}

/// A block of code, whatever stands in it.
fn fenced(source: &str) -> String {
    let longest = source.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    format!("{fence}\n{}\n{fence}", source.trim_end())
}
