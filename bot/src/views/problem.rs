//! What is wrong with a course file, in sentences: line, what is wrong, what to write instead.

use coursefile::{Argument, Problem};

use crate::texts::{Arg, Texts};

/// The sentence of a problem, with the place it is about.
pub fn line(texts: &Texts, problem: &Problem) -> String {
    let what = sentence(texts, problem);
    let what = ("what", (&what).into());
    match (&problem.file, problem.line) {
        (None, 0) => texts.with("problem-at-all", [what]),
        (None, line) => texts.with("problem-at-line", [("line", line.into()), what]),
        (Some(file), 0) => texts.with("problem-in-file", [("file", file.into()), what]),
        (Some(file), line) => texts.with(
            "problem-at-line-in-file",
            [("file", file.into()), ("line", line.into()), what],
        ),
    }
}

/// The sentence alone.
pub fn sentence(texts: &Texts, problem: &Problem) -> String {
    let args = problem.arguments.iter().map(|(name, argument)| {
        let arg = match argument {
            Argument::Number(number) => Arg::from(*number),
            Argument::Word(word) => Arg::from(word),
        };
        (*name, arg)
    });
    texts.named(&format!("problem-{}", problem.code), args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    #[test]
    fn every_problem_has_a_sentence_in_every_language() {
        for texts in Lang::ALL.map(Texts::new) {
            for (code, arguments) in coursefile::CODES.iter().chain(coursefile::IMPORT_CODES) {
                let key = format!("problem-{code}");
                let args = arguments.iter().map(|name| (*name, Arg::from("7")));
                let said = texts.named(&key, args);
                assert_ne!(said, key, "{key} has no sentence");
                assert!(!said.contains("{$"), "{key} wants something else: {said}");
            }
        }
    }
}
