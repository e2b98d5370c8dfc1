//! The schema, on both databases: up, down and up again; what it refuses; what it does by itself; and that it is the one
//! that the entities describe.

mod constraints;
mod media;
mod old_courses;
mod old_data;
mod past;
mod references;
mod relations;
mod round_trip;
mod rows;
mod study_days;
mod up_and_down;
mod work;

use libtest_mimic::Trial;
use sea_orm::DatabaseConnection;

use crate::harness::database::{Lent, lend};
use crate::harness::{Base, postgres, run};
use crate::stories::on;

type Test = std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>>>>;

/// A test on a database of its own.
type OnBase = fn(Base) -> Test;

/// Every test, on both databases.
pub fn trials() -> Vec<Trial> {
    let tests: Vec<(&'static str, OnBase)> = vec![
        ("up_down_up", |base| Box::pin(up_and_down::round(base))),
        ("two_at_once", |base| {
            Box::pin(up_and_down::two_at_once(base))
        }),
        ("every_column_comes_back", |base| {
            Box::pin(round_trip::every_entity(base))
        }),
        ("every_other_column_comes_back", |base| {
            Box::pin(round_trip::every_other_entity(base))
        }),
        ("every_message_comes_back", |base| {
            Box::pin(round_trip::every_entity_of_messages(base))
        }),
        ("every_draft_comes_back", |base| {
            Box::pin(round_trip::every_draft(base))
        }),
        ("every_review_comes_back", |base| {
            Box::pin(round_trip::every_review(base))
        }),
        ("every_announcement_comes_back", |base| {
            Box::pin(round_trip::every_announcement(base))
        }),
        ("courses_get_drafts", |base| {
            Box::pin(old_courses::get_drafts(base))
        }),
        ("media_on_the_way_back", |base| {
            Box::pin(media::on_the_way_back(base))
        }),
        ("every_way_in_comes_back", |base| {
            Box::pin(round_trip::every_way_in(base))
        }),
        ("authors_become_roles_and_back", |base| {
            Box::pin(old_data::authors(base))
        }),
        ("what_is_unique", |base| Box::pin(constraints::unique(base))),
        ("lengths_count_characters", |base| {
            Box::pin(constraints::lengths(base))
        }),
        ("foreign_keys", |base| {
            Box::pin(references::foreign_keys(base))
        }),
        ("updated_at_moves", |base| {
            Box::pin(constraints::updated_at(base))
        }),
        ("a_username_changes_hands", |base| {
            Box::pin(constraints::username(base))
        }),
        ("every_submission_comes_back", |base| {
            Box::pin(work::every_entity(base))
        }),
        ("what_is_handed_in_once", |base| {
            Box::pin(work::constraints(base))
        }),
        ("what_goes_with_a_submission", |base| {
            Box::pin(work::what_goes(base))
        }),
        ("every_past_count_comes_back", |base| {
            Box::pin(past::every_entity(base))
        }),
        ("every_study_day_comes_back", |base| {
            Box::pin(study_days::every_entity(base))
        }),
        ("what_a_study_day_is_not", |base| {
            Box::pin(study_days::constraints(base))
        }),
        ("relations_both_ways", |base| {
            Box::pin(relations::both_ways(base))
        }),
        ("relations_cost_the_same", |base| {
            Box::pin(relations::in_bulk(base))
        }),
    ];
    let mut trials = Vec::new();
    for (name, test) in tests {
        for base in Base::ALL {
            let name = format!("migrations::{}::{name}", base.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(base, || run(test(base)))
            }));
        }
    }
    trials
}

/// A fresh database with its tables, opened as the bot opens it.
async fn open(base: Base) -> anyhow::Result<(Lent, DatabaseConnection)> {
    let lent = lend(base, true).await?;
    let database = stepwise::database::Database::open(&lent.url, false).await?;
    migration::up(&database.write).await?;
    Ok((lent, database.write))
}

/// A fresh database without tables.
async fn open_empty(base: Base) -> anyhow::Result<(Lent, DatabaseConnection)> {
    let lent = lend(base, false).await?;
    let db = postgres::connect(&lent.url).await?;
    Ok((lent, db))
}
