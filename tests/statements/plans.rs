//! How the databases find whose time has come: by the index, however many wait; and in its order, however many are overdue.
//! The statement is the one that the bot has run.

use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta};
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
/// What PostgreSQL's plan says, and what it does not, when few are due: it may gather those few by the index and put them in
/// order then, which costs what they are, not what all are.
const FEW: (&str, &[&str]) = ("wakes_due", &["Seq Scan"]);
/// The same when everybody is due: the first of them are read off the index, and nobody else is looked at.
const ALL: (&str, &[&str]) = (
    "Index Scan using wakes_due on wakes",
    &["Seq Scan", "Sort", "Bitmap"],
);

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
    (on_postgres, dear): (&str, &[&str]),
) -> anyhow::Result<()> {
    let (explain, column, search, dear): (_, _, _, &[&str]) = match base {
        Base::Sqlite => ("EXPLAIN QUERY PLAN", "detail", ON_SQLITE, &["SCAN", "TEMP"]),
        Base::Postgres => ("EXPLAIN", "QUERY PLAN", on_postgres, dear),
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
