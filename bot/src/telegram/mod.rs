//! Our nouns for the Bot API, as data: no rows, no rules, no network.

mod command;
mod job;
mod press;
mod reply;
mod rich;
mod screen;

pub use command::{AuthorCommand, LearnerCommand, OwnerCommand};
pub use job::{Job, SentFile};
pub use press::{AuthorPress, Press};
pub use reply::{Act, Document, Reply, Toast};
pub use rich::{MAX_ENTITIES, Rich, clean};
pub use screen::{Button, CAPTION_LIMIT, Picture, Screen, TEXT_LIMIT};
