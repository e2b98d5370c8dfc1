//! A rule as a course file says it: reading that gives the rule again.

use std::fmt;

use chrono::NaiveTime;

use super::{Release, Weekdays};

/// How a day of the week is written, from Monday.
pub(super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Release::AtOnce => f.write_str("at once"),
            Release::Minutes(minutes) if minutes % 60 == 0 => after(f, minutes / 60, "hour"),
            Release::Minutes(minutes) => after(f, *minutes, "minute"),
            Release::Days { count, at } => {
                after(f, (*count).into(), "day")?;
                time(f, *at)
            }
            Release::Weekdays { days, at } => {
                weekdays(f, *days)?;
                time(f, *at)
            }
            Release::Date { day, at, zone } => {
                write!(f, "{}", day.format("%Y-%m-%d"))?;
                time(f, *at)?;
                match zone {
                    Some(zone) => write!(f, " {zone}"),
                    None => Ok(()),
                }
            }
            Release::CourseDay { number, at } => {
                write!(f, "day {number}")?;
                time(f, *at)
            }
        }
    }
}

fn after(f: &mut fmt::Formatter<'_>, count: u32, unit: &str) -> fmt::Result {
    let plural = if count == 1 { "" } else { "s" };
    write!(f, "after {count} {unit}{plural}")
}

fn time(f: &mut fmt::Formatter<'_>, at: Option<NaiveTime>) -> fmt::Result {
    match at {
        Some(at) => write!(f, " at {}", at.format("%H:%M")),
        None => Ok(()),
    }
}

fn weekdays(f: &mut fmt::Formatter<'_>, days: Weekdays) -> fmt::Result {
    match days {
        Weekdays::ALL => f.write_str("every day"),
        Weekdays::WORKING => f.write_str("weekdays"),
        Weekdays::WEEKEND => f.write_str("weekends"),
        days => {
            let names: Vec<&str> = days.iter().map(|day| DAYS[usize::from(day)]).collect();
            f.write_str(&names.join(", "))
        }
    }
}
