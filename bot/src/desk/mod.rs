//! Courses as files from the command line: check one, put one in, get one out. The same rules and sentences as in the chat.
//!
//! What is said goes to the two writers that are handed in; nothing here prints.

use std::io::{self, Write};
use std::path::Path;

use coursefile::{Opened, Problem, Weight};

use crate::settings::Language;
use crate::texts::{Arg, Texts};
use crate::views;

mod export;
mod import;

pub use export::{Export, export};
pub use import::{Import, import, read};

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As wished.
    Well,
    /// The course has problems, or the person has said no.
    Problems,
    /// What was asked for cannot be done so: a path that cannot be read, an answer that is missing.
    Misused,
}

impl Ended {
    /// The exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Ended::Well => 0,
            Ended::Problems => 1,
            Ended::Misused => 2,
        }
    }
}

/// Where words go.
pub struct Desk<'a> {
    /// What was asked for.
    pub out: &'a mut dyn Write,
    /// What is said besides.
    pub notes: &'a mut dyn Write,
    /// In this language.
    pub language: Language,
}

impl Desk<'_> {
    fn texts(&self) -> Texts {
        Texts::new(self.language.0)
    }

    fn note(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.notes, "{text}")
    }

    /// Says why it ends here.
    fn end(&mut self, key: &'static str, ended: Ended) -> io::Result<Ended> {
        let said = self.texts().say(key);
        self.note(&said)?;
        Ok(ended)
    }

    fn end_with<const N: usize>(
        &mut self,
        key: &'static str,
        args: [(&'static str, Arg<'_>); N],
        ended: Ended,
    ) -> io::Result<Ended> {
        let said = self.texts().with(key, args);
        self.note(&said)?;
        Ok(ended)
    }
}

/// How a check is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// In sentences, one problem a line.
    Text,
    /// As one JSON object; see `README.md`.
    Json,
}

/// Checks a course file without a database and without a token.
///
/// # Errors
/// What cannot be written.
pub fn check(desk: &mut Desk<'_>, path: &Path, format: Format) -> io::Result<Ended> {
    let opened = match open(desk, path)? {
        Ok(opened) => opened,
        Err(why) => {
            if format == Format::Json {
                writeln!(desk.out, "{:#}", unreadable(path, &why))?;
            }
            return Ok(Ended::Misused);
        }
    };
    match format {
        Format::Json => {
            let told = as_json(&desk.texts(), &opened);
            writeln!(desk.out, "{told:#}")?;
        }
        Format::Text => {
            for problem in &opened.problems.0 {
                let line = located(&desk.texts(), path, problem);
                writeln!(desk.out, "{line}")?;
            }
            let said = verdict(&desk.texts(), &opened);
            writeln!(desk.out, "{said}")?;
        }
    }
    Ok(if opened.problems.is_fatal() {
        Ended::Problems
    } else {
        Ended::Well
    })
}

/// Reads what is at a path. The sentence that was told when nothing can be read there.
fn open(desk: &mut Desk<'_>, path: &Path) -> io::Result<Result<Opened, String>> {
    let readable = if path.is_dir() {
        std::fs::read_dir(path).map(drop)
    } else {
        std::fs::File::open(path).map(drop)
    };
    if let Err(error) = readable {
        let (path, why) = (path.display().to_string(), error.to_string());
        let args = [("path", (&path).into()), ("why", (&why).into())];
        let said = desk.texts().with("desk-unreadable", args);
        desk.note(&said)?;
        return Ok(Err(said));
    }
    Ok(Ok(coursefile::open_path(path)))
}

/// The same object as of a course, for a path at which nothing can be read.
fn unreadable(path: &Path, why: &str) -> serde_json::Value {
    let path = path.display().to_string();
    serde_json::json!({
        "ok": false,
        "format": null,
        "course": null,
        "problems": [{
            "file": null,
            "line": 0,
            "weight": Weight::Error,
            "code": "unreadable",
            "arguments": { "path": path },
            "text": why,
        }],
    })
}

/// A problem as editors understand it: file, line, weight, sentence.
fn located(texts: &Texts, path: &Path, problem: &Problem) -> String {
    let file = match &problem.file {
        Some(file) => path.join(file),
        None => path.to_owned(),
    };
    let file = file.display();
    let weight = texts.say(match problem.weight {
        Weight::Error => "desk-error",
        Weight::Warning => "desk-warning",
    });
    let what = views::problem::sentence(texts, problem);
    match problem.line {
        0 => format!("{file}: {weight}: {what}"),
        line => format!("{file}:{line}: {weight}: {what}"),
    }
}

fn verdict(texts: &Texts, opened: &Opened) -> String {
    let errors = views::transfer::fatal(&opened.problems);
    let warnings = opened.problems.0.len() - errors;
    if errors > 0 {
        return texts.with("desk-refused", [("count", errors.into())]);
    }
    let course = &opened.course;
    let args = [
        ("title", (&course.title).into()),
        ("steps", course.steps.len().into()),
        ("warnings", warnings.into()),
    ];
    texts.with("desk-clean", args)
}

fn as_json(texts: &Texts, opened: &Opened) -> serde_json::Value {
    let problems: Vec<serde_json::Value> = opened
        .problems
        .0
        .iter()
        .map(|problem| {
            let arguments: serde_json::Map<String, serde_json::Value> = problem
                .arguments
                .iter()
                .map(|(name, argument)| ((*name).to_owned(), serde_json::json!(argument)))
                .collect();
            serde_json::json!({
                "file": problem.file,
                "line": problem.line,
                "weight": problem.weight,
                "code": problem.code,
                "arguments": arguments,
                "text": views::problem::sentence(texts, problem),
            })
        })
        .collect();
    serde_json::json!({
        "ok": !opened.problems.is_fatal(),
        "format": opened.kind,
        "course": {
            "id": opened.course.slug,
            "title": opened.course.title,
            "steps": opened.course.steps.len(),
            "pictures": opened.media.len(),
        },
        "problems": problems,
    })
}
