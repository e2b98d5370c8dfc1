//! Whatever a learner and two reviewers do with a work, in whatever order, twice and late: one is in the queue at most, its
//! points are earned once and never lost, what was decided stays decided, and nothing that was handed in is lost.

use std::cell::Cell;

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::{Course, Form, Gate, Question, Quiz, Spent, Step, Taken};
use entity::submission::{self, State};
use entity::{CourseId, StepId, SubmissionId, UserId, answer};
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryOrder, TransactionTrait};

use super::school::{Found, School, said};
use crate::courses::enrolment::Way;
use crate::courses::refusal::Failure;
use crate::courses::submissions::{Assessor, Decision, Sent};
use crate::courses::{Rights, Shelf, Walk};

/// What is done. A reviewer is the first or the second; the numbers choose among what was handed in.
#[derive(Clone, Copy, Debug)]
enum Act {
    HandIn,
    TakeBack(usize),
    Amend(usize),
    Claim(bool, usize),
    Release(bool, usize),
    Accept(bool, usize),
    Return(bool, usize),
    Restart,
    Wait(u8),
}

fn act() -> impl Strategy<Value = Act> {
    let which = || 0..6_usize;
    let theirs = || (any::<bool>(), which());
    prop_oneof![
        6 => Just(Act::HandIn),
        2 => which().prop_map(Act::TakeBack),
        1 => which().prop_map(Act::Amend),
        3 => theirs().prop_map(|(who, which)| Act::Claim(who, which)),
        1 => theirs().prop_map(|(who, which)| Act::Release(who, which)),
        2 => theirs().prop_map(|(who, which)| Act::Accept(who, which)),
        4 => theirs().prop_map(|(who, which)| Act::Return(who, which)),
        1 => Just(Act::Restart),
        1 => (0..30_u8).prop_map(Act::Wait),
    ]
}

fn course(gate: Gate, attempts: Option<u8>, points: u8) -> Course {
    let question = Question {
        slug: "show".to_owned(),
        ask: Some("Show it!".to_owned()),
        form: Form::Work {
            takes: vec![Taken::Text],
        },
        hint: None,
        explanation: None,
        attempts,
        points,
        shuffle: false,
        measures: None,
        as_poll: false,
    };
    let step = |slug: &str, quiz, is_end| Step {
        slug: slug.to_owned(),
        title: slug.to_owned(),
        is_active: true,
        is_end,
        quiz,
        ..Step::default()
    };
    let quiz = Quiz {
        questions: vec![question],
        gate,
        draw: None,
        spent: Spent::Show,
    };
    Course {
        slug: "making".to_owned(),
        title: "Making".to_owned(),
        steps: vec![step("make", Some(quiz), false), step("end", None, true)],
        ..Course::default()
    }
}

/// One learner, two reviewers, one work.
struct Shop<'a> {
    shelf: Shelf,
    db: &'a DatabaseTransaction,
    course: CourseId,
    step: StepId,
    attempts: Option<u8>,
    points: u8,
    now: Cell<DateTime<Utc>>,
    messages: Cell<i32>,
}

/// What is stored.
#[derive(Clone, Debug, PartialEq)]
struct Stored {
    works: Vec<submission::Model>,
    answer: Option<answer::Model>,
}

impl Shop<'_> {
    fn walk(&self) -> Walk<'_> {
        Walk {
            shelf: &self.shelf,
            user: UserId(2),
            now: self.now.get(),
        }
    }

    fn assessor(&self, second: bool) -> Assessor<'_> {
        Assessor {
            rights: Rights::of_an_owner(UserId(if second { 4 } else { 3 })),
            shelf: &self.shelf,
            now: self.now.get(),
        }
    }

    async fn stored(&self) -> Found<Stored> {
        let works = submission::Entity::find().order_by_asc(submission::Column::Id);
        Ok(Stored {
            works: works.all(self.db).await.map_err(said)?,
            answer: answer::Entity::find().one(self.db).await.map_err(said)?,
        })
    }

    fn sent(&self, message: i32) -> Sent {
        Sent {
            form: submission::Form::Text,
            html: Some(format!("Words {}", self.now.get())),
            length: 10,
            file_id: None,
            message,
        }
    }

    /// Does it; `None`: there is nothing to do it to.
    async fn act(&self, act: Act, works: &[submission::Model]) -> Result<Option<()>, Failure> {
        let (db, walk) = (self.db, self.walk());
        let which = |which: usize| works.get(which % works.len().max(1));
        let id = |place: usize| which(place).map_or(SubmissionId(1), |work| work.id);
        let decided = |who, place, decision| {
            let comment = Some(("Why".to_owned(), 3));
            let assessor = self.assessor(who);
            async move { assessor.decide(db, id(place), (decision, comment)).await }
        };
        match act {
            Act::HandIn => {
                let place = (self.course, self.step);
                let Some((drawn, _)) = walk.work_at(db, place, |_| true).await? else {
                    return Ok(None);
                };
                self.messages.set(self.messages.get() + 1);
                let sent = self.sent(self.messages.get());
                walk.submit(db, drawn, &sent).await.map(drop)?;
            }
            Act::TakeBack(place) => walk.withdraw(db, id(place)).await.map(drop)?,
            Act::Amend(place) => {
                let message = which(place).map_or(0, |work| work.message_id);
                walk.amend(db, &self.sent(message)).await.map(drop)?;
            }
            Act::Claim(who, place) => {
                self.assessor(who).claim(db, id(place)).await.map(drop)?;
            }
            Act::Release(who, place) => {
                self.assessor(who).release(db, id(place)).await.map(drop)?;
            }
            Act::Accept(who, place) => decided(who, place, Decision::Accept).await.map(drop)?,
            Act::Return(who, place) => decided(who, place, Decision::Return).await.map(drop)?,
            Act::Restart => {
                walk.restart(db, self.course, Some(self.step))
                    .await
                    .map(drop)?;
            }
            Act::Wait(hours) => {
                let later = self.now.get() + TimeDelta::hours(hours.into());
                self.now.set(later);
            }
        }
        Ok(Some(()))
    }

    /// Does it, and looks at what it has changed.
    async fn judged(&self, act: Act) -> Found {
        let before = self.stored().await?;
        let done = self.act(act, &before.works).await;
        let after = self.stored().await?;
        match done {
            Err(Failure::Refused(_)) if before == after => {}
            Err(Failure::Refused(no)) => {
                return Err(format!("{} has changed something", no.name()));
            }
            Err(fault) => return Err(format!("{act:?}: {fault}")),
            Ok(_) => {}
        }
        self.holds(&before, &after, act)
            .map_err(|what| format!("{act:?}: {what}: {before:?} became {after:?}"))
    }

    fn holds(&self, before: &Stored, after: &Stored, act: Act) -> Result<(), &'static str> {
        let open = |it: &Stored| -> Vec<submission::Model> {
            let open = it.works.iter().filter(|work| work.state.is_open());
            open.cloned().collect()
        };
        let waiting = open(after);
        let must = |holds: bool, what| if holds { Ok(()) } else { Err(what) };
        must(waiting.len() <= 1, "several wait")?;
        for (old, new) in before.works.iter().zip(&after.works) {
            let stays = old.state.is_open() || old == new;
            must(stays && old.id == new.id, "what was decided has changed")?;
            let held = old.state == State::Claimed && self.is_fresh(old);
            let other = match act {
                Act::Claim(who, _)
                | Act::Release(who, _)
                | Act::Accept(who, _)
                | Act::Return(who, _) => old.claimed_by != Some(self.assessor(who).rights.user),
                _ => true,
            };
            must(!(held && other) || old == new, "it is in other hands")?;
        }
        must(after.works.len() >= before.works.len(), "a work is lost")?;
        let Some(row) = &after.answer else {
            return must(after.works.is_empty(), "work without an answer");
        };
        let wanted = waiting.first().map(|work| work.id);
        must(row.submission_id == wanted, "the answer waits for another")?;
        let accepted = after.works.iter().any(|it| it.state == State::Accepted);
        let worth = if accepted { self.points.into() } else { 0 };
        must(row.points == worth, "points")?;
        let counted = after.works.iter().filter(|it| it.state != State::Withdrawn);
        let counted = i16::try_from(counted.count()).unwrap_or(i16::MAX);
        must(row.attempts == counted, "attempts")?;
        let round = row.attempts - row.attempts_before;
        let limit = self.attempts.map_or(i16::MAX, i16::from);
        must((0..=limit).contains(&round), "attempts of this round")?;
        let decided = after.works.iter().filter(|it| it.decided_at.is_some());
        let first = decided.min_by_key(|it| it.id).map(|it| it.state);
        let right = first.map(|state| state == State::Accepted);
        must(row.first_right == right, "the first try")
    }

    fn is_fresh(&self, work: &submission::Model) -> bool {
        let day = TimeDelta::hours(24);
        work.claimed_at.is_some_and(|at| at + day > self.now.get())
    }
}

fn check((gate, attempts, points): (Gate, Option<u8>, u8), acts: &[Act]) -> Result<(), String> {
    School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let made = course(gate, attempts, points);
            let (course, step) = school.publish(&db, &made).await?;
            let shop = Shop {
                shelf: Shelf::default(),
                db: &db,
                course,
                step,
                attempts,
                points,
                now: Cell::default(),
                messages: Cell::new(0),
            };
            let walk = shop.walk();
            let enrolled = walk.enrol(&db, course, Way::Catalogue).await;
            enrolled.map_err(said)?;
            let mut played = Ok(());
            for act in acts {
                played = shop.judged(*act).await;
                if played.is_ok() && !matches!(act, Act::Wait(_)) {
                    // The same once more.
                    played = shop.judged(*act).await;
                }
                if played.is_err() {
                    break;
                }
            }
            db.rollback().await.map_err(said)?;
            played
        })
    })
}

proptest! {
    #![proptest_config(super::cases(300))]

    #[test]
    fn a_work_is_decided_once_and_never_lost(
        gate in prop_oneof![Just(Gate::Free), Just(Gate::Answer), Just(Gate::Pass)],
        attempts in prop::option::of(1..4_u8),
        points in 0..6_u8,
        acts in vec(act(), 1..24),
    ) {
        check((gate, attempts, points), &acts).map_err(TestCaseError::fail)?;
    }
}
