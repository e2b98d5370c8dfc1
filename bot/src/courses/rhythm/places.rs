//! The larger cities of the world's zones, by their English and Russian names, and which zone somebody means by a name, by the
//! time their clock shows, or by where they are.
//!
//! The table `places.txt` has a line each: zone, latitude, longitude, English names, Russian names. The first line of a zone
//! names it. Besides it every IANA name is known by its last part.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::typed;
use super::zone::Zone;

/// How many zones are offered when it is not sure which one is meant.
pub(super) const OFFERED: usize = 8;
/// How far the time that somebody types may be from that of the zone they mean, in minutes.
const TOLERANCE: i64 = 10;

/// A city, or a few of one zone.
#[derive(Debug)]
pub struct Place {
    /// Where its clock stands.
    pub zone: Zone,
    /// Names in English, the usual one first.
    pub english: Vec<&'static str>,
    /// Names in Russian, the usual one first.
    pub russian: Vec<&'static str>,
    /// Latitude and longitude, in degrees.
    at: (f64, f64),
}

/// Which zone somebody means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    One(Zone),
    /// Perhaps one of these, the likeliest first.
    Perhaps(Vec<Zone>),
    /// Nobody knows.
    Unknown,
}

static PLACES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let lines = include_str!("places.txt").lines();
    lines.filter_map(place).collect()
});
/// Every name there is, made comparable, with its zone.
static NAMES: LazyLock<Vec<(String, Zone)>> = LazyLock::new(names);

fn place(line: &'static str) -> Option<Place> {
    let mut fields = line.split('|');
    let zone = Zone::parse(fields.next()?)?;
    let at = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let mut names = || Some(fields.next()?.split(", ").collect());
    Some(Place {
        zone,
        at,
        english: names()?,
        russian: names()?,
    })
}

fn names() -> Vec<(String, Zone)> {
    let cities = PLACES.iter().flat_map(|place| {
        let own = place.english.iter().chain(&place.russian);
        own.map(|name| (comparable(name), place.zone))
    });
    let mut names: Vec<(String, Zone)> = cities.collect();
    let known = names.len();
    for zone in Zone::all() {
        let name = zone.name();
        let Some((_, city)) = name.rsplit_once('/').filter(|_| !is_no_city(&name)) else {
            continue;
        };
        let (city, whole) = (comparable(city), comparable(&name));
        if !names[..known].iter().any(|(known, _)| *known == city) {
            names.push((city, zone));
        }
        names.push((whole, zone));
    }
    names
}

/// Parts of countries have had zones of their own; and the signs of `Etc/GMT+5` mean the opposite of what everybody thinks.
fn is_no_city(name: &str) -> bool {
    ["Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/"]
        .iter()
        .any(|folder| name.starts_with(folder))
}

/// The city that names a zone; `None`: none in the table.
pub fn of(zone: Zone) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.zone == zone)
}

/// Which zone somebody means who writes a city, the name of a zone, an offset, or the time that it is at their place. `likely`
/// are the zones that come first when there are several.
pub fn meant(words: &str, now: DateTime<Utc>, likely: &[Zone]) -> Meant {
    if let Some(minutes) = typed::offset(words) {
        return Zone::east(minutes).map_or(Meant::Unknown, Meant::One);
    }
    match typed::exact_time(words) {
        Some(time) => some_of(showing(time, now, likely)),
        None => named(words),
    }
}

fn some_of(zones: Vec<Zone>) -> Meant {
    if zones.is_empty() {
        Meant::Unknown
    } else {
        Meant::Perhaps(zones)
    }
}

fn named(words: &str) -> Meant {
    let wanted = comparable(words);
    if wanted.chars().count() < 2 || wanted.len() > 100 {
        return Meant::Unknown;
    }
    let of = |fits: &dyn Fn(&str) -> bool| {
        let mut zones = Vec::new();
        for (_, zone) in NAMES.iter().filter(|(name, _)| fits(name)) {
            if !zones.contains(zone) && zones.len() < OFFERED {
                zones.push(*zone);
            }
        }
        zones
    };
    let same = of(&|name| name == wanted);
    if let [zone] = same[..] {
        return Meant::One(zone);
    }
    let long = wanted.chars().count() >= 4;
    let near = |name: &str| {
        long && (strsim::osa_distance(name, &wanted) <= 1 || name.starts_with(&wanted))
    };
    some_of(if same.is_empty() { of(&near) } else { same })
}

/// Letters and digits alone, small, without accents: what two spellings of a name have in common.
fn comparable(name: &str) -> String {
    let plain = name.nfd().filter(|c| !is_combining_mark(*c));
    let small = plain.flat_map(char::to_lowercase);
    small.filter(|c| c.is_alphanumeric()).collect()
}

/// The zones whose clocks show about this time, the nearest first, and of equally near ones the likely first.
fn showing(time: NaiveTime, now: DateTime<Utc>, likely: &[Zone]) -> Vec<Zone> {
    let mut found: Vec<(bool, i64, Zone)> = Vec::new();
    let known = likely
        .iter()
        .copied()
        .chain(PLACES.iter().map(|place| place.zone));
    for zone in known {
        let away = away(zone, time, now);
        if away <= TOLERANCE && !found.iter().any(|(_, _, known)| *known == zone) {
            found.push((!likely.contains(&zone), away, zone));
        }
    }
    found.sort_by_key(|(is_unlikely, away, _)| (*away, *is_unlikely));
    found.truncate(OFFERED - 2);
    let mut zones: Vec<Zone> = found.into_iter().map(|(_, _, zone)| zone).collect();
    zones.extend(fixed(time, now));
    zones
}

/// How many minutes lie between a time and what a clock shows, either way.
fn away(zone: Zone, time: NaiveTime, now: DateTime<Utc>) -> i64 {
    let minutes = (time - zone.local(now).time()).num_minutes();
    let minutes = minutes.rem_euclid(24 * 60);
    minutes.min(24 * 60 - minutes)
}

/// The offsets, in quarters of an hour, at which it is about this time: near the date line there are two.
fn fixed(time: NaiveTime, now: DateTime<Utc>) -> impl Iterator<Item = Zone> {
    let ahead = (time - now.time() + TimeDelta::minutes(7)).num_minutes();
    let ahead = ahead.div_euclid(15) * 15;
    [ahead, ahead - 24 * 60, ahead + 24 * 60]
        .into_iter()
        .filter_map(|minutes| Zone::east(i32::try_from(minutes).ok()?))
        .filter(move |zone| away(*zone, time, now) <= TOLERANCE)
}

/// The zone of the city that is nearest to a point on the Earth, in degrees. `None`: there is no such point.
pub fn nearest(latitude: f64, longitude: f64) -> Option<Zone> {
    if !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) {
        return None;
    }
    let here = direction((latitude, longitude));
    let nearness = |place: &&Place| {
        let there = direction(place.at);
        here.iter().zip(there).map(|(a, b)| a * b).sum::<f64>()
    };
    let nearest = PLACES
        .iter()
        .max_by(|one, other| nearness(one).total_cmp(&nearness(other)));
    nearest.map(|place| place.zone)
}

/// From the middle of the Earth.
fn direction((latitude, longitude): (f64, f64)) -> [f64; 3] {
    let (latitude, longitude) = (latitude.to_radians(), longitude.to_radians());
    [
        latitude.cos() * longitude.cos(),
        latitude.cos() * longitude.sin(),
        latitude.sin(),
    ]
}

#[cfg(test)]
mod tests;
