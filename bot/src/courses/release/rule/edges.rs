//! Rules by the clock where clocks are put forward or back: a step opens once that day, and the next one not before the next day.

use super::*;

/// A zone, a time of every day that its clocks skip once, when the step before was done, when this one opens, and when the one after
/// it does if this one is done at once. UTC.
const SKIPPED: &str = "\
Europe/Berlin | every day at 02:30 | 2026-03-28T12:00 | 2026-03-29T01:00 | 2026-03-30T00:30
America/New_York | every day at 02:30 | 2026-03-07T12:00 | 2026-03-08T07:00 | 2026-03-09T06:30
America/Sao_Paulo | every day | 2018-11-03T12:00 | 2018-11-04T03:00 | 2018-11-05T02:00
Asia/Kathmandu | every day at 00:10 | 1985-12-31T12:00 | 1985-12-31T18:30 | 1986-01-01T18:25
Australia/Lord_Howe | every day at 02:15 | 2026-10-03T12:00 | 2026-10-03T15:30 | 2026-10-04T15:15
Africa/Casablanca | every day at 02:30 | 2026-03-21T12:00 | 2026-03-22T02:00 | 2026-03-23T01:30
Africa/El_Aaiun | every day at 02:30 | 2026-03-21T12:00 | 2026-03-22T02:00 | 2026-03-23T01:30
Pacific/Apia | fri at 12:00 | 2011-12-29T12:00 | 2011-12-30T10:00 | 2012-01-05T22:00
America/Caracas | every day at 02:45 | 2016-04-30T12:00 | 2016-05-01T07:00 | 2016-05-02T06:45
Asia/Pyongyang | every day at 23:45 | 2018-05-04T12:00 | 2018-05-04T15:00 | 2018-05-05T14:45
Europe/Istanbul | every day at 03:30 | 2016-03-26T12:00 | 2016-03-27T01:00 | 2016-03-28T00:30
Europe/Moscow | every day at 02:30 | 2011-03-26T12:00 | 2011-03-26T23:00 | 2011-03-27T22:30
Asia/Tehran | every day at 00:30 | 2022-03-21T12:00 | 2022-03-21T20:30 | 2022-03-22T20:00
Pacific/Chatham | every day at 03:00 | 2026-09-26T12:00 | 2026-09-26T14:00 | 2026-09-27T13:15
Antarctica/Troll | every day at 01:30 | 2026-03-28T12:00 | 2026-03-29T01:00 | 2026-03-29T23:30
America/St_Johns | every day at 00:30 | 2011-03-12T12:00 | 2011-03-13T03:31 | 2011-03-14T03:00
Africa/Cairo | every day at 00:30 | 2026-04-23T12:00 | 2026-04-23T22:00 | 2026-04-24T21:30
Asia/Gaza | every day at 02:30 | 2026-03-27T12:00 | 2026-03-28T00:00 | 2026-03-28T23:30
";

/// The same with a time that they show twice.
const TWICE: &str = "\
Europe/Berlin | every day at 02:30 | 2026-10-24T12:00 | 2026-10-25T00:30 | 2026-10-26T01:30
America/New_York | every day at 01:30 | 2026-10-31T12:00 | 2026-11-01T05:30 | 2026-11-02T06:30
America/Sao_Paulo | every day at 23:30 | 2019-02-16T12:00 | 2019-02-17T01:30 | 2019-02-18T02:30
Australia/Lord_Howe | every day at 01:45 | 2026-04-04T12:00 | 2026-04-04T14:45 | 2026-04-05T15:15
Africa/Casablanca | every day at 02:30 | 2026-02-14T12:00 | 2026-02-15T01:30 | 2026-02-16T02:30
Africa/El_Aaiun | every day at 02:30 | 2026-02-14T12:00 | 2026-02-15T01:30 | 2026-02-16T02:30
America/Caracas | every day at 02:45 | 2007-12-08T12:00 | 2007-12-09T06:45 | 2007-12-10T07:15
Asia/Pyongyang | every day at 23:45 | 2015-08-14T12:00 | 2015-08-14T14:45 | 2015-08-15T15:15
Europe/Istanbul | every day at 03:30 | 2015-11-07T12:00 | 2015-11-08T00:30 | 2015-11-09T01:30
Europe/Moscow | every day at 01:30 | 2014-10-25T12:00 | 2014-10-25T21:30 | 2014-10-26T22:30
Asia/Tehran | every day at 23:30 | 2022-09-21T12:00 | 2022-09-21T19:00 | 2022-09-22T20:00
Pacific/Chatham | every day at 03:00 | 2026-04-04T12:00 | 2026-04-04T13:15 | 2026-04-05T14:15
Antarctica/Troll | every day at 01:30 | 2026-10-24T12:00 | 2026-10-24T23:30 | 2026-10-26T01:30
America/St_Johns | every day at 23:30 | 2010-11-06T12:00 | 2010-11-07T02:00 | 2010-11-08T03:00
Africa/Cairo | every day at 23:30 | 2026-10-29T12:00 | 2026-10-29T20:30 | 2026-10-30T21:30
Asia/Gaza | every day at 01:30 | 2022-10-28T12:00 | 2022-10-28T22:30 | 2022-10-29T23:30
";

fn utc(words: &str) -> DateTime<Utc> {
    format!("{words}:00Z").parse().expect("an instant")
}

fn opens(rule: &str, zone: &str, done: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let facts = Facts {
        done_at: Some(done),
        joined_at: done,
        cohort_starts_on: None,
        zone: Zone::parse(zone).expect("a zone"),
        preferred: None,
    };
    opens_at(&Release::read(rule).expect("a rule"), &facts)
}

fn check(line: &str) {
    let fields: Vec<&str> = line.split(" | ").collect();
    let [zone, rule, done, first, next] = fields[..] else {
        panic!("{line}");
    };
    let (done, first, next) = (utc(done), utc(first), utc(next));
    assert_eq!(opens(rule, zone, done), Some(first), "{line}");
    assert_eq!(opens(rule, zone, first), Some(next), "after {line}");
    // Done a minute before the next, and done while clocks show that hour once more: still that one.
    for done in [next - TimeDelta::minutes(1), first + TimeDelta::minutes(59)] {
        assert_eq!(
            opens(rule, zone, done),
            Some(next),
            "done at {done}, {line}"
        );
    }
}

#[test]
fn at_a_time_that_clocks_skip() {
    SKIPPED.lines().for_each(check);
}

#[test]
fn at_a_time_that_clocks_show_twice() {
    TWICE.lines().for_each(check);
}
