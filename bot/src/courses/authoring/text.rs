//! What an author may write, checked before the database is asked.

use coursefile::is_blank;

use super::limits;
use crate::courses::refusal::{Field, Refusal};

/// A title fit to be stored.
///
/// # Errors
/// [`Refusal::Blank`], [`Refusal::TooLong`].
pub fn title(wanted: &str, field: Field, limit: usize) -> Result<String, Refusal> {
    let title = coursefile::line(wanted);
    if is_blank(&title) {
        return Err(Refusal::Blank(field));
    }
    within(&title, field, limit)?;
    Ok(title)
}

/// A description fit to be stored.
///
/// # Errors
/// [`Refusal::Blank`], [`Refusal::TooLong`].
pub fn description(wanted: &str) -> Result<String, Refusal> {
    title(wanted, Field::CourseDescription, limits::COURSE_DESCRIPTION)
}

/// Refuses a text above its limit, with both figures.
///
/// # Errors
/// [`Refusal::TooLong`].
pub fn within(text: &str, field: Field, limit: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length > limit {
        Err(Refusal::TooLong {
            field,
            length,
            limit,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, expected: Result<&str, Refusal>) {
        let field = Field::CourseTitle;
        assert_eq!(
            title(wanted, field, 64),
            expected.map(str::to_owned),
            "{wanted:?}"
        );
    }

    #[test]
    fn titles() {
        let field = Field::CourseTitle;
        check("  First aid ", Ok("First aid"));
        check("🙂", Ok("🙂"));
        check("First\naid\u{202e}!", Ok("First aid!"));
        check("", Err(Refusal::Blank(field)));
        check(" \u{200B}\u{2060}\n", Err(Refusal::Blank(field)));
        check(&"ж".repeat(64), Ok(&"ж".repeat(64)));
        check(
            &"ж".repeat(65),
            Err(Refusal::TooLong {
                field,
                length: 65,
                limit: 64,
            }),
        );
        check(
            &"🙂".repeat(300),
            Err(Refusal::TooLong {
                field,
                length: 300,
                limit: 64,
            }),
        );
    }
}
