//! Looking for traces of somebody: in every row of every table, and in the bytes of SQLite's files.

use std::path::Path;

use anyhow::Context;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use stepwise::held::TABLES;

use crate::harness::School;

/// What gives somebody away.
pub struct Traces {
    /// Their number.
    pub id: i64,
    /// Their name, and what they wrote.
    pub words: Vec<&'static str>,
}

impl Traces {
    /// Where it is found, in words; nothing when they are forgotten.
    ///
    /// # Errors
    /// What the database or the file says.
    pub async fn found(&self, school: &School) -> anyhow::Result<Vec<String>> {
        let db = school.database()?;
        let mut found = self.in_rows(db).await?;
        if db.get_database_backend() == DbBackend::Sqlite {
            found.extend(self.in_files(school.database_url())?);
        }
        Ok(found)
    }

    async fn in_rows(&self, db: &DatabaseConnection) -> anyhow::Result<Vec<String>> {
        let backend = db.get_database_backend();
        let mut found = Vec::new();
        for table in TABLES {
            let name = table.name;
            for row in rows(db, name).await? {
                let id = self.id.to_string();
                for trace in self.words.iter().copied().chain([id.as_str()]) {
                    if row.contains(trace) || row.contains(&escaped(trace)) {
                        found.push(format!("{backend:?}: {trace} in {name}: {row}"));
                    }
                }
            }
        }
        Ok(found)
    }

    fn in_files(&self, url: &str) -> anyhow::Result<Vec<String>> {
        let path = url.trim_start_matches("sqlite://");
        let path = path.split('?').next().unwrap_or(path);
        let mut found = Vec::new();
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{path}{ending}");
            if !Path::new(&file).exists() {
                continue;
            }
            let bytes = std::fs::read(&file).with_context(|| file.clone())?;
            for (trace, needle) in self.needles() {
                let count = bytes
                    .windows(needle.len())
                    .filter(|it| *it == needle)
                    .count();
                if count > 0 {
                    found.push(format!("{count} times {trace} in the file {ending:?}"));
                }
            }
        }
        Ok(found)
    }

    /// The number as digits and as SQLite writes it: six bytes, the highest first, for what is that large.
    fn needles(&self) -> Vec<(String, Vec<u8>)> {
        let mut needles = vec![
            (
                "the number in digits".to_owned(),
                self.id.to_string().into_bytes(),
            ),
            (
                "the number in bytes".to_owned(),
                self.id.to_be_bytes()[2..].to_vec(),
            ),
        ];
        for word in &self.words {
            needles.push((format!("{word:?}"), word.as_bytes().to_vec()));
            needles.push((format!("{word:?} escaped"), escaped(word).into_bytes()));
        }
        needles
    }
}

/// As JSON may have it.
fn escaped(word: &str) -> String {
    let letter = |c: char| match c {
        c if c.is_ascii() => c.to_string(),
        c => format!("\\u{:04x}", u32::from(c)),
    };
    word.chars().map(letter).collect()
}

/// The rows of a table, each as one text.
async fn rows(db: &DatabaseConnection, table: &str) -> anyhow::Result<Vec<String>> {
    let backend = db.get_database_backend();
    let whole = if backend == DbBackend::Postgres {
        "it::text".to_owned()
    } else {
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        let sql = Statement::from_string(backend, sql);
        let mut columns = Vec::new();
        for column in db.query_all_raw(sql).await? {
            let name: String = column.try_get("", "name")?;
            columns.push(format!("coalesce(CAST({name} AS TEXT), '')"));
        }
        columns.join(" || ' ' || ")
    };
    let sql = format!("SELECT {whole} AS whole FROM {table} AS it");
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "whole")?))
        .collect()
}
