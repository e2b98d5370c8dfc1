//! Deliberate bugs, for the tests that prove the judge can find one. Compiled only with the feature `sabotage`, and even
//! then off unless `STEPWISE_SABOTAGE` names one.

use std::sync::LazyLock;

static CHOSEN: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("STEPWISE_SABOTAGE").ok());

/// Confirms updates to Telegram before they are stored.
pub fn confirm_before_storing() -> bool {
    CHOSEN.as_deref() == Some("confirm-before-storing")
}

/// Moves a learner on without comparing where they stand.
pub fn advance_without_comparing() -> bool {
    CHOSEN.as_deref() == Some("advance-without-comparing")
}
