//! Looks that come twice, too early, or after an outage.

use entity::{CourseId, UserId};
use sea_orm::{ActiveValue::Set, ConnectOptions, Database, DatabaseConnection};

use super::*;
use crate::clock::Dice;
use crate::courses::Walk;
use crate::courses::authoring::{Author, plant};
use crate::courses::enrolment::Way;
use crate::courses::rhythm::{Rhythm, Zone};
use crate::courses::wakes::{self, Looking};
use crate::courses::{Rights, Shelf};

const LEARNER: UserId = UserId(1);
const COURSE: CourseId = CourseId(1);

fn utc(words: &str) -> DateTime<Utc> {
    words.parse().expect("an instant")
}

/// A course of five steps of which every one after the first opens the day after, and somebody who has not begun it.
async fn school() -> (DatabaseConnection, user::Model) {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.expect("a database");
    migration::up(&db).await.expect("tables");
    let person = user::ActiveModel {
        id: Set(LEARNER),
        first_name: Set("Amina".to_owned()),
        ..Default::default()
    };
    let person = user::Entity::insert(person).exec_with_returning(&db).await;
    give(&db, "drip").await;
    (db, person.expect("a person"))
}

async fn give(db: &DatabaseConnection, name: &str) {
    let steps = [1, 2, 3, 4, 5].map(|number| {
        let end = if number == 5 { " .end" } else { "" };
        format!("## Step {number} {{#s{number}{end}}}\n\nWords.\n\n")
    });
    let steps = steps.concat();
    let file = format!("---\nid: {name}\ntitle: {name}\nrelease: after 1 day\n---\n\n{steps}");
    let seed = coursefile::read(&file).course;
    let dice = Dice::seeded(name.bytes().map(u64::from).sum());
    let author = Author {
        user: LEARNER,
        rights: Rights::of_an_owner(LEARNER),
        now: utc("2027-01-01T00:00:00Z"),
        dice: &dice,
    };
    plant(db, author, &seed).await.expect("a course");
}

/// Looks at the learner at this instant; gives back the slug of the step that was brought, and when to look again.
async fn look(
    db: &DatabaseConnection,
    shelf: &Shelf,
    user: &user::Model,
    now: &str,
) -> (Option<String>, Option<DateTime<Utc>>) {
    let learner = Learner {
        shelf,
        user,
        rhythm: Rhythm::in_zone(Zone::UTC),
        now: utc(now),
        free_at: utc(now),
        reminded_on: None,
    };
    let due = due(db, &learner).await.expect("a look");
    let brought = due.now.map(|told| match told.news {
        News::Brought { standing, .. } => standing.shown().slug.clone(),
        News::Ended { .. } => "ended".to_owned(),
        News::Opened { .. } => "told".to_owned(),
    });
    (brought, due.next)
}

#[tokio::test]
async fn a_step_is_brought_once_and_never_early() {
    let (db, user) = school().await;
    let shelf = Shelf::default();
    let walk = |now: &str| Walk {
        shelf: &shelf,
        user: LEARNER,
        now: utc(now),
    };
    let first = walk("2027-01-01T10:00:00Z");
    let standing = first
        .enrol(&db, COURSE, Way::Catalogue)
        .await
        .expect("inside");
    let from = standing.current;
    for _ in 0..2 {
        let waits = first.advance(&db, COURSE, from).await.expect("it waits");
        let opens = waits.waits.map(|waits| waits.opens_at);
        assert_eq!(opens, Some(utc("2027-01-02T10:00:00Z")));
    }
    // Asked once more, the first time counts.
    let later = walk("2027-01-01T20:00:00Z")
        .advance(&db, COURSE, from)
        .await;
    let opens = later.expect("it waits").waits.map(|waits| waits.opens_at);
    assert_eq!(opens, Some(utc("2027-01-02T10:00:00Z")));
    let due_at = Some(utc("2027-01-02T10:00:00Z"));
    assert_eq!(
        look(&db, &shelf, &user, "2027-01-02T09:59:59Z").await,
        (None, due_at)
    );
    // An outage until the night: it waits for the morning.
    let morning = Some(utc("2027-01-03T08:00:00Z"));
    assert_eq!(
        look(&db, &shelf, &user, "2027-01-02T22:00:00Z").await,
        (None, morning)
    );
    let brought = (Some("s2".to_owned()), None);
    assert_eq!(
        look(&db, &shelf, &user, "2027-01-03T08:00:00Z").await,
        brought
    );
    for now in ["2027-01-03T08:00:00Z", "2027-01-09T08:00:00Z"] {
        assert_eq!(look(&db, &shelf, &user, now).await, (None, None), "{now}");
    }
}

#[tokio::test]
async fn after_an_outage_comes_one_a_day() {
    let (db, _) = school().await;
    for name in ["drip-2", "drip-3", "drip-4", "drip-5"] {
        give(&db, name).await;
    }
    let shelf = Shelf::default();
    let walk = Walk {
        shelf: &shelf,
        user: LEARNER,
        now: utc("2027-01-01T10:00:00Z"),
    };
    for course in (1..=5).map(CourseId) {
        let standing = walk.enrol(&db, course, Way::Catalogue).await;
        let from = standing.expect("inside").current;
        walk.advance(&db, course, from).await.expect("it waits");
    }
    // They were all due at ten on the second; the bot is back on the sixth.
    let (mut now, mut brought) = (utc("2027-01-06T10:00:00Z"), Vec::new());
    while now < utc("2027-01-11T00:00:00Z") {
        let looking = Looking {
            shelf: &shelf,
            house_zone: Zone::UTC,
            user: LEARNER,
            now,
        };
        let looked = wakes::look(&db, &looking).await.expect("a look");
        brought.extend(looked.say.map(|_| now));
        now = looked.next.expect("there is more");
    }
    let days = [
        "2027-01-06T10:00:00Z",
        "2027-01-07T08:00:00Z",
        "2027-01-08T08:00:00Z",
        "2027-01-09T08:00:00Z",
        "2027-01-10T08:00:00Z",
    ];
    assert_eq!(brought, days.map(utc));
}
