//! Questions: which a learner is asked, what they answer, whether it is right, and what follows.

mod answer;
mod draw;
mod judge;
mod letters;
mod paper;
mod score;
mod words;

pub(super) use answer::ask_all_anew;
pub use answer::{Answered, Drawn, Pick};
pub use draw::to_choose;
pub use judge::{Given, number, solution};
pub use letters::{letter, named};
pub(super) use paper::paper;
pub use paper::{Asked, Paper};
pub use score::{Score, first_tries, score};
