//! What is handed in: every column comes back, a question has one open submission, and what goes with what.

use anyhow::ensure;
use chrono::{DateTime, Utc};
use entity::submission::{self, Form, Kind, State};
use entity::{CourseId, StepId, SubmissionId, UserId, review_room, step};
use entity::{course, user_course_progress as progress};
use sea_orm::{ActiveValue::Set, DatabaseConnection, DbErr, EntityTrait};

use super::open;
use super::round_trip::same;
use super::rows::{furnish, refused};
use crate::harness::Base;

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 123_000_000).unwrap_or_default()
}

/// Every column of both tables comes back as it was put in.
pub async fn every_entity(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    let submission = submission::Model {
        id: SubmissionId(7_000_000_001),
        kind: Kind::Work,
        user_id: UserId(2),
        course_id: CourseId(1),
        step_id: Some(StepId(2)),
        question: Some("ж".repeat(48)),
        number: i16::MAX,
        form: Form::Voice,
        text: Some("<b>ж</b>".repeat(2000)),
        file_id: Some("AwAC-_".repeat(20)),
        message_id: i32::MAX,
        state: State::Claimed,
        claimed_by: Some(UserId(1)),
        claimed_at: Some(instant(1)),
        decided_by: Some(UserId(1)),
        decided_at: Some(instant(2)),
        comment: Some("<i>🙂</i>".repeat(500)),
        handed_in_at: instant(3),
        created_at: instant(4),
        updated_at: instant(5),
    };
    same(&db, submission).await?;
    let room = review_room::Model {
        course_id: CourseId(1),
        chat_id: -1_004_000_000_001,
        thread_id: Some(i32::MAX),
        opened_by: UserId(1),
        created_at: instant(6),
        updated_at: instant(7),
    };
    same(&db, room).await?;
    lent.give_back().await
}

async fn add(
    db: &DatabaseConnection,
    change: impl FnOnce(&mut submission::ActiveModel),
) -> Result<(), DbErr> {
    let mut row = submission::ActiveModel {
        kind: Set(Kind::Work),
        user_id: Set(UserId(2)),
        course_id: Set(CourseId(1)),
        step_id: Set(Some(StepId(2))),
        question: Set(Some("show".to_owned())),
        number: Set(1),
        form: Set(Form::Text),
        text: Set(Some("Words".to_owned())),
        message_id: Set(1),
        state: Set(State::Waiting),
        handed_in_at: Set(instant(0)),
        ..Default::default()
    };
    change(&mut row);
    let row = submission::Entity::insert(row);
    row.exec_without_returning(db).await.map(drop)
}

/// What is refused: two open ones for a question, nothing at all, a question with a file, nobody's.
pub async fn constraints(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    add(&db, |_| {}).await?;
    refused("a second one", add(&db, |_| {}).await)?;
    let claimed = add(&db, |row| row.state = Set(State::Claimed)).await;
    refused("a second one in hand", claimed)?;
    for state in [State::Accepted, State::Returned, State::Withdrawn] {
        add(&db, |row| row.state = Set(state)).await?;
    }
    add(&db, |row| row.question = Set(Some("other".to_owned()))).await?;
    let question = |row: &mut submission::ActiveModel| {
        row.kind = Set(Kind::Question);
        row.question = Set(None);
    };
    // Questions to the author may be several.
    add(&db, question).await?;
    add(&db, question).await?;
    let voiced = add(&db, |row| {
        question(row);
        row.form = Set(Form::Voice);
    });
    refused("a question that is no text", voiced.await)?;
    refused("nothing", add(&db, |row| row.text = Set(None)).await)?;
    let stranger = add(&db, |row| row.user_id = Set(UserId(1)));
    refused("somebody who is not in the course", stranger.await)?;
    lent.give_back().await
}

/// A step that goes leaves what was handed in to be read; a learner who leaves takes it along.
pub async fn what_goes(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    add(&db, |_| {}).await?;
    step::Entity::delete_by_id(StepId(2)).exec(&db).await?;
    let kept = submission::Entity::find().all(&db).await?;
    let [only] = kept.as_slice() else {
        anyhow::bail!("{kept:?}")
    };
    ensure!(only.step_id.is_none() && only.state == State::Waiting);
    progress::Entity::delete_by_id((UserId(2), CourseId(1)))
        .exec(&db)
        .await?;
    ensure!(submission::Entity::find().all(&db).await?.is_empty());
    let room = review_room::ActiveModel {
        course_id: Set(CourseId(1)),
        chat_id: Set(-1),
        opened_by: Set(UserId(1)),
        ..Default::default()
    };
    let room = review_room::Entity::insert(room);
    room.exec_without_returning(&db).await?;
    course::Entity::delete_by_id(CourseId(1)).exec(&db).await?;
    ensure!(review_room::Entity::find().all(&db).await?.is_empty());
    lent.give_back().await
}
