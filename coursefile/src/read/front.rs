//! The front matter: YAML between two lines of `---` at the beginning of the file.
//!
//! It is read event by event: anchors are not followed, and nothing in it can take more time or memory than its size.

use std::collections::BTreeMap;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use crate::limits::FRONT_MATTER;
use crate::problem::{Problem, Weight};
use crate::stored;

/// The keys of a course.
const KEYS: [&str; 9] = [
    "id",
    "title",
    "description",
    "language",
    "pass",
    "reminders",
    "release",
    "defaults",
    "unfinished",
];

/// What the front matter says.
#[derive(Debug, Default)]
pub(super) struct Front {
    values: BTreeMap<&'static str, (String, usize)>,
    /// Where the text below it begins, in bytes.
    pub(super) end: usize,
    pub(super) problems: Vec<Problem>,
}

impl Front {
    /// The value of a key and its line; blank is as good as missing.
    pub(super) fn take(&mut self, key: &str) -> Option<(String, usize)> {
        let (value, line) = self.values.remove(key)?;
        let value = stored::line(&value);
        (!value.is_empty()).then_some((value, line))
    }

    /// Whether a key says yes; what says neither yes nor no is told.
    pub(super) fn is_set(&mut self, key: &str, problems: &mut Vec<Problem>) -> bool {
        let Some((value, line)) = self.take(key) else {
            return false;
        };
        match value.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => return true,
            "false" | "no" | "off" => {}
            _ => {
                let words = [("key", key.into()), ("value", value.as_str().into())];
                problems.push(Problem::error(line, "neither-true-nor-false", words));
            }
        }
        false
    }
}

/// Reads it, when there is any.
pub(super) fn read(text: &str) -> Front {
    let mut front = Front::default();
    let lead = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
    let start = text[..lead].rfind('\n').map_or(0, |end| end + 1);
    let line_of = |at: usize| 1 + text[..at].matches('\n').count();
    let Some(first) = text[start..].split_inclusive('\n').next() else {
        return front;
    };
    if first.trim_end() != "---" {
        return front;
    }
    let yaml_start = start + first.len();
    let mut end = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            front.end = end + line.len();
            read_yaml(&text[yaml_start..end], line_of(yaml_start), &mut front);
            return front;
        }
        end += line.len();
    }
    let heading = text[yaml_start..].find("\n#").map(|at| yaml_start + at + 1);
    front.end = heading.unwrap_or(text.len());
    front
        .problems
        .push(Problem::error(line_of(start), "front-matter-open", []));
    front
}

fn read_yaml(yaml: &str, first_line: usize, front: &mut Front) {
    if yaml.len() > FRONT_MATTER {
        let figures = [
            ("size", (yaml.len() / 1024).into()),
            ("limit", (FRONT_MATTER / 1024).into()),
        ];
        front.problems.push(Problem::error(
            first_line - 1,
            "front-matter-too-large",
            figures,
        ));
        return;
    }
    let mut reader = Reader {
        front,
        depth: 0,
        key: Key::Awaited,
        defaults: None,
    };
    for event in Parser::new_from_str_with_options(yaml, Options::default()) {
        match event {
            Ok((event, span)) => reader.take(&event, first_line + span.start.line() - 1),
            Err(error) => {
                let line = error
                    .marker()
                    .line()
                    .clamp(1, 1 + yaml.matches('\n').count());
                let text = yaml.lines().nth(line - 1).unwrap_or_default().trim();
                let problem = Problem::error(
                    first_line + line - 1,
                    "front-matter-unreadable",
                    [("text", text.into())],
                );
                front.problems.push(problem);
                return;
            }
        }
    }
}

/// Which key the next value belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Key {
    /// A key comes next.
    Awaited,
    Known(&'static str),
    /// Its value is passed over.
    Other,
}

struct Reader<'a> {
    front: &'a mut Front,
    depth: usize,
    key: Key,
    /// Within `defaults`: whether a key comes next.
    defaults: Option<bool>,
}

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, line: usize) {
        match event {
            Event::MappingStart(..) if self.depth == 0 => self.depth = 1,
            Event::MappingStart(..) if self.depth == 1 && self.key == Key::Known("defaults") => {
                self.depth = 2;
                self.defaults = Some(true);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                self.value(None, line);
                self.depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => self.end(),
            Event::Scalar(words, ScalarStyle::Plain, ..) if matches!(&**words, "~" | "null") => {
                self.value(Some(""), line);
            }
            Event::Scalar(words, ..) => self.value(Some(words), line),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.value(None, line),
            _ => {}
        }
    }

    fn end(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 1 {
            self.key = Key::Awaited;
            self.defaults = None;
        }
    }

    /// A key or a value begins: words, or something that holds others.
    fn value(&mut self, words: Option<&str>, line: usize) {
        match (self.depth, words) {
            (0, Some("")) => {}
            (0, _) => {
                self.tell(Problem::error(line, "front-matter-no-keys", []));
                // Nothing in it is looked at.
                self.depth = 9;
            }
            (1, _) if self.key == Key::Awaited => self.key(words, line),
            (1, _) => {
                self.known(words, line);
                if words.is_some() {
                    self.key = Key::Awaited;
                }
            }
            (2, _) => self.default(words, line),
            _ => {}
        }
    }

    fn key(&mut self, words: Option<&str>, line: usize) {
        let words = words.unwrap_or("?");
        let known = KEYS.iter().find(|known| **known == words);
        self.key = known.map_or(Key::Other, |known| Key::Known(known));
        match known {
            None => {
                self.tell(Problem::warning(
                    line,
                    "key-unknown",
                    [("key", words.into())],
                ));
            }
            Some(known) if self.front.values.contains_key(known) => {
                self.tell(Problem::error(
                    line,
                    "key-repeated",
                    [("key", words.into())],
                ));
                self.key = Key::Other;
            }
            Some(_) => {}
        }
    }

    fn known(&mut self, words: Option<&str>, line: usize) {
        let Key::Known(key) = self.key else {
            return;
        };
        match words {
            Some(words) if key == "defaults" && words.is_empty() => {}
            _ if key == "defaults" => self.tell(Problem::error(line, "defaults-not-keys", [])),
            Some(words) => {
                self.front.values.insert(key, (words.to_owned(), line));
            }
            None => self.tell(Problem::error(line, "key-not-text", [("key", key.into())])),
        }
    }

    /// No default is known yet.
    fn default(&mut self, words: Option<&str>, line: usize) {
        if self.defaults == Some(true) {
            let key = words.unwrap_or("?");
            self.tell(Problem::warning(
                line,
                "default-unknown",
                [("key", key.into())],
            ));
        }
        self.defaults = self.defaults.map(|is_key| !is_key);
    }

    fn tell(&mut self, problem: Problem) {
        let is_error = problem.weight == Weight::Error;
        if is_error || self.front.problems.len() < 2 * super::MANY {
            self.front.problems.push(problem);
        }
    }
}
