//! Texts and entities as bad as people can send them, for the property tests of this room.

use proptest::prelude::*;
use teloxide::types::{MessageEntity, MessageEntityKind as Kind};

/// Words of many scripts, white space, emoji made of several characters, markup, controls.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zé]{1,7}".boxed(),
        4 => " {1,2}",
        2 => "\n{1,3}",
        2 => "[.!?…] ",
        2 => "[א-ת]{1,5}",
        1 => "[一-龥]{1,9}[。！]?",
        1 => prop::sample::select(vec![
            "👩‍👩‍👧", "🇳🇱🇩🇪", "👍🏽", "❤️", "e\u{301}", "क्षि", "𝕏", "1\u{fe0f}\u{20e3}",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "<", ">", "&amp;", "&#0;", "</b>", "<i>", "\"", "'", "\0", "\r", "\t", "\u{202e}",
            "\u{2066}", "\u{200b}", "\u{2028}", "\u{a0}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Entities that overlap, repeat, are empty or lie outside of the text.
pub(super) fn any_entities() -> impl Strategy<Value = Vec<MessageEntity>> {
    let kind = prop_oneof![
        Just(Kind::Bold),
        Just(Kind::Italic),
        Just(Kind::Underline),
        Just(Kind::Strikethrough),
        Just(Kind::Spoiler),
        Just(Kind::Code),
        Just(Kind::Blockquote),
        Just(Kind::ExpandableBlockquote),
        Just(Kind::Url),
        prop::option::of("[a-z+\"<& ]{0,4}").prop_map(|language| Kind::Pre { language }),
        prop::sample::select(vec![
            "https://example.org/?a=1&b=\"2\"'<3>",
            "http://пример.испытание/путь#x",
            "tg://user?id=1",
            "mailto:a@example.org",
        ])
        .prop_map(|url| Kind::TextLink {
            url: url.parse().expect("an address")
        }),
    ];
    let entity = (
        kind,
        0_usize..120,
        prop_oneof![9 => 0_usize..60, 1 => Just(usize::MAX)],
    )
        .prop_map(|(kind, offset, length)| MessageEntity {
            kind,
            offset,
            length,
        });
    prop::collection::vec(entity, 0..40)
}
