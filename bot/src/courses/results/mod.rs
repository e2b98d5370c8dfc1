//! How learners have done in a course: question by question for who wants to mend it, learner by learner for who marks.
//!
//! Everything is read page by page of learners, so that a course of any size takes little memory; who asks for it does so
//! outside of any transaction that writes.

mod favourite;
mod gain;
mod pages;
mod past;
mod table;

use std::collections::HashMap;

use coursefile::{Form, Question};
use entity::{CourseId, StepId};
use sea_orm::{ConnectionTrait, DbErr};

use super::authoring::Author;
use super::outline::{self, Outline};
use super::policy::Action;
use super::quiz::{Earned, Given};
use super::refusal::{Failure, Refusal};
use favourite::Favourites;
pub use gain::Gain;
use pages::Pages;
pub use past::keep;
pub use table::{Line, Table};

/// How learners have done, question by question.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The course as learners see it.
    pub outline: Outline,
    /// How many people are in it.
    pub learners: u64,
    /// How many have finished it.
    pub finished: u64,
    /// Every question of the walk, in order.
    pub questions: Vec<Tally>,
    /// What was gained between before and after.
    pub gain: Gain,
}

/// How learners have done with a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What is asked, in the stored form; the title of the step when the text has asked it.
    pub ask: String,
    /// Whether there is a right answer.
    pub is_judged: bool,
    /// How many have answered it.
    pub tried: u64,
    /// How many were right at the first try.
    pub first_right: u64,
    /// What was chosen, typed or arranged wrongly most often at the first try, and how often; of a poll the most frequent
    /// answer. See [`Favourites`].
    pub favourite: Option<(Given, u64)>,
}

impl Tally {
    /// The share that was right at the first try, in percent, rounded to the nearest.
    pub fn percent(&self) -> Option<u64> {
        (self.first_right * 200 + self.tried).checked_div(self.tried * 2)
    }
}

impl Author<'_> {
    /// Whether the results may be seen, without reading them.
    ///
    /// # Errors
    /// As [`Author::results`].
    pub async fn may_see_results(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<(), Failure> {
        self.may(db, Action::SeeStatistics, course).await?;
        Ok(())
    }

    /// How learners have done, question by question: two statements for every 200 learners, and two for those who were
    /// forgotten at their wish, who are counted still.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`], [`Refusal::NotYourPart`].
    pub async fn results(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Results, Failure> {
        self.may(db, Action::SeeStatistics, course).await?;
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let (mut learners, mut finished) = (0, 0);
        let (mut counts, mut gain) = (Counts::of(&outline), Gain::default());
        let pairs = gain::pairs(&outline);
        let mut pages = Pages::new(course, true);
        loop {
            let page = pages.next(db).await?;
            if page.is_empty() {
                break;
            }
            for learner in page {
                learners += 1;
                finished += u64::from(learner.place.finished_at.is_some());
                counts.count(&learner.answers)?;
                gain.count(&pairs, &learner.answers);
            }
        }
        let asked = counts.asked();
        let questions = counts.tallies(&outline);
        let mut results = Results {
            outline,
            learners,
            finished,
            questions,
            gain,
        };
        past::add(db, course, &mut results, &asked).await?;
        Ok(results)
    }
}

/// Every question of the walk with what was answered to it so far.
struct Counts<'a> {
    places: HashMap<(StepId, &'a str), usize>,
    counted: Vec<Counted<'a>>,
}

struct Counted<'a> {
    step: StepId,
    question: &'a Question,
    tried: u64,
    first_right: u64,
    favourites: Favourites,
}

impl<'a> Counts<'a> {
    fn of(outline: &'a Outline) -> Counts<'a> {
        let asking = outline
            .walked()
            .filter_map(|step| Some((step.id, outline.quiz(step.id)?)));
        let counted: Vec<Counted> = asking
            .flat_map(|(step, quiz)| quiz.questions.iter().map(move |it| (step, it)))
            .map(|(step, question)| Counted {
                step,
                question,
                tried: 0,
                first_right: 0,
                favourites: Favourites::default(),
            })
            .collect();
        let places = counted
            .iter()
            .zip(0..)
            .map(|(it, place)| ((it.step, it.question.slug.as_str()), place));
        Counts {
            places: places.collect(),
            counted,
        }
    }

    fn count(&mut self, answers: &[Earned]) -> Result<(), DbErr> {
        for row in answers.iter().filter(|row| row.is_answered()) {
            let place = self.places.get(&(row.step_id, row.question.as_str()));
            let Some(counted) = place.map(|place| &mut self.counted[*place]) else {
                continue;
            };
            let is_judged = !matches!(counted.question.form, Form::Poll(_));
            if is_judged && row.first_right.is_none() {
                // Nobody has looked at it yet.
                continue;
            }
            counted.tried += 1;
            if row.first_right == Some(true) {
                counted.first_right += 1;
            } else {
                counted.favourites.count(counted.question, &row.given()?);
            }
        }
        Ok(())
    }

    /// Which question each tally is about.
    fn asked(&self) -> Vec<(StepId, String)> {
        let asked = self.counted.iter();
        asked
            .map(|it| (it.step, it.question.slug.clone()))
            .collect()
    }

    fn tallies(self, outline: &Outline) -> Vec<Tally> {
        let tally = |counted: Counted| {
            let title = || outline.step(counted.step).map_or("", |step| &step.title);
            let ask = counted.question.ask.clone();
            Tally {
                ask: ask.unwrap_or_else(|| escaped(title())),
                is_judged: !matches!(counted.question.form, Form::Poll(_)),
                tried: counted.tried,
                first_right: counted.first_right,
                favourite: counted.favourites.most(),
            }
        };
        self.counted.into_iter().map(tally).collect()
    }
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
