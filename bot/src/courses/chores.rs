//! What the bot does by itself and beside everything else, as the owner sees it: how much is due, and what was given up.

use chrono::{DateTime, Utc};
use entity::{UserId, job, wake};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::wakes;

/// How many of what was given up are shown at once.
const SHOWN: u64 = 6;

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chores {
    /// How many learners it is time to look at, and how many jobs are to be done.
    pub due: u64,
    /// UTC; since when the oldest of those is due.
    pub oldest: Option<DateTime<Utc>>,
    /// How many learners are looked at later.
    pub waiting: u64,
    /// What was given up, the newest first: some of it.
    pub failed: Vec<Failed>,
    /// How much was given up in all.
    pub failures: u64,
}

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// What it is.
    pub what: What,
    /// Why, with a reference that is also in the log.
    pub reason: String,
    /// UTC; since when.
    pub since: DateTime<Utc>,
}

/// What was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Looking at a learner.
    Look(UserId),
    /// A job.
    Job {
        /// Its number.
        id: i64,
        /// Its kind.
        kind: String,
    },
}

/// How it stands now. Eight statements that read.
///
/// # Errors
/// What the database says.
pub async fn overview(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Chores, DbErr> {
    let looks = wake::Entity::find().filter(wake::COLUMN.state.eq(wake::State::Waiting));
    let due = looks.clone().filter(wake::COLUMN.due_at.lte(now));
    let jobs = job::Entity::find().filter(job::COLUMN.state.eq(job::State::Waiting));
    let first = due
        .clone()
        .order_by_asc(wake::Column::DueAt)
        .one(db)
        .await?;
    let first_job = jobs
        .clone()
        .order_by_asc(job::Column::DueAt)
        .one(db)
        .await?;
    let oldest = first.map(|row| row.due_at).into_iter();
    let (failed, failures) = given_up(db).await?;
    Ok(Chores {
        due: due.count(db).await? + jobs.count(db).await?,
        oldest: oldest.chain(first_job.map(|row| row.due_at)).min(),
        waiting: looks.filter(wake::COLUMN.due_at.gt(now)).count(db).await?,
        failed,
        failures,
    })
}

async fn given_up(db: &impl ConnectionTrait) -> Result<(Vec<Failed>, u64), DbErr> {
    let looks = wake::Entity::find().filter(wake::COLUMN.state.eq(wake::State::GivenUp));
    let jobs = job::Entity::find().filter(job::COLUMN.state.eq(job::State::GivenUp));
    let failures = looks.clone().count(db).await? + jobs.clone().count(db).await?;
    let looks = looks
        .order_by_desc(wake::Column::DueAt)
        .order_by_asc(wake::Column::UserId)
        .limit(SHOWN);
    let jobs = jobs
        .order_by_desc(job::Column::UpdatedAt)
        .order_by_asc(job::Column::Id)
        .limit(SHOWN);
    let looks = looks.all(db).await?.into_iter().map(|row| Failed {
        what: What::Look(row.user_id),
        reason: row.reason.unwrap_or_default(),
        since: row.due_at,
    });
    let jobs = jobs.all(db).await?.into_iter().map(|row| Failed {
        what: What::Job {
            id: row.id,
            kind: row.kind,
        },
        reason: row.reason.unwrap_or_default(),
        since: row.updated_at,
    });
    let mut failed: Vec<Failed> = looks.chain(jobs).collect();
    failed.sort_by_key(|failed| std::cmp::Reverse(failed.since));
    failed.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    Ok((failed, failures))
}

/// Looks at somebody again at whom looking was given up. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn look_again(
    db: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = wake::Entity::find_by_id(user).one(db).await?;
    if row.is_some_and(|row| row.state == wake::State::GivenUp) {
        wakes::wake(db, user, now).await?;
    }
    Ok(())
}

/// Does a job again that was given up. Twice equals once. It is taken in hand as one that a process has left.
///
/// # Errors
/// What the database says.
pub async fn do_again(
    db: &impl ConnectionTrait,
    job: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut again = job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(job::State::Waiting))
        .col_expr(job::Column::Attempts, Expr::value(0))
        .col_expr(job::Column::DueAt, Expr::value(now))
        .col_expr(
            job::Column::ClaimedUntil,
            Expr::value(DateTime::<Utc>::UNIX_EPOCH),
        )
        .filter(job::COLUMN.state.eq(job::State::GivenUp));
    if let Some(id) = job {
        again = again.filter(job::COLUMN.id.eq(id));
    }
    again.exec(db).await?;
    Ok(())
}

/// The same for everything that was given up.
///
/// # Errors
/// What the database says.
pub async fn all_again(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    wake::Entity::update_many()
        .col_expr(wake::Column::State, Expr::value(wake::State::Waiting))
        .col_expr(wake::Column::Attempts, Expr::value(0))
        .col_expr(wake::Column::DueAt, Expr::value(now))
        .filter(wake::COLUMN.state.eq(wake::State::GivenUp))
        .exec(db)
        .await?;
    do_again(db, None, now).await
}
