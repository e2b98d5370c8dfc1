//! A course of Coob: JSON with steps made of components. Fields are those of its "Import Course Specification", read 2026-09.
//! Every object is looked into by itself and every field is taken by itself, so that one odd field costs no more than
//! itself, and nothing is left out untold.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::binder::{Binder, Written, is_embedded};
use super::html;
use crate::bundle::Bundle;
use crate::open::picture::is_local;
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Problem, Problems, Weight};
use crate::render::render;
use crate::stored::one_line;
use crate::told::{Notes, Place};

/// A file may have so many bytes: reading JSON takes many times its size.
const LARGE: usize = 2 * MB;
const MB: usize = 1024 * 1024;

/// Opens the file.
pub(crate) fn open(bundle: Bundle, notes: Notes, file: &str) -> Opened {
    let mut binder = Binder::new(bundle, notes);
    let mut place = Place::default();
    let text = match binder.bundle.text(file) {
        Some(Ok(text)) => text.to_owned(),
        Some(Err(problem)) => {
            binder.notes.push(problem);
            return binder.finish(Kind::Coob, "");
        }
        None => String::new(),
    };
    if text.len() > LARGE {
        let limit = vec![("limit", crate::told::megabytes(LARGE))];
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Error, "json-large", limit);
        return binder.finish(Kind::Coob, "");
    }
    match serde_json::from_str::<&RawValue>(&text) {
        Ok(course) => put(Fields::of(course, ""), &mut binder),
        Err(wrong) => {
            place.line = wrong.line();
            let notes = &mut binder.notes;
            notes.tell(&place, Weight::Error, "json-unreadable", vec![]);
        }
    }
    binder.finish(Kind::Coob, "")
}

/// An object whose fields are taken out one after another.
struct Fields<'a> {
    /// What it is part of, with a dot behind it.
    within: &'static str,
    /// What was not taken yet.
    left: BTreeMap<String, &'a RawValue>,
    /// Whether it is an object at all.
    is_object: bool,
}

impl<'a> Fields<'a> {
    fn of(raw: &'a RawValue, within: &'static str) -> Self {
        let fields = serde_json::from_str(raw.get());
        Self {
            within,
            is_object: fields.is_ok(),
            left: fields.unwrap_or_default(),
        }
    }

    /// Takes a field out. None: there is none, or it is null, or it cannot be read, which is told.
    fn take<T>(
        &mut self,
        key: &str,
        read: impl Fn(&'a str) -> Option<T>,
        binder: &mut Binder,
    ) -> Option<T> {
        let raw = self.left.remove(key)?.get();
        if raw == "null" {
            return None;
        }
        let value = read(raw);
        if value.is_none() {
            self.tell(key, "field-unread", binder);
        }
        value
    }

    fn list(&mut self, key: &str, binder: &mut Binder) -> Vec<&'a RawValue> {
        let read = |raw| serde_json::from_str(raw).ok();
        self.take(key, read, binder).unwrap_or_default()
    }

    /// The objects of a list.
    fn objects(&mut self, key: &str, within: &'static str, binder: &mut Binder) -> Vec<Self> {
        let mut objects = Vec::new();
        for raw in self.list(key, binder) {
            let object = Self::of(raw, within);
            if object.is_object {
                objects.push(object);
            } else {
                self.tell(key, "field-unread", binder);
            }
        }
        objects
    }

    fn tell(&self, key: &str, code: &'static str, binder: &mut Binder) {
        let field = format!("{}{key}", self.within);
        binder.notes.few(Problem {
            file: None,
            line: 0,
            weight: Weight::Warning,
            code,
            arguments: vec![("field", field.as_str().into())],
        });
    }

    /// Fields that nothing here stands for.
    fn tell_others(&self, binder: &mut Binder) {
        for key in self.left.keys() {
            self.tell(key, "field-unknown", binder);
        }
    }
}

/// Words; a figure will do.
fn words(raw: &str) -> Option<String> {
    if let Ok(text) = serde_json::from_str(raw) {
        return Some(text);
    }
    raw.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        .then(|| raw.to_owned())
}

/// A figure, in quotation marks or not.
fn figure(raw: &str) -> Option<f64> {
    raw.trim_matches('"').trim().parse().ok()
}

fn flag(raw: &str) -> Option<bool> {
    match raw.trim_matches('"') {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn put(mut course: Fields<'_>, binder: &mut Binder) {
    let title = course.take("title", words, binder);
    let title = match one_line(&title.unwrap_or_default()) {
        title if title.is_empty() && course.is_object => named_after_file(binder),
        title => title,
    };
    let description = course.take("description", words, binder);
    binder.name(&title, description.as_deref(), None);
    if course.take("is_publish", flag, binder).is_some() {
        // Whether a course is open to learners is decided here.
        course.tell("is_publish", "field-dropped", binder);
    }
    let steps = course.objects("steps", "steps.", binder);
    course.tell_others(binder);
    for step in sorted(steps, "step_number", binder) {
        if binder.is_full() {
            binder.leave_out();
        } else {
            self::step(step, binder);
        }
    }
}

/// The title of a course that has none.
fn named_after_file(binder: &mut Binder) -> String {
    let name = one_line(&binder.bundle.name.clone().unwrap_or_default());
    if !name.is_empty() {
        let now = vec![("now", name.as_str().into())];
        let notes = &mut binder.notes;
        notes.tell(&Place::default(), Weight::Warning, "title-of-file", now);
    }
    name
}

/// In the order of their figures; those without one come first, in the order they have.
fn sorted<'a>(objects: Vec<Fields<'a>>, key: &str, binder: &mut Binder) -> Vec<Fields<'a>> {
    let numbered = objects.into_iter().map(|mut object| {
        let number = object.take(key, figure, binder);
        (number.unwrap_or(0.0), object)
    });
    let mut numbered: Vec<(f64, Fields<'a>)> = numbered.collect();
    numbered.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    numbered.into_iter().map(|(_, object)| object).collect()
}

fn step(mut step: Fields<'_>, binder: &mut Binder) {
    let title = step.take("name", words, binder);
    let title = one_line(&title.unwrap_or_default());
    let mut parts: Vec<String> = Vec::new();
    let text = step.take("text", words, binder).unwrap_or_default();
    if !text.trim().is_empty() {
        parts.push(crate::markdown_of(crate::Said::of(
            Some(&plain(&text)),
            None,
        )));
    }
    match step.take("type", words, binder).as_deref() {
        Some(kind @ ("video" | "quiz")) => dropped(binder, kind, &title),
        // What a step shows follows from what is in it.
        Some(_) => step.tell("type", "field-dropped", binder),
        None => {}
    }
    let is_published = step.take("is_publish", flag, binder);
    let components = step.objects("content_components", "content_components.", binder);
    step.tell_others(binder);
    for component in sorted(components, "sort_index", binder) {
        parts.extend(self::component(component, &title, binder));
    }
    parts.retain(|part| !part.trim().is_empty());
    let markdown = parts.join("\n\n").trim().to_owned();
    let place = Place {
        file: Some(title.clone()),
        line: 0,
    };
    let markdown = binder.with_one_medium(markdown, &place);
    let rendered = render(&markdown, 1);
    tell_lost(&rendered.problems, &title, binder);
    let written = Written {
        title,
        markdown,
        rendered,
        is_off: is_published == Some(false),
        ..Written::default()
    };
    binder.put(written, &Place::default());
}

/// The Markdown of a component, if it can be carried.
fn component(mut component: Fields<'_>, title: &str, binder: &mut Binder) -> Option<String> {
    let kind = component.take("type", words, binder).unwrap_or_default();
    let input = component.take("input_data", |raw| serde_json::from_str(raw).ok(), binder);
    component.tell_others(binder);
    let Some(input) = input else {
        dropped(binder, &kind, title);
        return None;
    };
    let mut input = Fields::of(input, "input_data.");
    match kind.as_str() {
        "text" => {
            let html = input.take("html", words, binder);
            input.tell_others(binder);
            if html.is_none() {
                dropped(binder, "text", title);
            }
            html.map(|html| text(&html, title, binder))
        }
        kind => {
            dropped(binder, kind, title);
            // What draws a diagram can at least be read.
            let source = input.take("source", words, binder);
            if source.is_some() {
                input.tell_others(binder);
            }
            source.map(|source| fenced(&source))
        }
    }
}

/// The words of a text component, and the pictures in it that have an address.
fn text(html: &str, title: &str, binder: &mut Binder) -> String {
    let (mut markdown, lost) = html::reduced(html);
    tell_lost(&lost, title, binder);
    for (to, words) in html::pictures(html).into_iter().rev() {
        let place = Place {
            file: Some(title.to_owned()),
            line: 0,
        };
        let notes = &mut binder.notes;
        if is_embedded(&to) {
            notes.tell(&place, Weight::Warning, "picture-embedded", vec![]);
        } else if is_local(&to) || to.contains(['<', '>', ' ', '\n']) {
            let path = vec![("path", Argument::from(to.as_str()))];
            notes.tell(&place, Weight::Warning, "picture-missing", path);
        } else {
            markdown = format!("![{words}](<{to}>)\n\n{markdown}");
        }
    }
    markdown
}

/// What rendering could not keep, with the step it is in.
fn tell_lost(lost: &Problems, title: &str, binder: &mut Binder) {
    for problem in &lost.0 {
        binder.notes.few(Problem {
            file: Some(crate::told::short(title)),
            line: 0,
            ..problem.clone()
        });
    }
}

fn dropped(binder: &mut Binder, kind: &str, title: &str) {
    let words = vec![("kind", kind.into()), ("title", title.into())];
    let place = Place::default();
    let notes = &mut binder.notes;
    notes.tell(&place, Weight::Warning, "component-dropped", words);
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
