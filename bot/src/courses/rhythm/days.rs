//! Days of the week on which a learner wants to be written to.

use chrono::Datelike;
use chrono::{NaiveDate, Weekday};

/// Some days of the week, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Every day.
    pub const ALL: Days = Days(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Days = Days(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKENDS: Days = Days(0b110_0000);

    /// From a number in which bit 0 stands for Monday and bit 6 for Sunday, as in `rhythms.days`. Without any day it is every
    /// day: nobody means never by that.
    pub fn from_bits(bits: i16) -> Days {
        let bits = u8::try_from(bits & 0b111_1111).unwrap_or_default();
        if bits == 0 { Days::ALL } else { Days(bits) }
    }

    /// The number that [`Days::from_bits`] reads.
    pub fn bits(self) -> i16 {
        self.0.into()
    }

    /// Whether `day` is one of them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether `date` falls on one of them.
    pub fn hold(self, date: NaiveDate) -> bool {
        self.has(date.weekday())
    }

    /// With `day` or without it; `None` when no day would be left.
    #[must_use]
    pub fn with(self, day: Weekday, wanted: bool) -> Option<Days> {
        let bits = if wanted {
            self.0 | bit(day)
        } else {
            self.0 & !bit(day)
        };
        (bits != 0).then_some(Days(bits))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_at_least() {
        let monday = Days::from_bits(1);
        assert!(monday.has(Weekday::Mon) && !monday.has(Weekday::Sun));
        assert_eq!(monday.with(Weekday::Mon, false), None);
        assert_eq!(
            monday.with(Weekday::Sun, true).map(Days::bits),
            Some(0b100_0001)
        );
        assert_eq!(monday.with(Weekday::Mon, true), Some(monday));
        assert_eq!(Days::WEEKDAYS.bits() + Days::WEEKENDS.bits(), 127);
    }

    #[test]
    fn no_day_is_every_day() {
        for bits in [0, 128, 127, 255] {
            assert_eq!(Days::from_bits(bits), Days::ALL, "{bits}");
        }
        assert_eq!(Days::from_bits(-1), Days::ALL);
    }

    #[test]
    fn dates_fall_on_days() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 24).expect("a date");
        assert!(Days::WEEKDAYS.hold(date) && !Days::WEEKENDS.hold(date));
    }
}
