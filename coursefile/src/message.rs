//! One question as an author types it in a chat: in the form of the course file, or with signs that every telephone has.

use crate::print::escape::{self, Care};
use crate::print::{quiz, words, yaml};
use crate::problem::{Problem, Problems, Weight};
use crate::quiz::{decimal, proposal};
use crate::render::render;
use crate::stored::{Kind, Parts, Text, is_blank};
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
    let is_short = is_easy(&text);
    let lines = if is_short {
        easy(&text).map_err(|problem| Problems(vec![problem]))?
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

/// What the sign at the beginning of a line makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Right,
    Wrong,
    Answer,
    Feedback,
}

/// Whether the signs of a telephone are used, and nothing that only a course file has.
fn is_easy(text: &Text) -> bool {
    let is_of_a_file = |line: &str| {
        let boxes = ["- [", "* [", "+ ["];
        line.starts_with("```") || boxes.iter().any(|sign| line.starts_with(sign))
    };
    let mut lines = text.words.lines().map(str::trim_start);
    !text.spans.iter().any(|span| is_settings(&span.kind))
        && !lines.clone().any(is_of_a_file)
        && lines.any(|line| sign(line).is_some())
}

fn sign(line: &str) -> Option<(Sign, &str)> {
    let line = line.trim();
    let first = line.chars().next()?;
    let sign = match first {
        '+' => Sign::Right,
        '-' | '–' | '—' | '−' | '•' => Sign::Wrong,
        '=' => Sign::Answer,
        '>' => Sign::Feedback,
        _ => return None,
    };
    Some((sign, line[first.len_utf8()..].trim()))
}

/// The same in the form of the course file.
fn easy(text: &Text) -> Result<Lines, Problem> {
    let mut at = 0;
    let mut signed: Vec<(Sign, &str, usize)> = Vec::new();
    let mut asked = text.words.len();
    for (line, number) in text.words.split('\n').zip(1..) {
        match sign(line) {
            Some((Sign::Feedback, _)) if signed.is_empty() => {}
            Some((sign, rest)) => {
                if signed.is_empty() {
                    asked = at;
                }
                signed.push((sign, rest, number));
            }
            None if signed.is_empty() || is_blank(line) => {}
            None => {
                let text = [("text", line.into())];
                return Err(Problem::error(number, "question-line-loose", text));
            }
        }
        at += line.len() + 1;
    }
    let is_answer = |one: &&(Sign, &str, usize)| one.0 == Sign::Answer;
    let is_option = |one: &&(Sign, &str, usize)| matches!(one.0, Sign::Right | Sign::Wrong);
    let answer = signed.iter().find(is_answer);
    if let (Some((.., one)), Some((.., other))) = (answer, signed.iter().find(is_option)) {
        return Err(Problem::error(*one.max(other), "question-signs-mixed", []));
    }
    let ask = Parts::new(text).slice(0, text.words[..asked].trim_end().len());
    Ok(if answer.is_some() {
        typed(&ask, &signed)
    } else {
        chosen(&ask, &signed)
    })
}

/// A list of boxes, and below it what is asked.
fn chosen(ask: &Text, signed: &[(Sign, &str, usize)]) -> Lines {
    let escaped = |words: &str| escape::title(words, Care::Most);
    let line = |(sign, words, number): &(Sign, &str, usize)| {
        let line = match sign {
            Sign::Right => format!("- [x] {}", escaped(words)),
            Sign::Wrong => format!("- [ ] {}", escaped(words)),
            Sign::Feedback | Sign::Answer => format!("  > {}", escaped(words)),
        };
        (line, *number)
    };
    let mut lines: Lines = signed.iter().map(line).collect();
    let is_poll = signed.iter().all(|(sign, ..)| *sign != Sign::Right);
    let kind = is_poll.then(|| ("kind: poll".to_owned(), 1));
    lines.push((String::new(), 1));
    lines.push((format!("```{SETTINGS}"), 1));
    lines.extend(asks(ask));
    lines.extend(kind);
    lines.push(("```".to_owned(), 1));
    lines
}

/// A block of settings with the answers; they are numbers when all of them are.
fn typed(ask: &Text, signed: &[(Sign, &str, usize)]) -> Lines {
    let is_number = |words: &str| match words.split_once("..") {
        Some((low, high)) => decimal(low.trim()).is_some() && decimal(high.trim()).is_some(),
        None => decimal(words).is_some(),
    };
    let mut answers = signed.iter().filter(|(sign, ..)| *sign == Sign::Answer);
    let key = if answers.all(|(_, words, _)| is_number(words)) {
        "number"
    } else {
        "answer"
    };
    let mut lines = vec![(format!("```{SETTINGS}"), 1)];
    lines.extend(asks(ask));
    lines.push((format!("{key}:"), 1));
    for (sign, words, number) in signed {
        let mut line = String::new();
        if *sign == Sign::Feedback {
            line.push_str("    ");
            let said = words_of(words);
            yaml::put(&mut line, "feedback", &said);
        } else {
            line.push_str("  - ");
            yaml::put(&mut line, key, words);
        }
        lines.push((line.trim_end().to_owned(), *number));
    }
    lines.push(("```".to_owned(), 1));
    lines
}

/// Plain words as Markdown.
fn words_of(plain: &str) -> String {
    words(&Text::tidy(plain, Vec::new()))
}

fn asks(ask: &Text) -> Option<(String, usize)> {
    let mut line = String::new();
    yaml::put(&mut line, "ask", &words(ask));
    (!ask.is_empty()).then(|| (line.trim_end().to_owned(), 1))
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
