//! The name of a zone, as it is kept.

use chrono_tz::TZ_VARIANTS;

/// The offsets that clocks on earth have: −12:00 to +14:00, in minutes.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// `Europe/Berlin` as the IANA database writes it, or an offset as `+05:30`.
pub(super) fn name(words: &str) -> Option<String> {
    if let Some(offset) = offset(words) {
        return Some(offset);
    }
    let known = TZ_VARIANTS.iter().map(|zone| zone.name());
    known
        .into_iter()
        .find(|name| name.eq_ignore_ascii_case(words))
        .map(str::to_owned)
}

/// The known name that is most like these words.
pub(super) fn nearest(words: &str) -> &'static str {
    let words = words.to_lowercase();
    let closeness = |name: &str| {
        let name = name.to_lowercase();
        let city = name.rsplit('/').next().unwrap_or_default();
        strsim::jaro_winkler(&name, &words).max(strsim::jaro_winkler(city, &words))
    };
    TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .max_by(|one, other| closeness(one).total_cmp(&closeness(other)))
        .unwrap_or("UTC")
}

fn offset(words: &str) -> Option<String> {
    let upper = words.to_ascii_uppercase();
    let rest = upper
        .strip_prefix("UTC")
        .or_else(|| upper.strip_prefix("GMT"))
        .unwrap_or(&upper);
    if rest.is_empty() {
        return (!upper.is_empty()).then(|| "UTC".to_owned());
    }
    let (sign, figures) = match rest.chars().next()? {
        '+' => ('+', &rest[1..]),
        '-' => ('-', &rest[1..]),
        '−' => ('-', &rest['−'.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match figures.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if figures.len() == 4 && figures.is_ascii() => figures.split_at(2),
        None => (figures, "00"),
    };
    let figure = |figures: &str| {
        let is_figure =
            (1..=2).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit());
        is_figure.then(|| figures.parse::<i32>().ok())?
    };
    let (hours, minutes) = (figure(hours)?, figure(minutes)?);
    let east = hours * 60 + minutes;
    let is_there = minutes < 60 && OFFSETS.contains(&if sign == '-' { -east } else { east });
    let is_utc = hours + minutes == 0;
    is_there.then(|| {
        if is_utc {
            "UTC".to_owned()
        } else {
            format!("{sign}{hours:02}:{minutes:02}")
        }
    })
}
