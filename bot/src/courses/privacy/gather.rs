//! Everything that is held about a person, readable by themselves and by programs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use entity::{UserId, course, step, submission, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use serde_json::{Map, Value};

use super::list::{Mention, TABLES, Table, Telling};
use crate::courses::refusal::Fault;

/// Columns that hold JSON as text.
const NESTED: [&str; 9] = [
    "body",
    "call",
    "content",
    "first_given",
    "given",
    "media",
    "payload",
    "picked",
    "state",
];

/// Everything that the tables hold about somebody: a list of rows under the name of each table that has some, their own ones
/// under its plain name and such as only mention them under `table.column`. Courses and steps are named beside their numbers.
/// Instants are UTC. Two statements a table at most, one after another.
///
/// # Errors
/// What the database says.
pub async fn about(db: &impl ConnectionTrait, user: UserId) -> Result<Map<String, Value>, Fault> {
    let mut held = BTreeMap::new();
    for table in TABLES {
        for mention in table.people {
            let rows = rows(db, &table, mention, user).await?;
            if !rows.is_empty() {
                held.insert(key(&table, mention), rows);
            }
        }
    }
    let titles = Titles::of(db, held.values().flatten()).await?;
    let named = held.into_iter().map(|(key, rows)| {
        let is_course = key.starts_with("courses");
        let rows = rows.into_iter().map(|row| titles.beside(row, is_course));
        (key, rows.collect())
    });
    Ok(named.collect())
}

/// The files that somebody has handed in, the latest first: what was sent, and what Telegram calls it.
///
/// # Errors
/// What the database says.
pub async fn files(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<(submission::Form, String)>, DbErr> {
    let own = submission::Entity::find()
        .filter(submission::COLUMN.user_id.eq(user))
        .filter(submission::Column::FileId.is_not_null())
        .order_by_desc(submission::Column::Id)
        .all(db)
        .await?;
    let files = own
        .into_iter()
        .filter_map(|it| Some((it.form, it.file_id?)));
    Ok(files.collect())
}

/// Whether somebody may ask for everything now, and notes that they do: once in `pause`.
///
/// # Errors
/// What the database says.
pub async fn may_ask(
    db: &impl ConnectionTrait,
    user: &user::Model,
    pause: TimeDelta,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if user
        .data_asked_at
        .is_some_and(|at| at <= now && now - at < pause)
    {
        return Ok(false);
    }
    user::Entity::update_many()
        .col_expr(user::Column::DataAskedAt, Expr::value(now))
        .filter(user::COLUMN.id.eq(user.id))
        .exec(db)
        .await?;
    Ok(true)
}

fn key(table: &Table, mention: &Mention) -> String {
    match mention.telling {
        Telling::AllBut(_) => table.name.to_owned(),
        Telling::Only(_) | Telling::Nothing => format!("{}.{}", table.name, mention.column),
    }
}

async fn rows(
    db: &impl ConnectionTrait,
    table: &Table,
    mention: &Mention,
    user: UserId,
) -> Result<Vec<Map<String, Value>>, Fault> {
    let is_told = |column: &str| match mention.telling {
        Telling::AllBut(but) => !but.contains(&column),
        Telling::Only(only) => only.contains(&column),
        Telling::Nothing => false,
    };
    if matches!(mention.telling, Telling::Nothing) {
        return Ok(Vec::new());
    }
    let (name, column) = (table.name, mention.column);
    let whole = match db.get_database_backend() {
        DbBackend::Postgres => "to_jsonb(it)::text".to_owned(),
        _ => object(db, name).await?,
    };
    let sql = format!("SELECT {whole} AS whole FROM {name} AS it WHERE {column} = $1");
    let values = [user.0.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let mut rows = Vec::new();
    for found in db.query_all_raw(statement).await? {
        let whole: String = found.try_get("", "whole")?;
        let mut row: Map<String, Value> = serde_json::from_str(&whole)?;
        row.retain(|column, _| is_told(column));
        for (column, value) in &mut row {
            unfold(column, value);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// SQLite's expression for a whole row as JSON.
async fn object(db: &impl ConnectionTrait, table: &str) -> Result<String, DbErr> {
    let sql = format!("SELECT name, type FROM pragma_table_info('{table}')");
    let columns = db
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await?;
    let mut fields = Vec::new();
    for column in columns {
        let name: String = column.try_get("", "name")?;
        let kind: String = column.try_get("", "type")?;
        fields.push(if kind.eq_ignore_ascii_case("boolean") {
            format!("'{name}', json(CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)")
        } else {
            format!("'{name}', {name}")
        });
    }
    Ok(format!("json_object({})", fields.join(", ")))
}

/// What is JSON within a text becomes a part of the whole.
fn unfold(column: &str, value: &mut Value) {
    let Some(text) = value.as_str().filter(|_| NESTED.contains(&column)) else {
        return;
    };
    if let Ok(inner @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text) {
        *value = inner;
    }
}

/// What courses and steps are called.
struct Titles {
    courses: BTreeMap<i64, String>,
    steps: BTreeMap<i64, String>,
}

impl Titles {
    async fn of(
        db: &impl ConnectionTrait,
        rows: impl Iterator<Item = &Map<String, Value>>,
    ) -> Result<Titles, DbErr> {
        let (mut courses, mut steps) = (BTreeSet::new(), BTreeSet::new());
        for row in rows {
            let number = |column: &str| row.get(column).and_then(Value::as_i64);
            courses.extend(number("course_id"));
            steps.extend(number("step_id").or_else(|| number("current_step_id")));
        }
        let called = course::Entity::find()
            .select_only()
            .columns([course::Column::Id, course::Column::Title])
            .filter(course::Column::Id.is_in(courses));
        let courses: Vec<(i64, String)> = called.into_tuple().all(db).await?;
        let called = step::Entity::find()
            .select_only()
            .columns([step::Column::Id, step::Column::Title])
            .filter(step::Column::Id.is_in(steps));
        let steps: Vec<(i64, String)> = called.into_tuple().all(db).await?;
        Ok(Titles {
            courses: courses.into_iter().collect(),
            steps: steps.into_iter().collect(),
        })
    }

    /// The row with the titles beside the numbers.
    fn beside(&self, mut row: Map<String, Value>, is_course: bool) -> Value {
        let title = |column: &str, titles: &BTreeMap<i64, String>| {
            let number = row.get(column).and_then(Value::as_i64)?;
            titles.get(&number).cloned()
        };
        let course = title("course_id", &self.courses).filter(|_| !is_course);
        let step = title("step_id", &self.steps).or_else(|| title("current_step_id", &self.steps));
        for (key, title) in [("course", course), ("step", step)] {
            if let Some(title) = title {
                row.insert(key.to_owned(), title.into());
            }
        }
        Value::Object(row)
    }
}
