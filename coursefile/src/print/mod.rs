//! A course → one Markdown file.

mod blocks;
pub(crate) mod escape;
mod inline;
mod media;
pub(crate) mod quiz;
pub(crate) mod yaml;

use crate::quiz::spent_words;
use crate::read::title_of;
use crate::render::render;
use crate::stored::Text;
use crate::{Course, Gate, LinkButton, Medium, Quiz, Step};
use escape::Care;
pub(crate) use inline::address;

/// The file of a course: reading it gives the course again.
pub fn print(course: &Course) -> String {
    let texts = course.steps.iter().map(|step| step.markdown.len() + 80);
    let mut file = String::with_capacity(600 + texts.sum::<usize>());
    file.push_str("---\n");
    yaml::put(&mut file, "id", &course.slug);
    yaml::put(&mut file, "title", &course.title);
    if let Some(description) = &course.description {
        yaml::put(&mut file, "description", description);
    }
    if let Some(language) = &course.language {
        yaml::put(&mut file, "language", language);
    }
    if let Some(mark) = course.pass_mark {
        yaml::put(&mut file, "pass", &mark.to_string());
    }
    if let Some(ladder) = &course.reminders {
        yaml::put(&mut file, "reminders", &ladder.to_string());
    }
    if let Some(release) = &course.release {
        yaml::put(&mut file, "release", &release.to_string());
    }
    // Without this, the last step would be read as the end.
    if !course
        .steps
        .iter()
        .any(|step| step.is_active && step.is_end)
    {
        file.push_str("unfinished: true\n");
    }
    file.push_str("---\n");
    course.steps.iter().for_each(|step| put(&mut file, step));
    file
}

fn put(file: &mut String, step: &Step) {
    let end = if step.is_end { " .end" } else { "" };
    let off = if step.is_active { "" } else { " .off" };
    let asks = step.quiz.as_ref().map(flags).unwrap_or_default();
    let kept = if step.is_protected { " .protected" } else { "" };
    let opens = step.release.as_ref();
    let opens = opens.map_or_else(String::new, |rule| format!(" release=\"{rule}\""));
    let flags = format!("{end}{off}{kept}{opens}{asks}");
    let heading = |title: &str| format!("## {title} {{#{}{flags}}}\n", step.slug);
    let cares = [Care::Some, Care::More, Care::Most];
    let headings = cares.map(|care| heading(&escape::title(&step.title, care)));
    let [.., last] = &headings;
    let is_right = |heading: &&String| title_of(heading) == step.title;
    file.push('\n');
    file.push_str(headings.iter().find(is_right).unwrap_or(last));
    if !step.markdown.is_empty() {
        file.push('\n');
        file.push_str(&step.markdown);
        file.push('\n');
    }
}

/// What the heading says about the questions.
fn flags(quiz: &Quiz) -> String {
    let gate = match quiz.gate {
        Gate::Free => "",
        Gate::Answer => " .must-answer",
        Gate::Pass => " .must-pass",
    };
    let draw = quiz.draw.map(|draw| format!(" draw={draw}"));
    let spent = spent_words(&quiz.spent).map(|spent| format!(" spent={spent}"));
    [gate.to_owned()]
        .into_iter()
        .chain(draw)
        .chain(spent)
        .collect()
}

/// What a step says, apart from its title and the flags of its heading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// The text in the stored form.
    pub html: Option<&'a str>,
    /// What is shown above it.
    pub media: &'a [Medium],
    /// The buttons that lead elsewhere.
    pub links: &'a [Vec<LinkButton>],
    /// What is asked.
    pub quiz: Option<&'a Quiz>,
}

impl<'a> Said<'a> {
    /// A text that asks something, and nothing else.
    pub fn of(html: Option<&'a str>, quiz: Option<&'a Quiz>) -> Said<'a> {
        Said {
            html,
            quiz,
            ..Said::default()
        }
    }
}

/// The Markdown of a step that was typed in the chat: rendering it gives all of that again. The names that media have where
/// they are saved are not part of it.
///
/// It is as readable as it can be: what is printed is rendered for a trial, and only where plain Markdown says something
/// else, more is escaped, or it is said with tags.
pub fn markdown_of(said: Said<'_>) -> String {
    let media = media::media(said.media);
    let text = said.html.map(|html| words(&Text::from_html(html)));
    let links = media::links(said.links);
    let mut parts: Vec<String> = media.into_iter().chain(text).chain(links).collect();
    if let Some(quiz) = said.quiz {
        parts.extend(quiz::print(quiz, parts.is_empty()));
    }
    parts.join("\n\n")
}

/// A text in the stored form as Markdown.
pub(crate) fn words(text: &Text) -> String {
    let readable = blocks::print(text);
    let rendered = render(&readable, 1);
    let is_bare =
        rendered.media.is_empty() && rendered.links.is_empty() && rendered.questions.is_empty();
    if is_bare && rendered.html.as_deref() == Some(text.to_html().as_str()) {
        return readable;
    }
    inline::print(text, Care::Most)
}

#[cfg(test)]
mod strategy;
#[cfg(test)]
mod tests;
