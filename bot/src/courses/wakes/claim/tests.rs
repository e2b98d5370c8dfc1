use sea_orm::{ConnectOptions, Database, DatabaseConnection, Set};

use super::*;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
}

/// Learners with numbers from 1 on: when each is due, and until when it is in somebody's hand.
async fn table(wakes: &[(i64, Option<i64>)]) -> DatabaseConnection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.expect("a database");
    migration::up(&db).await.expect("tables");
    for (id, (due, claimed)) in (1..).zip(wakes) {
        let person = entity::user::ActiveModel {
            id: Set(UserId(id)),
            first_name: Set(format!("Person {id}")),
            ..Default::default()
        };
        let person = entity::user::Entity::insert(person);
        person.exec_without_returning(&db).await.expect("a person");
        let row = wake::ActiveModel {
            user_id: Set(UserId(id)),
            due_at: Set(at(*due)),
            claimed_until: Set(claimed.map(at)),
            ..Default::default()
        };
        let row = wake::Entity::insert(row);
        row.exec_without_returning(&db).await.expect("a wake");
    }
    db
}

#[tokio::test]
async fn nobody_takes_a_wake_from_a_process_whose_clock_is_a_little_ahead() {
    let leases = [None, Some(-1), Some(15), Some(25), Some(79), Some(81)];
    let db = table(&leases.map(|until| (-5, until))).await;
    let claimed = claim(&db, at(0), false, 10).await.expect("an answer");
    let mut claimed: Vec<i64> = claimed.iter().map(|claimed| claimed.user.0).collect();
    claimed.sort_unstable();
    assert_eq!(claimed, [1, 2, 6]);
}

#[tokio::test]
async fn who_is_taken_in_hand_comes_in_the_order_of_their_ids() {
    let db = table(&[(-1, None), (-2, None), (-3, None)]).await;
    let claimed = claim(&db, at(0), true, 2).await.expect("an answer");
    // The two that have waited longest.
    let users: Vec<i64> = claimed.iter().map(|claimed| claimed.user.0).collect();
    assert_eq!(users, [2, 3]);
}

#[tokio::test]
async fn what_is_given_up_says_since_when() {
    let db = table(&[(-60, None)]).await;
    let mut claimed = claim(&db, at(0), true, 1).await.expect("an answer");
    let claimed = Claimed {
        attempts: TRIES - 1,
        ..claimed.remove(0)
    };
    let reason = "ABC234: it takes too long".to_owned();
    let noted = failed(&db, &claimed, at(5), reason).await;
    assert_eq!(noted.expect("an answer"), Failed::GivenUp);
    let row = wake::Entity::find_by_id(claimed.user).one(&db).await;
    assert_eq!(row.expect("an answer").map(|row| row.due_at), Some(at(5)));
}

#[tokio::test]
async fn nobody_waits_behind_everybody_when_the_clock_was_put_back() {
    let portion = i64::try_from(PORTION).expect("a number");
    let mut wakes = vec![(3600, None); usize::try_from(3 * portion).expect("a number")];
    // Two that come soon anyway, the last of all.
    wakes.extend([(1, None), (7, None)]);
    let db = table(&wakes).await;
    let mut after = None;
    loop {
        after = look_anew(&db, at(0), after).await.expect("an answer");
        if after.is_none() {
            break;
        }
    }
    let rows = wake::Entity::find()
        .order_by_asc(wake::Column::DueAt)
        .order_by_asc(wake::Column::UserId);
    let rows = rows.all(&db).await.expect("rows");
    let due: Vec<_> = rows.iter().map(|row| (row.due_at, row.user_id.0)).collect();
    let place = |second, id| due.iter().position(|row| *row == (at(second), id));
    let behind = |place: Option<usize>| place.and_then(|place| i64::try_from(place).ok());
    assert!(behind(place(1, 3 * portion + 1)).is_some_and(|place| place <= portion));
    assert!(behind(place(7, 3 * portion + 2)).is_some_and(|place| place <= 2 * portion + 1));
    // Nobody is forgotten.
    let last = due.last().map(|(due, _)| *due);
    assert!(last.is_some_and(|last| last < at(60)));
}
