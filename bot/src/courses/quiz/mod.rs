//! Questions: which a learner is asked, what they answer, whether it is right, and what follows.

mod answer;
mod draw;
mod earned;
mod judge;
mod letters;
mod paper;
mod patterns;
mod pick;
mod round;
mod score;
mod vote;
mod words;
mod work;
mod write;

pub use answer::{Answered, Drawn};
pub(super) use answer::{in_order, wanted};
pub use draw::to_choose;
pub use earned::Earned;
pub(super) use judge::judge;
pub use judge::{Given, number, numbers, solution};
pub use letters::{letter, named};
pub use paper::{Asked, Paper};
pub(super) use paper::{card_of, paper, stored};
pub use patterns::Patterns;
pub use pick::Pick;
pub(super) use pick::picked;
pub(super) use round::ask_all_anew;
pub use score::{Score, asked, score, worth};
pub use vote::{Voted, name as poll_name};
pub use words::fold;
pub(super) use work::{accepted, returned, taken_back};
