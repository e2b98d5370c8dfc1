//! What an inline button does: the enum [`Press`] and its form as callback data.
//!
//! Callback data is 1–64 bytes (Bot API, `InlineKeyboardButton.callback_data`, read 2026-11-21) and can be forged by
//! the person who holds the phone: it carries ids and the place it was drawn for, never wording, and every id
//! is checked again by the rules. Old screens stay pressable for years, so a form once released keeps its
//! meaning; new presses take new letters.

use entity::{CourseId, StepId};

use super::author_press::AuthorPress;
use super::broadcast_press::{AnnouncementPress, BroadcastPress};
use super::cohort_press::CohortPress;
use super::goal_press::GoalPress;
use super::holding_press::HoldingPress;
use super::jobs_press::JobsPress;
use super::ladder_press::LadderPress;
use super::opening_press::OpeningPress;
use super::privacy_press::PrivacyPress;
use super::question_press::QuestionPress;
use super::quiz_press::QuizPress;
use super::reminder_press::ReminderPress;
use super::review_press::ReviewPress;
use super::rhythm_press::RhythmPress;
use super::team_press::{DoorPress, TeamPress};
use super::work_press::WorkPress;

/// A pressed button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Show a page (from 0) of the courses.
    Catalogue { page: u16 },
    /// Show what a course is about.
    Card { course: CourseId },
    /// Join a course, or continue it.
    Enrol { course: CourseId },
    /// Show where the learner is.
    Continue { course: CourseId },
    /// Done with the step `from`: go to the next one.
    Advance { course: CourseId, from: StepId },
    /// Look at the step before `shown`.
    Back { course: CourseId, shown: StepId },
    /// Look at the step after `shown`, up to where the learner is.
    Forward { course: CourseId, shown: StepId },
    /// Look at a step already reached.
    Look { course: CourseId, step: StepId },
    /// A page (from 0) of the table of contents.
    Contents { course: CourseId, page: u16 },
    /// Another page (from 0) of the table of contents, in the message that shows it.
    TurnContents { course: CourseId, page: u16 },
    /// Ask whether to start again.
    Restart { course: CourseId },
    /// Start again, for who still stands on `from`.
    RestartConfirmed {
        course: CourseId,
        from: Option<StepId>,
    },
    /// Ask whether to leave.
    Leave { course: CourseId },
    /// Leave, for who still stands on `from`.
    LeaveConfirmed {
        course: CourseId,
        from: Option<StepId>,
    },
    /// Another page (from 0) of how far the learner is in their courses.
    TurnProgress { page: u16 },
    /// Another page (from 0) of the courses that could be started again.
    TurnRestart { page: u16 },
    /// Another page (from 0) of the courses that could be left.
    TurnLeave { page: u16 },
    /// Choose the language with this number in `Lang::ALL`; 255: as Telegram says.
    Language { choice: u8 },
    /// Text alone from now on (1), or everything (0).
    Plain { choice: u8 },
    /// The media of a step, for who otherwise wants text alone.
    ShowMedia { course: CourseId, step: StepId },
    /// Never mind.
    Dismiss,
    /// What an author does.
    Author(AuthorPress),
    /// Join an unlisted course, whose link the `key` follows from.
    EnrolByLink { course: CourseId, key: i64 },
    /// Who works on courses.
    Team(TeamPress),
    /// How learners come in.
    Door(DoorPress),
    /// What a learner answers to a question.
    Quiz(QuizPress),
    /// What an author does to questions.
    Question(QuestionPress),
    /// What a learner does in review.
    Review(ReviewPress),
    /// What is handed in, and what becomes of it.
    Work(WorkPress),
    /// What a step shows besides its text.
    Holding(HoldingPress),
    /// When steps open.
    Opening(OpeningPress),
    /// When those who fell silent are reminded.
    Ladder(LadderPress),
    /// Who begins together.
    Cohort(CohortPress),
    /// When a learner is written to.
    Rhythm(RhythmPress),
    /// On how many days a week they want to study.
    Goal(GoalPress),
    /// What a learner makes of a reminder.
    Reminder(ReminderPress),
    /// What is written to many.
    Broadcast(BroadcastPress),
    /// Whether it is wanted.
    Announcement(AnnouncementPress),
    /// What the owner does with what was given up.
    Jobs(JobsPress),
    /// What is held about who presses it.
    Privacy(PrivacyPress),
}

macro_rules! codec {
    ($enum:ident $(, $outside:pat => $inner:expr)*; { $($letters:literal => $variant:ident $({ $($field:ident : $wrap:expr),* })?),* $(,)? }) => {
        impl $enum {
            /// The letters of every press, so that a test can see that it knows them all.
            #[cfg(test)]
            pub const LETTERS: &'static [&'static str] = &[$($letters),*];

            pub(super) fn parts(self) -> (&'static str, Vec<i64>) {
                match self {
                    $($outside => $inner,)*
                    $($enum::$variant $({ $($field),* })? => ($letters, vec![$($($field.number()),*)?]),)*
                }
            }

            pub(super) fn assemble(letters: &str, numbers: &[i64]) -> Option<Self> {
                let mut numbers = numbers.iter().copied();
                let press = match letters {
                    $($letters => $enum::$variant $({ $($field: { let wrap = $wrap; wrap(numbers.next()?)? }),* })?,)*
                    _ => return None,
                };
                numbers.next().is_none().then_some(press)
            }
        }
    };
}

pub(super) use codec;

/// A field of a press as a number.
pub(super) trait Number {
    fn number(self) -> i64;
}
impl Number for CourseId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for StepId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for i64 {
    fn number(self) -> i64 {
        self
    }
}
impl Number for u16 {
    fn number(self) -> i64 {
        self.into()
    }
}
impl Number for u8 {
    fn number(self) -> i64 {
        self.into()
    }
}

impl Number for Option<StepId> {
    fn number(self) -> i64 {
        self.map_or(0, |step| step.0)
    }
}

/// A step, or 0 for none.
#[expect(
    clippy::option_option,
    reason = "the outer one is a number that no button carries"
)]
fn place(number: i64) -> Option<Option<StepId>> {
    (number >= 0).then_some(step(number))
}
pub(super) fn course(number: i64) -> Option<CourseId> {
    (number > 0).then_some(CourseId(number))
}
pub(super) fn step(number: i64) -> Option<StepId> {
    (number > 0).then_some(StepId(number))
}
pub(super) fn page(number: i64) -> Option<u16> {
    u16::try_from(number).ok()
}
pub(super) fn choice(number: i64) -> Option<u8> {
    u8::try_from(number).ok()
}

pub(super) fn natural(number: i64) -> Option<i64> {
    (number >= 0).then_some(number)
}

codec!(Press, Press::Author(press) => press.parts(), Press::Team(press) => press.parts(), Press::Door(press) => press.parts(), Press::Quiz(press) => press.parts(), Press::Question(press) => press.parts(), Press::Review(press) => press.parts(), Press::Work(press) => press.parts(), Press::Holding(press) => press.parts(), Press::Rhythm(press) => press.parts(), Press::Goal(press) => press.parts(), Press::Reminder(press) => press.parts(), Press::Opening(press) => press.parts(), Press::Ladder(press) => press.parts(), Press::Cohort(press) => press.parts(), Press::Broadcast(press) => press.parts(), Press::Announcement(press) => press.parts(), Press::Jobs(press) => press.parts(), Press::Privacy(press) => press.parts(); {
    "cat" => Catalogue { page: page },
    "card" => Card { course: course },
    "join" => Enrol { course: course },
    "on" => Continue { course: course },
    "next" => Advance { course: course, from: step },
    "back" => Back { course: course, shown: step },
    "fwd" => Forward { course: course, shown: step },
    "look" => Look { course: course, step: step },
    "toc" => Contents { course: course, page: page },
    "toc2" => TurnContents { course: course, page: page },
    "re" => Restart { course: course },
    "re!" => RestartConfirmed { course: course, from: place },
    "out" => Leave { course: course },
    "out!" => LeaveConfirmed { course: course, from: place },
    "my" => TurnProgress { page: page },
    "my.re" => TurnRestart { page: page },
    "my.out" => TurnLeave { page: page },
    "lang" => Language { choice: choice },
    "k.plain" => Plain { choice: choice },
    "k.show" => ShowMedia { course: course, step: step },
    "no" => Dismiss,
    "join2" => EnrolByLink { course: course, key: natural },
});

impl Press {
    /// The callback data: letters and numbers between colons, at most 60 bytes.
    pub fn encode(self) -> String {
        let (letters, numbers) = self.parts();
        let mut data = letters.to_owned();
        for number in numbers {
            data.push(':');
            data.push_str(&number.to_string());
        }
        data
    }

    /// What the callback data asks for; `None` when it was never drawn by this bot: too long, cut off, with
    /// numbers missing, superfluous, negative or too large.
    pub fn decode(data: &str) -> Option<Press> {
        if data.len() > 64 {
            return None;
        }
        let mut parts = data.split(':');
        let letters = parts.next()?;
        let numbers = parts.map(number).collect::<Option<Vec<_>>>()?;
        Press::assemble(letters, &numbers)
            .or_else(|| AuthorPress::assemble(letters, &numbers).map(Press::Author))
            .or_else(|| TeamPress::assemble(letters, &numbers).map(Press::Team))
            .or_else(|| DoorPress::assemble(letters, &numbers).map(Press::Door))
            .or_else(|| QuizPress::assemble(letters, &numbers).map(Press::Quiz))
            .or_else(|| QuestionPress::assemble(letters, &numbers).map(Press::Question))
            .or_else(|| ReviewPress::assemble(letters, &numbers).map(Press::Review))
            .or_else(|| WorkPress::assemble(letters, &numbers).map(Press::Work))
            .or_else(|| HoldingPress::assemble(letters, &numbers).map(Press::Holding))
            .or_else(|| OpeningPress::assemble(letters, &numbers).map(Press::Opening))
            .or_else(|| LadderPress::assemble(letters, &numbers).map(Press::Ladder))
            .or_else(|| CohortPress::assemble(letters, &numbers).map(Press::Cohort))
            .or_else(|| RhythmPress::assemble(letters, &numbers).map(Press::Rhythm))
            .or_else(|| GoalPress::assemble(letters, &numbers).map(Press::Goal))
            .or_else(|| ReminderPress::assemble(letters, &numbers).map(Press::Reminder))
            .or_else(|| BroadcastPress::assemble(letters, &numbers).map(Press::Broadcast))
            .or_else(|| AnnouncementPress::assemble(letters, &numbers).map(Press::Announcement))
            .or_else(|| JobsPress::assemble(letters, &numbers).map(Press::Jobs))
            .or_else(|| PrivacyPress::assemble(letters, &numbers).map(Press::Privacy))
    }
}

/// Digits only, as `encode` writes them: no sign, no leading zero.
fn number(part: &str) -> Option<i64> {
    let plain = !part.is_empty()
        && part.bytes().all(|byte| byte.is_ascii_digit())
        && (part == "0" || !part.starts_with('0'));
    if plain { part.parse().ok() } else { None }
}

impl From<TeamPress> for Press {
    fn from(press: TeamPress) -> Press {
        Press::Team(press)
    }
}

impl From<WorkPress> for Press {
    fn from(press: WorkPress) -> Press {
        Press::Work(press)
    }
}

impl From<QuizPress> for Press {
    fn from(press: QuizPress) -> Press {
        Press::Quiz(press)
    }
}

impl From<QuestionPress> for Press {
    fn from(press: QuestionPress) -> Press {
        Press::Question(press)
    }
}

impl From<HoldingPress> for Press {
    fn from(press: HoldingPress) -> Press {
        Press::Holding(press)
    }
}

impl From<DoorPress> for Press {
    fn from(press: DoorPress) -> Press {
        Press::Door(press)
    }
}

impl From<AuthorPress> for Press {
    fn from(press: AuthorPress) -> Press {
        Press::Author(press)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telegram::{Put, Spot};
    use entity::DraftStepId;
    use proptest::prelude::*;

    fn check(data: &str, expected: Option<Press>) {
        assert_eq!(Press::decode(data), expected, "{data:?}");
    }

    #[test]
    fn only_what_was_drawn_is_understood() {
        let (course, from) = (CourseId(7), StepId(12));
        check("next:7:12", Some(Press::Advance { course, from }));
        check("no", Some(Press::Dismiss));
        let step = DraftStepId(12);
        check("a.up:12", Some(AuthorPress::MoveUp { step }.into()));
        for forged in [
            "",
            "next",
            "next:7",
            "next:7:",
            "next:7:12:1",
            "next:-7:12",
            "next:07:12",
            "next:+7:12",
            "next:0:12",
            "next:99999999999999999999:1",
            "nexт:7:12",
            "cat:70000",
            "no:1",
            ":",
            "a.up:x",
        ] {
            check(forged, None);
        }
        check(&format!("next:7:{}", "1".repeat(64)), None);
    }

    #[test]
    fn no_letters_mean_two_things() {
        let all = [
            Press::LETTERS,
            AuthorPress::LETTERS,
            TeamPress::LETTERS,
            DoorPress::LETTERS,
            QuizPress::LETTERS,
            QuestionPress::LETTERS,
            ReviewPress::LETTERS,
            WorkPress::LETTERS,
            HoldingPress::LETTERS,
            OpeningPress::LETTERS,
            LadderPress::LETTERS,
            CohortPress::LETTERS,
            RhythmPress::LETTERS,
            GoalPress::LETTERS,
            ReminderPress::LETTERS,
            BroadcastPress::LETTERS,
            AnnouncementPress::LETTERS,
            JobsPress::LETTERS,
            PrivacyPress::LETTERS,
        ]
        .concat();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(distinct.len(), all.len());
    }

    proptest! {
        #[test]
        fn data_fits_and_comes_back(course in 1..i64::MAX, step in 1..i64::MAX, page: u16) {
            let (course, step) = (CourseId(course), StepId(step));
            let widest = Spot { place: 255, turn: 255, stamp: 0xFF_FFFF };
            for press in [
                Press::Catalogue { page },
                Press::Advance { course, from: step },
                Press::Contents { course, page },
                Press::RestartConfirmed { course, from: Some(step) },
                Press::LeaveConfirmed { course, from: None },
                AuthorPress::Course { course, page }.into(),
                AuthorPress::Choose { wish: crate::telegram::Wish::Export, page }.into(),
                AuthorPress::DeleteCourseNow { course, version: i64::MAX }.into(),
                AuthorPress::DeleteStepNow { step: DraftStepId(step.0), version: i64::MAX }.into(),
                AuthorPress::RollBackConfirmed { course, number: i32::MAX, stamp: i64::MAX }.into(),
                Press::EnrolByLink { course, key: step.0 },
                TeamPress::Accept { a: step.0 >> 15, b: (1 << 48) - 1, c: 0 }.into(),
                CohortPress::Join { a: (1 << 48) - 1, b: (1 << 48) - 1, c: 0 }.into(),
                DoorPress::MakeCode { course, uses: 3, days: 3 }.into(),
                QuizPress::Put { course, step, spot: widest, put: Put { item: 255, at: 255 } }.into(),
                QuizPress::Choose { course, step, spot: widest, option: 255 }.into(),
                QuestionPress::DeleteNow { step: DraftStepId(step.0), version: i64::MAX, place: 255 }.into(),
                QuestionPress::QuestionFile { course, format: coursefile::QuestionFormat::Csv }.into(),
                ReviewPress::Put { course, step, spot: widest, put: Put { item: 255, at: 255 } }.into(),
                ReviewPress::Choose { course, step, spot: widest, option: 255 }.into(),
                ReviewPress::OptIn { course }.into(),
                ReviewPress::OptOutOfAll.into(),
                ReminderPress::LaterToday { course, told: i64::MAX }.into(),
                HoldingPress::RemoveMedia { step: DraftStepId(step.0), version: i64::MAX }.into(),
                BroadcastPress::Stuck { course, step, days: page }.into(),
                BroadcastPress::Cohort { course, cohort: entity::CohortId(step.0) }.into(),
                BroadcastPress::StopNow { broadcast: entity::BroadcastId(step.0) }.into(),
                AnnouncementPress::Set { choice: 1 }.into(),
                HoldingPress::AskAlt { step: DraftStepId(step.0), place: 255 }.into(),
                GoalPress::Set { days: 255 }.into(),
                PrivacyPress::ForgetNow { key: i64::MAX }.into(),
                RhythmPress::Zone { key: i64::MAX }.into(),
                RhythmPress::Quiet { from: 1439, until: page }.into(),
            ] {
                let data = press.encode();
                prop_assert!(data.len() <= 64);
                prop_assert_eq!(Press::decode(&data), Some(press));
            }
        }

        #[test]
        fn no_data_breaks_the_reader(data: String) {
            if let Some(press) = Press::decode(&data) {
                prop_assert_eq!(press.encode(), data);
            }
        }
    }
}
