//! What of a chapter's Markdown cannot stay as it is in a step: its title, headings as high as a step's, links to other
//! chapters, HTML, and the marks that mdBook puts into code. The rest stays as the author wrote it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::super::binder::Binder;
use super::super::html;
use super::super::lines::{Edit, Lines};
use super::target::{is_address, quoted, target};
use super::{Chapter, Totals};
use crate::problem::{Problem, Weight};
use crate::render::{DEPTH, OPTIONS, Source};
use crate::stored::one_line;
use crate::told::Place;

/// The title, and the text without it. None: it lies too deep within itself, and that is told.
pub(super) fn reduced(
    chapter: &Chapter,
    binder: &mut Binder,
    totals: &mut Totals,
) -> Option<(Option<String>, Lines)> {
    let text = &chapter.lines.text;
    let parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let definitions: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .collect();
    let mut walk = Walk {
        chapter,
        binder,
        totals,
        source: Source::new(text, 0),
        edits: Vec::new(),
        open: Vec::new(),
        depth: 0,
        headings: 0,
        title: None,
        is_begun: false,
        html: None,
        code: None,
        closers: 0,
    };
    for (event, range) in parser {
        let at = range.start;
        walk.take(event, range);
        if walk.depth > DEPTH {
            let place = walk.place(at);
            let limit = vec![("limit", DEPTH.into())];
            let notes = &mut walk.binder.notes;
            notes.tell(&place, Weight::Error, "too-deep", limit);
            return None;
        }
    }
    let Walk {
        mut edits, title, ..
    } = walk;
    edits.extend(definitions.into_iter().map(|range| (range, String::new())));
    Some((title.map(|title| title.0), chapter.lines.edited(edits)))
}

/// Something that is open: where its words begin and end.
struct Open {
    inner: Option<Range<usize>>,
    what: What,
}

enum What {
    Heading(HeadingLevel),
    Link {
        to: String,
        title: String,
        kind: LinkType,
    },
    Image {
        to: String,
        /// How many changes there were before it.
        edits: usize,
    },
    Other,
}

struct Walk<'a> {
    chapter: &'a Chapter,
    binder: &'a mut Binder,
    totals: &'a mut Totals,
    source: Source<'a>,
    edits: Vec<Edit>,
    open: Vec<Open>,
    /// How many blocks lie around, and how many of them are headings.
    depth: usize,
    headings: usize,
    /// The title, and while it is being read that it is.
    title: Option<(String, bool)>,
    /// Whether any words were met.
    is_begun: bool,
    /// The HTML block being read.
    html: Option<String>,
    /// The language of the code being read.
    code: Option<String>,
    /// How many `</a>` belong to links that were left out.
    closers: usize,
}

impl Walk<'_> {
    fn place(&self, at: usize) -> Place {
        self.chapter.lines.place(self.source.line(at))
    }

    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.edits.push((range, words.into()));
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Start(_))
            || self.open.last().is_some_and(|open| open.inner.is_none())
        {
            self.widen(&event, &range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // Nobody is asked in a book.
            Event::TaskListMarker(true) if self.chapter.is_book => self.edit(range, "☑"),
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Text(words) | Event::Code(words) => self.words(&words, &range),
            Event::SoftBreak | Event::HardBreak if self.headings > 0 => {
                self.words(" ", &range);
                self.edit(range, " ");
            }
            _ => {}
        }
    }

    /// Words inside widen what is open around them.
    fn widen(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let skip = usize::from(matches!(event, Event::End(_)));
        let depth = self.open.len().saturating_sub(skip);
        if let Some(open) = depth
            .checked_sub(1)
            .and_then(|last| self.open.get_mut(last))
        {
            let inner = open.inner.get_or_insert(range.clone());
            inner.end = inner.end.max(range.end);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let what = match tag {
            Tag::Heading { level, .. } => {
                let is_title = self.title.is_none()
                    && self.depth == 0
                    && (level == HeadingLevel::H1 || !self.is_begun);
                if is_title {
                    self.title = Some((String::new(), true));
                    self.edit(range.clone(), "\n");
                }
                self.headings += 1;
                What::Heading(level)
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => What::Link {
                to: dest_url.into_string(),
                title: title.into_string(),
                kind: link_type,
            },
            Tag::Image { dest_url, .. } => What::Image {
                to: dest_url.into_string(),
                edits: self.edits.len(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.fence(&info, &range);
                What::Other
            }
            _ => What::Other,
        };
        self.depth += 1;
        self.open.push(Open { inner: None, what });
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        let Some(open) = self.open.pop() else {
            return;
        };
        match tag {
            TagEnd::HtmlBlock => self.html_block(&range),
            TagEnd::CodeBlock => self.code = None,
            TagEnd::Heading(_) => self.headings -= 1,
            _ => {}
        }
        match open.what {
            What::Heading(level) => self.heading(level, open.inner, range),
            What::Link { to, title, kind } => self.link(&to, &title, kind, open.inner, range),
            What::Image { to, edits } => {
                // Changes inside the description are lost with it.
                self.edits.truncate(edits);
                self.image(&to, open.inner, range);
            }
            What::Other => {}
        }
    }

    fn words(&mut self, words: &str, range: &Range<usize>) {
        if let Some((title, true)) = &mut self.title {
            title.push_str(words);
            return;
        }
        self.is_begun |= !words.trim().is_empty();
        if self.code.as_deref() == Some("rust") {
            self.hidden_lines(range.clone());
        }
    }

    /// A heading within a step is one below those of the steps.
    fn heading(&mut self, level: HeadingLevel, inner: Option<Range<usize>>, range: Range<usize>) {
        if let Some((title, is_read @ true)) = &mut self.title {
            *is_read = false;
            *title = one_line(title);
            return;
        }
        let Some(inner) = inner else {
            self.edit(range, "\n");
            return;
        };
        let signs = (level as usize + 1).clamp(3, 6);
        self.edit(range.start..inner.start, format!("{} ", "#".repeat(signs)));
        self.edit(inner.end..range.end, "\n");
    }

    /// A chat cannot open another chapter: of such a link the words stay.
    fn link(
        &mut self,
        to: &str,
        title: &str,
        kind: LinkType,
        inner: Option<Range<usize>>,
        range: Range<usize>,
    ) {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            return;
        }
        let is_title = matches!(self.title, Some((_, true)));
        let Some(inner) = inner else {
            self.edit(range, "");
            return;
        };
        if !is_address(to) {
            if !is_title {
                self.totals.link(&self.place(range.start));
            }
            self.edit(range.start..inner.start, "");
            self.edit(inner.end..range.end, "");
        } else if kind != LinkType::Inline {
            self.edit(
                inner.end..range.end,
                format!("]({}{})", target(to), quoted(title)),
            );
        }
    }

    /// A picture is named by its place in the bundle, or left out.
    fn image(&mut self, to: &str, inner: Option<Range<usize>>, range: Range<usize>) {
        let place = self.place(range.start);
        let words = inner.map(|inner| one_line(&self.source.text[inner]));
        let words = words.unwrap_or_default().replace(['[', ']', '\\'], " ");
        let picture = self.binder.picture(&self.chapter.file, to, &place);
        let picture = picture.map(|to| format!("![{words}]({})", target(&to)));
        self.edit(range, picture.unwrap_or_default());
    }

    fn inline_html(&mut self, source: &str, range: Range<usize>) {
        let place = self.place(range.start);
        let tag = html::Tag::read(source);
        match tag.name.as_str() {
            "img" => {
                let (to, words) = html::picture(source);
                let picture = self.binder.picture(&self.chapter.file, &to, &place);
                let picture = picture.map(|to| format!("![{words}]({})", target(&to)));
                self.edit(range, picture.unwrap_or_default());
            }
            "a" if tag.is_end && self.closers > 0 => {
                self.closers -= 1;
                self.edit(range, "");
            }
            "a" if !tag.is_end && tag.address.as_deref().is_none_or(|to| !is_address(to)) => {
                self.closers += 1;
                if tag.address.is_some() {
                    self.totals.link(&place);
                }
                self.edit(range, "");
            }
            "kbd" => self.edit(range, if tag.is_end { "</code>" } else { "<code>" }),
            "sup" if !tag.is_end => self.edit(range, "^"),
            _ if html::is_dropped(&tag) || source.starts_with("<!--") => self.edit(range, ""),
            _ => {}
        }
    }

    /// HTML between the blocks becomes Markdown, unless something lies around it: then rendering reduces it.
    fn html_block(&mut self, range: &Range<usize>) {
        let html = self.html.take().unwrap_or_default();
        if self.depth > 0 {
            return;
        }
        let (mut markdown, problems) = html::reduced(&html);
        for problem in problems.0 {
            let Place { file, line } = self.place(range.start);
            let problem = Problem {
                file,
                line,
                ..problem
            };
            self.binder.notes.few(problem);
        }
        for (to, words) in html::pictures(&html).into_iter().rev() {
            let place = self.place(range.start);
            if let Some(to) = self.binder.picture(&self.chapter.file, &to, &place) {
                markdown = format!("![{words}]({})\n\n{markdown}", target(&to));
            }
        }
        let markdown = markdown.trim();
        self.is_begun |= !markdown.is_empty();
        self.edit(range.clone(), format!("\n{markdown}\n\n"));
    }

    /// Behind the language stand only marks for mdBook.
    fn fence(&mut self, info: &str, range: &Range<usize>) {
        self.is_begun = true;
        if !self.chapter.is_book {
            return;
        }
        let language = info
            .split(|c: char| c.is_whitespace() || c == ',')
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        self.code = Some(language.to_lowercase());
        let line = self.source.text[range.clone()].lines().next();
        let line = line.unwrap_or_default();
        let rest = line.trim_start_matches(line.chars().next().unwrap_or('`'));
        let start = range.start + line.len() - rest.len();
        self.edit(start..range.start + line.len(), language);
    }

    /// Lines of Rust that begin with `# ` are for the compiler.
    fn hidden_lines(&mut self, range: Range<usize>) {
        let text = self.source.text;
        let mut at = range.start;
        for line in text[range].split_inclusive('\n') {
            let words = line.trim_start();
            let end = at + line.len();
            let is_hidden = words.starts_with("# ") || words.trim_end() == "#";
            if is_hidden {
                let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                self.edit(start..end, "");
            } else if words.starts_with("## ") || words.trim_end() == "##" {
                let sign = end - words.len();
                self.edit(sign..sign + 1, "");
            }
            at = end;
        }
    }
}
