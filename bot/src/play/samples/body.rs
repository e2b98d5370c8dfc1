//! The body of a sample course: steps, their texts and pictures.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use teloxide::types::MessageEntityKind as Kind;

use super::{SampleFault, SampleStep, is_slug};
use crate::telegram::{Rich, clean};

/// What stands between two blocks, and between two lines of a list.
const PARAGRAPH: &str = "\n\n";
const LINE: &str = "\n";

/// Makes steps of Markdown events.
#[derive(Default)]
pub struct Reader {
    pub(super) steps: Vec<SampleStep>,
    /// What goes before the next words, if there are any before them.
    gap: &'static str,
    /// The open formatting: where it began, in UTF-16 code units, and what it is, if anything.
    marks: Vec<(usize, Option<Kind>)>,
    /// The open lists with the next number of the numbered ones.
    lists: Vec<Option<u64>>,
    /// Where the open spoiler began.
    spoiler: Option<usize>,
    place: Place,
}

/// Where words go.
#[derive(Default, PartialEq)]
enum Place {
    #[default]
    Text,
    Title,
    /// Into a block of code, where bars are bars.
    Code,
    /// Nowhere: the description of a picture.
    Picture,
}

impl Reader {
    /// Nothing read yet.
    pub(super) fn new() -> Self {
        Self {
            gap: PARAGRAPH,
            ..Self::default()
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>) -> Result<(), SampleFault> {
        match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) if self.place == Place::Text => {
                for (index, piece) in text.split("||").enumerate() {
                    if index > 0 {
                        self.turn_spoiler()?;
                    }
                    self.write(piece)?;
                }
            }
            Event::Code(code) if self.place == Place::Text => {
                self.begin(Some(Kind::Code))?;
                self.write(&code)?;
                self.finish();
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.write(&text)?;
            }
            Event::SoftBreak => self.write(" ")?,
            Event::HardBreak => self.write(LINE)?,
            // A rule separates paragraphs, which are separated anyway; the rest is not switched on.
            _ => {}
        }
        Ok(())
    }

    pub(super) fn start(&mut self, tag: Tag<'_>) -> Result<(), SampleFault> {
        match tag {
            Tag::Heading {
                level: HeadingLevel::H2,
                id,
                classes,
                attrs,
            } => {
                let is_plain = attrs.is_empty() && classes.iter().all(|class| &**class == "end");
                if !is_plain {
                    return Err(SampleFault::UnexpectedAttribute);
                }
                self.start_step(id.as_deref().unwrap_or_default(), !classes.is_empty())
            }
            Tag::Heading { .. } | Tag::Strong => self.begin(Some(Kind::Bold)),
            Tag::Emphasis => self.begin(Some(Kind::Italic)),
            Tag::Strikethrough => self.begin(Some(Kind::Strikethrough)),
            Tag::BlockQuote(_) => self.begin(Some(Kind::Blockquote)),
            Tag::Link { dest_url, .. } => {
                self.begin(dest_url.parse().ok().map(|url| Kind::TextLink { url }))
            }
            Tag::CodeBlock(kind) => {
                self.begin(Some(Kind::Pre {
                    language: language(&kind),
                }))?;
                self.place = Place::Code;
                Ok(())
            }
            Tag::Image { dest_url, .. } => self.picture(&dest_url),
            Tag::List(first) => {
                if !self.lists.is_empty() {
                    self.gap = LINE;
                }
                self.lists.push(first);
                Ok(())
            }
            Tag::Item => self.start_item(),
            _ => Ok(()),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) -> Result<(), SampleFault> {
        match tag {
            TagEnd::Heading(HeadingLevel::H2) => return self.end_title(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link => {
                self.finish();
            }
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) => {
                self.finish();
                return self.end_block();
            }
            TagEnd::CodeBlock => {
                if let Some(step) = self.steps.last_mut() {
                    let end = step.text.text.trim_end_matches('\n').len();
                    step.text.text.truncate(end);
                }
                self.place = Place::Text;
                self.finish();
                return self.end_block();
            }
            TagEnd::Image => self.place = Place::Text,
            TagEnd::List(_) => {
                self.lists.pop();
                return self.end_block();
            }
            TagEnd::Paragraph | TagEnd::Item => return self.end_block(),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn start_step(&mut self, slug: &str, is_end: bool) -> Result<(), SampleFault> {
        if !is_slug(slug) {
            return Err(SampleFault::BadSlug);
        }
        if self.steps.iter().any(|step| step.slug == slug) {
            return Err(SampleFault::RepeatedSlug(slug.to_owned()));
        }
        self.finish_step();
        self.steps.push(SampleStep {
            slug: slug.to_owned(),
            title: String::new(),
            text: Rich::new(),
            picture: None,
            is_end,
        });
        self.place = Place::Title;
        Ok(())
    }

    pub(super) fn end_title(&mut self) -> Result<(), SampleFault> {
        self.place = Place::Text;
        let step = self.steps.last_mut().ok_or(SampleFault::NoStep)?;
        step.title = clean(&step.title);
        if step.title.is_empty() {
            Err(SampleFault::NoTitle)
        } else {
            Ok(())
        }
    }

    pub(super) fn finish_step(&mut self) {
        self.gap = PARAGRAPH;
        if let Some(step) = self.steps.last_mut() {
            step.text = Rich::from_parts(&step.text.text, &step.text.entities);
        }
    }

    pub(super) fn start_item(&mut self) -> Result<(), SampleFault> {
        let indent = "   ".repeat(self.lists.len().saturating_sub(1));
        let sign = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}• "),
        };
        self.write(&sign)
    }

    /// Ends a block that may hold words; if it held none (a picture alone), it leaves no gap.
    pub(super) fn end_block(&mut self) -> Result<(), SampleFault> {
        let is_written = self.gap.is_empty();
        if is_written || self.lists.is_empty() {
            self.gap = if self.lists.is_empty() {
                PARAGRAPH
            } else {
                LINE
            };
        }
        if self.spoiler.is_some() {
            Err(SampleFault::OpenSpoiler)
        } else {
            Ok(())
        }
    }

    pub(super) fn picture(&mut self, path: &CowStr<'_>) -> Result<(), SampleFault> {
        if self.place == Place::Title {
            return Err(SampleFault::PictureInTitle);
        }
        let step = self.steps.last_mut().ok_or(SampleFault::NoStep)?;
        if step.picture.replace(path.to_string()).is_some() {
            return Err(SampleFault::SecondPicture);
        }
        self.place = Place::Picture;
        Ok(())
    }

    pub(super) fn turn_spoiler(&mut self) -> Result<(), SampleFault> {
        let here = self.text()?.utf16_len();
        match self.spoiler.take() {
            Some(start) => {
                self.text()?.mark(Kind::Spoiler, start);
            }
            None => self.spoiler = Some(here),
        }
        Ok(())
    }

    /// Opens some formatting; nothing is formatted outside of the text.
    pub(super) fn begin(&mut self, kind: Option<Kind>) -> Result<(), SampleFault> {
        let is_text = self.place == Place::Text;
        let start = if is_text { self.text()?.utf16_len() } else { 0 };
        self.marks.push((start, kind.filter(|_| is_text)));
        Ok(())
    }

    pub(super) fn finish(&mut self) {
        if let (Some((start, Some(kind))), Some(step)) = (self.marks.pop(), self.steps.last_mut()) {
            step.text.mark(kind, start);
        }
    }

    pub(super) fn write(&mut self, words: &str) -> Result<(), SampleFault> {
        match self.place {
            Place::Picture => {}
            Place::Title => {
                self.steps
                    .last_mut()
                    .ok_or(SampleFault::NoStep)?
                    .title
                    .push_str(words);
            }
            Place::Text | Place::Code => {
                self.text()?.push_str(words);
            }
        }
        Ok(())
    }

    /// The text of the step, with the gap that is due.
    pub(super) fn text(&mut self) -> Result<&mut Rich, SampleFault> {
        let text = &mut self.steps.last_mut().ok_or(SampleFault::NoStep)?.text;
        if !text.text.is_empty() {
            text.push_str(self.gap);
        }
        self.gap = "";
        Ok(text)
    }
}

/// The language a fenced block names first.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
        CodeBlockKind::Indented => None,
    }
}
