//! What the bot does by itself and beside everything else, as the owner sees it: how much is due, and what was given up.

use chrono::{DateTime, Utc};
use entity::{UserId, job, wake};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::wakes;

/// How many of what was given up are shown at once.
const SHOWN: u64 = 6;
/// Nobody counts further: the owner waits, and with them whoever writes.
pub const MOST: u64 = 10_000;

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chores {
    /// How many learners it is time to look at, and how many jobs are to be done; above [`MOST`] there are more.
    pub due: u64,
    /// UTC; since when the oldest of those is due.
    pub oldest: Option<DateTime<Utc>>,
    /// How many learners are looked at later; above [`MOST`] there are more.
    pub waiting: u64,
    /// What was given up, the newest first: some of it.
    pub failed: Vec<Failed>,
    /// How much was given up in all; above [`MOST`] there is more.
    pub failures: u64,
}

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// What it is.
    pub what: What,
    /// What is also in the log, with the whole story.
    pub reference: String,
    /// Of what kind the trouble was.
    pub why: Why,
    /// UTC; since when.
    pub since: DateTime<Utc>,
}

/// Of what kind the trouble was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The database.
    Database,
    /// What is stored does not read.
    Stored,
    /// Telegram, or the way there.
    Telegram,
    /// It does not come to an end.
    TooLong,
    /// The process ends in the middle of it.
    Deadly,
    /// A fault in the program.
    Broken,
}

impl Why {
    /// From how it is stored.
    fn of(reason: &str) -> Why {
        let begins = |words: &[&str]| words.iter().any(|word| reason.starts_with(word));
        if begins(&["database", "commit"]) {
            Why::Database
        } else if begins(&["stored data"]) {
            Why::Stored
        } else if begins(&["Telegram", "network", "unreadable answer"]) {
            Why::Telegram
        } else if begins(&["it takes too long"]) {
            Why::TooLong
        } else if begins(&["the process ended"]) {
            Why::Deadly
        } else {
            Why::Broken
        }
    }
}

impl Failed {
    fn of(what: What, reason: Option<String>, since: DateTime<Utc>) -> Failed {
        let reason = reason.unwrap_or_default();
        let (reference, words) = reason.split_once(": ").unwrap_or((&reason, ""));
        Failed {
            what,
            reference: reference.to_owned(),
            why: Why::of(words),
            since,
        }
    }
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
        due: count(db, due).await? + count(db, jobs).await?,
        oldest: oldest.chain(first_job.map(|row| row.due_at)).min(),
        waiting: count(db, looks.filter(wake::COLUMN.due_at.gt(now))).await?,
        failed,
        failures,
    })
}

/// How many rows there are, as far as [`MOST`] and one more.
async fn count<E: EntityTrait>(db: &impl ConnectionTrait, rows: Select<E>) -> Result<u64, DbErr> {
    let some = rows
        .select_only()
        .expr_as(Expr::value(1), "one")
        .limit(MOST + 1)
        .into_query();
    let mut counted = Query::select();
    counted
        .expr_as(Expr::col("one").count(), "count")
        .from_subquery(some, "some");
    let row = db.query_one(&counted).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("a count".to_owned()))?;
    let count: i64 = row.try_get("", "count")?;
    Ok(u64::try_from(count).unwrap_or_default())
}

async fn given_up(db: &impl ConnectionTrait) -> Result<(Vec<Failed>, u64), DbErr> {
    let looks = wake::Entity::find().filter(wake::COLUMN.state.eq(wake::State::GivenUp));
    let jobs = job::Entity::find().filter(job::COLUMN.state.eq(job::State::GivenUp));
    let failures = count(db, looks.clone()).await? + count(db, jobs.clone()).await?;
    let looks = looks
        .order_by_desc(wake::Column::DueAt)
        .order_by_asc(wake::Column::UserId)
        .limit(SHOWN);
    let jobs = jobs
        .order_by_desc(job::Column::UpdatedAt)
        .order_by_asc(job::Column::Id)
        .limit(SHOWN);
    let looks = looks.all(db).await?.into_iter().map(|row| {
        let what = What::Look(row.user_id);
        Failed::of(what, row.reason, row.due_at)
    });
    let jobs = jobs.all(db).await?.into_iter().map(|row| {
        let what = What::Job {
            id: row.id,
            kind: row.kind,
        };
        Failed::of(what, row.reason, row.updated_at)
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

/// Does a job again that was given up. Twice equals once.
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
        .col_expr(job::Column::ClaimedUntil, Expr::value(job::NOBODYS))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courses::Fault;

    #[test]
    fn trouble_is_known_by_how_it_is_stored() {
        let broken = Fault::Broken("a job panicked").to_string();
        let database = Fault::Database(DbErr::Custom("no such table".to_owned())).to_string();
        let unread = serde_json::from_str::<u8>("{").map_err(Fault::from);
        let unread = unread.expect_err("no number").to_string();
        for (words, why) in [
            (database.as_str(), Why::Database),
            ("commit: the disk is full", Why::Database),
            (unread.as_str(), Why::Stored),
            (broken.as_str(), Why::Broken),
            ("Telegram says 502: Bad Gateway", Why::Telegram),
            ("network: the connection broke", Why::Telegram),
            ("it takes too long", Why::TooLong),
        ] {
            let reason = Some(format!("ABC234: {words}"));
            let failed = Failed::of(What::Look(UserId(1)), reason, DateTime::UNIX_EPOCH);
            assert_eq!((failed.reference.as_str(), failed.why), ("ABC234", why));
        }
    }
}
