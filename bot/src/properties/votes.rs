//! Votes in polls of Telegram: only who was sent the poll answers by it, and only once.

use chrono::{DateTime, Utc};
use coursefile::{Choice, Course, Form, Question, Quiz, Step};
use entity::{CourseId, UserId, answer};
use sea_orm::{DatabaseTransaction, EntityTrait, PaginatorTrait, TransactionTrait};

use super::school::{Found, School, said};
use crate::courses::enrolment::Way;
use crate::courses::posts::{self, Posted};
use crate::courses::quiz::{Voted, poll_name};
use crate::courses::{Shelf, Walk};

/// A course whose first step asks by a poll; the first option is right.
fn course() -> Course {
    let option = |words: &str, is_right| Choice {
        words: words.to_owned(),
        is_right,
        feedback: None,
    };
    let question = Question {
        slug: "which".to_owned(),
        ask: Some("Which?".to_owned()),
        form: Form::Single(vec![option("This", true), option("That", false)]),
        hint: None,
        explanation: None,
        attempts: None,
        points: 1,
        shuffle: false,
        measures: None,
        as_poll: true,
    };
    let step = |slug: &str, is_end| Step {
        slug: slug.to_owned(),
        title: slug.to_owned(),
        is_active: true,
        is_end,
        ..Step::default()
    };
    let quiz = Quiz {
        questions: vec![question],
        ..Quiz::default()
    };
    let first = Step {
        quiz: Some(quiz),
        ..step("ask", false)
    };
    Course {
        slug: "polls".to_owned(),
        title: "Polls".to_owned(),
        steps: vec![first, step("end", true)],
        ..Course::default()
    }
}

async fn vote(db: &DatabaseTransaction, who: i64, poll: &str, chosen: &[usize]) -> Found<Voted> {
    let shelf = Shelf::default();
    let voted = walk(&shelf, who).vote(db, poll, chosen).await;
    voted.map_err(said)
}

fn walk(shelf: &Shelf, who: i64) -> Walk<'_> {
    Walk {
        shelf,
        user: UserId(who),
        now: DateTime::<Utc>::UNIX_EPOCH,
    }
}

/// Two learners stand at the poll; that of the first one is known by the name `known`.
async fn furnish(school: &School, db: &DatabaseTransaction) -> Found<CourseId> {
    let (course, _) = school.publish(db, &course()).await?;
    let shelf = Shelf::default();
    for who in [2, 3] {
        let walk = walk(&shelf, who);
        walk.enrol(db, course, Way::Catalogue).await.map_err(said)?;
    }
    let drawn = walk(&shelf, 2).asked_now(db).await.map_err(said)?;
    let (drawn, _) = drawn.ok_or("something is asked")?;
    let posted = Posted {
        about: poll_name(&drawn),
        chat: 2,
        message: 7,
        poll: Some("known".to_owned()),
    };
    posts::remember(db, vec![posted]).await.map_err(said)?;
    Ok(course)
}

fn play(acts: &[(i64, &str, &[usize])]) -> Vec<(&'static str, u64)> {
    let played: Found<_> = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            furnish(school, &db).await?;
            let mut seen = Vec::new();
            for (who, poll, chosen) in acts {
                let what = match vote(&db, *who, poll, chosen).await? {
                    Voted::Answered(answered) if answered.verdict.is_right == Some(true) => "right",
                    Voted::Answered(_) => "wrong",
                    Voted::Nothing => "nothing",
                    Voted::Unknown => "unknown",
                };
                let rows = answer::Entity::find().count(&db).await.map_err(said)?;
                seen.push((what, rows));
            }
            db.rollback().await.map_err(said)?;
            Ok(seen)
        })
    });
    played.expect("votes are counted")
}

#[test]
fn a_forwarded_poll_is_nobody_elses() {
    let seen = play(&[(3, "known", &[0]), (2, "known", &[0]), (2, "known", &[1])]);
    assert_eq!(seen, [("nothing", 0), ("right", 1), ("nothing", 1)]);
}

#[test]
fn a_vote_that_is_taken_back_or_none_changes_nothing() {
    let seen = play(&[(2, "known", &[]), (2, "known", &[0, 1]), (2, "known", &[9])]);
    assert_eq!(seen, [("nothing", 0), ("nothing", 0), ("nothing", 0)]);
    let seen = play(&[(2, "known", &[1]), (2, "known", &[]), (2, "known", &[0])]);
    assert_eq!(seen, [("wrong", 1), ("nothing", 1), ("nothing", 1)]);
}

#[test]
fn a_poll_nobody_heard_of_is_the_one_that_is_open() {
    let seen = play(&[
        (3, "unheard", &[0]),
        (3, "unheard", &[0]),
        (4, "unheard", &[0]),
    ]);
    assert_eq!(seen, [("right", 1), ("unknown", 1), ("nothing", 1)]);
}

/// Where the open poll is known, an unknown one is an old one, whose options are those of another question.
#[test]
fn an_old_poll_is_not_the_one_that_is_open() {
    let seen = play(&[(2, "old", &[0]), (2, "known", &[0])]);
    assert_eq!(seen, [("unknown", 0), ("right", 1)]);
}
