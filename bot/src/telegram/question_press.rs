//! The buttons with which authors work on questions.

use coursefile::QuestionFormat;
use entity::CourseId;

use super::press::{Number, codec, course};

/// A pressed button of an author who works on questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionPress {
    /// Get the whole course as a file.
    CourseFile { course: CourseId },
    /// Get its questions in another format.
    QuestionFile {
        course: CourseId,
        format: QuestionFormat,
    },
}

const FORMATS: [QuestionFormat; 2] = [QuestionFormat::Gift, QuestionFormat::Csv];

impl Number for QuestionFormat {
    fn number(self) -> i64 {
        self as i64
    }
}

fn format(number: i64) -> Option<QuestionFormat> {
    let place = usize::try_from(number).ok()?;
    FORMATS.get(place).copied()
}

codec!(QuestionPress; {
    "p.f" => CourseFile { course: course },
    "p.q" => QuestionFile { course: course, format: format },
});
