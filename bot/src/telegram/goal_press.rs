//! What the buttons of the goal of study days do. They carry what they lead to: twice equals once.

use super::Press;
use super::press::{Number, choice, codec};

/// A pressed button about the goal of study days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalPress {
    /// Ask for it.
    Ask,
    /// So many days a week, 1–7; 0: no goal.
    Set { days: u8 },
}

codec!(GoalPress; {
    "g" => Ask,
    "g!" => Set { days: choice },
});

impl From<GoalPress> for Press {
    fn from(press: GoalPress) -> Press {
        Press::Goal(press)
    }
}
