//! What is there before a story begins: courses and people, put into the database without the bot.
//!
//! | line | what is there |
//! |---|---|
//! | `course first-aid` | an open course of three steps; see `courses.rs` for those with a title of their own |
//! | `course sleep with 5 steps by Grace, closed` | any of these, in any order, with commas or without |
//! | `… with a 9000-character text at step 2` | that step is long |
//! | `… with a picture at step 2`, `… with a refused picture at step 2` | Telegram takes it, or does not |
//! | `… without steps`, `… without end` | |
//! | `file quiz/capitals.md by Grace` | the course of that file, open; the path begins at the stories |
//! | `12 courses` | `Course 01` to `Course 12`, open |
//! | `Grace is an author` | she makes courses |
//! | `Grace is an author of first-aid`, also `a reviewer`, `an analyst` | she has that part in one course |
//! | `Amina stands on step 2 of first-aid` | she has joined it |
//! | `Amina has finished first-aid` | she stands on its last step |
//! | `Amina wants to study on 3 days a week` | her goal is that |
//! | `Amina has a message waiting that does not read` | another version of the bot has left it to be sent |
//! | `Olga has said hello` | she has started the bot |
//! | `from the next start the owner is Grace` | OWNER_IDS names her and nobody else; see `stage.rs` |

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use entity::role::Role;
use entity::{CourseId, UserId, step, user, user_course_progress as progress, user_role};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    QueryOrder,
};

use super::cast;
use super::courses::{self, Wanted};
use super::school::BEGINNING;

/// Puts it in.
///
/// # Errors
/// What does not read, or what the database says.
pub async fn arrange(db: &DatabaseConnection, line: &str) -> anyhow::Result<()> {
    if let Some(course) = line.strip_prefix("course ") {
        return courses::plant(db, &courses::wanted(course)?).await;
    }
    if let Some(file) = line.strip_prefix("file ") {
        return super::course_files::plant(db, file).await;
    }
    if let Some(count) = line.strip_suffix(" courses") {
        for number in 1..=count.parse::<usize>()? {
            courses::plant(db, &Wanted::new(&format!("course-{number:02}"))).await?;
        }
        return Ok(());
    }
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    let who = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
    if rest == "is an author" {
        return make_author(db, who).await;
    }
    for (part, role) in [
        ("is an author of ", Role::Author),
        ("is a reviewer of ", Role::Reviewer),
        ("is an analyst of ", Role::Analyst),
    ] {
        if let Some(slug) = rest.strip_prefix(part) {
            let course = courses::course_id(db, slug).await?;
            return give_role(db, who, role, Some(course)).await;
        }
    }
    if let Some(place) = rest.strip_prefix("stands on step ") {
        let (number, slug) = place.split_once(" of ").context("of which course?")?;
        return stand(db, who, slug, Some(number.parse()?)).await;
    }
    if let Some(wanted) = rest.strip_prefix("wants to study on ") {
        let days = wanted.split_once(' ').map_or(wanted, |(days, _)| days);
        let goal = format!(
            "UPDATE users SET study_goal = {} WHERE id = {who}",
            days.parse::<u8>()?
        );
        db.execute_unprepared(&goal).await?;
        return Ok(());
    }
    if rest == "has a message waiting that does not read" {
        return leave_unread(db, who).await;
    }
    if rest == "was given up" {
        return give_up(db, who).await;
    }
    if let Some(slug) = rest.strip_prefix("has finished ") {
        return stand(db, who, slug, None).await;
    }
    bail!("{line:?} cannot be given")
}

/// A row that waits to be sent to somebody, in words that no version of the bot has.
async fn leave_unread(db: &DatabaseConnection, who: i64) -> anyhow::Result<()> {
    let left = format!(
        "INSERT INTO outbox (chat_id, lane, call, due_at) \
         VALUES ({who}, 1, '{{\"verb\": 1}}', '2027-01-01T00:00:00+00:00')"
    );
    db.execute_unprepared(&left).await?;
    Ok(())
}

/// Looking at somebody by itself has failed too often.
async fn give_up(db: &DatabaseConnection, who: i64) -> anyhow::Result<()> {
    let given_up = format!(
        "UPDATE wakes SET state = 1, attempts = 8, reason = 'ABC234: stored data' WHERE user_id = {who}"
    );
    db.execute_unprepared(&given_up).await?;
    Ok(())
}

/// Puts a person in, as if they had spoken to the bot before.
///
/// # Errors
/// What the database says.
pub async fn meet(db: &DatabaseConnection, id: i64) -> anyhow::Result<()> {
    let person = cast::people().into_iter().find(|person| person.id == id);
    let person = person.context("nobody has this number")?;
    let row = user::ActiveModel {
        id: Set(UserId(id)),
        first_name: Set(person.first_name),
        last_name: Set(person.last_name),
        username: Set(person.username),
        ..Default::default()
    };
    user::Entity::insert(row)
        .on_conflict(OnConflict::column(user::Column::Id).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Lets somebody make courses.
///
/// # Errors
/// What the database says.
pub async fn make_author(db: &DatabaseConnection, id: i64) -> anyhow::Result<()> {
    give_role(db, id, Role::Author, None).await
}

/// Gives somebody a role, for one course or for the whole instance.
///
/// # Errors
/// What the database says.
pub async fn give_role(
    db: &DatabaseConnection,
    id: i64,
    role: Role,
    course: Option<CourseId>,
) -> anyhow::Result<()> {
    meet(db, id).await?;
    let row = user_role::ActiveModel {
        user_id: Set(UserId(id)),
        role: Set(role),
        course_id: Set(course),
        granted_by: Set(UserId(cast::OLGA)),
        ..Default::default()
    };
    user_role::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn stand(
    db: &DatabaseConnection,
    who: i64,
    slug: &str,
    number: Option<usize>,
) -> anyhow::Result<()> {
    meet(db, who).await?;
    let course = courses::course_id(db, slug).await?;
    let steps = step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course))
        .order_by_asc(step::Column::Position)
        .all(db)
        .await?;
    let step = match number {
        Some(number) => steps.get(number - 1),
        None => steps.last(),
    };
    let now: DateTime<Utc> =
        DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    let row = progress::ActiveModel {
        user_id: Set(UserId(who)),
        course_id: Set(course),
        current_step_id: Set(Some(step.context("there is no such step")?.id)),
        finished_at: Set(number.is_none().then_some(now)),
        visited_at: Set(now),
        stood_since: Set(Some(now)),
        ..Default::default()
    };
    progress::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
