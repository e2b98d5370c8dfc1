//! A course.

use sea_orm::entity::prelude::*;

use crate::{CourseId, UserId};

/// Who may come in while a course is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Door {
    /// Everybody: it stands in the catalogue.
    #[default]
    #[sea_orm(string_value = "public")]
    Public,
    /// Who has the link.
    #[sea_orm(string_value = "unlisted")]
    Unlisted,
    /// Who has a code.
    #[sea_orm(string_value = "invitation")]
    Invitation,
}

impl Door {
    /// Every door, the widest first.
    pub const ALL: [Door; 3] = [Door::Public, Door::Unlisted, Door::Invitation];
}

/// One row per course, as learners see it; what authors work on is its draft.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "courses")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: CourseId,
    /// The stable public name, used in links and files; at most 48 characters.
    #[sea_orm(unique)]
    pub slug: String,
    /// At most 64 characters.
    #[sea_orm(unique)]
    pub title: String,
    /// At most 300 characters.
    pub description: Option<String>,
    /// False hides the course from the catalogue and closes the door to newcomers.
    pub is_active: bool,
    /// Who may come in while it is open.
    pub door: Door,
    /// What the link carries when the door is not everybody's: 24 signs of chance; null: it never had such a link.
    #[sea_orm(unique)]
    pub link_token: Option<String>,
    /// Who made it; null once that person is gone.
    pub author_id: Option<UserId>,
    /// A random number that changes with everything that learners may notice of the course or of its steps: what is cached under
    /// the same number is still true, in every process.
    pub revision: i64,
    /// The language it is written in, such as `en`; null: not said.
    pub language: Option<String>,
    /// The share of all points that passes the course, in percent; null: there is no such mark.
    pub pass_mark: Option<i16>,
    /// After how many days of silence learners are reminded, such as `1, 3, 7`, or `none`; null: not said.
    #[sea_orm(column_type = "Text", nullable)]
    pub reminders: Option<String>,
    /// UTC; since when reminders are as they are; null: always. Who was long gone then is left alone.
    pub reminders_since: Option<DateTimeUtc>,
    /// When every step after the first opens that says nothing else, in the words of a course file; null: at once.
    pub release: Option<String>,
    /// The number of the revision that learners walk; 0: none was recorded yet.
    pub published_revision: i32,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// The steps, in no order of their own: sort by `position`.
    #[sea_orm(has_many)]
    pub steps: HasMany<super::step::Entity>,
    /// Who is in the course, and where.
    #[sea_orm(has_many)]
    pub progress: HasMany<super::user_course_progress::Entity>,
    /// The people in the course.
    #[sea_orm(has_many, via = "user_course_progress")]
    pub users: HasMany<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
