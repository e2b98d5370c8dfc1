//! Our nouns for the Bot API, as data: no rows, no rules, no network.

mod about;
mod author_press;
mod command;
mod holding_press;
mod job;
mod press;
mod quiz_press;
mod reply;
mod rich;
mod screen;
mod team_press;

pub use about::About;
pub use author_press::{AuthorPress, Wish};
pub use command::{AuthorCommand, LearnerCommand, OwnerCommand, TeamCommand};
pub use holding_press::HoldingPress;
pub use job::{Job, SentFile};
pub use press::Press;
pub use quiz_press::{Put, QuizPress, Spot};
pub use reply::{Act, Document, Drawing, Reply, Toast};
pub use rich::{MAX_ENTITIES, Rich, clean};
pub use screen::{Button, CAPTION_LIMIT, Does, Screen, Showing, TEXT_LIMIT};
pub use team_press::{DoorPress, TeamPress};
