//! The stored form of a text: Telegram's subset of HTML (Bot API, HTML style, read 2026-11-21), as words and formatted
//! stretches.
//!
//! Reading never fails: whatever is not a known, properly nested tag is shown as it stands. What is written is tidy, and two
//! texts that look the same to a reader are written the same.

mod arrange;
mod parts;
mod tags;

use std::borrow::Cow;

pub use arrange::{Span, arrange};
pub(crate) use parts::Parts;
pub(crate) use tags::{NAMES, Role, decode, tag, value, word};

/// What a stretch of a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Hidden until it is touched.
    Spoiler,
    /// Code within a line.
    Code,
    /// A block of code.
    Pre {
        /// The language it is in, if it is named.
        language: Option<String>,
    },
    /// A link.
    Link {
        /// Where it leads: see [`link`].
        url: String,
    },
    /// A quote.
    Quote,
    /// A quote that is folded until it is touched.
    LongQuote,
}

/// A text and its formatting. Tidy: clean, without white space around it, the stretches a proper tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words, without any markup.
    pub words: String,
    /// What is bold, linked, quoted and so on.
    pub spans: Vec<Span>,
}

impl Text {
    /// Makes a text tidy. Doing it twice equals once.
    pub fn tidy(words: &str, spans: Vec<Span>) -> Self {
        let (clean, spans) = without_controls(words, spans);
        let lead = clean.len() - clean.trim_start().len();
        let words = clean.trim();
        let within = |span: Span| span.within(lead, lead + words.len());
        Self {
            words: words.to_owned(),
            spans: arrange(spans.into_iter().map(within).collect()),
        }
    }

    /// Whether there is nothing to see: only white space and characters without a shape, which Telegram refuses.
    pub fn is_empty(&self) -> bool {
        !self.words.chars().any(is_visible)
    }

    /// Reads the stored form, tidily. It never fails: what is not a known, properly nested tag is shown as it stands, and a
    /// link that is not http, https or tg is left as text.
    pub fn from_html(html: &str) -> Self {
        let tokens = tags::tokens(html);
        let matched = tags::matched(&tokens);
        let mut words = String::with_capacity(html.len());
        let mut spans: Vec<Span> = Vec::new();
        let mut open: Vec<(usize, &tags::Start)> = Vec::new();
        let mut language: Option<(usize, usize, &str)> = None;
        for (token, is_matched) in tokens.iter().zip(matched) {
            match &token.role {
                Role::Start(start) if is_matched => open.push((words.len(), start)),
                Role::End(_) if is_matched => {
                    let Some((from, start)) = open.pop() else {
                        continue;
                    };
                    let range = (from, words.len());
                    if let Some(name) = &start.language {
                        language = Some((range.0, range.1, name));
                    }
                    let named = language
                        .filter(|&(a, b, _)| (a, b) == range)
                        .map(|(_, _, name)| name);
                    spans.extend(span(start, named, range));
                }
                _ => decode(token.source, &mut words),
            }
        }
        Self::tidy(&words, spans)
    }

    /// The stored form. Reading it again gives the same text, made tidy.
    pub fn to_html(&self) -> String {
        let mut html = String::with_capacity(self.words.len() + 16 * self.spans.len());
        let mut open: Vec<&Span> = Vec::new();
        let mut done = 0;
        let mut write_to = |html: &mut String, to: usize| {
            escape(&self.words[done..to], html);
            done = to;
        };
        for span in &self.spans {
            while let Some(inner) = open.pop_if(|inner| inner.end <= span.start) {
                write_to(&mut html, inner.end);
                html.push_str(end_tag(&inner.kind));
            }
            write_to(&mut html, span.start);
            html.push_str(&start_tag(&span.kind));
            open.push(span);
        }
        while let Some(inner) = open.pop() {
            write_to(&mut html, inner.end);
            html.push_str(end_tag(&inner.kind));
        }
        write_to(&mut html, self.words.len());
        html
    }
}

/// The stretch of an element; the language of a block of code is named by the element inside.
fn span(start: &tags::Start, language: Option<&str>, (from, to): (usize, usize)) -> Option<Span> {
    let kind = match (start.kind.clone()?, language) {
        (Kind::Pre { .. }, Some(name)) => Kind::Pre {
            language: Some(name.to_owned()),
        },
        (kind, _) => kind,
    };
    Some(Span {
        start: from,
        end: to,
        kind,
    })
}

/// Leaves out what Telegram leaves out, and moves the stretches along.
fn without_controls(words: &str, mut spans: Vec<Span>) -> (Cow<'_, str>, Vec<Span>) {
    if words.chars().all(|c| cleaned(c) == Some(c)) {
        return (Cow::Borrowed(words), spans);
    }
    let mut kept = String::with_capacity(words.len());
    let mut places = vec![0; words.len() + 1];
    for (at, c) in words.char_indices() {
        places[at] = kept.len();
        kept.extend(cleaned(c));
    }
    places[words.len()] = kept.len();
    for span in &mut spans {
        span.start = places[span.start];
        span.end = places[span.end];
    }
    (Cow::Owned(kept), spans)
}

/// The address of a link that a browser or Telegram itself opens, as it is stored.
pub fn link(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https" | "tg").then(|| url.to_string())
}

/// Input of one line, such as a title: clean, and every run of white space is one space.
pub fn one_line(text: &str) -> String {
    let clean: String = text.chars().filter_map(cleaned).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is shown in one line, such as a title: without what would break or turn around the line, its blanks as they are.
pub fn line(text: &str) -> String {
    let flat = |c: char| if c.is_control() { ' ' } else { c };
    let clean: String = text.trim().chars().filter_map(cleaned).map(flat).collect();
    clean.trim().to_owned()
}

/// What remains of a character. Telegram does the same to what it is sent (observed in its open-source server, 2026-11-21),
/// except for the isolates U+2066–U+2069, which could turn the rest of a screen around just as the overrides do.
pub fn cleaned(c: char) -> Option<char> {
    match c {
        '\r' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\n' => Some('\n'),
        '\0'..='\u{1f}' => Some(' '),
        _ => Some(c),
    }
}

/// Whether a character leaves a trace on the screen. The list is what Telegram's open-source server takes for empty, read
/// 2026-11-21, and the bidi controls.
pub fn is_visible(c: char) -> bool {
    let is_shapeless = matches!(c, '\0'..='\u{1f}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2800}' | '\u{feff}' | '\u{fffc}'
        | '\u{e0000}'..='\u{e007f}');
    !is_shapeless && !c.is_whitespace()
}

/// Whether a title or a description shows nothing to people: also what Telegram itself would let pass.
pub fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        !is_visible(c)
            || c.is_control()
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{ad}' | '\u{3164}')
    };
    text.chars().all(is_unseen)
}

/// How the element of a stretch begins.
pub(crate) fn start_tag(kind: &Kind) -> Cow<'static, str> {
    let (before, value, after) = match kind {
        Kind::Link { url } => ("<a href=\"", url, "\">"),
        Kind::Pre {
            language: Some(language),
        } => ("<pre><code class=\"language-", language, "\">"),
        Kind::Bold => return "<b>".into(),
        Kind::Italic => return "<i>".into(),
        Kind::Underline => return "<u>".into(),
        Kind::Strike => return "<s>".into(),
        Kind::Spoiler => return "<tg-spoiler>".into(),
        Kind::Code => return "<code>".into(),
        Kind::Pre { language: None } => return "<pre>".into(),
        Kind::Quote => return "<blockquote>".into(),
        Kind::LongQuote => return "<blockquote expandable>".into(),
    };
    let mut tag = before.to_owned();
    escape(value, &mut tag);
    let inside = before.len();
    let escaped = tag[inside..].replace('"', "&quot;");
    tag.truncate(inside);
    (tag + &escaped + after).into()
}

/// How it ends.
pub(crate) fn end_tag(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bold => "</b>",
        Kind::Italic => "</i>",
        Kind::Underline => "</u>",
        Kind::Strike => "</s>",
        Kind::Spoiler => "</tg-spoiler>",
        Kind::Code => "</code>",
        Kind::Pre { language: Some(_) } => "</code></pre>",
        Kind::Pre { language: None } => "</pre>",
        Kind::Link { .. } => "</a>",
        Kind::Quote | Kind::LongQuote => "</blockquote>",
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
pub(crate) mod strategy;

#[cfg(test)]
mod tests {
    use super::strategy::any_stored;
    use super::*;
    use proptest::prelude::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(Text::from_html(html).to_html(), expected, "{html:?}");
    }

    #[test]
    fn the_stored_form_is_read_and_written() {
        for same in [
            "<b>a</b><i>b</i><u>c</u><s>d</s><tg-spoiler>e</tg-spoiler><code>f</code>",
            "<pre>x\n y</pre>",
            "<pre><code class=\"language-c&quot;+\">x</code></pre>",
            "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>",
            "<blockquote>a <b>b</b></blockquote>\n<blockquote expandable>c</blockquote>",
            "<b>a<i>b</i></b><i>c</i>",
            "a &lt; b &amp;amp; c \"d\"",
        ] {
            check(same, same);
        }
        check(
            "<strong>a</strong> <EM>b</EM> <ins>c</ins>",
            "<b>a</b> <i>b</i> <u>c</u>",
        );
        check("<b> x </b>", "<b>x</b>");
        check("<p>x</p> <b>y", "&lt;p&gt;x&lt;/p&gt; &lt;b&gt;y");
        check("<b><i>x</b>", "<b>&lt;i&gt;x</b>");
        check("<a href=\"javascript:alert(1)\">x</a>", "x");
        check(
            "<a href=https://example.org>x</a>",
            "<a href=\"https://example.org/\">x</a>",
        );
        check("a&#0;b\u{202e}", "a b");
    }

    #[test]
    fn a_flood_of_tags_is_read_quickly() {
        let begun = std::time::Instant::now();
        for piece in [
            "<b>",
            "</i>",
            "<b><i></b>",
            "<",
            "<a href=\"",
            "<b x='\" y=\"' ",
            "&",
            "&#1",
        ] {
            Text::from_html(&piece.repeat(100_000 / piece.len()));
        }
        // Milliseconds when linear, minutes when not.
        assert!(begun.elapsed().as_secs() < 20);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in any_stored()) {
            prop_assert_eq!(Text::from_html(&text.to_html()), text);
        }
    }
}
