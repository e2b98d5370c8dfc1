//! Questions: which a learner is asked, what they answer, whether it is right, and what follows.

mod answer;
mod draw;
mod judge;
mod letters;
mod paper;
mod pick;
mod round;
mod score;
mod words;
mod work;
mod write;

pub use answer::{Answered, Drawn};
pub use draw::to_choose;
pub use judge::{Given, number, solution};
pub use letters::{letter, named};
pub(super) use paper::paper;
pub use paper::{Asked, Paper};
pub use pick::Pick;
pub(super) use round::ask_all_anew;
pub use score::{Score, first_tries, score};
pub(super) use work::{accepted, returned, taken_back};
