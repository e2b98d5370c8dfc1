//! One question as an author types it in a chat: in the form of the course file, or with signs that every telephone has.

mod short;

use crate::print::quiz;
use crate::problem::{Problem, Problems, Weight};
use crate::quiz::proposal;
use crate::render::render;
use crate::stored::{Kind, Text};
use crate::{Form, Question};

/// A step above the question, which it is not to be mixed up with.
const ABOVE: &str = "x\n\n<!-- -->\n\n";
/// The name of a block of settings.
const SETTINGS: &str = "question";

/// Lines of Markdown, each with the line of the message that it says.
type Lines = Vec<(String, usize)>;

/// A question as a message says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The question.
    pub question: Question,
    /// What will look otherwise than written.
    pub warnings: Problems,
    /// Whether it was written with signs, which say nothing of hints, attempts and the like.
    pub is_short: bool,
}

impl Message {
    /// The question in the place of `old`: what a short one cannot say stays as it was.
    pub fn instead_of(self, old: &Question) -> Question {
        if self.is_short {
            with_settings(self.question, old)
        } else {
            self.question
        }
    }
}

/// The question with the settings of another one, where it says nothing itself.
pub fn with_settings(question: Question, old: &Question) -> Question {
    let form = match (question.form, &old.form) {
        (Form::Typed { variants, .. }, Form::Typed { typo, .. }) => Form::Typed {
            variants,
            typo: *typo,
        },
        (Form::Number { spans, .. }, Form::Number { unit, .. }) => Form::Number {
            spans,
            unit: unit.clone(),
        },
        (form, _) => form,
    };
    Question {
        hint: old.hint.clone(),
        explanation: question.explanation.or_else(|| old.explanation.clone()),
        attempts: old.attempts,
        points: old.points,
        shuffle: old.shuffle,
        measures: old.measures,
        as_poll: old.as_poll && !form.options().is_empty(),
        slug: question.slug,
        ask: question.ask,
        form,
    }
}

/// The question that a message holds, with what will look otherwise than written. `html` is the message in the stored form;
/// `has_text`: whether the step says or shows something besides its questions.
///
/// # Errors
/// Everything that is wrong, with the lines of the message.
pub fn read_question(html: &str, has_text: bool) -> Result<Message, Problems> {
    let text = Text::from_html(html);
    let is_short = short::is_short(&text);
    let lines = if is_short {
        short::lines(&text).map_err(|problem| Problems(vec![problem]))?
    } else {
        as_in_a_file(&text)
    };
    let (question, warnings) = read(&lines, has_text)?;
    Ok(Message {
        question,
        warnings,
        is_short,
    })
}

/// A question in the form of the course file: what [`read_question`] reads.
pub fn print_question(question: &Question) -> String {
    quiz::one(question).0
}

/// A question from elsewhere as a course file would say it; without a name it gets one.
///
/// # Errors
/// What no course file could say; there are no lines.
pub fn check_question(mut question: Question) -> Result<Question, Problems> {
    if question.slug.is_empty() {
        question.slug = proposal(question.ask.as_deref());
    }
    let markdown = print_question(&question);
    let lines = markdown.lines().map(|line| (line.to_owned(), 0));
    Ok(read(&lines.collect(), true)?.0)
}

fn read(lines: &Lines, has_text: bool) -> Result<(Question, Problems), Problems> {
    let markdown: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
    let rendered = render(&format!("{ABOVE}{}", markdown.join("\n")), 1);
    let mut problems = rendered.problems;
    for problem in &mut problems.0 {
        let at = problem.line.checked_sub(1 + ABOVE.matches('\n').count());
        let line = at.and_then(|at| lines.get(at)).or(lines.last());
        problem.line = line.map_or(0, |(_, line)| *line);
    }
    if problems.is_fatal() {
        return Err(problems);
    }
    let mut tell = |code: &'static str, arguments: Vec<(&'static str, crate::Argument)>| {
        problems.0.push(Problem {
            file: None,
            line: 0,
            weight: Weight::Error,
            code,
            arguments,
        });
    };
    match rendered.questions.as_slice() {
        [] => tell("question-none-here", vec![]),
        [only] if only.ask.is_none() && !has_text => tell("question-not-asked", vec![]),
        [_] if rendered.html.as_deref() != Some("x") => tell("question-text-besides", vec![]),
        [only] => return Ok((only.clone(), problems)),
        several => tell(
            "question-several-here",
            vec![("count", several.len().into())],
        ),
    }
    Err(problems)
}

/// The message as it stands; its blocks of settings get back the fences that Telegram has made formatting of.
fn as_in_a_file(text: &Text) -> Lines {
    let blocks = text.spans.iter().filter(|span| is_settings(&span.kind));
    let blocks: Vec<(usize, usize)> = blocks.map(|span| (span.start, span.end)).collect();
    let (mut lines, mut at) = (Lines::new(), 0);
    for (line, number) in text.words.split('\n').zip(1..) {
        let end = at + line.len();
        if blocks.iter().any(|(start, _)| *start == at) {
            lines.push((format!("```{SETTINGS}"), number));
        }
        lines.push((line.to_owned(), number));
        if blocks.iter().any(|(_, last)| *last == end) {
            lines.push(("```".to_owned(), number));
        }
        at = end + 1;
    }
    lines
}

fn is_settings(kind: &Kind) -> bool {
    matches!(kind, Kind::Pre { language: Some(language) } if language == SETTINGS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quiz::strategy::any_quiz;

    /// The question in the form of the course file, or what is wrong with its lines.
    fn check(message: &str, expected: &str) {
        let told = match read_question(message, false) {
            Ok(read) => print_question(&read.question),
            Err(problems) => {
                let told = problems.0.iter();
                let told = told.map(|problem| format!("{}:{}", problem.code, problem.line));
                told.collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(told, expected, "{message}");
    }

    #[test]
    fn signs_are_enough() {
        check(
            "What is <b>red</b>?\n+ 2*3*4\n&gt; Right!\n-Grass\n\n– [Sky]",
            "What is **red**?\n\n- [x] 2\\*3\\*4\n  > Right!\n- [ ] Grass\n- [ ] \\[Sky\\]",
        );
        check(
            "Which?\n- a\n- b",
            "Which?\n\n- [ ] a\n- [ ] b\n\n```question\nkind: poll\n```",
        );
        check(
            "First.\n\nWho?\n= Bach\n= J. S.: Bach",
            "First.<br><br>Who?\n\n```question\nanswer:\n  - Bach\n  - \"J. S.: Bach\"\n```",
        );
        check(
            "How many?\n= 3\n= 5..7",
            "How many?\n\n```question\nnumber:\n  - 3\n  - 5..7\n```",
        );
    }

    #[test]
    fn the_form_of_the_file_is_read_too() {
        check("Which?\n- [x] a\n- [ ] b", "Which?\n\n- [x] a\n- [ ] b");
        let settings = "Who?\n<pre><code class=\"language-question\">answer: me</code></pre>";
        check(settings, "Who?\n\n```question\nanswer: me\n```");
        check(
            "Who?\n\n```question\nanswer: me\n```",
            "Who?\n\n```question\nanswer: me\n```",
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        check("What is it?", "question-none-here:0");
        check("+ a\n- b", "question-not-asked:0");
        check("Who?\n+ a\nb", "question-line-loose:3");
        check("Who?\n+ a\n= b", "question-signs-mixed:3");
        check("Who?\n+ a\n- a", "question-item-twice:3");
        check("Who?\n+ a", "question-items-few:2");
        check("Who?\n\n- [x] a\n- [ ] a", "question-item-twice:4");
        check(
            "Read.\n\nWho?\n\n- [x] a\n- [ ] b",
            "question-text-besides:0",
        );
        check(
            "A?\n- [x] a\n- [ ] b\n\nB?\n- [x] a\n- [ ] b",
            "question-several-here:0",
        );
    }

    #[test]
    fn what_signs_cannot_say_stays() {
        let old =
            "How many?\n\n```question\nnumber: 3\nunit: kg\nhint: h\nattempts: 2\npoints: 3\n```";
        let old = read_question(old, false).expect("it reads").question;
        let new = read_question("How many?\n= 4", false).expect("it reads");
        let expected = print_question(&old).replace("number: 3", "number: 4");
        assert_eq!(print_question(&new.instead_of(&old)), expected);
        // What is written out says all of it.
        let new = read_question("How many?\n\n```question\nnumber: 4\n```", false);
        let new = new.expect("it reads").instead_of(&old);
        assert!(new.hint.is_none() && new.attempts.is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn what_is_shown_is_read_again(quiz in any_quiz()) {
            for question in quiz.questions {
                let shown = Text::tidy(&print_question(&question), Vec::new());
                let read = read_question(&shown.to_html(), true);
                let read = read.expect("it was printed");
                prop_assert!(!read.is_short);
                prop_assert_eq!(read.question, question);
            }
        }

        #[test]
        fn no_message_breaks_the_reader(message: String) {
            let _ = read_question(&message, true);
        }
    }
}
