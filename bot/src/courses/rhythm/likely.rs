//! The zones that are likely for somebody, by the language they speak: what they choose from before they have to type.

use super::places::OFFERED;
use super::zone::Zone;

/// The zones that are likely for somebody who speaks a language (such as `ru` or `pt-br`), that of the instance first.
pub fn likely(language: &str, house_zone: Zone) -> Vec<Zone> {
    let house = (house_zone != Zone::UTC).then_some(house_zone);
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let names = LIKELY
        .iter()
        .find(|(code, _)| *code == primary)
        .map_or(EVERYWHERE, |(_, names)| names);
    let mut zones: Vec<Zone> = Vec::new();
    let rest = names.iter().chain(EVERYWHERE).copied();
    for zone in house.into_iter().chain(rest.filter_map(Zone::parse)) {
        if !zones.contains(&zone) && zones.len() < OFFERED {
            zones.push(zone);
        }
    }
    zones
}

const EVERYWHERE: &[&str] = &[
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Australia/Sydney",
];

/// By the two letters of a language.
pub(super) const LIKELY: &[(&str, &[&str])] = &[
    (
        "ru",
        &[
            "Europe/Moscow",
            "Europe/Kaliningrad",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Novosibirsk",
            "Asia/Irkutsk",
            "Asia/Vladivostok",
        ],
    ),
    ("be", &["Europe/Minsk", "Europe/Warsaw", "Europe/Moscow"]),
    ("uk", &["Europe/Kyiv", "Europe/Warsaw", "Europe/Berlin"]),
    (
        "kk",
        &["Asia/Almaty", "Asia/Aqtobe", "Asia/Aqtau", "Europe/Moscow"],
    ),
    ("uz", &["Asia/Tashkent", "Asia/Samarkand", "Europe/Moscow"]),
    ("de", &["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]),
    (
        "fr",
        &[
            "Europe/Paris",
            "Europe/Brussels",
            "America/Toronto",
            "Africa/Algiers",
            "Africa/Dakar",
        ],
    ),
    (
        "es",
        &[
            "Europe/Madrid",
            "America/Mexico_City",
            "America/Bogota",
            "America/Argentina/Buenos_Aires",
            "America/Lima",
            "America/Santiago",
        ],
    ),
    (
        "pt",
        &[
            "America/Sao_Paulo",
            "America/Manaus",
            "Europe/Lisbon",
            "Africa/Luanda",
        ],
    ),
    ("it", &["Europe/Rome"]),
    ("pl", &["Europe/Warsaw"]),
    ("tr", &["Europe/Istanbul"]),
    ("fa", &["Asia/Tehran", "Asia/Kabul"]),
    (
        "ar",
        &[
            "Africa/Cairo",
            "Asia/Riyadh",
            "Asia/Dubai",
            "Asia/Baghdad",
            "Africa/Casablanca",
        ],
    ),
    ("he", &["Asia/Jerusalem"]),
    ("hi", &["Asia/Kolkata"]),
    ("id", &["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    ("vi", &["Asia/Ho_Chi_Minh"]),
    (
        "zh",
        &[
            "Asia/Shanghai",
            "Asia/Taipei",
            "Asia/Hong_Kong",
            "Asia/Singapore",
        ],
    ),
    ("ja", &["Asia/Tokyo"]),
    ("ko", &["Asia/Seoul"]),
];
