//! What once went wrong.

use super::*;

/// The days of a course are counted from when somebody joined by the clock of the bot, whatever the database's clock says.
#[test]
fn the_first_day_is_the_one_on_which_they_joined() {
    let plan = Plan {
        rules: vec![None, Some(Rule::CourseDay(1, at(8, 1)))],
        rule: None,
        cohort: None,
        ladder: vec![],
    };
    check(usual(), 0, &[plan], &[Act::Next(0)]).expect("it opens a minute later");
}

/// Somebody in Greenwich who has said nothing of their hours.
fn usual() -> Almanac {
    Almanac {
        zone: Tz::UTC,
        days: [true; 7],
        prefers: None,
        quiet: Some((at(21, 0), at(8, 0))),
    }
}
