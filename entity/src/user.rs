//! A person whom Telegram has shown us.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per person; the key is Telegram's.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    /// The Telegram user id, never generated here.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// 1–64 characters.
    pub first_name: String,
    /// At most 64 characters.
    pub last_name: Option<String>,
    /// At most 32 characters, unique in any case; changes hands, so never a key or a permission.
    pub username: Option<String>,
    /// False while the bot cannot reach the person.
    pub is_active: bool,
    /// The language chosen by the person; null means "as Telegram says".
    pub language: Option<String>,
    /// What Telegram last said their language is, such as `ru`.
    pub telegram_language: Option<String>,
    /// Wants text alone: no media, no decoration.
    pub is_plain: bool,
    /// Wants to get what authors write to many.
    pub hears_announcements: bool,
    /// The time zone chosen by the person; null means "as the instance says".
    pub time_zone: Option<String>,
    /// On how many days a week they want to study, 1–7; null: they have no such goal.
    pub study_goal: Option<i16>,
    /// The day, in their zone, on which they have studied last since they have a goal; null: on none.
    pub studied_on: Option<Date>,
    /// UTC; when they last left a course: its row, which knew when they were active there, is gone; null: never.
    pub left_at: Option<DateTimeUtc>,
    /// UTC; when they last asked for everything that is held about them; null: never.
    pub data_asked_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// Where the person is in each of their courses.
    #[sea_orm(has_many)]
    pub progress: HasMany<super::user_course_progress::Entity>,
    /// The courses the person has joined.
    #[sea_orm(has_many, via = "user_course_progress")]
    pub courses: HasMany<super::course::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
