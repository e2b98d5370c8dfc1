//! When those who fell silent are reminded, for authors who say it.

use coursefile::{LONGEST, Ladder, RUNGS};

use crate::courses::authoring::Draft;
use crate::telegram::{AuthorPress, Button, LadderPress, Screen};
use crate::texts::{Arg, Texts};

/// What authors choose most, in the words of a course file. A button carries the place: add at the end only.
pub const COMMON: [&str; 3] = ["1, 3, 7", "2, 7, 14", "none"];

/// A ladder in a few words: "after 1, 3, 7 days".
pub fn ladder(texts: &Texts, ladder: &Ladder) -> String {
    let Some(last) = ladder.days().last() else {
        return texts.say("ladder-none");
    };
    let days = ladder.to_string();
    let args = [("days", (&days).into()), ("count", u64::from(*last).into())];
    texts.with("ladder-days", args)
}

/// Asks when those who fell silent in a course are reminded.
pub fn ask(texts: &Texts, draft: &Draft) -> Screen {
    let course = draft.course.id;
    let said = ladder(texts, &draft.ladder());
    let args = [
        ("title", (&draft.head.title).into()),
        ("ladder", (&said).into()),
    ];
    let button = |(choice, words): (u8, &&str)| {
        let known = Ladder::parse(words).unwrap_or_else(Ladder::none);
        Button::new(ladder(texts, &known), LadderPress::Set { course, choice })
    };
    let back = AuthorPress::Course { course, page: 0 };
    (0..)
        .zip(&COMMON)
        .map(button)
        .fold(
            Screen::plain(texts.with("ladder-ask", args)),
            |screen, button| screen.row([button]),
        )
        .row([Button::new(
            texts.say("button-ladder-type"),
            LadderPress::Type { course },
        )])
        .row([Button::new(texts.say("button-to-course"), back)])
}

/// Asks for the days in words.
pub fn wanted(texts: &Texts) -> String {
    texts.with("ladder-type", limits())
}

/// What is wrong with words that were typed, and what to type instead.
pub fn fault(texts: &Texts, typed: &str) -> String {
    let typed: String = typed.chars().take(60).collect();
    let [most, longest] = limits();
    let args = [("words", (&typed).into()), most, longest];
    texts.with("ladder-not-understood", args)
}

fn limits<'a>() -> [(&'static str, Arg<'a>); 2] {
    [
        ("most", RUNGS.into()),
        ("longest", u64::from(LONGEST).into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn ladders_are_said_as_people_say_them() {
        let check = |words: &str, english: &str, russian: &str| {
            let known = Ladder::parse(words).expect("a ladder");
            let said = |lang| ladder(&Texts::new(lang), &known);
            assert_eq!(
                (said(Lang::En).as_str(), said(Lang::Ru).as_str()),
                (english, russian)
            );
        };
        check("1, 3, 7", "after 1, 3, 7 days", "через 1, 3, 7 дней");
        check("1", "after 1 day", "через 1 день");
        check("1, 2", "after 1, 2 days", "через 1, 2 дня");
        check("21", "after 21 days", "через 21 день");
        check("none", "never", "никогда");
    }

    #[test]
    fn common_choices_are_ladders() {
        for words in COMMON {
            let read = Ladder::parse(words).map(|ladder| ladder.to_string());
            assert_eq!(read.as_deref(), Some(words));
        }
    }
}
