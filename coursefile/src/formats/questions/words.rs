//! Words of other systems in their formats → the stored form.

use super::Bank;
use crate::formats::html;
use crate::render::words_of;
use crate::stored::{Text, line as one_line};

/// What the words of a file are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Format {
    /// Words with or without elements of HTML; line ends are line ends.
    #[default]
    Auto,
    Html,
    Markdown,
    Plain,
}

impl Format {
    /// By its name in brackets.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "html" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            "plain" => Some(Self::Plain),
            "moodle" => Some(Self::Auto),
            _ => None,
        }
    }
}

/// A text. What is lost is told at the line.
pub(super) fn text(words: &str, format: Format, line: usize, bank: &mut Bank) -> Text {
    let is_html = format == Format::Html || (format == Format::Auto && has_elements(words));
    if !is_html && format != Format::Markdown {
        return Text::tidy(words, Vec::new());
    }
    let reduced;
    let markdown = if is_html {
        if !html::pictures(words).is_empty() {
            bank.warn(line, "question-picture-dropped");
        }
        let problems;
        (reduced, problems) = html::reduced(words);
        tell(problems.0, line, bank);
        reduced.as_str()
    } else {
        words
    };
    let (text, pictures, problems) = words_of(markdown, line);
    if !is_html {
        tell(problems, line, bank);
        if !pictures.is_empty() {
            bank.warn(line, "question-picture-dropped");
        }
    }
    text
}

/// A text in the stored form. None: there is nothing to see.
pub(super) fn html(words: &str, format: Format, line: usize, bank: &mut Bank) -> Option<String> {
    let text = text(words, format, line, bank);
    (!text.is_empty()).then(|| text.to_html())
}

/// Words in one line, without formatting, which is told.
pub(super) fn plain(words: &str, format: Format, line: usize, bank: &mut Bank) -> String {
    let text = text(words, format, line, bank);
    if !text.spans.is_empty() {
        bank.warn(line, "question-item-plain");
    }
    one_line(&text.words)
}

fn tell(problems: Vec<crate::Problem>, line: usize, bank: &mut Bank) {
    let file = bank.file.clone();
    for problem in problems {
        bank.notes.few(crate::Problem {
            line,
            file: file.clone(),
            ..problem
        });
    }
}

/// Whether there is something like an element.
fn has_elements(words: &str) -> bool {
    let last = words.rfind('>').unwrap_or_default();
    words[..last].match_indices('<').any(|(at, _)| {
        let name = &words[at + 1..last];
        let name = name.strip_prefix('/').unwrap_or(name);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}
