//! Announcements: as they come, and as they are written.

use coursefile::Medium;
use entity::{broadcast, course};

use super::media;
use crate::courses::broadcasts::{self, Audience, Segment, Shown, Written};
use crate::telegram::{AnnouncementPress, BroadcastPress, Button, Rich, Screen, Showing};
use crate::texts::Texts;

mod choose;
mod cohorts;
mod progress;

pub use choose::{courses, days, segments, steps};
pub use cohorts::cohorts;
pub use progress::{ask_stop, glance, progress, report};

/// The announcement as somebody gets it: its course, the words of its author, what is shown above them, and the way out.
pub fn message(
    texts: &Texts,
    row: &broadcast::Model,
    course: &course::Model,
    shown: &[Medium],
) -> Screen {
    let mut text = heading(texts, &course.title);
    let words = Rich::from_html(row.text.as_deref().unwrap_or_default());
    if !words.is_empty() {
        text.line().line();
        text.push(&words);
    }
    if texts.is_plain {
        for medium in shown {
            text.line();
            text.push_str(&media::in_words(texts, medium));
        }
    }
    let showing = |medium: &Medium| Showing {
        kind: medium.kind,
        source: medium.source.clone(),
        name: medium.name.clone(),
        words: String::new(),
        course: course.title.clone(),
        step: texts.say("broadcast-name"),
    };
    let media = shown.iter().filter(|_| !texts.is_plain).map(showing);
    let mut screen = Screen::new(text).media(media.collect());
    screen.keyboard = below(texts, true);
    screen
}

/// Where an announcement comes from.
fn heading(texts: &Texts, title: &str) -> Rich {
    let mut text = Rich::new();
    text.push_bold(&texts.with("broadcast-heading", [("title", title.into())]));
    text
}

/// The buttons below an announcement, for who gets them (`hears`) and who does not.
pub fn below(texts: &Texts, hears: bool) -> Vec<Vec<Button>> {
    let (label, press) = if hears {
        ("button-announcements-off", AnnouncementPress::Off)
    } else {
        ("button-announcements-on-again", AnnouncementPress::On)
    };
    vec![vec![Button::new(texts.say(label), press)]]
}

/// Whether somebody gets announcements, and the other choice.
pub fn wanted(texts: &Texts, hears: bool) -> Screen {
    let (words, label, choice) = if hears {
        ("announcements-are-on", "button-announcements-off", 0)
    } else {
        ("announcements-are-off", "button-announcements-on-again", 1)
    };
    let press = AnnouncementPress::Set { choice };
    Screen::plain(texts.say(words)).row([Button::new(texts.say(label), press)])
}

/// The words are asked for: for whom they are, and how long they may be.
pub fn asked(texts: &Texts, whom: &str, room: usize) -> Screen {
    let args = [("whom", whom.into()), ("room", room.into())];
    Screen::plain(texts.with("broadcast-ask", args))
}

/// Other words are asked for; the ones there are can still be sent, or forgotten.
pub fn asked_again(texts: &Texts, written: &Written) -> Screen {
    let whom = whom(texts, written.shown.segment, written.shown.name.as_deref());
    let room = broadcasts::room(&written.shown.course.title);
    asked(texts, &whom, room)
        .row(send(texts, written))
        .row([cancel(texts, written)])
}

/// Below the preview: how many get it, and the way on.
pub fn control(texts: &Texts, written: &Written) -> Screen {
    let Audience {
        wanted,
        unwanted,
        unreachable,
    } = written.audience;
    let broadcast = written.shown.row.id;
    let mut text = Rich::plain(&texts.say("broadcast-preview"));
    text.line();
    text.push_str(&for_whom(texts, &written.shown));
    for (people, key) in [
        (wanted, "broadcast-get-it"),
        (unwanted, "broadcast-unwanted"),
        (unreachable, "broadcast-unreachable"),
    ] {
        if people > 0 {
            text.line();
            text.push_str(&texts.with(key, [("count", people.into())]));
        }
    }
    if wanted == 0 {
        text.line();
        text.push_str(&texts.say("refusal-nobody-to-tell"));
    }
    Screen::new(text).row(send(texts, written)).row([
        Button::new(
            texts.say("button-broadcast-change"),
            BroadcastPress::Change { broadcast },
        ),
        cancel(texts, written),
    ])
}

/// Sends it off; `None`: nobody would get it.
fn send(texts: &Texts, written: &Written) -> Option<Button> {
    let (broadcast, wanted) = (written.shown.row.id, written.audience.wanted);
    (wanted > 0).then(|| {
        let label = texts.with("button-broadcast-send", [("count", wanted.into())]);
        Button::new(label, BroadcastPress::Send { broadcast })
    })
}

fn cancel(texts: &Texts, written: &Written) -> Button {
    let broadcast = written.shown.row.id;
    Button::new(
        texts.say("button-broadcast-cancel"),
        BroadcastPress::Cancel { broadcast },
    )
}

fn back(texts: &Texts, press: BroadcastPress) -> Button {
    Button::new(texts.say("button-back"), press)
}

fn for_whom(texts: &Texts, shown: &Shown) -> String {
    let whom = whom(texts, shown.segment, shown.name.as_deref());
    texts.with("broadcast-for", [("whom", (&whom).into())])
}

/// For whom it is, such as “everybody in the course”.
pub fn whom(texts: &Texts, segment: Segment, name: Option<&str>) -> String {
    match segment {
        Segment::Everyone => texts.say("broadcast-to-everyone"),
        Segment::NotStarted => texts.say("broadcast-to-not-started"),
        Segment::Finished => texts.say("broadcast-to-finished"),
        Segment::Stuck { days, .. } => {
            let days = texts.with("broadcast-days", [("count", u64::from(days).into())]);
            let args = [
                ("step", name.unwrap_or("–").into()),
                ("days", (&days).into()),
            ];
            texts.with("broadcast-to-stuck", args)
        }
        Segment::Cohort { .. } => {
            let args = [("name", name.unwrap_or("–").into())];
            texts.with("broadcast-to-cohort", args)
        }
    }
}

fn count(people: i64) -> u64 {
    u64::try_from(people).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telegram::TEXT_LIMIT;

    #[test]
    fn the_longest_announcement_is_one_message_below_its_heading() {
        let title = "🫖".repeat(100);
        for lang in crate::texts::Lang::ALL {
            let heading = heading(&Texts::new(lang), &title);
            let taken = heading.text.encode_utf16().count() + "\n\n".len();
            assert!(taken + broadcasts::room(&title) <= TEXT_LIMIT, "{lang:?}");
        }
    }
}
