//! Questions that learners get as polls of Telegram, and what Telegram allows in them.

use super::settings::Settings;
use crate::Form;
use crate::limits::{POLL_EXPLANATION, POLL_EXPLANATION_LINES, POLL_OPTION, POLL_QUESTION};
use crate::problem::Problem;
use crate::stored::Text;

/// What `show` says: whether the question becomes a poll. What Telegram would not take is told with both figures.
pub(super) fn as_poll(
    settings: &mut Settings,
    ask: Option<&str>,
    form: &Form,
    explanation: Option<&str>,
    problems: &mut Vec<Problem>,
) -> bool {
    let Some((value, line)) = settings.words("show", problems) else {
        return false;
    };
    match value.as_str() {
        "buttons" => return false,
        "poll" => {}
        _ => {
            let value = [("value", value.as_str().into())];
            problems.push(Problem::error(line, "question-show-unknown", value));
            return false;
        }
    }
    problems.extend(unfit(ask, form, explanation, line));
    true
}

/// What Telegram would not take.
fn unfit(ask: Option<&str>, form: &Form, explanation: Option<&str>, line: usize) -> Vec<Problem> {
    if form.options().is_empty() {
        return vec![Problem::error(line, "question-show-unfit", [])];
    }
    let mut problems = Vec::new();
    let mut long = |key: &str, length: usize, limit: usize| {
        let figures = [
            ("key", key.into()),
            ("length", length.into()),
            ("limit", limit.into()),
        ];
        if length > limit {
            problems.push(Problem::error(line, "question-show-long", figures));
        }
    };
    let asked = Text::from_html(ask.unwrap_or_default());
    long("ask", asked.words.chars().count(), POLL_QUESTION);
    for option in form.options() {
        long(&option.words, option.words.chars().count(), POLL_OPTION);
    }
    let explained = Text::from_html(explanation.unwrap_or_default()).words;
    long("explanation", explained.chars().count(), POLL_EXPLANATION);
    let lines = explained.matches('\n').count();
    if lines > POLL_EXPLANATION_LINES {
        let figures = [
            ("count", lines.into()),
            ("limit", POLL_EXPLANATION_LINES.into()),
        ];
        problems.push(Problem::error(line, "question-show-lines", figures));
    }
    if asked.is_empty() {
        problems.push(Problem::error(line, "question-show-unasked", []));
    } else if !asked.spans.is_empty() {
        problems.push(Problem::warning(line, "question-show-styled", []));
    }
    problems
}

/// Whether Telegram would take it as it is.
#[cfg(test)]
pub(crate) fn fits(ask: Option<&str>, form: &Form, explanation: Option<&str>) -> bool {
    unfit(ask, form, explanation, 0).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::render;

    /// What is told of a question with these settings besides `show: poll`.
    fn check(ask: &str, option: &str, settings: &str, expected: &[&str]) {
        let markdown =
            format!("{ask}\n\n- [x] {option}\n- [ ] b\n\n```question\nshow: poll\n{settings}```");
        let rendered = render(&markdown, 1);
        let told = rendered.problems.0.iter().map(|problem| {
            let figures = problem
                .arguments
                .iter()
                .filter_map(|(_, argument)| match argument {
                    crate::Argument::Number(number) => Some(format!(" {number}")),
                    crate::Argument::Word(_) => None,
                });
            problem.code.to_owned() + &figures.collect::<String>()
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
        let is_poll = rendered.questions.first().is_some_and(|one| one.as_poll);
        assert!(is_poll || settings.contains("kind"));
    }

    #[test]
    fn what_telegram_would_not_take_is_told_with_both_figures() {
        check("Which?", "a", "", &[]);
        check("Which?", "a", "explanation: Short.\n", &[]);
        check("*Which?*", "a", "", &["question-show-styled"]);
        let long = |length: usize| "ж".repeat(length);
        check(&long(300), &long(100), "", &[]);
        check(
            &long(301),
            &long(101),
            "",
            &["question-show-long 301 300", "question-show-long 101 100"],
        );
        let explanation = format!("explanation: {}\n", long(201));
        check("Which?", "a", &explanation, &["question-show-long 201 200"]);
        let lines = "explanation: |\n  a<br>b<br>c<br>d\n";
        check("Which?", "a", lines, &["question-show-lines 3 2"]);
    }

    #[test]
    fn only_what_has_options_is_a_poll() {
        let rendered = render("Who?\n\n```question\nanswer: me\nshow: poll\n```", 1);
        assert_eq!(rendered.problems.0[0].code, "question-show-unfit");
        let rendered = render(
            "Who?\n\n- [x] a\n- [ ] b\n\n```question\nshow: page\n```",
            1,
        );
        assert_eq!(rendered.problems.0[0].code, "question-show-unknown");
        let rendered = render(
            "x\n\n<!-- -->\n\n- [x] a\n- [ ] b\n\n```question\nshow: poll\n```",
            1,
        );
        assert_eq!(rendered.problems.0[0].code, "question-show-unasked");
        let rendered = render(
            "Who?\n\n- [x] a\n- [ ] b\n\n```question\nshow: buttons\n```",
            1,
        );
        assert!(rendered.problems.0.is_empty() && !rendered.questions[0].as_poll);
    }
}
