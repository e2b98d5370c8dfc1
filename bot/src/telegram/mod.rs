//! Our nouns for the Bot API, as data: no rows, no rules, no network.

mod about;
mod author_press;
mod broadcast_press;
mod cohort_press;
mod command;
mod goal_press;
mod holding_press;
mod job;
mod jobs_press;
mod ladder_press;
mod opening_press;
mod poll;
mod press;
mod privacy_press;
mod question_press;
mod quiz_press;
mod remark;
mod reminder_press;
mod reply;
mod review_press;
mod rhythm_press;
mod rich;
mod screen;
mod team_press;
mod work_press;

pub use about::About;
pub use author_press::{AuthorPress, Wish};
pub use broadcast_press::{AnnouncementPress, BroadcastPress};
pub use cohort_press::CohortPress;
pub use command::{
    AuthorCommand, BroadcastCommand, GroupCommand, LearnerCommand, OwnerCommand, ReviewerCommand,
    TeamCommand,
};
pub use goal_press::GoalPress;
pub use holding_press::HoldingPress;
pub use job::{Job, ResultsForm, SentFile};
pub use jobs_press::JobsPress;
pub use ladder_press::LadderPress;
pub use opening_press::OpeningPress;
pub use poll::NativePoll;
pub use press::Press;
pub use privacy_press::PrivacyPress;
pub use question_press::QuestionPress;
pub use quiz_press::{Put, QuizPress, Spot};
pub use reminder_press::ReminderPress;
pub use reply::{Act, Document, Drawing, Parcel, Reply, Toast};
pub use review_press::ReviewPress;
pub use rhythm_press::RhythmPress;
pub use rich::{MAX_ENTITIES, Rich, clean};
pub use screen::{Button, CAPTION_LIMIT, Does, Screen, Showing, TEXT_LIMIT};
pub use team_press::{DoorPress, TeamPress};
pub use work_press::WorkPress;
