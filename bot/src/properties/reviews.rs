//! Whatever a learner presses in review, in whatever order, twice and late, while days pass: a card is rated once for each
//! time it was asked, it never comes back before the next day, nobody is told more than once a day or at night, and nothing
//! in the course is touched.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use coursefile::{Choice, Course, Form, Question, Quiz, Step};
use entity::{CourseId, StepId, UserId, answer, review, user_course_progress as progress};
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryOrder, TransactionTrait};

use super::school::{Found, School, said};
use crate::courses::enrolment::Way;
use crate::courses::quiz::{Drawn, Paper};
use crate::courses::refusal::{Failure, Refusal};
use crate::courses::review::{A_DAY, Next, Review};
use crate::courses::rhythm::Zone;
use crate::courses::wakes::{Looking, Say, look};
use crate::courses::{Shelf, Walk};

const LEARNER: UserId = UserId(2);
const QUESTIONS: usize = 7;

/// What happens. The numbers choose among what is there.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// The next card is shown.
    Next,
    /// The card that was shown last is answered.
    Answer(bool),
    /// A card that was shown before is answered by its old button.
    Late(usize, bool),
    /// So many hours pass.
    Wait(i64),
    /// It is looked who is to be told.
    Tell,
    /// Review is switched on.
    In,
    /// Review is switched off.
    Out,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => Just(Act::Next),
        6 => any::<bool>().prop_map(Act::Answer),
        4 => (0..64_usize, any::<bool>()).prop_map(|(which, right)| Act::Late(which, right)),
        4 => (1..30_i64).prop_map(Act::Wait),
        1 => (24..3000_i64).prop_map(Act::Wait),
        5 => Just(Act::Tell),
        1 => Just(Act::In),
        1 => Just(Act::Out),
    ]
}

fn course() -> Course {
    let option = |words: &str, is_right| Choice {
        words: words.to_owned(),
        is_right,
        feedback: None,
    };
    let question = |number: usize| Question {
        slug: format!("q{number}"),
        ask: Some("Which?".to_owned()),
        form: Form::Single(vec![option("right", true), option("wrong", false)]),
        hint: None,
        explanation: None,
        attempts: Some(1),
        points: 1,
        shuffle: false,
        measures: None,
        as_poll: false,
    };
    let quiz = Quiz {
        questions: (0..QUESTIONS).map(question).collect(),
        ..Quiz::default()
    };
    Course {
        slug: "fresh".to_owned(),
        title: "Fresh".to_owned(),
        steps: vec![Step {
            slug: "ask".to_owned(),
            title: "Ask".to_owned(),
            is_active: true,
            is_end: true,
            quiz: Some(quiz),
            ..Step::default()
        }],
        ..Course::default()
    }
}

/// One learner who has got everything wrong.
struct Desk<'a> {
    shelf: Shelf,
    db: &'a DatabaseTransaction,
    course: CourseId,
    now: DateTime<Utc>,
    shown: Vec<Drawn>,
    told: BTreeSet<chrono::NaiveDate>,
    rated: BTreeSet<(usize, u8)>,
}

/// What must not change.
type Untouched = (Vec<answer::Model>, Vec<Option<StepId>>);

impl Desk<'_> {
    fn review(&self) -> Review<'_> {
        Review {
            walk: Walk {
                shelf: &self.shelf,
                user: LEARNER,
                now: self.now,
            },
            zone: Zone::UTC,
        }
    }

    async fn cards(&self) -> Found<Vec<review::Model>> {
        let rows = review::Entity::find().order_by_asc(review::Column::Question);
        rows.all(self.db).await.map_err(said)
    }

    async fn untouched(&self) -> Found<Untouched> {
        let answers = answer::Entity::find().order_by_asc(answer::Column::Question);
        let places = progress::Entity::find().all(self.db).await.map_err(said)?;
        let places = places.into_iter().map(|row| row.current_step_id).collect();
        Ok((answers.all(self.db).await.map_err(said)?, places))
    }

    /// Enrols, and answers everything wrong.
    async fn fail(&self) -> Result<(), Failure> {
        let walk = self.review().walk;
        let mut standing = walk.enrol(self.db, self.course, Way::Catalogue).await?;
        while let Some(asked) = standing.paper.as_ref().and_then(Paper::open) {
            let drawn = Drawn {
                course: self.course,
                step: standing.step,
                place: asked.place,
                turn: asked.state.turn(),
                stamp: asked.stamp(),
            };
            standing = walk.choose(self.db, drawn, 1).await?.standing;
        }
        Ok(())
    }

    async fn act(&mut self, act: Act) -> Found {
        let before = self.cards().await?;
        let rated = match act {
            Act::Wait(hours) => {
                self.now += TimeDelta::hours(hours);
                None
            }
            Act::Next => {
                let next = self.review().next(self.db).await.map_err(said)?;
                if let Next::Card(card) = next {
                    self.shown.push(card.drawn());
                }
                None
            }
            Act::Answer(is_right) => {
                self.answer(self.shown.len().checked_sub(1), is_right)
                    .await?
            }
            Act::Late(which, is_right) => {
                let which = which.checked_rem(self.shown.len());
                self.answer(which, is_right).await?
            }
            Act::Tell => {
                self.tell().await?;
                None
            }
            Act::In => {
                let begun = self.review().opt_in(self.db, self.course).await;
                begun.map_err(said)?;
                None
            }
            Act::Out => {
                let out = self.review().opt_out(self.db, Some(self.course)).await;
                out.map_err(said)?;
                None
            }
        };
        self.judge(&before, rated).await
    }

    /// Presses an old or a new button; gives back the place of the card that was rated.
    async fn answer(&mut self, which: Option<usize>, is_right: bool) -> Found<Option<usize>> {
        let Some(drawn) = which.and_then(|which| self.shown.get(which).copied()) else {
            return Ok(None);
        };
        let chosen = self
            .review()
            .choose(self.db, drawn, usize::from(!is_right))
            .await;
        match chosen {
            Ok(Some(_)) if !self.rated.insert((drawn.place, drawn.turn)) => {
                Err(format!("{drawn:?} was rated twice"))
            }
            Ok(reviewed) => Ok(reviewed.map(|reviewed| reviewed.answered.place)),
            Err(Failure::Refused(why)) if *why == Refusal::AnsweredAlready => Ok(None),
            Err(other) => Err(said(other)),
        }
    }

    async fn tell(&mut self) -> Found {
        // Two processes have looked at the same time.
        for _ in 0..2 {
            let looking = Looking {
                shelf: &self.shelf,
                house_zone: Zone::UTC,
                user: LEARNER,
                now: self.now,
            };
            let looked = look(self.db, &looking).await.map_err(said)?;
            if looked.next.is_none_or(|next| next <= self.now) {
                let (now, next) = (self.now, looked.next);
                return Err(format!("looked at {now}, and again at {next:?}"));
            }
            let Some(Say::Review(call)) = looked.say else {
                continue;
            };
            let is_fit = (1..=A_DAY).contains(&call.waiting) && (8..21).contains(&self.now.hour());
            if !is_fit || !self.told.insert(self.now.date_naive()) {
                return Err(format!("told of {} at {}", call.waiting, self.now));
            }
        }
        Ok(())
    }

    async fn judge(&self, before: &[review::Model], rated: Option<usize>) -> Found {
        for row in self.cards().await? {
            let old = before.iter().find(|old| old.question == row.question);
            let is_rated = rated.is_some_and(|place| row.question == format!("q{place}"));
            let reps = old.map_or(0, |old| old.reps) + i32::from(is_rated);
            let is_fit = row.reps == reps
                && row.lapses <= row.reps
                && row.last_at <= self.now
                && row.due_at - row.last_at >= TimeDelta::days(1)
                && (!is_rated || (row.last_at == self.now && row.shown_at.is_none()))
                && (is_rated || old.is_none_or(|old| old.due_at == row.due_at));
            if !is_fit {
                return Err(format!("{row:?} of {old:?}"));
            }
        }
        Ok(())
    }
}

async fn play(desk: &mut Desk<'_>, acts: &[Act]) -> Found {
    desk.fail().await.map_err(said)?;
    let untouched = desk.untouched().await?;
    desk.act(Act::In).await?;
    if desk.cards().await?.len() != QUESTIONS {
        return Err("not everything that was wrong comes back".to_owned());
    }
    for act in acts {
        desk.act(*act)
            .await
            .map_err(|why| format!("{act:?}: {why}"))?;
    }
    if desk.untouched().await? == untouched {
        Ok(())
    } else {
        Err("the course was touched".to_owned())
    }
}

fn check(acts: &[Act]) -> Result<(), TestCaseError> {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let (course, _) = school.publish(&db, &course()).await?;
            let mut desk = Desk {
                shelf: Shelf::default(),
                db: &db,
                course,
                now: DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default(),
                shown: Vec::new(),
                told: BTreeSet::new(),
                rated: BTreeSet::new(),
            };
            let played = play(&mut desk, acts).await;
            db.rollback().await.map_err(said)?;
            played
        })
    });
    found.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(super::cases(250))]

    #[test]
    fn a_card_is_rated_once_and_nobody_is_told_twice_a_day(acts in vec(act(), 1..60)) {
        check(&acts)?;
    }
}
