//! Work that a person looks at, and questions to the author: one queue, oldest first.
//!
//! Whoever may [`Action::Assess`](super::Action) in a course sees what waits there, takes it in hand, and decides. Every
//! move compares before it sets, so twice equals once and of two people at once one wins; the other is told who.

mod ask;
mod claim;
mod decide;
mod hand_in;
mod queue;
mod reviewers;
mod room;

pub use claim::{Assessor, Looked, let_go, looked};
pub use decide::{Decided, Decision};
pub use hand_in::{Amended, HandedIn, Sent};
pub use queue::{Queue, Queued, waiting_in};
pub use reviewers::{Audience, audience};
pub use room::{open_in, room_of, rooms_gone, rooms_in, title_of};
