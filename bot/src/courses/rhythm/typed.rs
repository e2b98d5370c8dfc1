//! Times, hours, days and offsets as people type them.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use super::hours::Quiet;

/// The offset of Moscow, from which many in Russia count, in minutes.
const MOSCOW: i32 = 180;

/// An offset from UTC in minutes: `+3`, `UTC+5:30`, `GMT-4`, `МСК+2`, `UTC`. It may be one that no place has.
pub fn offset(words: &str) -> Option<i32> {
    let words: String = words.to_uppercase().split_whitespace().collect();
    let (base, rest) = match ["UTC", "GMT", "МСК", "MSK"]
        .iter()
        .find_map(|prefix| words.strip_prefix(prefix).map(|rest| (*prefix, rest)))
    {
        Some(("UTC" | "GMT", "")) => return Some(0),
        Some(("UTC" | "GMT", rest)) => (0, rest),
        Some((_, rest)) => (MOSCOW, rest),
        None => (0, words.as_str()),
    };
    let (sign, rest) = match rest.chars().next()? {
        '+' => (1, &rest[1..]),
        sign @ ('-' | '−' | '–') => (-1, &rest[sign.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once([':', '.']) {
        Some(pair) => pair,
        None if rest.len() == 4 && rest.is_ascii() => rest.split_at(2),
        None => (rest, "00"),
    };
    if minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60).then(|| base + sign * (hours * 60 + minutes))
}

/// A time of day with its minutes, or with am or pm: `14:05`, `8.30`, `8 pm`.
pub fn exact_time(words: &str) -> Option<NaiveTime> {
    let (is_exact, time) = read_time(words)?;
    is_exact.then_some(time)
}

/// A time of day: `8:30`, `8.30 pm`, `20`, and `24` for midnight.
pub fn time(words: &str) -> Option<NaiveTime> {
    read_time(words).map(|(_, time)| time)
}

/// A time, and whether it said more than an hour.
fn read_time(words: &str) -> Option<(bool, NaiveTime)> {
    let words: String = words.to_lowercase().split_whitespace().collect();
    let (words, half) = match ["am", "pm", "a.m.", "p.m."]
        .iter()
        .find_map(|end| words.strip_suffix(end).map(|rest| (rest, end)))
    {
        Some((rest, end)) => (rest.to_owned(), Some(end.starts_with('p'))),
        None => (words, None),
    };
    let (hours, minutes, is_exact) = match words.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (number(hours)?, number(minutes)?, true),
        Some(_) => return None,
        None => (number(&words)?, 0, half.is_some()),
    };
    let hours = match half {
        None if hours == 24 && minutes == 0 => 0,
        None => hours,
        Some(_) if !(1..=12).contains(&hours) => return None,
        Some(is_pm) => hours % 12 + if is_pm { 12 } else { 0 },
    };
    let time = NaiveTime::from_hms_opt(hours.try_into().ok()?, minutes.try_into().ok()?, 0);
    Some((is_exact, time?))
}

/// Quiet hours: `22-7`, `21:30 – 8:00`, `22 to 7`, `с 22 до 7`.
pub fn quiet(words: &str) -> Option<Quiet> {
    let words = words.trim().to_lowercase();
    let words = ["from ", "с "]
        .iter()
        .find_map(|word| words.strip_prefix(word))
        .unwrap_or(&words);
    let (from, until) = [
        "-", "–", "—", "−", " to ", " till ", " until ", " до ", " по ",
    ]
    .iter()
    .find_map(|between| words.split_once(between))?;
    Quiet::new(time(from)?, time(until)?)
}

/// A day after `today`, and at most a year later: `2026-12-24`, `24.12.2026`, or the next `24.12.` (`24/12`).
pub fn day(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.trim();
    let parts: Vec<&str> = words
        .trim_end_matches('.')
        .split(['.', '/', '-'])
        .map(str::trim)
        .collect();
    let date = match parts[..] {
        [year, month, day] if year.len() == 4 => date(number(year)?, month, day)?,
        [day, month, year] if year.len() == 4 => date(number(year)?, month, day)?,
        [day, month, year] if year.len() == 2 => date(2000 + number(year)?, month, day)?,
        [day, month] => {
            let year = today.year();
            let mut next = (year..=year + 1).filter_map(|year| date(year, month, day));
            next.find(|date| *date > today)?
        }
        _ => return None,
    };
    let latest = today.checked_add_months(Months::new(12))?;
    (today < date && date <= latest).then_some(date)
}

fn date(year: i32, month: &str, day: &str) -> Option<NaiveDate> {
    let (month, day) = (number(month)?, number(day)?);
    NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// One to four digits and nothing else.
fn number(digits: &str) -> Option<i32> {
    let is_number =
        (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    #[test]
    fn times() {
        for (words, expected) in [
            ("8:30", at(8, 30)),
            (" 08:30 ", at(8, 30)),
            ("8.30", at(8, 30)),
            ("8.30 pm", at(20, 30)),
            ("8:30PM", at(20, 30)),
            ("8 a.m.", at(8, 0)),
            ("12 am", at(0, 0)),
            ("12:15 p.m.", at(12, 15)),
            ("20", at(20, 0)),
            ("24:00", at(0, 0)),
            ("0", at(0, 0)),
        ] {
            assert_eq!(time(words), expected, "{words:?}");
        }
        for words in [
            "", "25", "8:3", "8:60", "13 pm", "0 am", "24:30", "8:30:00", "-8", "+8", "eight", "٨",
            "8:30 x",
        ] {
            assert_eq!(time(words), None, "{words:?}");
        }
        assert_eq!((exact_time("14"), exact_time("2 pm")), (None, at(14, 0)));
    }

    #[test]
    fn quiet_hours() {
        for words in [
            "22-7",
            "22:00–07:00",
            "22 - 7",
            "10 pm - 7 am",
            "22 to 7",
            "from 22 until 7",
            "с 22 до 7",
            "22.00 — 7.00",
        ] {
            let found = quiet(words).map(|it| (Some(it.from()), Some(it.until())));
            assert_eq!(found, Some((at(22, 0), at(7, 0))), "{words:?}");
        }
        for words in ["", "22", "22-", "-7", "7-7", "22-25", "22-7-8", "off"] {
            assert_eq!(quiet(words), None, "{words:?}");
        }
    }

    #[test]
    fn days() {
        let on = NaiveDate::from_ymd_opt;
        let today = on(2026, 11, 22).expect("a date");
        for (words, expected) in [
            ("2026-12-24", on(2026, 12, 24)),
            ("24.12.", on(2026, 12, 24)),
            ("24.12", on(2026, 12, 24)),
            ("24/12", on(2026, 12, 24)),
            ("24.12.2026", on(2026, 12, 24)),
            ("24.12.26", on(2026, 12, 24)),
            ("1.3.", on(2027, 3, 1)),
            ("22.11.", on(2027, 11, 22)),
            ("23.11.", on(2026, 11, 23)),
        ] {
            assert_eq!(day(words, today), expected, "{words:?}");
        }
        for words in [
            "",
            "24",
            "31.2.",
            "2026-11-22",
            "2026-11-21",
            "2027-11-23",
            "2026-13-01",
            "tomorrow",
            "1.2.3.4",
            "24..12",
        ] {
            assert_eq!(day(words, today), None, "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_breaks_the_readers(words: String) {
            let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
            let _ = (offset(&words), time(&words), quiet(&words), day(&words, today));
        }
    }
}
