//! Words → a rule: the words of the course file, and the same in Russian, with some freedom.

use chrono::{NaiveDate, NaiveTime};

use super::{DAY, LAST_DAY, PAUSE, Release, Weekdays, words, zone};

/// What is wrong with the words of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// They are no rule.
    Unknown,
    /// A number that is none, or too small or too large.
    Number {
        /// What stands there.
        words: String,
        /// The smallest that is taken.
        low: u32,
        /// The largest.
        high: u32,
    },
    /// No time of day.
    Time {
        /// What stands there.
        words: String,
    },
    /// No day of the calendar.
    Date {
        /// What stands there.
        words: String,
    },
    /// No zone.
    Zone {
        /// What stands there.
        words: String,
        /// What is most like it.
        near: String,
    },
}

/// Longer than any rule.
const LONGEST: usize = 120;
/// What a pause may be counted in, in minutes, by the beginnings of the word.
const UNITS: [(u32, &[&str]); 4] = [
    (1, &["min", "мин"]),
    (60, &["hour", "h", "час"]),
    (DAY, &["day", "ден", "дня", "дне", "сут"]),
    (7 * DAY, &["week", "недел"]),
];
/// The beginnings of the days of the week, from Monday.
const RUSSIAN: [&[&str]; 7] = [
    &["пн", "понедельник"],
    &["вт", "вторник"],
    &["ср", "сред"],
    &["чт", "четверг"],
    &["пт", "пятниц"],
    &["сб", "суббот"],
    &["вс", "воскресень"],
];
const ENGLISH: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

pub(super) fn release(text: &str) -> Result<Release, Fault> {
    if text.len() > 4 * LONGEST {
        return Err(Fault::Unknown);
    }
    let text = text
        .to_lowercase()
        .replace('ё', "е")
        .replace([',', ';'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Err(Fault::Unknown);
    }
    if matches!(
        words.as_slice(),
        ["at", "once"] | ["now" | "immediately" | "сразу"] | ["сразу", "же"]
    ) {
        return Ok(Release::AtOnce);
    }
    let (rule, time) = parted(&words);
    match rule {
        ["after" | "in" | "через", rest @ ..] => pause(rest, time),
        ["day" | "день", number] => course_day(number, time),
        [number, "day" | "день"] | ["на", number, "день"] if is_ordinal(number) => {
            course_day(number, time)
        }
        [date] if date.starts_with(|c: char| c.is_ascii_digit()) => by_date(date, time),
        rule => on_weekdays(rule, time),
    }
}

/// The words before *at*, and those behind it. Without *at*, a time of day at the end needs none.
fn parted<'a>(words: &'a [&'a str]) -> (&'a [&'a str], &'a [&'a str]) {
    match words
        .iter()
        .rposition(|word| matches!(*word, "at" | "в" | "во" | "@"))
    {
        Some(at) if at > 0 => (&words[..at], &words[at + 1..]),
        _ => match words.iter().position(|word| word.contains(':')) {
            Some(at) if at > 0 => words.split_at(at),
            _ => (words, &[]),
        },
    }
}

/// The time of day; a zone is not expected.
fn only_time(words: &[&str]) -> Result<Option<NaiveTime>, Fault> {
    match words {
        [] => Ok(None),
        [time] => clock(time).map(Some),
        words => Err(Fault::Time {
            words: words.join(" "),
        }),
    }
}

fn clock(word: &str) -> Result<NaiveTime, Fault> {
    let fault = || Fault::Time {
        words: word.to_owned(),
    };
    let (hours, minutes) = word.split_once(':').ok_or_else(fault)?;
    let is_figures =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_figures(hours) || !is_figures(minutes) || hours.len() > 2 || minutes.len() != 2 {
        return Err(fault());
    }
    let (hours, minutes) = (hours.parse().ok(), minutes.parse().ok());
    hours
        .zip(minutes)
        .and_then(|(hours, minutes)| NaiveTime::from_hms_opt(hours, minutes, 0))
        .ok_or_else(fault)
}

/// *30 minutes*, *1 day*, *a week*.
fn pause(words: &[&str], time: &[&str]) -> Result<Release, Fault> {
    let (count, unit) = match words {
        [unit] | ["a" | "an" | "one" | "один" | "одну", unit] => ("1", *unit),
        [count, unit] => (*count, *unit),
        _ => return Err(Fault::Unknown),
    };
    let is_unit = |(_, starts): &&(u32, &[&str])| {
        starts.iter().any(|start| match start.len() {
            1 => unit == *start,
            _ => unit.starts_with(start),
        })
    };
    let (each, _) = UNITS.iter().find(is_unit).ok_or(Fault::Unknown)?;
    let high = PAUSE / each;
    let fault = || Fault::Number {
        words: count.to_owned(),
        low: 1,
        high,
    };
    let figure = count.parse::<u32>().map_err(|_| fault())?;
    if !(1..=high).contains(&figure) {
        return Err(fault());
    }
    let minutes = figure * each;
    let at = only_time(time)?;
    if *each >= DAY {
        let count = u16::try_from(minutes / DAY).map_err(|_| fault())?;
        return Ok(Release::Days { count, at });
    }
    match at {
        None => Ok(Release::Minutes(minutes)),
        // Hours after something, at a time of day: one of the two is not meant.
        Some(_) => Err(Fault::Unknown),
    }
}

fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn course_day(word: &str, time: &[&str]) -> Result<Release, Fault> {
    let figures = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '-' || c == '.');
    let number = figures.parse().ok();
    let number = number.filter(|number| (1..=LAST_DAY).contains(number));
    let number = number.ok_or_else(|| Fault::Number {
        words: word.to_owned(),
        low: 1,
        high: LAST_DAY.into(),
    })?;
    let at = only_time(time)?;
    Ok(Release::CourseDay { number, at })
}

/// `2026-12-01` or `1.12.2026`, with a time and perhaps a zone.
fn by_date(word: &str, time: &[&str]) -> Result<Release, Fault> {
    let fault = || Fault::Date {
        words: word.to_owned(),
    };
    let parts: Vec<&str> = word.split(['-', '.']).collect();
    let figures: Option<Vec<u32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let [a, b, c] = figures.ok_or_else(fault)?[..] else {
        return Err(fault());
    };
    let (year, month, day) = if word.contains('-') {
        (a, b, c)
    } else {
        (c, b, a)
    };
    let is_year = (2000..=2999).contains(&year);
    let year = i32::try_from(year)
        .ok()
        .filter(|_| is_year)
        .ok_or_else(fault)?;
    let day = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(fault)?;
    let (at, zone) = match time {
        [] => (None, None),
        [time] => (Some(clock(time)?), None),
        [time, words] => {
            let name = zone::name(words).ok_or_else(|| Fault::Zone {
                words: (*words).to_owned(),
                near: zone::nearest(words).to_owned(),
            })?;
            (Some(clock(time)?), Some(name))
        }
        words => {
            return Err(Fault::Time {
                words: words.join(" "),
            });
        }
    };
    Ok(Release::Date { day, at, zone })
}

/// *weekdays*, *mon, wed, fri*, *по будням*, *every day*.
fn on_weekdays(words: &[&str], time: &[&str]) -> Result<Release, Fault> {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "on" | "and" | "и" | "по" | "every" | "on:"))
        .collect();
    let days = match words.as_slice() {
        ["weekdays" | "weekday" | "будням" | "будни"] => Weekdays::WORKING,
        ["weekends" | "weekend" | "выходным" | "выходные"] => Weekdays::WEEKEND,
        ["day" | "daily" | "ежедневно"] | ["каждый", "день"] => Weekdays::ALL,
        words => {
            let days: Option<Vec<u8>> = words.iter().map(|word| weekday(word)).collect();
            days.and_then(Weekdays::of).ok_or(Fault::Unknown)?
        }
    };
    let at = only_time(time)?;
    Ok(Release::Weekdays { days, at })
}

/// A day of the week, from Monday, which is 0.
fn weekday(word: &str) -> Option<u8> {
    let is_english = |day: usize| {
        let (short, long) = (words::DAYS[day], ENGLISH[day]);
        let word = word
            .trim_end_matches('.')
            .strip_suffix('s')
            .unwrap_or(word.trim_end_matches('.'));
        word == short || word == long || (word.len() > 3 && long.starts_with(word))
    };
    let is_russian = |day: usize| {
        let [short, long] = RUSSIAN[day] else {
            return false;
        };
        word.trim_end_matches('.') == *short || word.starts_with(long)
    };
    let day = (0..7).find(|day| is_english(*day) || is_russian(*day))?;
    u8::try_from(day).ok()
}
