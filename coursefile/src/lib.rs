//! A course as one readable file: Markdown in and out.
//!
//! A pure room: it knows neither database nor network nor Telegram's types, only the subset of HTML in which Telegram's
//! formatting is stored. What is read here is bounded: see [`limits`].
//!
//! What a problem sounds like is decided elsewhere; here it is data: a [`Problem`] has a line, a weight and a kind.

pub mod bundle;
mod compare;
mod course;
mod export;
mod formats;
pub mod fuzzing;
mod ladder;
mod medium;
mod message;
mod names;
mod open;
mod print;
mod problem;
mod question;
mod quiz;
mod read;
mod release;
mod render;
pub mod slug;
pub mod stored;
mod told;

pub use bundle::{Bundle, pack};
pub use compare::{Changed, Changes, Named, Part, Replaced, compare};
pub use course::{Course, Step};
pub use export::{Exported, QuestionFormat};
pub use ladder::{LONGEST, Ladder, RUNGS};
pub use medium::{BYTES, LinkButton, Medium, MediumKind, content_type, ending_for};
pub use message::{Message, check_question, print_question, read_question, with_settings};
pub use names::keep_names;
pub use open::{ASPECT, Kind, Media, Opened, SIDES, is_address, open, open_file, open_path};
pub use print::{Said, markdown_of, print};
pub use problem::{Argument, CODES, Problem, Problems, Weight};
pub use question::{
    Choice, Form, Gate, Measures, Pair, Question, Quiz, Span, Spent, Taken, Variant,
};
pub use read::{Reading, read};
pub use release::{Fault, Hint, Release, Weekdays, hints};
pub use render::{Mention, Rendered, drop_medium, rename_medium, render, with_questions};
pub use stored::{is_blank, line, link};
pub use told::IMPORT_CODES;

/// How long each kind of text may be, in Unicode scalar values, and how many steps there may be: the same as the rules of
/// authoring say.
pub mod limits {
    /// A stable public name, of a course or of a step.
    pub const SLUG: usize = 48;
    /// The title of a course.
    pub const COURSE_TITLE: usize = 64;
    /// The description of a course.
    pub const COURSE_DESCRIPTION: usize = 300;
    /// The title of a step.
    pub const STEP_TITLE: usize = 64;
    /// The text of a step without its markup: about eight messages.
    pub const STEP_TEXT: usize = 32_000;
    /// The Markdown of a step, in bytes.
    pub const STEP_SOURCE: usize = 256 * 1024;
    /// How many steps a course may have.
    pub const STEPS: usize = 500;
    /// The caption of a picture (Bot API, sendPhoto, read 2026-11-21). A longer text is sent below the picture.
    pub const CAPTION: usize = 1024;
    /// What is said of a medium to those who do not see it.
    pub const ALT: usize = 300;
    /// How many media an album holds (Bot API, sendMediaGroup, read 2026-11-21); at least two.
    pub const ALBUM: usize = 10;
    /// What is written on a button that opens an address.
    pub const LABEL: usize = 64;
    /// An address that a button opens, in bytes.
    pub const ADDRESS: usize = 2_000;
    /// How many such buttons stand in a row (Bot API server, read 2026-11-21), and how many a step has.
    pub const BUTTONS_IN_ROW: usize = 8;
    /// See above.
    pub const BUTTONS: usize = 24;
    /// What a question asks, without its markup.
    pub const ASK: usize = 2_000;
    /// An option, an item to be ordered, a side of a pair, an answer that is looked for.
    pub const OPTION: usize = 200;
    /// How many options, items or pairs a question may have; at least two.
    pub const OPTIONS: usize = 10;
    /// The feedback of an option or of an answer, without its markup.
    pub const FEEDBACK: usize = 1_000;
    /// A hint or an explanation, without its markup.
    pub const EXPLANATION: usize = 1_000;
    /// What a poll of Telegram asks: Bot API, sendPoll, read 2026-11-21; the next three as well.
    pub const POLL_QUESTION: usize = 300;
    /// An option of a poll of Telegram.
    pub const POLL_OPTION: usize = 100;
    /// The explanation of a quiz of Telegram.
    pub const POLL_EXPLANATION: usize = 200;
    /// How many line ends that explanation may have.
    pub const POLL_EXPLANATION_LINES: usize = 2;
    /// How many questions a step may have.
    pub const QUESTIONS: usize = 100;
    /// How many answers may be looked for in what was typed.
    pub const VARIANTS: usize = 50;
    /// A pattern.
    pub const PATTERN: usize = 200;
    /// A unit behind a number.
    pub const UNIT: usize = 30;
    /// How many answers a learner may give to a question, when they are counted.
    pub const ATTEMPTS: u8 = 100;
    /// The points of a question.
    pub const POINTS: u8 = 100;
    /// How large the front matter may be, in bytes.
    pub const FRONT_MATTER: usize = 64 * 1024;
    /// How large a course file may be, in bytes.
    pub const FILE: usize = 8 * 1024 * 1024;
}
