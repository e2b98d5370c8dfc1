//! Where somebody lives: the question, what it is not sure of, and what a zone is called.

use chrono::{DateTime, Utc};

use super::rhythm::back;
use super::when::clock;
use crate::courses::rhythm::{Rhythm, Zone, places};
use crate::telegram::{Button, RhythmPress, Screen};
use crate::texts::{Lang, Texts};

/// Asks where somebody lives, with the zones that are likely.
pub fn ask(texts: &Texts, likely: &[Zone], now: DateTime<Utc>) -> Screen {
    let screen = Screen::plain(texts.say("rhythm-ask-zone"));
    zones(texts, screen, likely, now).row([back(texts)])
}

/// It is not sure which zone is meant: perhaps one of these.
pub fn which(texts: &Texts, zones_meant: &[Zone], now: DateTime<Utc>) -> Screen {
    let screen = Screen::plain(texts.say("rhythm-which-zone"));
    let other = Button::new(texts.say("button-rhythm-other-zone"), RhythmPress::AskZone);
    zones(texts, screen, zones_meant, now).row([other])
}

/// The zone of the nearest city was taken, which may be another one.
pub fn took(texts: &Texts, it: &Rhythm, now: DateTime<Utc>) -> Screen {
    let (name, shown) = (name(texts, it.zone), clock(it.zone.local(now).time()));
    let args = [("zone", (&name).into()), ("time", (&shown).into())];
    let change = Button::new(texts.say("button-rhythm-change"), RhythmPress::AskZone);
    Screen::plain(texts.with("rhythm-took-zone", args)).row([change, back(texts)])
}

/// A screen on which a time of day stands for the first time, with the question where its reader lives.
#[must_use]
pub fn asked_below(
    texts: &Texts,
    mut screen: Screen,
    likely: &[Zone],
    now: DateTime<Utc>,
) -> Screen {
    screen.text.line().line();
    screen.text.push_str(&texts.say("rhythm-ask-zone-once"));
    let other = Button::new(texts.say("button-rhythm-other-zone"), RhythmPress::AskZone);
    zones(texts, screen, &likely[..likely.len().min(4)], now).row([other])
}

/// Two zones a row, each with the time that it is there.
fn zones(texts: &Texts, screen: Screen, zones: &[Zone], now: DateTime<Utc>) -> Screen {
    let button = |zone: &Zone| {
        let time = clock(zone.local(now).time());
        let label = format!("{} · {time}", name(texts, *zone));
        Button::new(label, RhythmPress::Zone { key: zone.key() })
    };
    zones
        .chunks(2)
        .fold(screen, |screen, pair| screen.row(pair.iter().map(button)))
}

/// What a zone is called: by its largest city, or `UTC+05:30`.
pub fn name(texts: &Texts, zone: Zone) -> String {
    let known = zone.name();
    if known == "+00:00" {
        return "UTC".to_owned();
    }
    if known.starts_with(['+', '-']) {
        return format!("UTC{}", known.replace('-', "−"));
    }
    let city = places::of(zone).and_then(|place| {
        let names = match texts.lang {
            Lang::En => &place.english,
            Lang::Ru => &place.russian,
        };
        names.first().copied()
    });
    city.map_or_else(
        || known.rsplit('/').next().unwrap_or(&known).replace('_', " "),
        str::to_owned,
    )
}
