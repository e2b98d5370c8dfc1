//! How the tables came to be, one change per file, each with its way back.
//!
//! A migration that was released is frozen: it keeps its old meaning, and therefore never looks at `entity`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

mod dialect;
mod m20261101_000001_create_courses;
mod m20261101_000002_create_inbox_and_outbox;
mod m20261121_000003_create_drafts;
mod m20261121_000004_create_roles;
mod m20261121_000005_create_invitations;
mod m20261121_000006_create_jobs;
mod m20261121_000007_create_imports;
mod m20261121_000008_number_codes;
mod m20261121_000009_create_links;
mod m20261121_000010_create_offers;
mod m20261121_000011_create_answers;
mod m20261121_000012_create_posts;
mod m20261121_000013_hold_media;
mod m20261121_000014_create_submissions;
mod m20261121_000015_create_reviews;
mod m20261121_000016_look_at_steps;
mod m20261121_000017_create_wakes;
mod m20261121_000018_create_rhythms;
mod m20261121_000019_create_cohorts;
mod m20261121_000020_create_broadcasts;
mod m20261121_000021_create_reminders;
mod m20261122_000022_create_study_days;
mod m20261122_000024_keep_activity;
mod m20261122_000025_stand_since;
mod m20261122_000026_ladder_since;
mod m20261122_000027_release_since;
mod m20261122_000028_count_past;
mod m20261122_000029_index_unasked;
mod m20261122_000030_keep_counts;
mod m20261122_000031_stop_a_course;

/// The ordered list.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261101_000001_create_courses::Migration),
            Box::new(m20261101_000002_create_inbox_and_outbox::Migration),
            Box::new(m20261121_000003_create_drafts::Migration),
            Box::new(m20261121_000004_create_roles::Migration),
            Box::new(m20261121_000005_create_invitations::Migration),
            Box::new(m20261121_000006_create_jobs::Migration),
            Box::new(m20261121_000007_create_imports::Migration),
            Box::new(m20261121_000008_number_codes::Migration),
            Box::new(m20261121_000009_create_links::Migration),
            Box::new(m20261121_000010_create_offers::Migration),
            Box::new(m20261121_000011_create_answers::Migration),
            Box::new(m20261121_000012_create_posts::Migration),
            Box::new(m20261121_000013_hold_media::Migration),
            Box::new(m20261121_000014_create_submissions::Migration),
            Box::new(m20261121_000015_create_reviews::Migration),
            Box::new(m20261121_000016_look_at_steps::Migration),
            Box::new(m20261121_000017_create_wakes::Migration),
            Box::new(m20261121_000018_create_rhythms::Migration),
            Box::new(m20261121_000019_create_cohorts::Migration),
            Box::new(m20261121_000020_create_broadcasts::Migration),
            Box::new(m20261121_000021_create_reminders::Migration),
            Box::new(m20261122_000022_create_study_days::Migration),
            Box::new(m20261122_000024_keep_activity::Migration),
            Box::new(m20261122_000025_stand_since::Migration),
            Box::new(m20261122_000026_ladder_since::Migration),
            Box::new(m20261122_000027_release_since::Migration),
            Box::new(m20261122_000028_count_past::Migration),
            Box::new(m20261122_000029_index_unasked::Migration),
            Box::new(m20261122_000030_keep_counts::Migration),
            Box::new(m20261122_000031_stop_a_course::Migration),
        ]
    }
}

/// The key of the PostgreSQL advisory lock that lets one process migrate at a time.
const MIGRATION_LOCK: i64 = 0x5354_4550_5749_5345;

/// Brings the database up to date in one transaction: all of it or nothing. Twice equals once, and two
/// processes that start together do it one after the other.
///
/// # Errors
/// What the database says.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tx = begin(db).await?;
    Migrator::up(&tx, None).await?;
    tx.commit().await
}

/// Takes back the last `steps` migrations, in one transaction.
///
/// # Errors
/// What the database says.
pub async fn down(db: &DatabaseConnection, steps: u32) -> Result<(), DbErr> {
    let tx = begin(db).await?;
    Migrator::down(&tx, Some(steps)).await?;
    tx.commit().await
}

/// Each migration's name and whether it has been applied, oldest first.
///
/// # Errors
/// What the database says.
pub async fn status(db: &DatabaseConnection) -> Result<Vec<(String, bool)>, DbErr> {
    let known = Migrator::get_migration_with_status_read_only(db).await?;
    Ok(known
        .into_iter()
        .map(|migration| {
            (
                migration.name().to_owned(),
                migration.status() == sea_orm_migration::migrator::MigrationStatus::Applied,
            )
        })
        .collect())
}

async fn begin(
    db: &DatabaseConnection,
) -> Result<sea_orm_migration::sea_orm::DatabaseTransaction, DbErr> {
    let tx = db
        .begin_with_options(TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        })
        .await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
            .await?;
    }
    Ok(tx)
}
