//! What once went wrong.

use super::{Act, check};

/// An hour that an outage had swallowed comes after all when the clock is put back.
#[test]
fn a_clock_put_back_brings_an_hour_again() {
    let waits = [2767, 2888, 1556, 5322, 2769].map(Act::Wait);
    let acts = [Act::Visit, Act::Outage(9178), Act::Jump(-24)];
    let acts = [&waits[..], &acts[..]].concat();
    check(("UTC", "1, 3, 7"), (72, None), &acts).expect("nobody is forgotten");
}

/// Whose only day the bot was away on for three weeks is reminded in the fourth.
#[test]
fn no_outage_is_too_long() {
    let acts = [
        Act::Wait(1846),
        Act::Outage(9_000),
        Act::Outage(9_000),
        Act::Outage(8_000),
        Act::Outage(6_000),
        Act::Wait(9_000),
    ];
    check(("UTC", "1, 3, 7"), (8, None), &acts).expect("nobody is forgotten");
}
