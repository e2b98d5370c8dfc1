//! Counting while one of the first is held up for hours.

use entity::broadcast::State;
use entity::{BroadcastId, CourseId};
use sea_orm::{ActiveValue::Set, ConnectOptions, Database, DatabaseConnection};

use super::*;

const ANNOUNCEMENT: BroadcastId = BroadcastId(1);
const HELD: Held = Held {
    id: ANNOUNCEMENT,
    fence: 1,
};
const PEOPLE: i64 = 500;

/// An announcement that five hundred have got, but for the third, who waits for Telegram.
async fn held_up() -> DatabaseConnection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.expect("a database");
    migration::up(&db).await.expect("tables");
    let at = chrono::DateTime::UNIX_EPOCH;
    let author = entity::user::ActiveModel {
        id: Set(UserId(1)),
        first_name: Set("Grace".to_owned()),
        ..Default::default()
    };
    let course = course::ActiveModel {
        id: Set(CourseId(1)),
        slug: Set("drip".to_owned()),
        title: Set("Drip".to_owned()),
        ..Default::default()
    };
    let row = broadcast::ActiveModel {
        id: Set(ANNOUNCEMENT),
        course_id: Set(CourseId(1)),
        created_by: Set(UserId(1)),
        segment: Set("everyone".to_owned()),
        text: Set(Some("Hello.".to_owned())),
        state: Set(State::Running),
        fence: Set(1),
        recipients: Set(PEOPLE),
        queued: Set(PEOPLE),
        fed_to: Set(PEOPLE),
        written_at: Set(at),
        ..Default::default()
    };
    let people = (1..=PEOPLE).map(|id| recipient::ActiveModel {
        broadcast_id: Set(ANNOUNCEMENT),
        user_id: Set(UserId(id)),
        state: Set(if id == 3 {
            Standing::Queued
        } else {
            Standing::Delivered
        }),
        ..Default::default()
    });
    let author = entity::user::Entity::insert(author).exec(&db).await;
    author.expect("an author");
    course::Entity::insert(course)
        .exec(&db)
        .await
        .expect("a course");
    let row = broadcast::Entity::insert(row).exec(&db).await;
    row.expect("an announcement");
    let people = recipient::Entity::insert_many(people).exec_without_returning(&db);
    people.await.expect("its recipients");
    db
}

async fn looked(db: &DatabaseConnection) -> broadcast::Model {
    let looked = look(db, HELD).await.expect("a look");
    looked.expect("it is in hand").0
}

/// How many rows the next look would read of those who get it.
async fn to_read(db: &DatabaseConnection) -> usize {
    let row = broadcast::Entity::find_by_id(ANNOUNCEMENT).one(db).await;
    let row = row.expect("a statement").expect("an announcement");
    standing(db, &row).await.expect("a statement").len()
}

#[tokio::test]
async fn one_who_waits_for_hours_has_nobody_counted_again() {
    let db = held_up().await;
    assert_eq!(to_read(&db).await, 500);
    for _ in 0..2 {
        let row = looked(&db).await;
        assert_eq!((row.delivered, row.in_flight()), (PEOPLE - 1, 1));
        assert_eq!(to_read(&db).await, 1);
    }
    recipient::Entity::update_many()
        .col_expr(recipient::Column::State, Expr::value(Standing::Blocked))
        .filter(recipient::COLUMN.user_id.eq(UserId(3)))
        .exec(&db)
        .await
        .expect("it is known what has become of it");
    for _ in 0..2 {
        let row = looked(&db).await;
        let counted = (row.delivered, row.blocked, row.in_flight());
        assert_eq!(counted, (PEOPLE - 1, 1, 0));
        assert_eq!(to_read(&db).await, 0);
    }
}
