//! Every column of every entity comes back as it was put in: the tables are the ones that the entities describe.

use anyhow::ensure;
use chrono::{DateTime, Utc};
use entity::{
    BroadcastId, CodeId, CohortId, CourseId, Door, DraftStepId, ImportId, InvitationId, Role,
    StepId, SubmissionId, UserId, UserRoleId, answer, attachment, broadcast, broadcast_recipient,
    chat, code, code_use, cohort, course, dialogue, draft, draft_step, import, inbox, invitation,
    job, media, offer, outbox, post, reminder, review, review_call, revision, rhythm, step, user,
    user_course_progress as progress, user_role, wake, wrong_code,
};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityName, EntityTrait,
    IntoActiveModel, Iterable, Statement,
};

use super::open;
use super::rows::furnish;
use crate::harness::Base;

/// Larger than 32 bits.
const ID: i64 = 7_000_000_001;

fn instant(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_800_000_000_123_000 + micros * 1000).unwrap_or_default()
}

/// A text that would lose something in a narrower column or another encoding.
fn text() -> String {
    "Ünï ☺ 👩‍👩‍👧‍👦 שלום\n\t\"'\\%_".repeat(4)
}

/// Puts a row with every column filled into every table and reads it again.
pub async fn every_entity(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let db = &db;
    let user = user::Model {
        id: UserId(ID),
        first_name: "Инес 👋".to_owned(),
        last_name: Some("d'Ávila".to_owned()),
        username: Some("ines".to_owned()),
        is_active: false,
        language: Some("ru".to_owned()),
        time_zone: Some("Asia/Almaty".to_owned()),
        is_plain: true,
        hears_announcements: false,
        study_goal: Some(7),
        studied_on: Some(instant(3).date_naive()),
        left_at: Some(instant(32)),
        data_asked_at: Some(instant(33)),
        telegram_language: Some("kk".to_owned()),
        created_at: instant(1),
        updated_at: instant(2),
    };
    same(db, user).await?;
    let course = course::Model {
        id: CourseId(ID + 1),
        slug: "first-aid".to_owned(),
        title: "Первая помощь".to_owned(),
        description: Some("ж".repeat(300)),
        is_active: false,
        door: Door::Unlisted,
        link_token: Some("0f".repeat(12)),
        author_id: Some(UserId(ID)),
        revision: i64::MAX,
        language: Some("ru".to_owned()),
        pass_mark: Some(80),
        reminders: Some(text()),
        reminders_since: Some(instant(33)),
        release: Some("after 1 day".to_owned()),
        published_revision: 3,
        created_at: instant(4),
        updated_at: instant(5),
    };
    same(db, course).await?;
    let held = user_role::Model {
        id: UserRoleId(ID),
        user_id: UserId(ID),
        role: Role::Reviewer,
        course_id: Some(CourseId(ID + 1)),
        granted_by: UserId(4),
        created_at: instant(3),
    };
    same(db, held).await?;
    let step = step::Model {
        id: StepId(ID + 2),
        course_id: CourseId(ID + 1),
        slug: "one".to_owned(),
        position: i32::MAX,
        title: "Один".to_owned(),
        text_content: Some(text().repeat(500)),
        source: Some(text()),
        since_revision: 2,
        quiz: Some("{}".to_owned()),
        image_url: Some("media:00".to_owned()),
        media: Some("[]".to_owned()),
        links: Some("[]".to_owned()),
        release: Some("day 3".to_owned()),
        release_since: Some(instant(34)),
        is_protected: true,
        is_active: false,
        is_end: true,
        created_at: instant(6),
        updated_at: instant(7),
    };
    same(db, step).await?;
    every_place(db).await?;
    lent.give_back().await
}

/// The same for where somebody is in a course, with whom, and what they have answered.
async fn every_place(db: &DatabaseConnection) -> anyhow::Result<()> {
    let cohort = cohort::Model {
        id: CohortId(ID),
        course_id: CourseId(ID + 1),
        name: "ж".repeat(64),
        token: "Ab".repeat(12),
        starts_on: instant(27).date_naive(),
        ends_on: Some(instant(28).date_naive()),
        is_open: false,
        created_at: instant(29),
        updated_at: instant(30),
    };
    same(db, cohort).await?;
    let progress = progress::Model {
        user_id: UserId(ID),
        course_id: CourseId(ID + 1),
        current_step_id: Some(StepId(ID + 2)),
        finished_at: Some(instant(8)),
        visited_at: instant(9),
        active_at: Some(instant(31)),
        seen_revision: 2,
        wants_review: Some(false),
        asked_at: Some(instant(27)),
        told_step_id: Some(StepId(7)),
        stood_since: Some(instant(24)),
        cohort_id: Some(CohortId(ID)),
        looking_at: Some(StepId(2)),
        is_paused: true,
        is_stopped: true,
        created_at: instant(10),
        updated_at: instant(11),
    };
    same(db, progress).await?;
    let answer = answer::Model {
        user_id: UserId(ID),
        course_id: CourseId(ID + 1),
        step_id: StepId(ID + 2),
        question: "ж".repeat(48),
        attempts: i16::MAX,
        attempts_before: i16::MAX - 1,
        picked: Some(text()),
        given: Some(text()),
        is_right: true,
        is_decided: true,
        is_skipped: true,
        answered_at: Some(instant(12)),
        points: 100,
        first_given: Some(text()),
        first_right: Some(false),
        submission_id: Some(SubmissionId(i64::MAX)),
        created_at: instant(13),
        updated_at: instant(14),
    };
    same(db, answer).await
}

/// The same for what is written to many.
pub async fn every_announcement(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let db = &db;
    furnish(db).await?;
    let sent = broadcast::Model {
        id: BroadcastId(ID),
        course_id: CourseId(1),
        created_by: UserId(2),
        segment: "stuck:7:3".to_owned(),
        text: Some(text()),
        media: Some(text()),
        state: broadcast::State::Paused,
        message_id: Some(i32::MAX),
        recipients: ID,
        queued: ID + 2,
        delivered: ID + 3,
        blocked: ID + 4,
        failed: ID + 5,
        unwanted: ID + 6,
        fed_to: ID + 7,
        counted_to: ID + 9,
        uncounted: Some(format!("{ID} {ID}")),
        fence: ID + 8,
        claimed_until: Some(instant(6)),
        written_at: instant(12),
        started_at: Some(instant(7)),
        told_at: Some(instant(8)),
        ended_at: Some(instant(9)),
        created_at: instant(10),
        updated_at: instant(11),
    };
    same(db, sent).await?;
    let told = broadcast_recipient::Model {
        broadcast_id: BroadcastId(ID),
        user_id: UserId(ID),
        state: broadcast_recipient::State::Failed,
        reason: Some("refused".to_owned()),
    };
    same(db, told).await?;
    lent.give_back().await
}

/// The same for questions that come back.
pub async fn every_review(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let db = &db;
    furnish(db).await?;
    let card = review::Model {
        user_id: UserId(2),
        course_id: CourseId(1),
        step_id: StepId(1),
        question: "ж".repeat(48),
        stability: 0.1 + 0.2,
        difficulty: 1.0 / 3.0,
        reps: i32::MAX,
        lapses: i32::MAX - 1,
        last_at: instant(1),
        due_at: instant(2),
        shown_at: Some(instant(3)),
        picked: Some(text()),
        created_at: instant(4),
        updated_at: instant(5),
    };
    same(db, card).await?;
    let call = review_call::Model {
        user_id: UserId(2),
        next_at: instant(6),
        told_at: Some(instant(7)),
        created_at: instant(8),
        updated_at: instant(9),
    };
    same(db, call).await?;
    let woken = wake::Model {
        user_id: UserId(2),
        due_at: instant(10),
        fence: ID,
        claimed_until: Some(instant(11)),
        attempts: 7,
        state: wake::State::GivenUp,
        reason: Some(text()),
        created_at: instant(12),
        updated_at: instant(13),
    };
    same(db, woken).await?;
    let reminded = reminder::Model {
        user_id: UserId(2),
        course_id: CourseId(ID),
        told_at: instant(14),
        again_at: Some(instant(15)),
        created_at: instant(16),
        updated_at: instant(17),
    };
    same(db, reminded).await?;
    let rhythm = rhythm::Model {
        user_id: UserId(2),
        days: 127,
        preferred_minute: Some(0),
        quiet_from_minute: Some(1439),
        quiet_until_minute: Some(1),
        paused_until: Some(instant(10)),
        is_stopped: true,
        zone_asked_at: Some(instant(11)),
        reminded_on: Some(instant(12).date_naive()),
        created_at: instant(13),
        updated_at: instant(14),
    };
    same(db, rhythm).await?;
    lent.give_back().await
}

/// The same for what authors work on, and for what was published.
pub async fn every_draft(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let (db, text) = (&db, text());
    furnish(db).await?;
    let (course, user) = (CourseId(1), UserId(1));
    let draft = draft::Model {
        course_id: course,
        title: "Первая помощь".to_owned(),
        description: Some("ж".repeat(300)),
        language: Some("ru".to_owned()),
        pass_mark: Some(100),
        reminders: Some(text.clone()),
        release: Some("weekdays at 08:30".to_owned()),
        version: i64::MAX,
        edited_by: Some(user),
        edited_at: instant(19),
        head_version: i64::MAX - 1,
        head_edited_by: Some(user),
        head_edited_at: instant(20),
        created_at: instant(21),
        updated_at: instant(22),
    };
    same(db, draft).await?;
    let step = draft_step::Model {
        id: DraftStepId(ID),
        course_id: course,
        slug: "one".to_owned(),
        position: i32::MAX,
        title: "Один".to_owned(),
        text_content: Some(text.clone()),
        source: Some(text.clone()),
        quiz: Some("{}".to_owned()),
        image_url: Some("media:00".to_owned()),
        media: Some("[]".to_owned()),
        links: Some("[]".to_owned()),
        release: Some("day 3".to_owned()),
        is_protected: true,
        is_active: false,
        is_end: true,
        version: i64::MAX,
        edited_by: Some(user),
        edited_at: instant(23),
        created_at: instant(24),
        updated_at: instant(25),
    };
    same(db, step).await?;
    let revision = revision::Model {
        id: ID,
        course_id: course,
        number: i32::MAX,
        content: text.clone(),
        changes: text,
        published_by: Some(user),
        published_at: instant(26),
    };
    same(db, revision).await?;
    lent.give_back().await
}

/// The same for the ways in.
pub async fn every_way_in(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    super::rows::furnish(&db).await?;
    let db = &db;
    let invitation = invitation::Model {
        id: InvitationId(ID),
        token_hash: "0f".repeat(32),
        role: Role::Analyst,
        course_id: Some(CourseId(1)),
        made_by: UserId(1),
        ends_at: instant(19),
        accepted_by: Some(UserId(ID)),
        accepted_at: Some(instant(20)),
        revoked_at: Some(instant(21)),
        created_at: instant(22),
    };
    same(db, invitation).await?;
    let code = code::Model {
        id: CodeId(ID),
        code_hash: "f0".repeat(32),
        number: i32::MAX,
        course_id: CourseId(1),
        made_by: UserId(1),
        uses_left: Some(i32::MAX),
        ends_at: Some(instant(23)),
        revoked_at: Some(instant(24)),
        created_at: instant(25),
    };
    same(db, code).await?;
    let code_use = code_use::Model {
        code_id: CodeId(ID),
        user_id: UserId(2),
        created_at: instant(26),
    };
    same(db, code_use).await?;
    let wrong_code = wrong_code::Model {
        id: ID,
        user_id: UserId(2),
        tried_at: instant(27),
    };
    same(db, wrong_code).await?;
    lent.give_back().await
}

/// The same for what must survive a power cut.
pub async fn every_other_entity(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let (db, text) = (&db, text());
    let inbox = inbox::Model {
        id: ID,
        bot_id: ID,
        update_id: 4_294_967_295,
        chat_key: -1_002_000_000_000,
        body: Some(text.clone()),
        state: inbox::State::SetAside,
        attempts: 5,
        reason: Some(text.clone()),
        received_at: instant(12),
    };
    same(db, inbox).await?;
    let outbox = outbox::Model {
        id: ID,
        chat_id: -ID,
        lane: outbox::Lane::Bulk,
        call: text.clone(),
        attempts: 2,
        due_at: instant(13),
        created_at: instant(14),
    };
    same(db, outbox).await?;
    same(
        db,
        chat::Model {
            id: -ID,
            live_message_id: Some(i32::MAX),
            directed_at: Some(instant(15)),
            menu: Some("addcourse team".to_owned()),
            album: Some("12345".to_owned()),
        },
    )
    .await?;
    let dialogue = dialogue::Model {
        chat_id: ID,
        state: text,
        created_at: instant(16),
        updated_at: instant(17),
    };
    same(db, dialogue).await?;
    let media = media::Model {
        hash: "0f".repeat(32),
        content_type: "image/png".to_owned(),
        bytes: (0..=255).collect(),
        file_id: Some("AgAD".to_owned()),
        file_bot_id: Some(ID),
        file_kind: Some("video".to_owned()),
        created_at: instant(18),
    };
    same(db, media).await?;
    let job = job::Model {
        id: ID,
        kind: "read-file".to_owned(),
        payload: "{}".to_owned(),
        user_id: UserId(ID),
        chat_id: -ID,
        state: job::State::GivenUp,
        attempts: 3,
        reason: Some("ABC123: no answer in time".to_owned()),
        due_at: instant(19),
        claimed_until: instant(20),
        fence: ID,
        created_at: instant(21),
        updated_at: instant(22),
    };
    same(db, job).await?;
    let attachment = attachment::Model {
        outbox_id: ID,
        bytes: (0..=255).collect(),
    };
    same(db, attachment).await?;
    let import = import::Model {
        id: ImportId(ID),
        user_id: UserId(1),
        course_id: Some(CourseId(1)),
        version: Some(i64::MAX),
        content: "{}".to_owned(),
        created_at: instant(23),
    };
    furnish(db).await?;
    same(db, import).await?;
    let offer = offer::Model {
        user_id: UserId(2),
        course_id: CourseId(1),
        step_id: StepId(1),
        revision: i32::MAX,
        created_at: instant(24),
        updated_at: instant(25),
    };
    same(db, offer).await?;
    lent.give_back().await
}

/// The same for what is remembered of messages.
pub async fn every_entity_of_messages(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    let db = &db;
    let post = post::Model {
        id: ID,
        about: "ж".repeat(64),
        chat_id: -ID,
        message_id: i32::MAX,
        poll_id: Some(ID.to_string()),
        created_at: instant(40),
    };
    same(db, post).await?;
    lent.give_back().await
}

pub async fn same<M>(db: &impl ConnectionTrait, model: M) -> anyhow::Result<()>
where
    M: Clone
        + PartialEq
        + std::fmt::Debug
        + sea_orm::ModelTrait
        + sea_orm::FromQueryResult
        + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    M::Entity: EntityTrait<Model = M>,
    <M::Entity as EntityTrait>::ActiveModel: ActiveModelTrait<Entity = M::Entity> + Send,
    <<M::Entity as EntityTrait>::Column as std::str::FromStr>::Err: std::fmt::Debug,
{
    let table = M::Entity::default().table_name().to_owned();
    let active = model.clone().into_active_model().reset_all();
    M::Entity::insert(active).exec_without_returning(db).await?;
    let found = M::Entity::find().all(db).await?;
    ensure!(
        found == [model.clone()],
        "{table}: {found:?} came back for {model:?}"
    );
    let columns = columns(db, &table).await?;
    let known = <M::Entity as EntityTrait>::Column::iter().count();
    ensure!(
        columns == known,
        "{table} has {columns} columns, its entity {known}"
    );
    Ok(())
}

/// How many columns the table has in the database.
async fn columns(db: &impl ConnectionTrait, table: &str) -> anyhow::Result<usize> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            format!("SELECT 1 FROM information_schema.columns WHERE table_name = '{table}'")
        }
        _ => format!("SELECT 1 FROM pragma_table_info('{table}')"),
    };
    Ok(db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?
        .len())
}
