//! Between Telegram's entities, which count UTF-16 code units, and the stretches of a stored text, which count bytes.

use coursefile::stored::{Kind, Span, Text, arrange, link, one_line};
use teloxide::types::{MessageEntity, MessageEntityKind};

use super::Rich;

impl Rich {
    /// The stored form. Reading it again gives the same text, made tidy.
    pub fn to_html(&self) -> String {
        let spans = arrange(spans(&self.text, &self.entities));
        let words = self.text.clone();
        Text { words, spans }.to_html()
    }

    /// Reads the stored form, tidily. It never fails: what is not a known, properly nested tag is shown literally, and a
    /// link that is not http, https or tg is left as text.
    pub fn from_html(html: &str) -> Self {
        Self::from(Text::from_html(html))
    }
}

impl From<Text> for Rich {
    fn from(text: Text) -> Self {
        Self {
            entities: entities(&text.words, &text.spans),
            text: text.words,
        }
    }
}

/// The stretches of a text, in the order of the entities. What lies outside the text is clipped; what Telegram finds by
/// itself or what belongs to another bot's message is left out.
pub(super) fn spans(text: &str, entities: &[MessageEntity]) -> Vec<Span> {
    let mut byte_of_unit = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        byte_of_unit.extend(std::iter::repeat_n(at, c.len_utf16()));
    }
    let place = |unit: usize| byte_of_unit.get(unit).copied().unwrap_or(text.len());
    let span = |entity: &MessageEntity| {
        Some(Span {
            start: place(entity.offset),
            end: place(entity.offset.saturating_add(entity.length)),
            kind: kind(&entity.kind)?,
        })
    };
    entities.iter().filter_map(span).collect()
}

/// The entities of a text whose stretches are given.
pub(super) fn entities(text: &str, spans: &[Span]) -> Vec<MessageEntity> {
    let mut unit_of_byte = vec![0; text.len() + 1];
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        unit_of_byte[byte] = units;
        units += c.len_utf16();
    }
    unit_of_byte[text.len()] = units;
    let entity = |span: &Span| {
        Some(MessageEntity {
            kind: entity_kind(&span.kind)?,
            offset: unit_of_byte[span.start],
            length: unit_of_byte[span.end] - unit_of_byte[span.start],
        })
    };
    spans.iter().filter_map(entity).collect()
}

/// The kinds a stored text may have; links only where a browser or Telegram itself opens them.
fn kind(kind: &MessageEntityKind) -> Option<Kind> {
    Some(match kind {
        MessageEntityKind::Bold => Kind::Bold,
        MessageEntityKind::Italic => Kind::Italic,
        MessageEntityKind::Underline => Kind::Underline,
        MessageEntityKind::Strikethrough => Kind::Strike,
        MessageEntityKind::Spoiler => Kind::Spoiler,
        MessageEntityKind::Code => Kind::Code,
        MessageEntityKind::Blockquote => Kind::Quote,
        MessageEntityKind::ExpandableBlockquote => Kind::LongQuote,
        MessageEntityKind::Pre { language } => {
            let language = language.as_deref().map(one_line);
            let language = language.filter(|name| !name.is_empty());
            Kind::Pre { language }
        }
        MessageEntityKind::TextLink { url } => Kind::Link {
            url: link(url.as_str())?,
        },
        _ => return None,
    })
}

/// What Telegram calls it. None: a link whose address is none.
fn entity_kind(kind: &Kind) -> Option<MessageEntityKind> {
    Some(match kind {
        Kind::Bold => MessageEntityKind::Bold,
        Kind::Italic => MessageEntityKind::Italic,
        Kind::Underline => MessageEntityKind::Underline,
        Kind::Strike => MessageEntityKind::Strikethrough,
        Kind::Spoiler => MessageEntityKind::Spoiler,
        Kind::Code => MessageEntityKind::Code,
        Kind::Quote => MessageEntityKind::Blockquote,
        Kind::LongQuote => MessageEntityKind::ExpandableBlockquote,
        Kind::Pre { language } => MessageEntityKind::Pre {
            language: language.clone(),
        },
        Kind::Link { url } => MessageEntityKind::TextLink {
            url: url.parse().ok()?,
        },
    })
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
