//! What learners hand in or ask, for a person to look at.

use sea_orm::entity::prelude::*;

use crate::{CourseId, StepId, SubmissionId, UserId};

/// What is wanted of who looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Kind {
    /// To accept it or to return it.
    #[sea_orm(string_value = "work")]
    Work,
    /// To answer it.
    #[sea_orm(string_value = "question")]
    Question,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Form {
    /// Words.
    #[sea_orm(string_value = "text")]
    Text,
    /// A picture.
    #[sea_orm(string_value = "photo")]
    Photo,
    /// A voice message.
    #[sea_orm(string_value = "voice")]
    Voice,
    /// A file.
    #[sea_orm(string_value = "document")]
    Document,
    /// A film.
    #[sea_orm(string_value = "video")]
    Video,
}

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Nobody has it in hand.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// Somebody has it in hand.
    #[sea_orm(string_value = "claimed")]
    Claimed,
    /// It was accepted.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// It was returned with a comment.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// The question was answered.
    #[sea_orm(string_value = "answered")]
    Answered,
    /// The learner has taken it back.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl State {
    /// Those in which somebody has yet to look at it.
    pub const OPEN: [State; 2] = [State::Waiting, State::Claimed];

    /// Whether somebody has yet to look at it.
    pub fn is_open(self) -> bool {
        State::OPEN.contains(&self)
    }
}

/// One row per submission. A learner has at most one open for a question of a step.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submissions")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: SubmissionId,
    /// What is wanted.
    pub kind: Kind,
    /// Whose it is.
    pub user_id: UserId,
    /// In which course. It goes when the learner leaves that.
    pub course_id: CourseId,
    /// The step that asks for it, or at which the learner has asked; null: it is gone, or there was none.
    pub step_id: Option<StepId>,
    /// The slug of the question that asks for work.
    pub question: Option<String>,
    /// The number of the try, from 1.
    pub number: i16,
    /// What was sent.
    pub form: Form,
    /// The words, or those below the file, in the stored form.
    #[sea_orm(column_type = "Text", nullable)]
    pub text: Option<String>,
    /// What Telegram calls the file.
    #[sea_orm(column_type = "Text", nullable)]
    pub file_id: Option<String>,
    /// The learner's message.
    pub message_id: i32,
    /// What has become of it.
    pub state: State,
    /// Who has it in hand, or had it last.
    pub claimed_by: Option<UserId>,
    /// UTC; since when.
    pub claimed_at: Option<DateTimeUtc>,
    /// Who has decided.
    pub decided_by: Option<UserId>,
    /// UTC; when.
    pub decided_at: Option<DateTimeUtc>,
    /// What was said to it, in the stored form.
    #[sea_orm(column_type = "Text", nullable)]
    pub comment: Option<String>,
    /// UTC; when it was handed in: the order of the queue.
    pub handed_in_at: DateTimeUtc,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// Whose it is.
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: BelongsTo<super::user::Entity>,
    /// In which course.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<super::course::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
