//! The judge: from the emulator's history alone, whether anything was forgotten, skipped, doubled or half-saved.
//!
//! A pure function. What is counted:
//! - *forgotten*: a press or command reached the bot – it was not dropped by Telegram as unfetched – and what it owes
//!   the learner was never shown;
//! - *skipped*: a step was shown before the one that was owed;
//! - *doubled*: a learner was shown a step further than their presses reach: a double tap, a repeated update or a
//!   repeated press moved them twice;
//! - *half-saved*: a course reads otherwise than its author wrote it, or a step said to be saved is not there;
//! - *stranded*: a learner is not at the end although everybody walked on until the end.
//!
//! A message that is shown twice is no fault if the bot was started in between or did not hear that it was shown: the Bot
//! API has no key against it. It is counted all the same.

use std::collections::BTreeMap;
use std::fmt;

use playground::Entry;

use super::courses::Courses;
use super::excerpt::excerpt;
use super::reading::{self, Deed, Fact};
use super::walk::{Kind, Walk};

/// What was found when nothing was wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Learners and readers.
    pub learners: usize,
    /// Presses of learners that reached the bot.
    pub presses: usize,
    /// Presses that moved a learner.
    pub moves: usize,
    /// How often somebody reached the end of a course.
    pub ends: usize,
    /// Messages that were shown again.
    pub again: usize,
    /// Courses that were read whole.
    pub courses: usize,
    /// Their steps.
    pub steps: usize,
}

/// The first difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind it is of.
    pub kind: Kind,
    /// Whom it concerns.
    pub person: i64,
    /// Where in the history.
    pub seq: u64,
    /// What it is.
    pub words: String,
    /// The history around it.
    pub excerpt: String,
}

/// What is judged.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Everything that happened.
    pub history: &'a [Entry],
    /// Who writes courses; everybody else walks through one.
    pub author: i64,
    /// Nothing may be owed any more; otherwise what is still owed may be on its way.
    pub over: bool,
    /// The bot may come back late to what a dead process has left: see [`Walk::late`].
    pub late: bool,
}

/// Judges a case.
///
/// # Errors
/// The first difference.
pub fn judge(case: Case<'_>) -> Result<Counts, Box<Difference>> {
    let Case {
        history,
        author,
        over,
        late,
    } = case;
    let mut bench = Bench {
        late,
        ..Bench::default()
    };
    let differ = |person, seq, (kind, words)| {
        Box::new(Difference {
            kind,
            person,
            seq,
            words,
            excerpt: excerpt(history, person, seq),
        })
    };
    for fact in &reading::read(history) {
        bench
            .take(fact, author)
            .map_err(|difference| differ(fact.person, fact.seq, difference))?;
    }
    if over {
        for (person, walk) in &bench.walks {
            walk.end()
                .map_err(|(kind, seq, words)| differ(*person, seq, (kind, words)))?;
        }
        let (courses, steps) = bench
            .courses
            .end()
            .map_err(|(seq, difference)| differ(author, seq, difference))?;
        return Ok(Counts {
            courses,
            steps,
            ..bench.counts()
        });
    }
    Ok(bench.counts())
}

#[derive(Default)]
struct Bench {
    late: bool,
    walks: BTreeMap<i64, Walk>,
    courses: Courses,
}

impl Bench {
    fn take(&mut self, fact: &Fact, author: i64) -> Result<(), (Kind, String)> {
        if fact.deed == Deed::Started {
            self.walks.values_mut().for_each(Walk::restart);
            return Ok(());
        }
        if fact.person == author {
            return self.courses.author(fact);
        }
        let begin = if self.late { Walk::late } else { Walk::default };
        self.walks
            .entry(fact.person)
            .or_insert_with(begin)
            .take(fact)?;
        self.courses.reader(fact)
    }

    fn counts(&self) -> Counts {
        let sum = |of: fn(&Walk) -> usize| self.walks.values().map(of).sum();
        Counts {
            learners: self.walks.len(),
            presses: sum(|walk| walk.presses),
            moves: sum(|walk| walk.moves),
            ends: sum(|walk| walk.ends),
            again: sum(Walk::again),
            ..Counts::default()
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "learners {}, presses {}, moves {}, ends {}, shown again {}, courses {} of {} steps, \
             forgotten 0, skipped 0, doubled 0, half-saved 0",
            self.learners,
            self.presses,
            self.moves,
            self.ends,
            self.again,
            self.courses,
            self.steps
        )
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?}: {} {} (#{})\n{}",
            self.kind, self.person, self.words, self.seq, self.excerpt
        )
    }
}
