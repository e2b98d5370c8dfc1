//! The stored form of a text: Telegram's subset of HTML (Bot API, HTML style, read 2026-11-21).
//!
//! People read and edit it in course files, so reading never fails: whatever is not a known,
//! properly nested tag is shown as it stands.

use teloxide::types::MessageEntityKind as Kind;

use super::Rich;
use super::arrange::{self, Span};
use super::tags::{Role, Start, decode, matched, tokens};

impl Rich {
    /// The stored form. Reading it again gives the same text, made tidy.
    pub fn to_html(&self) -> String {
        let (text, spans) = arrange::read(&self.text, &self.entities, Some);
        let mut html = String::with_capacity(text.len() + 16 * spans.len());
        let mut open: Vec<&Span> = Vec::new();
        let mut done = 0;
        let mut write_to = |html: &mut String, to: usize| {
            escape(&text[done..to], html);
            done = to;
        };
        for span in &spans {
            while let Some(inner) = open.pop_if(|inner| inner.end <= span.start) {
                write_to(&mut html, inner.end);
                html.push_str(end_tag(&inner.kind));
            }
            write_to(&mut html, span.start);
            start_tag(&span.kind, &mut html);
            open.push(span);
        }
        while let Some(inner) = open.pop() {
            write_to(&mut html, inner.end);
            html.push_str(end_tag(&inner.kind));
        }
        write_to(&mut html, text.len());
        html
    }

    /// Reads the stored form, tidily. It never fails: what is not a known, properly nested tag is
    /// shown literally, and a link that is not http, https or tg is left as text.
    pub fn from_html(html: &str) -> Self {
        let tokens = tokens(html);
        let matched = matched(&tokens);
        let mut text = String::with_capacity(html.len());
        let mut spans: Vec<Span> = Vec::new();
        let mut open: Vec<(usize, &Start)> = Vec::new();
        let mut language: Option<(usize, usize, &str)> = None;
        for (token, matched) in tokens.iter().zip(matched) {
            match &token.role {
                Role::Start(start) if matched => open.push((text.len(), start)),
                Role::End(_) if matched => {
                    let Some((from, start)) = open.pop() else {
                        continue;
                    };
                    let mut kind = start.kind.clone();
                    if let Some(name) = &start.language {
                        language = Some((from, text.len(), name));
                    }
                    if let (Some(Kind::Pre { language: slot }), Some((a, b, name))) =
                        (&mut kind, language)
                        && (a, b) == (from, text.len())
                    {
                        *slot = Some(name.to_owned());
                    }
                    spans.extend(kind.map(|kind| Span {
                        start: from,
                        end: text.len(),
                        kind,
                    }));
                }
                _ => decode(token.source, &mut text),
            }
        }
        let entities = arrange::write(&text, &arrange::arrange(spans));
        Self::from_parts(&text, &entities)
    }
}

fn start_tag(kind: &Kind, html: &mut String) {
    let attribute = match kind {
        Kind::TextLink { url } => Some(("<a href=\"", url.as_str(), "\">")),
        Kind::Pre {
            language: Some(language),
        } => Some(("<pre><code class=\"language-", language.as_str(), "\">")),
        _ => None,
    };
    if let Some((before, value, after)) = attribute {
        html.push_str(before);
        escape_value(value, html);
        html.push_str(after);
        return;
    }
    html.push_str(match kind {
        Kind::Bold => "<b>",
        Kind::Italic => "<i>",
        Kind::Underline => "<u>",
        Kind::Strikethrough => "<s>",
        Kind::Spoiler => "<tg-spoiler>",
        Kind::Code => "<code>",
        Kind::Pre { .. } => "<pre>",
        Kind::Blockquote => "<blockquote>",
        Kind::ExpandableBlockquote => "<blockquote expandable>",
        _ => "",
    });
}

fn end_tag(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bold => "</b>",
        Kind::Italic => "</i>",
        Kind::Underline => "</u>",
        Kind::Strikethrough => "</s>",
        Kind::Spoiler => "</tg-spoiler>",
        Kind::Code => "</code>",
        Kind::Pre { language: Some(_) } => "</code></pre>",
        Kind::Pre { language: None } => "</pre>",
        Kind::TextLink { .. } => "</a>",
        Kind::Blockquote | Kind::ExpandableBlockquote => "</blockquote>",
        _ => "",
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

fn escape_value(value: &str, html: &mut String) {
    for (i, piece) in value.split('"').enumerate() {
        html.push_str(if i > 0 { "&quot;" } else { "" });
        escape(piece, html);
    }
}

#[cfg(test)]
mod tests {
    use super::super::strategy::{any_entities, any_text};
    use super::*;
    use proptest::prelude::*;

    /// Reads, and compares with how the bot would write it.
    fn check(html: &str, expected: &str) {
        assert_eq!(Rich::from_html(html).to_html(), expected, "{html:?}");
    }

    #[test]
    fn known_tags_are_read() {
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
        check("<strike>a</strike> <del >b</del >", "<s>a</s> <s>b</s>");
        check(
            "<span class='tg-spoiler'>a</span>",
            "<tg-spoiler>a</tg-spoiler>",
        );
        check("<b onclick=\"x>y\" id = 1>a</b>", "<b>a</b>");
        check("<b> x </b>", "<b>x</b>");
        check("<b></b>x", "x");
        check("<b><code>x</code></b>", "<code>x</code>");
        check(
            "<pre>a<code class=\"language-c\">x</code></pre>",
            "<pre>ax</pre>",
        );
    }

    #[test]
    fn anything_else_is_shown() {
        check("a < b", "a &lt; b");
        check("<p>x</p>", "&lt;p&gt;x&lt;/p&gt;");
        check("<b>x", "&lt;b&gt;x");
        check("x</b>", "x&lt;/b&gt;");
        check("<b><i>x</b>", "<b>&lt;i&gt;x</b>");
        check("<b>x<i>y</b>z</i>", "<b>x&lt;i&gt;y</b>z&lt;/i&gt;");
        check("<span>x</span>", "&lt;span&gt;x&lt;/span&gt;");
        check("<b/>x", "&lt;b/&gt;x");
        check("<b \"><i>x</i>", "&lt;b \"&gt;<i>x</i>");
        check("<a href=\"<b>x</b>", "&lt;a href=\"<b>x</b>");
        check("</b id=1><", "&lt;/b id=1&gt;&lt;");
    }

    #[test]
    fn references_are_resolved() {
        check("&lt;&gt;&amp;&quot;&#65;&#x42;&#X43;", "&lt;&gt;&amp;\"ABC");
        check(
            "&nbsp;&lt&;&#;&#x;&#xD800;&#+65;",
            "&amp;nbsp;&amp;lt&amp;;&amp;#;&amp;#x;&amp;#xD800;&amp;#+65;",
        );
        check("a&#0;b", "a b");
        check("&amp;lt;", "&amp;lt;");
    }

    #[test]
    fn only_links_that_can_be_followed_are_links() {
        check("<a href=\"javascript:alert(1)\">x</a>", "x");
        check("<a href=\"/x\">x</a> <a>y</a>", "x y");
        check(
            "<a href=\"tg://user?id=1\">x</a>",
            "<a href=\"tg://user?id=1\">x</a>",
        );
        check(
            "<a href=https://example.org>x</a>",
            "<a href=\"https://example.org/\">x</a>",
        );
    }

    #[test]
    fn awkward_texts_come_back() {
        for text in [
            "👩‍👩‍👧".repeat(300).as_str(),
            "\u{200f}שלום <b> &amp; \"x\" 𝕏",
            "a\0b",
        ] {
            let rich = Rich::from_message(text, &[]);
            assert_eq!(Rich::from_html(&rich.to_html()), rich);
        }
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
            Rich::from_html(&piece.repeat(100_000 / piece.len()));
        }
        // Milliseconds when linear, minutes when not.
        assert!(begun.elapsed().as_secs() < 20);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in any_text(), entities in any_entities()) {
            let rich = Rich::from_parts(&text, &entities);
            prop_assert_eq!(Rich::from_html(&rich.to_html()), rich);
        }

        #[test]
        fn any_html_is_read_and_settles(html in prop::collection::vec(prop_oneof![
            Just("<b>".to_owned()), Just("</b>".to_owned()), Just("<i>".to_owned()),
            Just("</i>".to_owned()), Just("<pre>".to_owned()), Just("</pre>".to_owned()),
            Just("<code class=\"language-a b\">".to_owned()), Just("</code>".to_owned()),
            Just("<a href='https://example.org'>".to_owned()), Just("</a>".to_owned()),
            Just("<blockquote expandable>".to_owned()), Just("</blockquote>".to_owned()),
            any_text(), ".{0,9}", "[<>/&;#=\"'a-c ]{0,9}",
        ], 0..20)) {
            let rich = Rich::from_html(&html.concat());
            prop_assert_eq!(Rich::from_html(&rich.to_html()), rich);
        }
    }
}
