//! The author's courses, twice: as they were written and confirmed, and as a reader found them.
//!
//! A course may be missing what its author has not been told is saved, and nothing else: no step may be there twice,
//! without its text, out of order, or with words that nobody wrote.

use std::collections::HashMap;

use super::reading::{Deed, Fact, step_line};
use super::walk::Kind;

/// What an author has written, and what readers have found of it.
#[derive(Debug, Default)]
pub struct Courses {
    written: Vec<Written>,
    /// What the author's next text is.
    next: Next,
    /// The course whose card each reader saw last.
    cards: HashMap<i64, usize>,
    found: HashMap<usize, Found>,
}

/// A course as its author has sent it.
#[derive(Clone, Debug, Default)]
struct Written {
    title: String,
    description: String,
    steps: Vec<(String, String)>,
    /// So many steps the bot has said to be saved.
    saved: usize,
    published: bool,
}

/// A course as a reader found it.
#[derive(Debug, Default)]
struct Found {
    steps: HashMap<usize, (String, String)>,
    total: usize,
    seq: u64,
}

#[derive(Debug, Default)]
enum Next {
    #[default]
    Nothing,
    CourseTitle,
    Description,
    StepTitle,
    StepText(String),
}

type Difference = (Kind, String);

impl Courses {
    /// Takes the next thing that the author did or saw.
    ///
    /// # Errors
    /// What is half-saved.
    pub fn author(&mut self, fact: &Fact) -> Result<(), Difference> {
        match &fact.deed {
            Deed::Wrote(text) => self.write(text),
            Deed::Pressed { .. } | Deed::Started => {}
            Deed::Shown { text, .. } => return self.confirm(text),
        }
        Ok(())
    }

    /// Takes the next thing that a reader or learner saw.
    ///
    /// # Errors
    /// What is half-saved.
    pub fn reader(&mut self, fact: &Fact) -> Result<(), Difference> {
        let Deed::Shown { text, buttons, .. } = &fact.deed else {
            return Ok(());
        };
        if buttons.iter().any(|(label, _)| label == "Start") {
            return self.card(fact.person, text);
        }
        let (Some(step), Some(course)) = (step_line(text), self.cards.get(&fact.person)) else {
            return Ok(());
        };
        let found = self.found.entry(*course).or_default();
        found.total = step.total;
        found.seq = fact.seq;
        let words = (step.title.to_owned(), step.body.to_owned());
        let wrote = &self.written[*course].steps;
        if wrote.get(step.number - 1) != Some(&words) {
            let title = &self.written[*course].title;
            let number = step.number;
            return half(format!("step {number} of “{title}” reads {words:?}"));
        }
        found.steps.insert(step.number, words);
        Ok(())
    }

    /// What is wrong when every published course has been read to its end. Gives back how many courses and steps were
    /// found whole.
    ///
    /// # Errors
    /// What is half-saved, with its place in the history.
    pub fn end(&self) -> Result<(usize, usize), (u64, Difference)> {
        let (mut courses, mut steps) = (0, 0);
        for (at, course) in self.written.iter().enumerate() {
            let title = &course.title;
            let fail = |seq, words| Err((seq, (Kind::HalfSaved, words)));
            if !course.published {
                return fail(0, format!("“{title}” was never published"));
            }
            let Some(found) = self.found.get(&at) else {
                return fail(0, format!("nobody could read “{title}”"));
            };
            let wrote = course.steps.len();
            if found.total != wrote || found.steps.len() != wrote {
                let words = format!(
                    "“{title}” has {} steps, {} could be read, {wrote} were written",
                    found.total,
                    found.steps.len()
                );
                return fail(found.seq, words);
            }
            courses += 1;
            steps += wrote;
        }
        Ok((courses, steps))
    }

    fn write(&mut self, text: &str) {
        let next = std::mem::take(&mut self.next);
        self.next = match (next, text) {
            (_, "/addcourse") => Next::CourseTitle,
            (_, text) if text.starts_with('/') => Next::Nothing,
            (Next::CourseTitle, title) => {
                self.written.push(Written {
                    title: title.to_owned(),
                    ..Written::default()
                });
                Next::Description
            }
            (Next::Description, description) => {
                description.clone_into(&mut self.course().description);
                Next::StepTitle
            }
            (Next::StepTitle, title) => Next::StepText(title.to_owned()),
            (Next::StepText(title), text) => {
                self.course().steps.push((title, text.to_owned()));
                Next::StepTitle
            }
            (Next::Nothing, _) => Next::Nothing,
        };
    }

    /// The course that is being written.
    fn course(&mut self) -> &mut Written {
        self.written.last_mut().expect("a title was written first")
    }

    fn confirm(&mut self, text: &str) -> Result<(), Difference> {
        if let Some((title, _)) = quoted(text, "“", "” is open.") {
            match self.written.iter_mut().find(|course| course.title == title) {
                Some(course) => course.published = true,
                None => return half(format!("“{title}” was published and never written")),
            }
        }
        let Some((number, rest)) = quoted(text, "Step ", ", “") else {
            return Ok(());
        };
        let Some((title, _)) = rest.split_once("”, is saved.") else {
            return Ok(());
        };
        let number: usize = number.parse().unwrap_or_default();
        // The confirmation may come a second time after a restart, but then of the same course.
        let course = self.written.iter_mut().rev().find(|course| {
            let step = course.steps.get(number.wrapping_sub(1));
            step.is_some_and(|(wrote, _)| wrote == title)
        });
        match course {
            Some(course) => course.saved = course.saved.max(number),
            None => return half(format!("“{title}” is saved as step {number}")),
        }
        Ok(())
    }

    fn card(&mut self, person: i64, text: &str) -> Result<(), Difference> {
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default();
        let description = lines.next().unwrap_or_default();
        let at = self.written.iter().position(|course| course.title == title);
        let Some(at) = at else {
            return half(format!("“{title}” is offered and was never written"));
        };
        if self.written[at].description != description {
            return half(format!("“{title}” is described as {description:?}"));
        }
        self.cards.insert(person, at);
        Ok(())
    }
}

fn half<T>(words: String) -> Result<T, Difference> {
    Err((Kind::HalfSaved, words))
}

/// What stands between `before` at the beginning and `after`, and what follows.
fn quoted<'a>(text: &'a str, before: &str, after: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(before)?.split_once(after)
}
