//! What the buttons do about what is held about a person: each about themselves alone.

use super::Press;
use super::press::{Number, codec, natural};

/// A pressed button about one's own data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrivacyPress {
    /// Get everything.
    Data,
    /// Say what being forgotten means, and ask.
    Forget,
    /// Ask once more.
    ForgetReally,
    /// Be forgotten; the key was given out with the second question.
    ForgetNow { key: i64 },
}

codec!(PrivacyPress; {
    "pv.d" => Data,
    "pv" => Forget,
    "pv?" => ForgetReally,
    "pv!" => ForgetNow { key: natural },
});

impl From<PrivacyPress> for Press {
    fn from(press: PrivacyPress) -> Press {
        Press::Privacy(press)
    }
}
