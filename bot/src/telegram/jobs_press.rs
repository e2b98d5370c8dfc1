//! What a button below the owner's overview of jobs does.

use entity::UserId;

use super::Press;
use super::press::{Number, codec, natural};

/// A pressed button of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobsPress {
    /// Show it as it is now.
    Overview,
    /// Look at this learner again.
    LookAgain { user: i64 },
    /// Do this job again.
    DoAgain { job: i64 },
    /// Everything that was given up.
    AllAgain,
}

codec!(JobsPress; {
    "j" => Overview,
    "jl" => LookAgain { user: natural },
    "jd" => DoAgain { job: natural },
    "ja" => AllAgain,
});

impl JobsPress {
    /// To look at somebody again.
    pub fn look_again(user: UserId) -> JobsPress {
        JobsPress::LookAgain { user: user.0 }
    }
}

impl From<JobsPress> for Press {
    fn from(press: JobsPress) -> Press {
        Press::Jobs(press)
    }
}
