//! What an author sees of a course's questions on their way to another system.

use coursefile::{Problems, QuestionFormat};
use entity::CourseId;

use super::super::problem;
use super::{all, list, more};
use crate::telegram::{Act, Button, QuestionPress, Rich, Screen};
use crate::texts::Texts;

/// Which file it is to be.
pub fn which_file(texts: &Texts, title: &str, course: CourseId) -> Screen {
    let questions = |key, format| {
        let press = QuestionPress::QuestionFile { course, format };
        Button::new(texts.say(key), press)
    };
    let whole = Button::new(
        texts.say("button-course-file"),
        QuestionPress::CourseFile { course },
    );
    Screen::plain(texts.with("export-which-file", [("title", title.into())]))
        .row([whole])
        .row([
            questions("button-questions-gift", QuestionFormat::Gift),
            questions("button-questions-csv", QuestionFormat::Csv),
        ])
}

/// What the format has no word for: the first of it in a message, all of it in a file when it is much.
pub fn unsaid(texts: &Texts, problems: &Problems) -> Vec<Act> {
    let lines = problems.0.iter().map(|one| problem::line(texts, one));
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let mut text = Rich::plain(&texts.say("export-unsaid"));
    list(&mut text, lines.iter().take(super::TOLD));
    more(&mut text, texts, lines.len());
    let mut acts = vec![Act::Say(Screen::new(text))];
    acts.extend(all(texts, &[], &lines));
    acts
}
