//! A folder of Markdown files whose names begin with a number: each is a step, in the order of the numbers.

use super::binder::Binder;
use super::chapter::{self, Chapter, Totals};
use super::lines::Lines;
use crate::bundle::{Bundle, is_markdown, last_part, stem};
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Weight};
use crate::slug;
use crate::told::{Notes, Place, word};

/// The numbered files in their order; fewer than two are no course of this kind.
pub(crate) fn files_of(bundle: &Bundle) -> Vec<String> {
    let files = bundle.files.keys().filter(|path| is_markdown(path));
    let mut numbered: Vec<(Vec<u64>, String)> = files
        .filter_map(|path| Some((numbers(path)?, path.clone())))
        .collect();
    numbered.sort();
    numbered.into_iter().map(|(_, path)| path).collect()
}

/// Opens them as steps.
pub(crate) fn open(bundle: Bundle, notes: Notes, files: &[String]) -> Opened {
    let mut binder = Binder::new(bundle, notes);
    tell_unnumbered(&mut binder, files);
    let title = binder.bundle.name.as_deref().map(spoken);
    binder.name(title.as_deref().unwrap_or("Course"), None, None);
    let mut totals = Totals::default();
    for file in files {
        let text = match binder.bundle.text(file) {
            Some(Ok(text)) => text.to_owned(),
            Some(Err(problem)) => {
                binder.notes.push(problem);
                continue;
            }
            None => continue,
        };
        let front = Front::read(&text);
        let name = stem(file).unwrap_or_default();
        let chapter = Chapter {
            lines: Lines::whole(file, &text[front.length..], front.lines + 1),
            file: file.clone(),
            name: front.title.unwrap_or_else(|| spoken(without_number(&name))),
            above: None,
            within: None,
            is_book: false,
            slug: front.id,
            is_off: false,
        };
        front.told.iter().for_each(|(line, code, words)| {
            let place = Place {
                file: Some(file.clone()),
                line: *line,
            };
            let weight = Weight::Warning;
            binder.notes.tell(&place, weight, code, words.clone());
        });
        chapter::put(chapter, &mut binder, &mut totals);
    }
    totals.tell(&mut binder);
    binder.finish(Kind::Folder, "")
}

/// Texts without a number are no steps.
fn tell_unnumbered(binder: &mut Binder, files: &[String]) {
    let paths = binder.bundle.files.keys();
    for path in paths.filter(|path| is_markdown(path) && !files.contains(path)) {
        let place = Place {
            file: Some(path.clone()),
            line: 0,
        };
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Warning, "file-unnumbered", vec![]);
    }
}

/// The numbers at the beginning of the names of a file and its folders. None: the file has none.
fn numbers(path: &str) -> Option<Vec<u64>> {
    let own = number(last_part(path))?;
    let folders = path
        .split('/')
        .rev()
        .skip(1)
        .map(|folder| number(folder).unwrap_or(u64::MAX));
    let mut numbers: Vec<u64> = folders.collect();
    numbers.reverse();
    numbers.push(own);
    Some(numbers)
}

fn number(name: &str) -> Option<u64> {
    let end = name.find(|c: char| !c.is_ascii_digit())?;
    name[..end].parse().ok()
}

/// `01-intro` → `intro`, `2. next` → `next`.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start_matches([' ', '.', '-', '_', ')']);
    if rest.is_empty() { name } else { rest }
}

/// A name of a file as words.
fn spoken(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// The few keys that the front matter of a step may have, one a line.
#[derive(Default)]
struct Front {
    length: usize,
    lines: usize,
    title: Option<String>,
    id: Option<String>,
    /// What is wrong with it: line, code and arguments.
    told: Vec<Told>,
}

type Told = (usize, &'static str, Vec<(&'static str, Argument)>);

impl Front {
    fn read(text: &str) -> Self {
        let mut front = Self::default();
        let mut lines = text.split_inclusive('\n');
        let opening = lines.next().unwrap_or_default();
        if opening.trim_end() != "---" {
            return front;
        }
        let mut length = opening.len();
        for (index, line) in lines.enumerate().take(200) {
            length += line.len();
            if ["---", "..."].contains(&line.trim_end()) {
                (front.length, front.lines) = (length, index + 2);
                return front;
            }
            front.key(line, index + 2);
        }
        Self::default()
    }

    fn key(&mut self, line: &str, number: usize) {
        let Some((key, value)) = line.split_once(':') else {
            return;
        };
        if key.starts_with([' ', '\t', '#', '-']) {
            return;
        }
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match key.trim() {
            "title" => self.title = Some(value),
            "id" | "slug" if slug::is_slug(&value) => self.id = Some(value),
            "id" | "slug" => {
                let proposal = slug::from_title(&value, "step");
                let words = vec![("id", word(&value)), ("proposal", word(&proposal))];
                self.told.push((number, "course-id-bad", words));
                self.id = Some(proposal);
            }
            key => {
                let words = vec![("field", word(key))];
                self.told.push((number, "field-unknown", words));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        assert_eq!(numbers("02-part/10. next.md"), Some(vec![2, 10]));
        assert_eq!(numbers("part/intro.md"), None);
        assert_eq!(spoken(without_number("01-first_steps")), "First steps");
        assert_eq!(spoken(without_number("2024")), "2024");
        let front = Front::read("---\ntitle: \"A\"\nid: a\nweight: 3\n---\ntext");
        assert_eq!((front.title.as_deref(), front.lines), (Some("A"), 5));
        let told = [(4, "field-unknown", vec![("field", "weight".into())])];
        assert_eq!(front.told, told);
    }
}
