//! How many would get an announcement now, and who gets it when it is sent.

use chrono::{DateTime, Utc};
use entity::broadcast_recipient as recipient;
use entity::{BroadcastId, CourseId, UserId, rhythm, user, user_course_progress as progress};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::Segment;

/// How many would get it now. Its author is none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Those who get it.
    pub wanted: u64,
    /// Those who have switched announcements off, or all that comes by itself.
    pub unwanted: u64,
    /// Those whom the bot cannot reach.
    pub unreachable: u64,
}

/// Places whose learners want nothing of their course by itself: they have stopped it there, or everywhere. A course that rests after
/// its last reminder was stopped by nobody.
pub(super) fn is_stopped() -> Condition {
    let stopped = Query::select()
        .expr(Expr::value(1))
        .from(rhythm::Entity)
        .and_where(
            Expr::col((rhythm::Entity, rhythm::Column::UserId))
                .eq(Expr::col((progress::Entity, progress::Column::UserId))),
        )
        .and_where(Expr::col((rhythm::Entity, rhythm::Column::IsStopped)).eq(true))
        .to_owned();
    Condition::any()
        .add(progress::Column::IsStopped.eq(true))
        .add(Expr::exists(stopped))
}

/// Those of these people who are in this course and have not stopped it. One statement.
pub(super) async fn listening(
    db: &impl ConnectionTrait,
    course: CourseId,
    people: &[UserId],
) -> Result<Vec<UserId>, DbErr> {
    progress::Entity::find()
        .select_only()
        .column(progress::Column::UserId)
        .filter(progress::COLUMN.course_id.eq(course))
        .filter(progress::COLUMN.user_id.is_in(people.iter().copied()))
        .filter(is_stopped().not())
        .into_tuple()
        .all(db)
        .await
}

/// Some learners of a course, but for one person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Those {
    pub course: CourseId,
    pub segment: Segment,
    pub but: UserId,
    pub now: DateTime<Utc>,
}

impl Those {
    /// How many of them get it. Two statements.
    pub async fn count(self, db: &impl ConnectionTrait) -> Result<Audience, DbErr> {
        let groups: Vec<(bool, bool, i64)> = progress::Entity::find()
            .inner_join(user::Entity)
            .filter(self.condition())
            .select_only()
            .column(user::Column::IsActive)
            .column(user::Column::HearsAnnouncements)
            .column_as(progress::Column::UserId.count(), "people")
            .group_by(user::Column::IsActive)
            .group_by(user::Column::HearsAnnouncements)
            .into_tuple()
            .all(db)
            .await?;
        let mut audience = Audience::default();
        for (is_active, hears, people) in groups {
            let people = u64::try_from(people).unwrap_or(0);
            match (is_active, hears) {
                (false, _) => audience.unreachable += people,
                (true, false) => audience.unwanted += people,
                (true, true) => audience.wanted += people,
            }
        }
        let stopped = progress::Entity::find()
            .inner_join(user::Entity)
            .filter(self.condition().add(is_stopped()))
            .filter(user::COLUMN.is_active.eq(true))
            .filter(user::COLUMN.hears_announcements.eq(true))
            .count(db)
            .await?;
        audience.wanted = audience.wanted.saturating_sub(stopped);
        audience.unwanted += stopped;
        Ok(audience)
    }

    /// Writes down who gets it; gives back how many. One statement, however many they are.
    pub async fn fix(self, db: &impl ConnectionTrait, id: BroadcastId) -> Result<u64, DbErr> {
        let mut insert = Query::insert();
        insert.into_table(recipient::Entity).columns([
            recipient::Column::BroadcastId,
            recipient::Column::UserId,
            recipient::Column::State,
        ]);
        insert
            .select_from(self.rows(id))
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        Ok(db.execute(&insert).await?.rows_affected())
    }

    fn rows(self, id: BroadcastId) -> SelectStatement {
        let column = |column: user::Column| Expr::col((user::Entity, column));
        Query::select()
            .expr(Expr::value(id).cast_as(Alias::new("BIGINT")))
            .column((progress::Entity, progress::Column::UserId))
            .expr(Expr::value(recipient::State::Waiting).cast_as(Alias::new("SMALLINT")))
            .from(progress::Entity)
            .inner_join(
                user::Entity,
                column(user::Column::Id)
                    .eq(Expr::col((progress::Entity, progress::Column::UserId))),
            )
            .cond_where(self.condition())
            .and_where(column(user::Column::IsActive).eq(true))
            .and_where(column(user::Column::HearsAnnouncements).eq(true))
            .cond_where(is_stopped().not())
            .to_owned()
    }

    fn condition(self) -> Condition {
        self.segment
            .condition(self.course, self.now)
            .add(progress::Column::UserId.ne(self.but))
    }
}
