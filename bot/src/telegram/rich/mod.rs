//! One message's text with its formatting, as data.
//!
//! Everything the bot says leaves as plain text with a list of entities and never with a
//! `parse_mode`, so that nothing an author writes can be refused as bad markup. This room builds
//! such texts, cleans what people send, writes and reads the stored form, and cuts long texts into
//! messages. What is said, and to whom, is decided elsewhere.

mod entities;
mod split;

#[cfg(test)]
mod strategy;

pub use coursefile::stored::one_line as clean;
use coursefile::stored::{Text, is_visible};
use teloxide::types::{MessageEntity, MessageEntityKind};

/// How many entities of one message take effect; Telegram ignores the others.
///
/// 100: observed, the Bot API does not publish it, read 2026-11-21.
pub const MAX_ENTITIES: usize = 100;

/// The text of one message and its formatting.
///
/// Offsets and lengths of the entities count UTF-16 code units (Bot API, `MessageEntity`, read
/// 2026-11-21). The functions here tolerate any list: what lies outside the text is clipped, what
/// Telegram finds by itself (addresses, mentions, hashtags, commands) or what belongs to another
/// bot's message (mentions by id, custom emoji) is left out.
///
/// A `Rich` that comes from [`Rich::from_message`], [`Rich::from_parts`] or [`Rich::from_html`] is
/// **tidy**: clean text, trimmed at both ends, and entities that are sorted, properly nested and
/// never empty. Two tidy values that look the same to a reader are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rich {
    /// The words, without any markup.
    pub text: String,
    /// What is bold, linked, quoted and so on.
    pub entities: Vec<MessageEntity>,
}

impl Rich {
    /// A text without a character.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text without formatting, exactly as given.
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            entities: Vec::new(),
        }
    }

    /// A bold text.
    #[cfg(test)]
    pub fn bold(text: &str) -> Self {
        let mut rich = Self::plain(text);
        rich.mark(MessageEntityKind::Bold, 0);
        rich
    }

    /// Appends another text with its formatting.
    pub fn push(&mut self, other: &Self) -> &mut Self {
        let shift = self.utf16_len();
        self.text.push_str(&other.text);
        self.entities
            .extend(other.entities.iter().map(|entity| MessageEntity {
                offset: entity.offset.saturating_add(shift),
                ..entity.clone()
            }));
        self
    }

    /// Appends a text without formatting.
    pub fn push_str(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a bold text.
    pub fn push_bold(&mut self, text: &str) -> &mut Self {
        let offset = self.utf16_len();
        self.push_str(text).mark(MessageEntityKind::Bold, offset)
    }

    /// Appends an italic text.
    pub fn push_italic(&mut self, text: &str) -> &mut Self {
        let offset = self.utf16_len();
        self.push_str(text).mark(MessageEntityKind::Italic, offset)
    }

    /// Appends a text that is hidden until it is pressed.
    pub fn push_spoiler(&mut self, text: &str) -> &mut Self {
        let offset = self.utf16_len();
        self.push_str(text).mark(MessageEntityKind::Spoiler, offset)
    }

    /// Appends a text in the shape of code: a tap copies it, and Telegram finds no link and no hashtag in it.
    pub fn push_code(&mut self, text: &str) -> &mut Self {
        let offset = self.utf16_len();
        self.push_str(text).mark(MessageEntityKind::Code, offset)
    }

    /// Appends a block of code, which a tap copies.
    pub fn push_block(&mut self, text: &str) -> &mut Self {
        let offset = self.utf16_len();
        let kind = MessageEntityKind::Pre { language: None };
        self.push_str(text).mark(kind, offset)
    }

    /// Ends the line.
    pub fn line(&mut self) -> &mut Self {
        self.push_str("\n")
    }

    /// Formats everything from an offset, in UTF-16 code units, to the end. Nothing happens when
    /// there is nothing between them.
    pub fn mark(&mut self, kind: MessageEntityKind, offset: usize) -> &mut Self {
        let length = self.utf16_len().saturating_sub(offset);
        if length > 0 {
            self.entities.push(MessageEntity {
                kind,
                offset,
                length,
            });
        }
        self
    }

    /// Whether there is nothing to see: no character at all, or only white space and characters
    /// without a shape, which Telegram refuses as an empty message.
    pub fn is_empty(&self) -> bool {
        !self.text.chars().any(is_visible)
    }

    /// The length in Unicode scalar values, which Telegram's limits count (4096 for a text, 1024
    /// for a caption: Bot API, sendMessage and sendPhoto, read 2026-11-21).
    pub fn chars(&self) -> usize {
        self.text.chars().count()
    }

    /// The length in UTF-16 code units, never less than [`Rich::chars`].
    pub fn utf16_len(&self) -> usize {
        self.text.encode_utf16().count()
    }

    /// What a person sent, made tidy, with at most [`MAX_ENTITIES`] entities.
    pub fn from_message(text: &str, entities: &[MessageEntity]) -> Self {
        let mut rich = Self::from_parts(text, entities);
        rich.entities.truncate(MAX_ENTITIES);
        rich
    }

    /// A text and its entities made tidy, however many they are; doing it twice equals once.
    pub fn from_parts(text: &str, entities: &[MessageEntity]) -> Self {
        Self::from(Text::tidy(text, entities::spans(text, entities)))
    }
}

#[cfg(test)]
mod tests {
    use super::strategy::{any_entities, any_text};
    use super::*;
    use proptest::prelude::*;
    use teloxide::types::{CustomEmojiId, UserId};

    fn entity(kind: MessageEntityKind, offset: usize, length: usize) -> MessageEntity {
        MessageEntity {
            kind,
            offset,
            length,
        }
    }

    fn check(text: &str, entities: &[MessageEntity], expected: &str, kept: &[MessageEntity]) {
        let rich = Rich::from_message(text, entities);
        assert_eq!(
            (rich.text.as_str(), rich.entities.as_slice()),
            (expected, kept),
            "{text:?}"
        );
    }

    #[test]
    fn a_screen_is_built_piece_by_piece() {
        let mut rich = Rich::new();
        rich.push_str("🙂 ")
            .push(&Rich::bold("Title"))
            .line()
            .push(&Rich::plain("body"));
        assert_eq!(rich.text, "🙂 Title\nbody");
        assert_eq!(rich.entities, [MessageEntity::bold(3, 5)]);
        assert_eq!((rich.chars(), rich.utf16_len()), (12, 13));
        assert_eq!(Rich::bold(""), Rich::new());
    }

    #[test]
    fn nothing_to_see_is_empty() {
        for text in [
            "",
            " \n",
            "\u{200b}",
            "\u{2800}\u{fe00}".trim_end_matches('\u{fe00}'),
        ] {
            assert!(Rich::plain(text).is_empty(), "{text:?}");
        }
        assert!(!Rich::plain("\u{200f}א").is_empty());
    }

    #[test]
    fn what_people_send_is_cleaned() {
        let bold = MessageEntity::bold;
        check("a\0b\tc\r\nd", &[], "a b c\nd", &[]);
        check("a\u{202e}b\u{2066}c\u{2069}\u{2028}", &[], "abc", &[]);
        check(
            " \n hi there \n",
            &[bold(0, 5), bold(6, 99)],
            "hi there",
            &[bold(0, 2), bold(3, 5)],
        );
        check("\r\u{202e}x🙂y", &[bold(3, 2)], "x🙂y", &[bold(1, 2)]);
        check(
            "abc",
            &[bold(3, 1), bold(9, usize::MAX), bold(1, 0)],
            "abc",
            &[],
        );
        check("  ", &[bold(0, 2)], "", &[]);
        // An offset inside a surrogate pair: never a panic, never half a character.
        check("🙂🙂", &[bold(1, 2)], "🙂🙂", &[bold(0, 2)]);
    }

    #[test]
    fn kinds_that_belong_to_a_person_or_to_telegram_are_dropped() {
        use MessageEntityKind as Kind;
        let custom = Kind::CustomEmoji {
            custom_emoji_id: CustomEmojiId("1".to_owned()),
        };
        for kind in [
            Kind::Url,
            Kind::Mention,
            Kind::Hashtag,
            Kind::Cashtag,
            Kind::BotCommand,
        ]
        .into_iter()
        .chain([Kind::Email, Kind::PhoneNumber, custom])
        {
            check("word", &[entity(kind, 0, 4)], "word", &[]);
        }
        let link = |url: &str| Kind::TextLink {
            url: url.parse().expect("an address"),
        };
        check(
            "word",
            &[entity(link("javascript:alert(1)"), 0, 4)],
            "word",
            &[],
        );
        let mention = MessageEntity::text_mention_id(UserId(5), 0, 4);
        check(
            "word",
            std::slice::from_ref(&mention),
            "word",
            std::slice::from_ref(&mention),
        );
        let nameless = entity(
            Kind::Pre {
                language: Some("\0".to_owned()),
            },
            0,
            4,
        );
        check(
            "word",
            &[nameless],
            "word",
            &[entity(Kind::Pre { language: None }, 0, 4)],
        );
    }

    #[test]
    fn at_most_a_hundred_entities_are_kept() {
        let many: Vec<_> = (0..200).map(|i| MessageEntity::bold(2 * i, 1)).collect();
        let rich = Rich::from_message(&"a ".repeat(200), &many);
        assert_eq!(rich.entities, many[..MAX_ENTITIES]);
    }

    #[test]
    fn a_title_has_one_line() {
        for (input, expected) in [
            ("  a \n\t b\r\n", "a b"),
            ("\u{202e}abc\0", "abc"),
            ("e\u{301}\u{3000}🙂", "e\u{301} 🙂"),
            ("\u{2029}", ""),
        ] {
            assert_eq!(clean(input), expected, "{input:?}");
        }
    }

    proptest! {
        #[test]
        fn tidying_twice_equals_once(text in any_text(), entities in any_entities()) {
            let once = Rich::from_parts(&text, &entities);
            prop_assert_eq!(&Rich::from_parts(&once.text, &once.entities), &once);
            let capped = Rich::from_message(&text, &entities);
            prop_assert_eq!(&Rich::from_message(&capped.text, &capped.entities), &capped);
        }

        #[test]
        fn a_tidy_text_is_clean_and_its_entities_are_nested(
            text in any_text(), entities in any_entities(),
        ) {
            let rich = Rich::from_message(&text, &entities);
            prop_assert_eq!(rich.text.trim(), &rich.text);
            prop_assert!(rich.text.chars().all(|c| coursefile::stored::cleaned(c) == Some(c)));
            prop_assert!(rich.entities.len() <= MAX_ENTITIES);
            let mut open: Vec<usize> = Vec::new();
            let mut last = 0;
            for entity in &rich.entities {
                let end = entity.offset + entity.length;
                prop_assert!(entity.length > 0 && end <= rich.utf16_len());
                prop_assert!(last <= entity.offset);
                last = entity.offset;
                open.retain(|&outer| outer > entity.offset);
                prop_assert!(open.iter().all(|&outer| end <= outer));
                open.push(end);
            }
        }
    }
}
