//! What the buttons of `/rhythm` do. They carry what they lead to, not a change of what there was: twice equals once.

use super::Press;
use super::press::{Number, choice, codec, natural, page};

/// A pressed button about when a learner is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RhythmPress {
    /// Show all of it.
    Open,
    /// Ask where they live.
    AskZone,
    /// Their clock stands there: the number of a zone.
    Zone { key: i64 },
    /// A day, 0 for Monday, is one of theirs.
    WithDay { day: u8 },
    /// It is not.
    WithoutDay { day: u8 },
    /// Ask for the preferred time.
    AskTime,
    /// This minute of the day is preferred.
    At { minute: u16 },
    /// Any time is as good.
    AtAny,
    /// Ask for the quiet hours.
    AskQuiet,
    /// Quiet from a minute of the day to another.
    Quiet { from: u16, until: u16 },
    /// No hour is quiet.
    NoQuiet,
    /// Ask for how long to pause.
    AskPause,
    /// Nothing before that day, in days since 1970-01-01.
    PauseUntil { day: i64 },
    /// Go on.
    Resume,
    /// Nothing by itself any more.
    Stop,
    /// Announcements may come.
    Announced,
    /// They do not.
    Unannounced,
    /// Back to the course they were in last.
    Continue,
}

codec!(RhythmPress; {
    "y" => Open,
    "yz" => AskZone,
    "yz!" => Zone { key: natural },
    "y+" => WithDay { day: choice },
    "y-" => WithoutDay { day: choice },
    "yt" => AskTime,
    "yt!" => At { minute: page },
    "yt0" => AtAny,
    "yq" => AskQuiet,
    "yq!" => Quiet { from: page, until: page },
    "yq0" => NoQuiet,
    "yp" => AskPause,
    "yp!" => PauseUntil { day: natural },
    "yr" => Resume,
    "ys" => Stop,
    "ya" => Announced,
    "ya0" => Unannounced,
    "yc" => Continue,
});

impl From<RhythmPress> for Press {
    fn from(press: RhythmPress) -> Press {
        Press::Rhythm(press)
    }
}
