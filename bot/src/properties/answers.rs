//! Whatever a learner presses and types, in whatever order, twice and late: an answer counts once, what was earned is
//! earned once and never lost, and what comes twice changes nothing.

use std::cell::Cell;

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::{Choice, Course, Form, Gate, Pair, Question, Quiz, Spent, Step, Variant};
use entity::{CourseId, StepId, UserId, answer};
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryOrder, TransactionTrait};

use super::school::{Found, School, said};
use crate::courses::enrolment::Way;
use crate::courses::quiz::{Drawn, Pick};
use crate::courses::refusal::Failure;
use crate::courses::{Shelf, Walk};

/// What a learner does. The numbers choose among what is there.
#[derive(Clone, Copy, Debug)]
enum Act {
    Choose(usize, usize),
    Tick(usize, usize, bool),
    Put(usize, usize),
    Check(usize),
    Type(usize),
    Skip(usize),
    AskAgain,
    Retry,
    Restart,
}

/// A move as it was made: with the button as it was drawn, so that it can be made again.
#[derive(Clone, Debug)]
enum Move {
    Choose(Drawn, usize),
    Pick(Drawn, Pick),
    Check(Drawn),
    Give(Drawn, Vec<String>),
    Skip(Drawn),
    AskAgain,
    Retry,
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let some = 0..12_usize;
    prop_oneof![
        6 => (some.clone(), some.clone()).prop_map(|(question, option)| Act::Choose(question, option)),
        4 => (some.clone(), some.clone(), any::<bool>()).prop_map(|(question, option, on)| Act::Tick(question, option, on)),
        6 => (some.clone(), some.clone()).prop_map(|(question, item)| Act::Put(question, item)),
        5 => some.clone().prop_map(Act::Check),
        4 => some.clone().prop_map(Act::Type),
        2 => some.prop_map(Act::Skip),
        1 => Just(Act::AskAgain),
        1 => Just(Act::Retry),
        1 => Just(Act::Restart),
    ]
}

fn options(right: &[bool]) -> Vec<Choice> {
    let option = |(number, is_right): (usize, &bool)| Choice {
        words: format!("option {number}"),
        is_right: *is_right,
        feedback: None,
    };
    right.iter().enumerate().map(option).collect()
}

fn form() -> impl Strategy<Value = Form> {
    let items = || vec!["one".to_owned(), "two".to_owned()];
    let pair = |left: &str, right: &str| Pair {
        left: left.to_owned(),
        right: right.to_owned(),
    };
    prop_oneof![
        Just(Form::Single(options(&[false, true, false]))),
        Just(Form::Multiple(options(&[true, false, true]))),
        Just(Form::Poll(options(&[false, false]))),
        Just(Form::Typed {
            variants: vec![Variant {
                words: "word 0".to_owned(),
                is_right: true,
                ..Variant::default()
            }],
            typo: false,
        }),
        Just(Form::Order(items())),
        Just(Form::Match {
            pairs: vec![pair("a", "one"), pair("b", "two")],
            extra: vec!["three".to_owned()],
        }),
    ]
}

fn quiz() -> impl Strategy<Value = Quiz> {
    let question = (form(), prop::option::of(1..4_u8), 0..4_u8);
    let gate = prop_oneof![Just(Gate::Free), Just(Gate::Answer), Just(Gate::Pass)];
    let spent = prop_oneof![Just(Spent::Show), Just(Spent::Wait(1))];
    (vec(question, 1..4), gate, spent).prop_map(|(questions, gate, spent)| Quiz {
        questions: questions
            .into_iter()
            .enumerate()
            .map(|(number, (form, attempts, points))| Question {
                slug: format!("q{number}"),
                ask: Some(format!("Question {number}?")),
                form,
                hint: None,
                explanation: None,
                attempts,
                points,
                shuffle: false,
                measures: None,
                as_poll: false,
            })
            .collect(),
        gate,
        draw: None,
        spent,
    })
}

fn course(quiz: &Quiz) -> Course {
    let step = |slug: &str, is_end| Step {
        slug: slug.to_owned(),
        title: slug.to_owned(),
        is_active: true,
        is_end,
        ..Step::default()
    };
    Course {
        slug: "asking".to_owned(),
        title: "Asking".to_owned(),
        steps: vec![
            Step {
                quiz: Some(quiz.clone()),
                ..step("ask", false)
            },
            step("end", true),
        ],
        ..Course::default()
    }
}

/// One learner in one course that asks.
struct Exam<'a> {
    shelf: Shelf,
    db: &'a DatabaseTransaction,
    course: CourseId,
    step: StepId,
    questions: &'a [Question],
    now: Cell<DateTime<Utc>>,
}

impl Exam<'_> {
    fn walk(&self) -> Walk<'_> {
        Walk {
            shelf: &self.shelf,
            user: UserId(2),
            now: self.now.get(),
        }
    }

    async fn rows(&self) -> Found<Vec<answer::Model>> {
        let rows = answer::Entity::find().order_by_asc(answer::Column::Question);
        rows.all(self.db).await.map_err(said)
    }

    /// The move with the button as it is drawn now.
    async fn drawn(&self, act: Act) -> Found<Move> {
        let standing = self.walk().at(self.db, self.course).await.map_err(said)?;
        let standing = self
            .walk()
            .with_paper(self.db, standing)
            .await
            .map_err(said)?;
        let paper = standing.paper.ok_or("the step asks nothing")?;
        let drawn = |question: usize| {
            let asked = &paper.asked[question % paper.asked.len()];
            let drawn = Drawn {
                course: self.course,
                step: self.step,
                place: asked.place,
                turn: asked.state.turn(),
                stamp: asked.stamp(),
            };
            (drawn, asked.state.picked.len())
        };
        Ok(match act {
            Act::Choose(question, option) => Move::Choose(drawn(question).0, option % 3),
            Act::Tick(question, option, true) => {
                Move::Pick(drawn(question).0, Pick::On(option % 3))
            }
            Act::Tick(question, option, false) => {
                Move::Pick(drawn(question).0, Pick::Off(option % 3))
            }
            Act::Put(question, item) => {
                let (drawn, at) = drawn(question);
                Move::Pick(drawn, Pick::Put { item: item % 3, at })
            }
            Act::Check(question) => Move::Check(drawn(question).0),
            Act::Type(word) => Move::Give(drawn(word / 2).0, vec![format!("word {}", word % 2)]),
            Act::Skip(question) => Move::Skip(drawn(question).0),
            Act::AskAgain => Move::AskAgain,
            Act::Retry => Move::Retry,
            Act::Restart => Move::Restart,
        })
    }

    /// Makes a move; `Some`: it was an answer that counts, right or not.
    async fn make(&self, made: &Move) -> Result<Option<(usize, Option<bool>)>, Failure> {
        let (walk, db) = (self.walk(), self.db);
        let answered = match made {
            Move::Choose(drawn, option) => walk.choose(db, *drawn, *option).await?,
            Move::Check(drawn) => walk.check(db, *drawn).await?,
            Move::Give(drawn, given) => walk.give(db, *drawn, given.clone()).await?,
            Move::Pick(drawn, pick) => {
                walk.pick(db, *drawn, *pick).await?;
                return Ok(None);
            }
            Move::Skip(drawn) => {
                walk.skip(db, *drawn).await?;
                return Ok(None);
            }
            Move::AskAgain => {
                walk.ask_again(db, self.course, self.step).await?;
                return Ok(None);
            }
            Move::Retry => {
                walk.retry(db, self.course, self.step).await?;
                return Ok(None);
            }
            Move::Restart => {
                walk.restart(db, self.course, Some(self.step)).await?;
                return Ok(None);
            }
        };
        Ok(Some((answered.place, answered.verdict.is_right)))
    }

    /// What was made of a move, after it is looked at what it has changed.
    async fn judged(&self, made: &Move, before: &[answer::Model]) -> Found<bool> {
        let counted = match self.make(made).await {
            Ok(counted) => counted,
            Err(Failure::Refused(_)) => {
                let is_same = self.rows().await? == before;
                return is_same
                    .then_some(false)
                    .ok_or(format!("{made:?} was refused and has changed something"));
            }
            Err(fault) => return Err(format!("{made:?}: {fault}")),
        };
        for row in self.rows().await? {
            let question = self.questions.iter().find(|it| it.slug == row.question);
            let question = question.ok_or("an answer to no question")?;
            let old = before.iter().find(|old| old.question == row.question);
            let (attempts, points) = old.map_or((0, 0), |old| (old.attempts, old.points));
            let is_it = |place: usize| self.questions[place].slug == row.question;
            let here = counted.filter(|(place, _)| is_it(*place));
            let right = here.is_some_and(|(_, is_right)| is_right == Some(true));
            let worth = if right {
                question.points.into()
            } else {
                points
            };
            let fits = row.attempts == attempts + i16::from(here.is_some())
                && row.points == worth
                && question
                    .attempts
                    .is_none_or(|most| row.attempts - row.attempts_before <= i16::from(most))
                && old.is_none_or(|old| {
                    old.first_right.is_none() || old.first_right == row.first_right
                });
            if !fits {
                return Err(format!("{made:?} made {row:?} of {old:?}"));
            }
        }
        Ok(counted.is_some())
    }
}

/// Makes the moves, each followed by what came twice of it, and gives back what is stored in the end.
async fn play(exam: &Exam<'_>, acts: &[Act], late: &[(usize, usize)]) -> Found<Vec<answer::Model>> {
    let mut made: Vec<Move> = Vec::new();
    for (number, act) in acts.iter().enumerate() {
        // Every second act there is time enough to try again.
        exam.now.set(exam.now.get() + TimeDelta::seconds(30));
        let next = exam.drawn(*act).await?;
        exam.judged(&next, &exam.rows().await?).await?;
        // A tick that comes again at once changes nothing.
        let before = exam.rows().await?;
        if matches!(next, Move::Pick(..) | Move::Skip(_)) {
            exam.judged(&next, &before).await?;
            if exam.rows().await? != before {
                return Err(format!("{next:?} came twice and changed something"));
            }
        }
        made.push(next);
        for (_, which) in late.iter().filter(|(at, _)| *at == number) {
            let again = &made[which % made.len()];
            let is_an_answer = matches!(again, Move::Choose(..) | Move::Check(_) | Move::Give(..));
            let before = exam.rows().await?;
            let was_answered = |drawn: &Drawn| {
                let slug = &exam.questions[drawn.place].slug;
                before.iter().any(|row| {
                    let [_, turn] = row.attempts.to_be_bytes();
                    row.question == *slug && (turn != drawn.turn || row.is_decided)
                })
            };
            let is_spent = match again {
                Move::Choose(drawn, _) | Move::Check(drawn) | Move::Give(drawn, _) => {
                    was_answered(drawn)
                }
                _ => false,
            };
            if is_an_answer && is_spent && exam.judged(again, &before).await? {
                return Err(format!("{again:?} counted twice"));
            }
        }
    }
    exam.rows().await
}

fn check(quiz: &Quiz, acts: &[Act], late: &[(usize, usize)]) -> Result<(), TestCaseError> {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let (course, step) = school.publish(&db, &course(quiz)).await?;
            let exam = Exam {
                shelf: Shelf::default(),
                db: &db,
                course,
                step,
                questions: &quiz.questions,
                now: Cell::default(),
            };
            let walk = exam.walk();
            walk.enrol(&db, course, Way::Catalogue)
                .await
                .map_err(said)?;
            let played = play(&exam, acts, late).await;
            db.rollback().await.map_err(said)?;
            played.map(drop)
        })
    });
    found.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(super::cases(700))]

    #[test]
    fn an_answer_counts_once_and_nothing_earned_is_lost(
        quiz in quiz(),
        acts in vec(act(), 1..24),
        late in vec((0..24_usize, 0..24_usize), 0..12),
    ) {
        check(&quiz, &acts, &late)?;
    }
}
