//! The schema against the list.

use std::collections::BTreeMap;

use anyhow::ensure;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use stepwise::held::TABLES;

use crate::harness::{School, Setting};

/// Large numbers that are nobody's, by their column: they are counted out, or belong to courses and messages.
const IMPERSONAL: [&str; 17] = [
    "bot_id",
    "broadcast_id",
    "code_id",
    "cohort_id",
    "course_id",
    "current_step_id",
    "fence",
    "file_bot_id",
    "head_version",
    "id",
    "looking_at",
    "outbox_id",
    "revision",
    "step_id",
    "submission_id",
    "told_step_id",
    "version",
];

/// The same in one table alone.
const ONLY_THERE: [&str; 17] = [
    "broadcasts.blocked",
    "broadcasts.delivered",
    "broadcasts.failed",
    "broadcasts.queued",
    "broadcasts.recipients",
    "broadcasts.unwanted",
    "inbox.update_id",
    "past_answers.first_right",
    "past_answers.tried",
    "past_learners.compared",
    "past_learners.finished",
    "past_learners.learners",
    "past_learners.pairs",
    "past_learners.right_after",
    "past_learners.right_before",
    // A group: work is never shown in a private chat by this.
    "review_rooms.chat_id",
    // SQLite alone has them as 64 bits.
    "seaql_migrations.applied_at",
];

/// Every table is listed and every listed one is there; so is every column; and each number that is large enough to be somebody's
/// is either said to refer to somebody or known to be nobody's.
pub async fn every_column_is_listed(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    let tables = tables(school.database()?).await?;
    let mut wrong = Vec::new();
    for (table, columns) in &tables {
        let Some(listed) = TABLES.iter().find(|listed| listed.name == table) else {
            wrong.push(format!("{table} is not listed"));
            continue;
        };
        for (column, kind) in columns {
            let is_large = kind.eq_ignore_ascii_case("bigint");
            let is_listed = listed.people.iter().any(|it| it.column == column);
            // What is generated counts from one; `chats` and `users` have Telegram's numbers.
            let is_own = column == "id" && (table == "chats" || table == "users");
            let whole = format!("{table}.{column}");
            let is_known = !is_own && IMPERSONAL.contains(&column.as_str())
                || ONLY_THERE.contains(&whole.as_str());
            if is_large && !is_listed && !is_known {
                wrong.push(format!("{whole} may say who somebody is"));
            }
        }
    }
    for listed in TABLES {
        let Some(columns) = tables.get(listed.name) else {
            wrong.push(format!("{} is no table", listed.name));
            continue;
        };
        for mention in listed.people {
            if !columns.contains_key(mention.column) {
                wrong.push(format!("{}.{} is no column", listed.name, mention.column));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    school.close().await
}

/// Every table with its columns and their types.
async fn tables(
    db: &DatabaseConnection,
) -> anyhow::Result<BTreeMap<String, BTreeMap<String, String>>> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT table_name AS t, column_name AS c, data_type AS k \
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
        _ => {
            "SELECT m.name AS t, c.name AS c, c.type AS k FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
    };
    let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for row in db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?
    {
        let (table, column, kind): (String, String, String) = (
            row.try_get("", "t")?,
            row.try_get("", "c")?,
            row.try_get("", "k")?,
        );
        tables.entry(table).or_default().insert(column, kind);
    }
    Ok(tables)
}
