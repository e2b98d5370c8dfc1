//! What stands in a step → its questions.

use super::asked::Asked;
use super::find::Found;
use super::settings::Settings;
use super::{forms, names, show};
use crate::limits::{ASK, ATTEMPTS, EXPLANATION, POINTS, QUESTIONS};
use crate::problem::Problem;
use crate::{Form, Measures, Question};

/// Makes the questions of a step. `has_text`: whether the step says or shows something besides them.
pub(crate) fn make(
    parts: Vec<(Found, Asked)>,
    has_text: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Question> {
    let count = parts.len();
    let lines: Vec<usize> = parts.iter().map(|(found, _)| found.line).collect();
    if let (true, Some(line)) = (count > QUESTIONS, lines.get(QUESTIONS)) {
        let figures = [("count", count.into()), ("limit", QUESTIONS.into())];
        problems.push(Problem::error(*line, "questions-many", figures));
    }
    let mut questions = Vec::new();
    let mut ids = Vec::new();
    for (found, asked) in parts.into_iter().take(QUESTIONS) {
        let line = found.line;
        let mut part = Part {
            settings: found.settings,
            line,
            problems,
        };
        let id = part.settings.words("id", part.problems);
        if let Some(question) = part.question(found.body.map(|(body, _)| body), asked) {
            if question.ask.is_none() && !has_text {
                part.tell(line, "question-not-asked");
            }
            ids.push((id, line));
            questions.push(question);
        }
        part.settings.tell_others(part.problems);
    }
    names::give(&mut questions, &ids, problems);
    questions
}

/// A question being made.
pub(super) struct Part<'a> {
    pub(super) settings: Settings,
    /// Where it stands.
    pub(super) line: usize,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl Part<'_> {
    pub(super) fn tell(&mut self, line: usize, code: &'static str) {
        self.problems.push(Problem::error(line, code, []));
    }

    fn question(&mut self, body: Option<super::Body>, asked: Asked) -> Option<Question> {
        let ask = self.ask(asked.ask.clone());
        let form = forms::form(self, body, asked)?;
        Some(self.common(ask, form))
    }

    /// What every question has.
    fn common(&mut self, ask: Option<String>, form: Form) -> Question {
        let Self {
            settings, problems, ..
        } = self;
        let explanation = settings.text("explanation", EXPLANATION, problems);
        let as_poll = show::as_poll(
            settings,
            ask.as_deref(),
            &form,
            explanation.as_deref(),
            problems,
        );
        Question {
            slug: String::new(),
            ask,
            form,
            hint: settings.text("hint", EXPLANATION, problems),
            explanation,
            attempts: settings.figure("attempts", (1, ATTEMPTS), problems),
            points: settings
                .figure("points", (0, POINTS), problems)
                .unwrap_or(1),
            shuffle: settings.is_set("shuffle", problems),
            measures: self.measures(),
            as_poll,
        }
    }

    /// What is asked: by the paragraph above, or by the settings.
    fn ask(&mut self, above: Option<(String, usize)>) -> Option<String> {
        let line = self.line;
        let Some((html, length)) = above else {
            return self.settings.text("ask", ASK, self.problems);
        };
        if length > ASK {
            let figures = [
                ("key", "ask".into()),
                ("length", length.into()),
                ("limit", ASK.into()),
            ];
            let problem = Problem::error(line, "question-text-long", figures);
            self.problems.push(problem);
        }
        Some(html)
    }

    fn measures(&mut self) -> Option<Measures> {
        let (value, line) = self.settings.words("measures", self.problems)?;
        match value.as_str() {
            "pretest" => Some(Measures::Pretest),
            "posttest" => Some(Measures::Posttest),
            _ => {
                let value = [("value", value.as_str().into())];
                let problem = Problem::error(line, "question-measures-unknown", value);
                self.problems.push(problem);
                None
            }
        }
    }
}
