//! What is wrong with a course file, in sentences: line, what is wrong, what to write instead.

use coursefile::{Argument, Problem};

use crate::telegram::Rich;
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

/// Appends such a line; the names and addresses in it are code, so that Telegram makes no hashtags and no links of them.
pub fn push(text: &mut Rich, line: &str) {
    let mut rest = line;
    while let Some((start, end)) = example(rest) {
        text.push_str(&rest[..start]).push_code(&rest[start..end]);
        rest = &rest[end..];
    }
    text.push_str(rest);
}

/// Where the first of them begins and ends, in bytes.
fn example(line: &str) -> Option<(usize, usize)> {
    const SIGNS: [&str; 4] = ["{#", "#", "https://", "http://"];
    let begins = |at: usize| {
        let sign = SIGNS.iter().find(|sign| line[at..].starts_with(**sign))?;
        let named = line[at + sign.len()..].chars().next()?;
        (!sign.ends_with('#') || named.is_alphanumeric()).then_some(at)
    };
    let start = line.char_indices().find_map(|(at, _)| begins(at))?;
    let length = match line[start..].strip_prefix('{') {
        Some(name) => name.find('}').map_or(line.len() - start, |end| end + 2),
        None => line[start..]
            .find(|c: char| c.is_whitespace() || "“”«»,;)>]…".contains(c))
            .unwrap_or(line.len() - start),
    };
    Some((
        start,
        start + line[start..start + length].trim_end_matches('.').len(),
    ))
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
    fn examples_are_code() {
        let marked = |line: &str| {
            let mut text = Rich::new();
            push(&mut text, line);
            assert_eq!(text.text, line);
            let words: Vec<u16> = line.encode_utf16().collect();
            let code = text.entities.iter().map(|entity| {
                let end = entity.offset + entity.length;
                String::from_utf16_lossy(&words[entity.offset..end])
            });
            code.collect::<Vec<_>>()
        };
        let line = "• Имя {#pour}, #name, ## Title and https://a.b/c?d=e. End “http://x.y”";
        let expected = ["{#pour}", "#name", "https://a.b/c?d=e", "http://x.y"];
        assert_eq!(marked(line), expected);
        assert!(marked("Write ## before it; {# and # are nothing").is_empty());
        assert_eq!(marked("{#open"), ["{#open"]);
    }

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
