//! A database in memory in which a course is changed under its learners, and what is looked at after every act.

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use coursefile::{Course, Step};
use entity::{CourseId, StepId, UserId, course, step, user, user_course_progress as progress};
use sea_orm::{
    ColumnTrait, ConnectOptions, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, Set, TransactionTrait,
};

use super::Act;
use super::judge::{Met, Walked, judge};
use crate::clock::Dice;
use crate::courses::authoring::{Author, Content, Outcome, plant};
use crate::courses::refusal::Failure;
use crate::courses::{Rights, Shelf, Walk};

/// The author; the learners have the numbers after it.
const AUTHOR: UserId = UserId(1);
const LEARNERS: i64 = 3;
/// There is a course with each number of steps up to this.
const COURSES: usize = 6;

/// A database in memory with everybody in it.
pub struct School {
    pub runtime: tokio::runtime::Runtime,
    pub db: DatabaseConnection,
    dice: Dice,
    shelf: Shelf,
}

/// What learners have: the steps they walk, and where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub steps: Vec<step::Model>,
    pub places: Vec<progress::Model>,
}

/// What came of an act.
pub enum Done {
    /// Nothing that learners would notice.
    Quiet,
    /// Learners walk something else now.
    Published,
    /// A learner has moved.
    Walked(Walked),
}

pub type Found<T = ()> = Result<T, String>;

impl School {
    /// Lends the school of this thread.
    pub fn with<T>(play: impl FnOnce(&School) -> T) -> T {
        thread_local! {
            static SCHOOL: RefCell<Option<School>> = const { RefCell::new(None) };
        }
        SCHOOL.with_borrow_mut(|school| play(school.get_or_insert_with(School::open)))
    }

    fn open() -> School {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let db = runtime.block_on(async {
            let mut options = ConnectOptions::new("sqlite::memory:");
            options.max_connections(1).sqlx_logging(false);
            let db = sea_orm::Database::connect(options).await?;
            migration::up(&db).await?;
            let people = (1..=1 + LEARNERS).map(|id| user::ActiveModel {
                id: Set(UserId(id)),
                first_name: Set(format!("Person {id}")),
                ..Default::default()
            });
            user::Entity::insert_many(people).exec(&db).await?;
            Ok::<_, DbErr>(db)
        });
        let school = School {
            runtime,
            db: db.expect("a database in memory opens"),
            dice: Dice::seeded(1),
            shelf: Shelf::default(),
        };
        let planted = school.runtime.block_on(async {
            for steps in 1..=COURSES {
                plant(&school.db, school.author(), &content(steps, 0)).await?;
            }
            Ok::<_, Failure>(())
        });
        planted.expect("courses can be planted");
        school
    }

    /// Plays one sequence, and forgets it.
    pub fn play(&self, steps: usize, places: &[(usize, bool)], acts: &[Act]) -> Found {
        self.runtime.block_on(async {
            let db = self.db.begin().await.map_err(said)?;
            let played = self.acts(&db, steps, places, acts).await;
            db.rollback().await.map_err(said)?;
            played
        })
    }

    async fn acts(
        &self,
        db: &DatabaseTransaction,
        steps: usize,
        places: &[(usize, bool)],
        acts: &[Act],
    ) -> Found {
        let course = self.furnish(db, steps, places).await?;
        let mut before = seen(db, course).await?;
        let mut met = Met::of(&before);
        for act in acts {
            let done = match self.act(db, course, *act).await {
                Ok(done) => done,
                Err(Failure::Refused(_)) => Done::Quiet,
                Err(fault) => return Err(format!("{act:?}: {fault}")),
            };
            let after = seen(db, course).await?;
            let judged = match done {
                Done::Published => judge(&before, &after),
                Done::Walked(walked) => {
                    met.note(&walked);
                    Ok(())
                }
                Done::Quiet if before == after => Ok(()),
                Done::Quiet => Err("learners noticed what was never published".to_owned()),
            };
            judged
                .map_err(|what| format!("{act:?}: {what}\nbefore {before:?}\nafter {after:?}"))?;
            before = after;
        }
        for learner in learners() {
            self.to_the_end(db, course, learner, &mut met)
                .await
                .map_err(|why| format!("{learner} cannot go on: {why}"))?;
            met.judge(learner, &before)
                .map_err(|what| format!("{what}\nin the end {before:?}"))?;
        }
        Ok(())
    }

    /// Walks on until there is nothing more.
    async fn to_the_end(
        &self,
        db: &DatabaseTransaction,
        course: CourseId,
        learner: UserId,
        met: &mut Met,
    ) -> Result<(), Failure> {
        let walk = self.walk(learner);
        let mut standing = walk.standing(db, course).await?;
        loop {
            let here = standing.current;
            met.note(&Walked::on(learner, here, &standing));
            standing = match walk.advance(db, course, here).await {
                Ok(next) if next.current == here => return Ok(()),
                Ok(next) => next,
                Err(failure) => return Err(failure),
            };
            if standing.arrived {
                met.note(&Walked::on(learner, here, &standing));
                return Ok(());
            }
        }
    }

    /// Puts a course in and publishes it; gives back it and its first step.
    pub async fn publish(
        &self,
        db: &DatabaseTransaction,
        wanted: &Course,
    ) -> Found<(CourseId, StepId)> {
        plant(db, self.author(), wanted).await.map_err(said)?;
        let found = step::Entity::find()
            .find_also_related(course::Entity)
            .filter(course::COLUMN.slug.eq(wanted.slug.clone()))
            .order_by_asc(step::Column::Position)
            .one(db)
            .await
            .map_err(said)?;
        let (first, _) = found.ok_or("a course has a step")?;
        Ok((first.course_id, first.id))
    }

    pub fn author(&self) -> Author<'_> {
        Author {
            user: AUTHOR,
            rights: Rights::of_an_owner(AUTHOR),
            now: DateTime::<Utc>::UNIX_EPOCH,
            dice: &self.dice,
        }
    }

    fn walk(&self, user: UserId) -> Walk<'_> {
        Walk {
            shelf: &self.shelf,
            user,
            now: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    /// The open course with so many steps, and learners at these places; some have finished it before.
    pub async fn furnish(
        &self,
        db: &DatabaseTransaction,
        steps: usize,
        places: &[(usize, bool)],
    ) -> Found<CourseId> {
        let slug = format!("course-{steps}");
        let course = course::Entity::find()
            .filter(course::COLUMN.slug.eq(slug))
            .one(db)
            .await
            .map_err(said)?;
        let course = course.ok_or("the course is there")?.id;
        let steps = seen(db, course).await?.steps;
        let rows =
            learners()
                .zip(places)
                .map(|(user_id, (place, finished))| progress::ActiveModel {
                    user_id: Set(user_id),
                    course_id: Set(course),
                    current_step_id: Set(Some(steps[place % steps.len()].id)),
                    finished_at: Set(finished.then_some(DateTime::<Utc>::UNIX_EPOCH)),
                    seen_revision: Set(1),
                    ..Default::default()
                });
        progress::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await
            .map_err(said)?;
        Ok(course)
    }

    /// Does it.
    pub async fn act(
        &self,
        db: &DatabaseTransaction,
        course: CourseId,
        act: Act,
    ) -> Result<Done, Failure> {
        let author = self.author();
        let draft = author.open(db, course).await?;
        let step = |number: usize| {
            let steps = &draft.steps;
            let step = steps.get(number % steps.len().max(1));
            step.ok_or(crate::courses::Refusal::UnknownStep)
        };
        let words = |number: usize| Content {
            html: Some(format!("Text {number}")),
            length: 7,
            media: Vec::new(),
        };
        match act {
            Act::Add(name) => {
                let title = format!("Step {name}");
                author.add_step(db, course, &title, &words(name)).await?;
            }
            Act::Delete(number) => {
                author.delete_step(db, step(number)?.id, None).await?;
            }
            Act::Move(number, up) => {
                author.move_step(db, step(number)?.id, up.into()).await?;
            }
            Act::Switch(number, on) => {
                author.switch_step(db, step(number)?.id, on).await?;
            }
            Act::End(number, end) => {
                author.set_end(db, step(number)?.id, end).await?;
            }
            Act::Rename(number, name) => {
                let title = format!("Step {name}");
                let step = step(number)?;
                let version = Some(step.version);
                author.rename_step(db, step.id, version, &title).await?;
            }
            Act::Rewrite(number, name) => {
                let step = step(number)?;
                let version = Some(step.version);
                author
                    .rewrite_step(db, step.id, version, &words(name))
                    .await?;
            }
            Act::Replace(number) => {
                let mut wanted = content(1 + number % 7, number);
                wanted.title.clone_from(&draft.head.title);
                author
                    .replace_draft(db, course, &wanted, draft.head.version)
                    .await?;
            }
            Act::Discard => author.discard(db, course, draft.head.version).await?,
            Act::Publish => {
                let stamp = author.publication(db, course).await?.stamp;
                return self.published(author.publish(db, course, stamp).await?);
            }
            Act::RollBack(number) => {
                let kept = draft.course.published_revision;
                let number = 1 + i32::try_from(number).unwrap_or(0) % kept.max(1);
                let stamp = author.rollback(db, course, number).await?.stamp;
                return self.published(author.roll_back(db, course, number, stamp).await?);
            }
            Act::Next(learner) => {
                let (who, walk) = (somebody(learner), self.walk(somebody(learner)));
                let at = walk.at(db, course).await?.current;
                let standing = walk.advance(db, course, at).await?;
                return Ok(Done::Walked(Walked::on(who, at, &standing)));
            }
            Act::Restart(learner) => {
                let (who, walk) = (somebody(learner), self.walk(somebody(learner)));
                let at = walk.at(db, course).await?.current;
                let standing = walk.restart(db, course, Some(at)).await?;
                return Ok(Done::Walked(Walked::again(who, &standing)));
            }
        }
        Ok(Done::Quiet)
    }

    #[expect(clippy::unused_self, reason = "it reads as a deed of the school")]
    fn published(&self, outcome: Outcome) -> Result<Done, Failure> {
        match outcome {
            Outcome::Published { .. } => Ok(Done::Published),
            Outcome::Restored { .. } | Outcome::Already { .. } => Ok(Done::Quiet),
            Outcome::Anew(_) => Err(crate::courses::Fault::Broken("shown anew for nothing").into()),
        }
    }
}

fn learners() -> impl Iterator<Item = UserId> {
    (2..=1 + LEARNERS).map(UserId)
}

fn somebody(number: usize) -> UserId {
    UserId(2 + i64::try_from(number).unwrap_or(0) % LEARNERS)
}

/// A course with so many steps, the last of which ends it; another `turn` gives another order.
fn content(steps: usize, turn: usize) -> Course {
    let step = |number: usize| Step {
        slug: format!("s{}", (number * 2 + turn) % 7),
        title: format!("Part {}", (number * 3 + turn) % 7),
        markdown: format!("Text {number}"),
        html: Some(format!("Text {number}")),
        length: 6,
        is_active: true,
        is_end: number + 1 == steps,
        ..Step::default()
    };
    Course {
        slug: format!("course-{steps}"),
        title: format!("Course {steps}"),
        steps: (0..steps).map(step).collect(),
        ..Course::default()
    }
}

pub async fn seen(db: &DatabaseTransaction, course: CourseId) -> Found<Seen> {
    let steps = step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course))
        .order_by_asc(step::Column::Position);
    let places = progress::Entity::find()
        .filter(progress::COLUMN.course_id.eq(course))
        .order_by_asc(progress::Column::UserId);
    Ok(Seen {
        steps: steps.all(db).await.map_err(said)?,
        places: places.all(db).await.map_err(said)?,
    })
}

pub fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
