//! Reads a course written as one Markdown file, as the sample courses that come with the bot are.
//!
//! The file begins with lines of `key: value` between two lines of `---`, then each heading of the
//! second level, `## Title {#slug}`, begins a step; `{#slug .end}` marks a final one. The body is
//! `CommonMark` with `~~strikethrough~~` and `||spoilers||`. What happens with the course, and where
//! its pictures lie, is left to the caller.

mod body;

use body::Reader;
use pulldown_cmark::{Options, Parser};
use thiserror::Error;

use crate::telegram::{Rich, clean};

/// A course as its file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleCourse {
    /// The stable public name, `id` in the file.
    pub slug: String,
    /// The title, in one line.
    pub title: String,
    /// What the course is about, in one line.
    pub description: String,
    /// The language it is written in, such as `en`.
    pub language: String,
    /// At least one step, in order.
    pub steps: Vec<SampleStep>,
}

/// A step as its file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleStep {
    /// The stable name, unique within the course.
    pub slug: String,
    /// The title, in one line.
    pub title: String,
    /// What the learner reads; may be empty when there is a picture.
    pub text: Rich,
    /// The path of the picture as written in the file.
    pub picture: Option<String>,
    /// Whether the course can be finished here.
    pub is_end: bool,
}

/// Why a file could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct SampleError {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: SampleFault,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SampleFault {
    /// The file does not begin with a block of keys between two lines of `---`.
    #[error("the file must begin with a block of keys between two lines of ---")]
    NoFrontMatter,
    /// A line of the front matter is not `key: value`.
    #[error("expected `key: value`")]
    NotAPair,
    /// A key the format does not have, or one that is there already.
    #[error("the key `{0}` is unknown or repeated")]
    UnexpectedKey(String),
    /// A key is missing or has no value.
    #[error("the key `{0}` is missing")]
    MissingKey(&'static str),
    /// There is text before the first heading of a step.
    #[error("text before the first step; a step begins with `## Title {{#slug}}`")]
    NoStep,
    /// A step's heading has no title.
    #[error("a step needs a title")]
    NoTitle,
    /// A slug is missing, or is not 1–48 of `a`–`z`, `0`–`9` and `-`.
    #[error("a slug is needed, of 1 to 48 characters a-z, 0-9 and -, as in `{{#slug}}`")]
    BadSlug,
    /// Two steps have one slug.
    #[error("the slug `{0}` is used twice")]
    RepeatedSlug(String),
    /// A heading carries something other than a slug and `.end`.
    #[error("a step's heading may carry only a slug and .end")]
    UnexpectedAttribute,
    /// A picture stands in a step's heading.
    #[error("a picture belongs below the heading of its step")]
    PictureInTitle,
    /// A step has a second picture.
    #[error("a step has at most one picture")]
    SecondPicture,
    /// A spoiler is not closed in its paragraph.
    #[error("a spoiler must end in the paragraph it begins in")]
    OpenSpoiler,
}

/// Reads a course file.
///
/// # Errors
///
/// [`SampleError`] names the first line that cannot be understood; the file as a whole (a missing
/// key, no step at all) is blamed at the line where the front matter ends.
pub fn read(markdown: &str) -> Result<SampleCourse, SampleError> {
    let (mut course, body) = front_matter(markdown)?;
    let line_at = |offset: usize| 1 + markdown[..offset].matches('\n').count();
    let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::new();
    for (event, range) in Parser::new_ext(&markdown[body..], options).into_offset_iter() {
        let at = |fault| SampleError {
            line: line_at(body + range.start),
            fault,
        };
        reader.take(event).map_err(at)?;
    }
    reader.finish_step();
    course.steps = reader.steps;
    if course.steps.is_empty() {
        return Err(SampleError {
            line: line_at(body) - 1,
            fault: SampleFault::NoStep,
        });
    }
    Ok(course)
}

/// A course without steps, and the byte at which they begin.
fn front_matter(markdown: &str) -> Result<(SampleCourse, usize), SampleError> {
    const KEYS: [&str; 4] = ["id", "title", "description", "language"];
    let mut values: [Option<String>; 4] = Default::default();
    let mut offset = 0;
    for (index, line) in markdown.split_inclusive('\n').enumerate() {
        let error = |fault| SampleError {
            line: index + 1,
            fault,
        };
        offset += line.len();
        let line = line.trim();
        if index == 0 {
            if line != "---" {
                break;
            }
        } else if line == "---" {
            let mut take = |key: usize| {
                let value = values[key].take().filter(|value| !value.is_empty());
                value.ok_or_else(|| error(SampleFault::MissingKey(KEYS[key])))
            };
            let (slug, title) = (take(0)?, take(1)?);
            if !is_slug(&slug) {
                return Err(error(SampleFault::BadSlug));
            }
            let (description, language) = (take(2)?, take(3)?);
            let course = SampleCourse {
                slug,
                title,
                description,
                language,
                steps: Vec::new(),
            };
            return Ok((course, offset));
        } else if !line.is_empty() {
            let (key, value) = line
                .split_once(':')
                .ok_or_else(|| error(SampleFault::NotAPair))?;
            let slot = KEYS
                .iter()
                .position(|known| *known == key)
                .map(|slot| &mut values[slot]);
            match slot {
                Some(slot @ None) => *slot = Some(clean(value)),
                _ => return Err(error(SampleFault::UnexpectedKey(key.to_owned()))),
            }
        }
    }
    Err(SampleError {
        line: 1,
        fault: SampleFault::NoFrontMatter,
    })
}

fn is_slug(slug: &str) -> bool {
    let is_allowed = |c| matches!(c, 'a'..='z' | '0'..='9' | '-');
    (1..=48).contains(&slug.len()) && slug.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRONT: &str =
        "---\nid: tea\ntitle: Tea: a start\ndescription: How to.\nlanguage: en\n---\n";

    /// The stored form of the text of the only step of a course.
    fn check(body: &str, expected: &str) {
        let course = read(&format!("{FRONT}## Step {{#one}}\n{body}"));
        let html = course.map(|course| course.steps[0].text.to_html());
        assert_eq!(html.as_deref(), Ok(expected), "{body:?}");
    }

    fn check_error(markdown: &str, line: usize, fault: SampleFault) {
        assert_eq!(
            read(markdown),
            Err(SampleError { line, fault }),
            "{markdown:?}"
        );
    }

    #[test]
    fn a_course_is_read() {
        let markdown = format!(
            "{FRONT}\n## *Boil*  `water` {{#boil}}\n\n![A kettle](pictures/01-kettle.png)\n\nBoil it.\n\
             \n## Drink {{#drink .end}}\n\nSlowly.\n"
        );
        let step = |slug: &str, title: &str, text, picture: Option<&str>, is_end| SampleStep {
            slug: slug.to_owned(),
            title: title.to_owned(),
            text: Rich::plain(text),
            picture: picture.map(str::to_owned),
            is_end,
        };
        let expected = SampleCourse {
            slug: "tea".to_owned(),
            title: "Tea: a start".to_owned(),
            description: "How to.".to_owned(),
            language: "en".to_owned(),
            steps: vec![
                step(
                    "boil",
                    "Boil water",
                    "Boil it.",
                    Some("pictures/01-kettle.png"),
                    false,
                ),
                step("drink", "Drink", "Slowly.", None, true),
            ],
        };
        assert_eq!(read(&markdown), Ok(expected.clone()));
        assert_eq!(read(&markdown.replace('\n', "\r\n")), Ok(expected));
    }

    #[test]
    fn bodies_become_rich_text() {
        check("", "");
        check("a\nb\n\nc\\\nd", "a b\n\nc\nd");
        check(
            "**b** *i* `c` ~~s~~ ||p **q**||",
            "<b>b</b> <i>i</i> <code>c</code> <s>s</s> <tg-spoiler>p <b>q</b></tg-spoiler>",
        );
        check("`a || b` and \\|\\|", "<code>a || b</code> and ||");
        check(
            "[x](https://example.org/a) [y](z.md)",
            "<a href=\"https://example.org/a\">x</a> y",
        );
        check(
            "a\n\n> q\n>\n> **r**\n\nb",
            "a\n\n<blockquote>q\n\n<b>r</b></blockquote>\n\nb",
        );
        check("a\n- b\n- c\n\nd", "a\n\n• b\n• c\n\nd");
        check("- a\n\n- b\n\n  c\n\nd", "• a\n• b\nc\n\nd");
        check(
            "3. a\n4. b\n   - c\n   - d\n5. e",
            "3. a\n4. b\n   • c\n   • d\n5. e",
        );
        check(
            "```rust x\nlet a = 1 || 2;\n\n```\nb",
            "<pre><code class=\"language-rust\">let a = 1 || 2;</code></pre>\n\nb",
        );
        check("### h\n\na\n\n---\n\nb", "<b>h</b>\n\na\n\nb");
        check("a\n\n![alt *text*](p.png)\n\nb", "a\n\nb");
        check("```\n## no step\n```", "<pre>## no step</pre>");
        check(
            "a <u>b</u> &amp; 🙂 **c**",
            "a &lt;u&gt;b&lt;/u&gt; &amp; 🙂 <b>c</b>",
        );
    }

    #[test]
    fn errors_name_the_line() {
        use SampleFault as Fault;
        let with = |body: &str| format!("{FRONT}{body}");
        check_error("# Tea", 1, Fault::NoFrontMatter);
        check_error("---\nid: tea\n", 1, Fault::NoFrontMatter);
        check_error("---\nid\n---\n", 2, Fault::NotAPair);
        check_error(
            "---\nid: a\nId: b\n---\n",
            3,
            Fault::UnexpectedKey("Id".to_owned()),
        );
        check_error(
            "---\nid: a\nid: b\n---\n",
            3,
            Fault::UnexpectedKey("id".to_owned()),
        );
        check_error("---\nid: tea\ntitle:\n---\n", 4, Fault::MissingKey("title"));
        check_error(&FRONT.replace("tea", "Tea"), 6, Fault::BadSlug);
        check_error(FRONT, 6, Fault::NoStep);
        check_error(&with("\nHello"), 8, Fault::NoStep);
        check_error(&with("## A"), 7, Fault::BadSlug);
        check_error(&with("## {#a}"), 7, Fault::NoTitle);
        check_error(
            &with("## A {#a}\n\n## B {#a}"),
            9,
            Fault::RepeatedSlug("a".to_owned()),
        );
        check_error(&with("## ![](b) A {#a}"), 7, Fault::PictureInTitle);
        check_error(&with("## A {#a .fin}"), 7, Fault::UnexpectedAttribute);
        check_error(
            &with("## A {#a}\n![](b)\n\n![](c)"),
            10,
            Fault::SecondPicture,
        );
        check_error(
            &with("## A {#a}\nx\n\ny ||z\n\nz||"),
            10,
            Fault::OpenSpoiler,
        );
        let error = read("---\nid\n---\n").expect_err("the line is no pair");
        assert_eq!(error.to_string(), "line 2: expected `key: value`");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(body in "([ a-z*_~|`>#!.1\n🙂-]|\\|\\||\\[a\\]\\(b\\)){0,80}") {
            let _ = read(&format!("{FRONT}## Step {{#one}}\n{body}"));
        }
    }
}
