//! Words for an instant: "tomorrow at 08:30", as it is said, in the learner's zone.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

use crate::courses::rhythm::Zone;
use crate::texts::Texts;

/// When `at` is, said at `now` to somebody in `zone`: "today at 18:00", "tomorrow at 08:30", "on Monday at 08:30" (within six
/// days), "on 3 March at 08:30", and in another year with the year. It stands within a sentence.
pub fn when(texts: &Texts, zone: Zone, now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let (today, local) = (zone.local(now).date(), zone.local(at));
    let time = clock(local.time());
    let date = local.date();
    match (date - today).num_days() {
        0 => texts.with("when-today", [("time", (&time).into())]),
        1 => texts.with("when-tomorrow", [("time", (&time).into())]),
        2..=6 => texts.with(
            "when-weekday",
            [("day", weekday(date).into()), ("time", (&time).into())],
        ),
        _ => {
            let date = day(texts, today, date);
            let args = [("date", (&date).into()), ("time", (&time).into())];
            texts.with("when-date", args)
        }
    }
}

/// A date: "3 March", and in another year than that of `today` with the year.
pub fn day(texts: &Texts, today: NaiveDate, date: NaiveDate) -> String {
    let (number, month) = (numbered(date.day()), numbered(date.month()));
    if date.year() == today.year() {
        return texts.with(
            "when-day",
            [("number", number.into()), ("month", month.into())],
        );
    }
    let year = date.year().to_string();
    let args = [
        ("number", number.into()),
        ("month", month.into()),
        ("year", (&year).into()),
    ];
    texts.with("when-day-of-year", args)
}

/// A time of day: "08:30".
pub fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// 1 for Monday to 7 for Sunday.
fn weekday(date: NaiveDate) -> i32 {
    numbered(date.weekday().number_from_monday())
}

fn numbered(number: u32) -> i32 {
    i32::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn instant(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text)
            .expect("an instant")
            .to_utc()
    }

    fn check(at: &str, english: &str, russian: &str) {
        // Wednesday, 16:30 in India.
        let now = instant("2026-12-23T11:00:00Z");
        let zone = Zone::parse("Asia/Kolkata").expect("a zone");
        let said = |lang| when(&Texts::new(lang), zone, now, instant(at));
        assert_eq!(said(Lang::En), english);
        assert_eq!(said(Lang::Ru), russian);
    }

    #[test]
    fn as_it_is_said() {
        check("2026-12-23T12:30:00Z", "today at 18:00", "сегодня в 18:00");
        check("2026-12-23T18:29:59Z", "today at 23:59", "сегодня в 23:59");
        check(
            "2026-12-23T18:30:00Z",
            "tomorrow at 00:00",
            "завтра в 00:00",
        );
        check(
            "2026-12-24T03:00:00Z",
            "tomorrow at 08:30",
            "завтра в 08:30",
        );
        check(
            "2026-12-25T03:00:00Z",
            "on Friday at 08:30",
            "в пятницу в 08:30",
        );
        check(
            "2026-12-26T03:00:00Z",
            "on Saturday at 08:30",
            "в субботу в 08:30",
        );
        check(
            "2026-12-27T03:00:00Z",
            "on Sunday at 08:30",
            "в воскресенье в 08:30",
        );
        check(
            "2026-12-28T03:00:00Z",
            "on Monday at 08:30",
            "в понедельник в 08:30",
        );
        check(
            "2026-12-29T03:00:00Z",
            "on Tuesday at 08:30",
            "во вторник в 08:30",
        );
        check(
            "2026-12-30T03:00:00Z",
            "on 30 December at 08:30",
            "30 декабря в 08:30",
        );
        check(
            "2027-03-03T03:00:00Z",
            "on 3 March 2027 at 08:30",
            "3 марта 2027 года в 08:30",
        );
        check(
            "2026-12-22T03:00:00Z",
            "on 22 December at 08:30",
            "22 декабря в 08:30",
        );
        check("2026-05-01T03:00:00Z", "on 1 May at 08:30", "1 мая в 08:30");
    }

    #[test]
    fn every_day_and_month_has_its_name() {
        let start = instant("2026-01-01T12:00:00Z");
        let all = |lang| {
            let texts = Texts::new(lang);
            let days = (0..7).map(|n| {
                let now = start + chrono::TimeDelta::days(n);
                when(&texts, Zone::UTC, now, now + chrono::TimeDelta::days(2))
            });
            let months = (0..12).filter_map(|n| {
                let date = start
                    .date_naive()
                    .checked_add_months(chrono::Months::new(n))?;
                Some(day(&texts, start.date_naive(), date))
            });
            days.chain(months)
                .collect::<std::collections::HashSet<_>>()
                .len()
        };
        assert_eq!((all(Lang::En), all(Lang::Ru)), (19, 19));
    }
}
