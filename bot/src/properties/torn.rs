//! A publication that is cut off at any of its writes leaves nothing behind: the transaction that it belongs to decides.

use entity::revision;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, TransactionTrait,
};

use super::Act;
use super::school::{Done, School, said, seen};

/// The writes of a publication, each as the place where the power fails.
const CUTS: [&str; 8] = [
    "BEFORE INSERT ON steps",
    "BEFORE INSERT ON offers",
    "BEFORE UPDATE OF current_step_id ON user_course_progress",
    "BEFORE DELETE ON steps",
    "BEFORE UPDATE OF position ON steps",
    "BEFORE UPDATE OF text_content ON steps",
    "BEFORE INSERT ON revisions",
    "BEFORE UPDATE OF published_revision ON courses",
];

/// One step goes from under somebody, one is new, one says something else, one moves, one moves behind somebody.
const EDITS: [Act; 6] = [
    Act::Delete(1),
    Act::Add(9),
    Act::Move(3, true),
    Act::Move(1, true),
    Act::Rewrite(0, 5),
    Act::Rename(2, 8),
];

#[test]
fn a_publication_is_all_or_nothing() {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let played = torn(school, &db).await;
            db.rollback().await.map_err(said)?;
            played
        })
    });
    assert_eq!(found, Ok(()));
}

async fn torn(school: &School, db: &DatabaseTransaction) -> Result<(), String> {
    let places = [(1, false), (3, true), (0, false)];
    let course = school.furnish(db, 4, &places).await?;
    for act in EDITS {
        school.act(db, course, act).await.map_err(said)?;
    }
    let draft = school.author().open(db, course).await.map_err(said)?;
    let before = seen(db, course).await?;
    let kept = revision::Entity::find().count(db).await.map_err(said)?;
    for cut in CUTS {
        let savepoint = db.begin().await.map_err(said)?;
        let trigger =
            format!("CREATE TRIGGER cut {cut} BEGIN SELECT RAISE(ABORT, 'the power'); END");
        savepoint.execute_unprepared(&trigger).await.map_err(said)?;
        if school.act(&savepoint, course, Act::Publish).await.is_ok() {
            return Err(format!("nothing is written {cut}"));
        }
        savepoint.rollback().await.map_err(said)?;
        let revisions = revision::Entity::find().count(db).await.map_err(said)?;
        let is_whole = seen(db, course).await? == before
            && school.author().open(db, course).await.map_err(said)? == draft
            && revisions == kept;
        if !is_whole {
            return Err(format!("something is left behind, cut off {cut}"));
        }
    }
    let done = school.act(db, course, Act::Publish).await.map_err(said)?;
    let published = matches!(done, Done::Published);
    let revisions = revision::Entity::find().count(db).await.map_err(said)?;
    if published && revisions == kept + 1 && seen(db, course).await? != before {
        Ok(())
    } else {
        Err("with the power on, it was not published".to_owned())
    }
}
