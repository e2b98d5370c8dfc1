//! Our nouns for the Bot API, as data: no rows, no rules, no network.

mod about;
mod author_press;
mod command;
mod job;
mod press;
mod quiz_press;
mod reply;
mod rich;
mod screen;
mod team_press;
mod work_press;

pub use about::About;
pub use author_press::{AuthorPress, Wish};
pub use command::{
    AuthorCommand, GroupCommand, LearnerCommand, OwnerCommand, ReviewerCommand, TeamCommand,
};
pub use job::{Job, SentFile};
pub use press::Press;
pub use quiz_press::{Put, QuizPress, Spot};
pub use reply::{Act, Document, Drawing, Parcel, Reply, Toast};
pub use rich::{MAX_ENTITIES, Rich, clean};
pub use screen::{Button, CAPTION_LIMIT, Picture, Screen, TEXT_LIMIT};
pub use team_press::{DoorPress, TeamPress};
pub use work_press::WorkPress;
