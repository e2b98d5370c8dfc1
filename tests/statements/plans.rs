//! How the databases find whose time has come: by the index, however many wait; and in its order, however many are overdue.
//! The statement is the one that the bot has run.

use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta};
use entity::outbox::{self, Lane};
use entity::wake::{self, State};
use entity::{UserId, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseConnection, EntityTrait, QueryResult, Statement,
};

use crate::harness::school::BEGINNING;
use crate::harness::{Base, School, Setting};

/// How many learners there are: enough that reading all of them would be dear.
const LEARNERS: i64 = 4000;
/// One in so many is due.
const ONE_IN: i64 = 100;
/// The first of them.
const FIRST: i64 = 20_000;

/// What SQLite's plan says.
const ON_SQLITE: &str = "SEARCH wakes USING INDEX wakes_due (state=? AND due_at<?)";
/// How both find what waits in a chat besides answers.
const BY_CHAT: Plan = Plan {
    on_sqlite: "SEARCH outbox USING INDEX outbox_unasked (chat_id=?)",
    on_postgres: "outbox_unasked",
    dear: &["Seq Scan"],
};
/// What PostgreSQL's plan says, and what it does not, when few are due: it may gather those few by the index and put them in
/// order then, which costs what they are, not what all are.
const FEW: Plan = Plan {
    on_sqlite: ON_SQLITE,
    on_postgres: "wakes_due",
    dear: &["Seq Scan"],
};
/// The same when everybody is due: the first of them are read off the index, and nobody else is looked at.
const ALL: Plan = Plan {
    on_sqlite: ON_SQLITE,
    on_postgres: "Index Scan using wakes_due on wakes",
    dear: &["Seq Scan", "Sort", "Bitmap"],
};

/// How a statement is to be done.
#[derive(Clone, Copy)]
struct Plan {
    on_sqlite: &'static str,
    on_postgres: &'static str,
    /// What PostgreSQL's plan does not say.
    dear: &'static [&'static str],
}

/// Learners wait; the bot looks whose time has come; the database is asked how it has found them. Then once more as after a
/// long time without a bot, when everybody is due.
pub async fn who_is_due(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    school.settle().await?;
    waiting(school.database()?).await?;
    school.advance(Duration::from_mins(1));
    school.settle().await?;
    let statements = school.bot()?.database().statements.clone();
    let statements = statements.context("statements are counted")?;
    let found = statements.last(|sql| {
        sql.starts_with("SELECT") && sql.contains("\"wakes\"") && sql.contains("ORDER BY")
    });
    let found = found.context("nobody has asked whose time has come")?;
    by_the_index(school.database()?, setting.base, &found, FEW).await?;
    wake::Entity::update_many()
        .col_expr(wake::Column::State, Expr::value(State::Waiting))
        .col_expr(wake::Column::DueAt, Expr::value(at(-3600)?))
        .exec(school.database()?)
        .await?;
    analyse(school.database()?).await?;
    by_the_index(school.database()?, setting.base, &found, ALL).await?;
    school.close().await
}

/// The same of what waits to be sent: much has been put off, the bot looks at somebody to whom something is sent again, and the
/// database is asked how it has found that in their chat.
pub async fn what_waits(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    school.settle().await?;
    put_off(school.database()?).await?;
    waiting(school.database()?).await?;
    school.advance(Duration::from_mins(1));
    school.settle().await?;
    let statements = school.bot()?.database().statements.clone();
    let statements = statements.context("statements are counted")?;
    for verb in ["SELECT", "UPDATE"] {
        let found = statements.last(|sql| {
            sql.starts_with(verb) && sql.contains("\"outbox\"") && sql.contains("\"chat_id\" =")
        });
        let found = found.with_context(|| format!("no {verb} has asked what waits"))?;
        by_the_index(school.database()?, setting.base, &found, BY_CHAT).await?;
    }
    school.close().await
}

/// For each learner waits something that was put off, and an answer.
async fn put_off(db: &DatabaseConnection) -> anyhow::Result<()> {
    let everybody: Vec<i64> = (FIRST..FIRST + LEARNERS).collect();
    for some in everybody.chunks(500) {
        let lanes = [Lane::PutOff, Lane::Interactive];
        let rows = some.iter().flat_map(|id| lanes.map(|lane| (*id, lane)));
        let rows: anyhow::Result<Vec<_>> = rows.map(|(id, lane)| row_of(id, lane)).collect();
        outbox::Entity::insert_many(rows?)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn row_of(id: i64, lane: Lane) -> anyhow::Result<outbox::ActiveModel> {
    let call = serde_json::json!({
        "method": "sendMessage",
        "params": { "chat_id": id, "text": "A step has opened." },
    });
    Ok(outbox::ActiveModel {
        chat_id: Set(id),
        lane: Set(lane),
        call: Set(call.to_string()),
        attempts: Set(1),
        // In somebody's hand.
        due_at: Set(at(65)?),
        ..Default::default()
    })
}

/// So many learners; a few are due, most some day, and every third never.
async fn waiting(db: &DatabaseConnection) -> anyhow::Result<()> {
    let everybody: Vec<i64> = (FIRST..FIRST + LEARNERS).collect();
    for some in everybody.chunks(500) {
        let people = some.iter().map(|id| user::ActiveModel {
            id: Set(UserId(*id)),
            first_name: Set(format!("Learner {id}")),
            ..Default::default()
        });
        user::Entity::insert_many(people).exec(db).await?;
        let wakes: anyhow::Result<Vec<_>> = some.iter().map(|id| wake_of(*id)).collect();
        wake::Entity::insert_many(wakes?)
            .exec_without_returning(db)
            .await?;
    }
    analyse(db).await
}

fn wake_of(id: i64) -> anyhow::Result<wake::ActiveModel> {
    let state = if id % 3 == 0 {
        State::Asleep
    } else {
        State::Waiting
    };
    let due_at = if id % ONE_IN == 0 {
        at(-60)?
    } else {
        at(3600 + 60 * id)?
    };
    Ok(wake::ActiveModel {
        user_id: Set(UserId(id)),
        due_at: Set(due_at),
        state: Set(state),
        ..Default::default()
    })
}

/// So many seconds after every story begins.
fn at(seconds: i64) -> anyhow::Result<DateTime<chrono::Utc>> {
    let beginning = DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    Ok(beginning + TimeDelta::seconds(seconds))
}

/// Tells the database what its tables are like.
async fn analyse(db: &DatabaseConnection) -> anyhow::Result<()> {
    db.execute_unprepared("ANALYZE").await?;
    Ok(())
}

/// The statement searches the index.
async fn by_the_index(
    db: &DatabaseConnection,
    base: Base,
    statement: &Statement,
    plan: Plan,
) -> anyhow::Result<()> {
    let (explain, column, search, dear): (_, _, _, &[&str]) = match base {
        Base::Sqlite => (
            "EXPLAIN QUERY PLAN",
            "detail",
            plan.on_sqlite,
            &["SCAN", "TEMP"],
        ),
        Base::Postgres => ("EXPLAIN", "QUERY PLAN", plan.on_postgres, plan.dear),
    };
    let mut explained = statement.clone();
    explained.sql = format!("{explain} {}", statement.sql);
    let rows = db.query_all_raw(explained).await?;
    let line = |row: &QueryResult| row.try_get::<String>("", column);
    let plan: Result<Vec<String>, _> = rows.iter().map(line).collect();
    let plan = plan?.join("\n");
    ensure!(
        plan.contains(search) && !dear.iter().any(|word| plan.contains(word)),
        "{}\nis done as\n{plan}",
        statement.sql
    );
    Ok(())
}
