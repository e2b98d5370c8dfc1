//! One message to many.

use sea_orm::entity::prelude::*;

use crate::{BroadcastId, CourseId, UserId};

/// How far an announcement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Written, and not sent to anybody.
    #[sea_orm(string_value = "draft")]
    Draft,
    /// On its way.
    #[sea_orm(string_value = "running")]
    Running,
    /// Held up by its author.
    #[sea_orm(string_value = "paused")]
    Paused,
    /// Ended by its author; not everybody has got it.
    #[sea_orm(string_value = "stopped")]
    Stopped,
    /// Everybody has been written to.
    #[sea_orm(string_value = "done")]
    Done,
}

/// One row per announcement. The figures are counts of its recipients and stay when those are pruned.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "broadcasts")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: BroadcastId,
    /// The course it is about.
    pub course_id: CourseId,
    /// Who has written it, and sees how far it has come.
    pub created_by: UserId,
    /// For whom it is; see `stepwise::courses::broadcasts::Segment`.
    pub segment: String,
    /// The words, in the stored form.
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    /// What is shown above them, as JSON, as in `steps`.
    #[sea_orm(column_type = "Text", nullable)]
    pub media: Option<String>,
    /// How far it has come.
    pub state: State,
    /// The message in its author's chat that shows how far it has come.
    pub message_id: Option<i32>,
    /// For how many it was when it was sent.
    pub recipients: i64,
    /// To how many of them it was handed to be sent, or not to be sent.
    pub queued: i64,
    /// How many have got it.
    pub delivered: i64,
    /// How many cannot be reached.
    pub blocked: i64,
    /// How many it could not be sent to for another reason.
    pub failed: i64,
    /// How many have switched announcements off since it was begun.
    pub unwanted: i64,
    /// Recipients with numbers up to this one have been handed on.
    pub fed_to: i64,
    /// Recipients with numbers up to this one are counted, but for those in `uncounted`.
    pub counted_to: i64,
    /// Of whom up to `counted_to` it is not known yet what has become of them: a few numbers, parted by spaces; null: of nobody.
    #[sea_orm(column_type = "Text", nullable)]
    pub uncounted: Option<String>,
    /// Grows with every process that takes it in hand: one that has lost it writes nothing any more.
    pub fence: i64,
    /// UTC; until then it belongs to the process with that fence.
    pub claimed_until: Option<DateTimeUtc>,
    /// UTC; when its words were written.
    pub written_at: DateTimeUtc,
    /// UTC; when it was sent off.
    pub started_at: Option<DateTimeUtc>,
    /// UTC; when its author was last shown how far it has come.
    pub told_at: Option<DateTimeUtc>,
    /// UTC; when the last one was settled and its author was told.
    pub ended_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// The course it is about.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<super::course::Entity>,
}

impl Model {
    /// How many have been handed on and are not settled yet.
    pub fn in_flight(&self) -> i64 {
        self.queued - self.settled()
    }

    /// Of how many it is known what has become of it.
    pub fn settled(&self) -> i64 {
        self.delivered + self.blocked + self.failed + self.unwanted
    }
}

impl ActiveModelBehavior for ActiveModel {}
