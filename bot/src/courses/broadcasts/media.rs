//! What announcements show: kept by what is in it, as in steps, for as long as the announcement is written or on its way.

use coursefile::Medium;
use entity::{UserId, broadcast};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::courses::Fault;
use crate::courses::media::{AT_TELEGRAM, Sent};

/// What an announcement shows above its words.
///
/// # Errors
/// What was stored is none of ours.
pub fn read_media(row: &broadcast::Model) -> Result<Vec<Medium>, Fault> {
    let media = row.media.as_deref().map(serde_json::from_str);
    Ok(media.transpose()?.unwrap_or_default())
}

/// Calls a medium by another name; both stand in JSON as a word of their own. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn renamed(db: &impl ConnectionTrait, old: &str, new: &str) -> Result<(), DbErr> {
    let replaced = Func::cust("REPLACE")
        .arg(Expr::col(broadcast::Column::Media))
        .arg(old)
        .arg(new);
    broadcast::Entity::update_many()
        .col_expr(broadcast::Column::Media, replaced.into())
        .filter(broadcast::COLUMN.media.contains(old))
        .exec(db)
        .await?;
    Ok(())
}

/// What those that have not ended show, as JSON.
///
/// # Errors
/// What the database says.
pub async fn shown(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let shown = showing()
        .select_only()
        .column(broadcast::Column::Media)
        .into_tuple()
        .all(db);
    shown.await
}

/// Media whose bytes are not kept yet, each with who has written the announcement that shows it.
///
/// # Errors
/// What the database says, or what was stored is none of ours.
pub async fn at_telegram(db: &impl ConnectionTrait) -> Result<Vec<(UserId, Sent)>, Fault> {
    let named = broadcast::COLUMN.media.contains(format!("\"{AT_TELEGRAM}"));
    let mut found = Vec::new();
    for row in showing().filter(named).all(db).await? {
        for medium in read_media(&row)? {
            let Some(file_id) = medium.source.strip_prefix(AT_TELEGRAM) else {
                continue;
            };
            let sent = Sent {
                file_id: file_id.to_owned(),
                kind: medium.kind,
                name: medium.name.clone(),
            };
            found.push((row.created_by, sent));
        }
    }
    Ok(found)
}

fn showing() -> Select<broadcast::Entity> {
    broadcast::Entity::find()
        .filter(broadcast::Column::EndedAt.is_null())
        .filter(broadcast::Column::Media.is_not_null())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use entity::{CourseId, course, media as kept, user};
    use sea_orm::{ConnectOptions, Database, DatabaseConnection, PaginatorTrait, Set};

    use super::*;
    use crate::clock::Dice;
    use crate::courses::media::{Fetched, settle};
    use crate::courses::transfer::{sweep, unused_pictures};

    /// The smallest thing that begins like a picture.
    const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n....";

    async fn school() -> DatabaseConnection {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        migration::up(&db).await.unwrap();
        let person = user::ActiveModel {
            id: Set(UserId(14)),
            first_name: Set("Grace".to_owned()),
            ..Default::default()
        };
        let course = course::ActiveModel {
            id: Set(CourseId(1)),
            slug: Set("tea".to_owned()),
            title: Set("Tea".to_owned()),
            ..Default::default()
        };
        let row = broadcast::ActiveModel {
            course_id: Set(CourseId(1)),
            created_by: Set(UserId(14)),
            segment: Set("everyone".to_owned()),
            media: Set(Some(
                serde_json::to_string(&[Medium::picture("tg:abc")]).unwrap(),
            )),
            state: Set(broadcast::State::Draft),
            written_at: Set(DateTime::UNIX_EPOCH),
            ..Default::default()
        };
        let person = user::Entity::insert(person);
        person.exec_without_returning(&db).await.unwrap();
        let course = course::Entity::insert(course);
        course.exec_without_returning(&db).await.unwrap();
        let row = broadcast::Entity::insert(row);
        row.exec_without_returning(&db).await.unwrap();
        db
    }

    async fn tidied(db: &DatabaseConnection) -> u64 {
        let before: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(100 * 365);
        let unused = unused_pictures(db, before).await.unwrap();
        sweep(db, unused).await.unwrap();
        kept::Entity::find().count(db).await.unwrap()
    }

    #[tokio::test]
    async fn what_is_on_its_way_keeps_its_picture() {
        let db = school().await;
        let left = at_telegram(&db).await.unwrap();
        let [(UserId(14), sent)] = left.as_slice() else {
            panic!("{left:?}");
        };
        let fetched = Fetched {
            sent: sent.clone(),
            bot: 1,
            bytes: PICTURE.to_vec(),
        };
        let name = settle(&db, &Dice::System, &fetched).await.unwrap();
        let row = broadcast::Entity::find().one(&db).await.unwrap().unwrap();
        let shown = read_media(&row).unwrap();
        assert_eq!(Some(&shown[0].source), name.as_ref());
        assert_eq!(at_telegram(&db).await.unwrap(), []);
        assert_eq!(tidied(&db).await, 1);
        broadcast::Entity::update_many()
            .col_expr(
                broadcast::Column::EndedAt,
                Expr::value(DateTime::UNIX_EPOCH),
            )
            .exec(&db)
            .await
            .unwrap();
        assert_eq!(tidied(&db).await, 0);
    }
}
