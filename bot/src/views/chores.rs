//! What the owner sees of what the bot does by itself.

use chrono::{DateTime, Utc};

use super::quiz::duration;
use crate::courses::chores::{Chores, Failed, MOST, What, Why};
use crate::telegram::{Button, JobsPress, Rich, Screen};
use crate::texts::Texts;

/// How it stands, and what was given up, each with a way to try it again.
pub fn overview(texts: &Texts, chores: &Chores, now: DateTime<Utc>) -> Screen {
    let mut text = Rich::new();
    text.push_bold(&texts.say("jobs-title")).line();
    text.push_str(&counted(texts, "jobs-due", chores.due));
    if let Some(oldest) = chores.oldest {
        let ago = ago(texts, oldest, now);
        text.line()
            .push_str(&texts.with("jobs-oldest", [("ago", (&ago).into())]));
    }
    text.line()
        .push_str(&counted(texts, "jobs-waiting", chores.waiting));
    text.line().line();
    if chores.failed.is_empty() {
        text.push_str(&texts.say("jobs-none-failed"));
    } else {
        text.push_str(&counted(texts, "jobs-failed", chores.failures));
    }
    let mut screen = Screen::new(text);
    for (failed, number) in chores.failed.iter().zip(1_usize..) {
        let line = line(texts, failed, number, now);
        screen.text.line().push_str(&line);
        let label = texts.with("button-try-again", [("number", number.into())]);
        let press = match failed.what {
            What::Look(user) => JobsPress::look_again(user),
            What::Job { id, .. } => JobsPress::DoAgain { job: id },
        };
        screen = screen.row([Button::new(label, press)]);
    }
    let all = (chores.failures > 1)
        .then(|| Button::new(texts.say("button-try-all-again"), JobsPress::AllAgain));
    screen.row(all).row([Button::new(
        texts.say("button-look-again"),
        JobsPress::Overview,
    )])
}

fn line(texts: &Texts, failed: &Failed, number: usize, now: DateTime<Utc>) -> String {
    let what = match &failed.what {
        What::Look(user) => texts.with("jobs-look", [("user", (&user.to_string()).into())]),
        What::Job { kind, .. } => job(texts, kind),
    };
    let why = texts.say(match failed.why {
        Why::Database => "jobs-why-database",
        Why::Stored => "jobs-why-stored",
        Why::Telegram => "jobs-why-telegram",
        Why::TooLong => "jobs-why-too-long",
        Why::Deadly => "jobs-why-deadly",
        Why::Broken => "jobs-why-broken",
    });
    let ago = ago(texts, failed.since, now);
    let args = [
        ("number", number.into()),
        ("what", (&what).into()),
        ("why", (&why).into()),
        ("reference", (&failed.reference).into()),
        ("ago", (&ago).into()),
    ];
    texts.with("jobs-line", args)
}

/// What kind of job it is. One of a version with other jobs is called by its stored name.
fn job(texts: &Texts, kind: &str) -> String {
    texts.say(match kind {
        "keep-picture" => "jobs-keep-picture",
        "read-file" => "jobs-read-file",
        "write-file" => "jobs-write-file",
        "tell-results" => "jobs-tell-results",
        "write-questions" => "jobs-write-questions",
        "open-topic" => "jobs-open-topic",
        other => return texts.with("jobs-job", [("kind", other.into())]),
    })
}

/// A number of which no more is known from some size on.
fn counted(texts: &Texts, key: &'static str, count: u64) -> String {
    if count > MOST {
        let many = texts.with("jobs-many", [("count", MOST.into())]);
        return texts.with(key, [("count", (&many).into())]);
    }
    texts.with(key, [("count", count.into())])
}

fn ago(texts: &Texts, since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let minutes = (now - since).num_minutes().max(1);
    duration(texts, u32::try_from(minutes).unwrap_or(u32::MAX))
}
