//! The helpers between double braces: other files of the same book are put in their place, and never anything else.

use crate::bundle::{folder_of, lookup};
use crate::formats::binder::Binder;
use crate::formats::chapter::LARGE;
use crate::formats::lines::Lines;
use crate::problem::{Problem, Weight};
use crate::told::{Place, word};

/// How deep files may include each other: as mdBook.
const DEPTH: usize = 10;
/// How much may be looked through for includes in a whole book, in bytes, and how much may come of it.
const READ: usize = 64 * MB;
const WRITTEN: usize = crate::bundle::TEXT;
const MB: usize = 1024 * 1024;

/// How much has been included so far.
#[derive(Default)]
pub(super) struct Includes {
    read: usize,
    written: usize,
    is_told: bool,
}

/// Which lines of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    /// From the first to before the second, counted from 0.
    Lines(usize, usize),
    Anchor(&'a str),
}

/// A helper as it stands in a text.
struct Helper<'a> {
    name: &'a str,
    rest: &'a str,
}

impl Includes {
    /// A chapter with all that it includes.
    pub(super) fn read(&mut self, file: &str, binder: &mut Binder) -> Lines {
        let mut out = Lines::default();
        match binder.bundle.text(file) {
            // Refused below; there is no need to look for helpers.
            Some(Ok(text)) if text.len() > LARGE => out = Lines::whole(file, text, 1),
            Some(Ok(text)) => {
                let text = text.to_owned();
                self.expand(&text, file, 1, 0, &mut out, binder);
            }
            Some(Err(problem)) => binder.notes.push(problem),
            None => {}
        }
        if out.text.is_empty() || self.is_told {
            out = Lines::whole(file, "", 1);
        }
        out
    }

    fn expand(
        &mut self,
        text: &str,
        file: &str,
        first_line: usize,
        depth: usize,
        out: &mut Lines,
        binder: &mut Binder,
    ) {
        let (mut rest, mut line) = (text, first_line);
        let number = out.file(file);
        while let Some(at) = rest.find("{{") {
            let is_escaped = rest[..at].ends_with('\\');
            let Some((helper, length)) = helper(&rest[at..]) else {
                out.push(&rest[..at + 2], number, line);
                line += rest[..at].matches('\n').count();
                rest = &rest[at + 2..];
                continue;
            };
            let before = if is_escaped { at - 1 } else { at };
            out.push(&rest[..before], number, line);
            line += rest[..at].matches('\n').count();
            let source = &rest[at..at + length];
            let place = Place {
                file: Some(file.to_owned()),
                line,
            };
            if is_escaped {
                out.push(source, number, line);
            } else {
                self.help(&helper, source, &place, depth, out, binder);
            }
            line += source.matches('\n').count();
            rest = &rest[at + length..];
        }
        out.push(rest, number, line);
    }

    /// What a helper stands for.
    fn help(
        &mut self,
        helper: &Helper<'_>,
        source: &str,
        place: &Place,
        depth: usize,
        out: &mut Lines,
        binder: &mut Binder,
    ) {
        let path = helper.rest.split_whitespace().next().unwrap_or_default();
        match helper.name {
            "include" | "rustdoc_include" => self.include(path, place, depth, out, binder),
            "playground" | "playpen" => {
                let file = place.file.clone().unwrap_or_default();
                let number = out.file(&file);
                out.push("```rust\n", number, place.line);
                self.include(path, place, depth, out, binder);
                let end = if out.text.ends_with('\n') {
                    "```"
                } else {
                    "\n```"
                };
                out.push(end, number, place.line);
            }
            "title" => binder.notes.few(Problem {
                file: place.file.clone(),
                line: place.line,
                weight: Weight::Warning,
                code: "title-helper",
                arguments: vec![("title", helper.rest.trim().into())],
            }),
            name => {
                let words = [("helper", name.into())];
                let code = "helper-unknown";
                let problem = Problem {
                    file: place.file.clone(),
                    line: place.line,
                    weight: Weight::Warning,
                    code,
                    arguments: words.into(),
                };
                binder.notes.few(problem);
                let file = place.file.clone().unwrap_or_default();
                let number = out.file(&file);
                out.push(source, number, place.line);
            }
        }
    }

    fn include(
        &mut self,
        written: &str,
        place: &Place,
        depth: usize,
        out: &mut Lines,
        binder: &mut Binder,
    ) {
        if self.is_told || out.text.len() > LARGE {
            return;
        }
        let (path, part) = written.split_once(':').unwrap_or((written, ""));
        let file = place.file.clone().unwrap_or_default();
        let has = |path: &str| binder.bundle.files.contains_key(path);
        let found = lookup(folder_of(&file), path, has).filter(|_| depth < DEPTH);
        let text = found.and_then(|found| {
            let text = binder.bundle.text(&found)?.ok()?.to_owned();
            Some((found, text))
        });
        let Some((found, text)) = text else {
            let words = vec![("path", word(written))];
            binder
                .notes
                .tell(place, Weight::Warning, "include-missing", words);
            return;
        };
        self.read += text.len();
        if self.read > READ {
            return self.stop(place, binder);
        }
        let Some((first_line, chosen)) = chosen(&text, &part_of(part)) else {
            let words = vec![("path", word(path)), ("anchor", word(part))];
            binder
                .notes
                .tell(place, Weight::Warning, "anchor-missing", words);
            return;
        };
        self.written += chosen.len();
        if self.written > WRITTEN {
            return self.stop(place, binder);
        }
        self.expand(&chosen, &found, first_line, depth + 1, out, binder);
    }

    /// Nothing more is put in.
    fn stop(&mut self, place: &Place, binder: &mut Binder) {
        let limit = vec![("limit", crate::told::megabytes(WRITTEN))];
        let notes = &mut binder.notes;
        notes.tell(place, Weight::Error, "include-too-much", limit);
        self.is_told = true;
    }
}

/// `{{#name rest}}` at the beginning, and its length.
fn helper(text: &str) -> Option<(Helper<'_>, usize)> {
    const LONG: usize = 1_000;
    let inner = text.strip_prefix("{{")?;
    // It ends before anything else begins; so each stretch of the text is looked at once.
    let end = inner.find(['{', '}']).filter(|end| *end < LONG)?;
    if !inner[end..].starts_with("}}") {
        return None;
    }
    let words = inner[..end].trim_start().strip_prefix('#')?.trim();
    let (name, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then_some((Helper { name, rest }, end + 4))
}

/// `3`, `3:`, `:10`, `3:10` or the name of an anchor.
fn part_of(written: &str) -> Part<'_> {
    let number = |text: &str| match text {
        "" => Some(None),
        text => text.parse::<usize>().ok().map(Some),
    };
    let (first, second) = written.split_once(':').unwrap_or((written, written));
    match (number(first), number(second)) {
        (Some(first), Some(last)) => {
            let start = first.unwrap_or(1).max(1) - 1;
            Part::Lines(start, last.unwrap_or(usize::MAX))
        }
        _ => Part::Anchor(first),
    }
}

/// The lines, and the number of the first. None: there is no such anchor. As mdBook does, an anchor ends at its first end,
/// and only within one the lines that mark others are left out.
fn chosen(text: &str, part: &Part<'_>) -> Option<(usize, String)> {
    let mut lines = text.lines();
    let (first, chosen): (usize, Vec<&str>) = match part {
        Part::Lines(start, end) => {
            let count = end.saturating_sub(*start);
            (start + 1, lines.skip(*start).take(count).collect())
        }
        Part::Anchor(name) => {
            let start = lines.position(|line| mark(line) == Some((name, false)))?;
            let inside = lines.take_while(|line| mark(line) != Some((name, true)));
            let inside = inside.filter(|line| mark(line).is_none());
            (start + 2, inside.collect())
        }
    };
    Some((first, chosen.join("\n")))
}

/// The anchor that a line begins or ends.
fn mark(line: &str) -> Option<(&str, bool)> {
    let (at, is_end) = match line.find("ANCHOR_END:") {
        Some(at) => (at + "ANCHOR_END:".len(), true),
        None => (line.find("ANCHOR:")? + "ANCHOR:".len(), false),
    };
    let name = line[at..].trim_start();
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    let name = &name[..end.unwrap_or(name.len())];
    (!name.is_empty()).then_some((name, is_end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_in_six_ways() {
        assert_eq!(part_of(""), Part::Lines(0, usize::MAX));
        assert_eq!(part_of("3"), Part::Lines(2, 3));
        assert_eq!(part_of("3:"), Part::Lines(2, usize::MAX));
        assert_eq!(part_of(":10"), Part::Lines(0, 10));
        assert_eq!(part_of("3:10"), Part::Lines(2, 10));
        assert_eq!(part_of("here"), Part::Anchor("here"));
    }

    #[test]
    fn anchors_in_any_comment() {
        let text = "a\n// ANCHOR: x\nb\n<!-- ANCHOR: y -->\nc\n# ANCHOR_END: x\nd\n";
        let check = |name, expected: Option<(usize, &str)>| {
            let found = chosen(text, &Part::Anchor(name));
            let found = found.as_ref().map(|(line, text)| (*line, text.as_str()));
            assert_eq!(found, expected, "{name}");
        };
        check("x", Some((3, "b\nc")));
        check("y", Some((5, "c\nd")));
        check("z", None);
        let whole = chosen(text, &Part::Lines(0, usize::MAX));
        assert_eq!(whole, Some((1, text.trim_end().to_owned())));
        let twice = "# ANCHOR: x\na\n# ANCHOR_END: x\n# ANCHOR: x\nb\n# ANCHOR_END: x\n";
        let found = chosen(twice, &Part::Anchor("x"));
        assert_eq!(found, Some((2, "a".to_owned())));
        let last = chosen(text, &Part::Lines(6, usize::MAX));
        assert_eq!(last, Some((7, "d".to_owned())));
    }
}
