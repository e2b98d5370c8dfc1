//! Tidy texts as bad as people can send them, for the property tests.

use proptest::prelude::*;

use super::{Kind, Span, Text, link};

/// Words of many scripts, white space, emoji made of several characters, markup, controls, and what means something in
/// Markdown.
pub(crate) fn any_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zé]{1,7}".boxed(),
        4 => " {1,2}",
        3 => "\n{1,4}",
        2 => "[.!?…] ",
        2 => "[א-ת]{1,5}",
        1 => "[一-龥]{1,9}[。！]?",
        1 => prop::sample::select(vec![
            "👩‍👩‍👧", "🇳🇱🇩🇪", "👍🏽", "❤️", "e\u{301}", "क्षि", "𝕏", "1\u{fe0f}\u{20e3}",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "# ", "## ", "\n## T {#x}\n", "---", "\n---\n", "===", "\n===", "- ", "\n- ", "1. ", "\n2) ", "• ", "\n• ", "   • ",
            "\n1. ", "\n3. ", "> ", "\n> ", "```", "\n```\n", "~~~", "`", "``", "*", "**", "_", "__", "~~", "||", "|", "\n|a|b|\n|-|-|\n",
            "[", "]", "(", ")", "[x](y)", "![a](b)", "[^1]", "\n[^1]: n", "\n[x]: y", "\\", "\\\n", "<b>", "</b>", "<br>",
            "<!--", "-->", "<pre>", "</pre>", "<script>", "<?", "<a href=\"x\">", "&amp;", "&lt;", "&#32;", "&nbsp;", "{#x .end}", "<https://a.b>",
            "https://a.b/c_d*e", "a@b.c", "———", "\n———\n", "    code", "\n    code", "\t", "☐ ", "[ ] ", "[x] ", "$x$", "^a^", ":::", "\"", "'",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "<", ">", "&", "&#0;", "\0", "\r", "\u{202e}", "\u{2066}", "\u{200b}", "\u{2028}", "\u{a0}", "\u{85}", "\u{7f}", "\u{feff}", "\u{3000}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[!-/:-@\\[-`{-~]{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Bold),
        Just(Kind::Italic),
        Just(Kind::Underline),
        Just(Kind::Strike),
        Just(Kind::Spoiler),
        Just(Kind::Code),
        Just(Kind::Quote),
        Just(Kind::LongQuote),
        prop::option::of(prop_oneof!["[a-z]{1,4}", "[a-z+\"<&` .{}~]{1,4}"]).prop_map(|name| {
            let language = name.map(|name| super::one_line(&name));
            Kind::Pre {
                language: language.filter(|name| !name.is_empty()),
            }
        }),
        prop::sample::select(vec![
            "https://example.org/?a=1&b=\"2\"'<3>",
            "http://пример.испытание/путь#x",
            "https://example.org/a_(b)_c*",
            "https://example.org/a)b(\\[x]|",
            "tg://user?id=1",
        ])
        .prop_map(|url| Kind::Link {
            url: link(url).expect("an address")
        }),
    ]
}

/// A tidy text with formatting that is often arranged in lines, as people write it, and often not.
pub(crate) fn any_stored() -> impl Strategy<Value = Text> {
    let piece = (any_words(), prop::option::weighted(0.5, any_kind()));
    let between = prop::sample::select(vec!["", " ", "\n", "\n\n", "\n\n\n"]);
    let pieces = prop::collection::vec((piece, between), 0..6);
    let wild = prop::collection::vec((any_kind(), 0_usize..80, 0_usize..40), 0..6);
    (pieces, wild).prop_map(|(pieces, wild)| {
        let (mut words, mut spans) = (String::new(), Vec::new());
        for ((inside, kind), between) in pieces {
            let start = words.len();
            words.push_str(&inside);
            spans.extend(kind.map(|kind| Span {
                start,
                end: words.len(),
                kind,
            }));
            words.push_str(between);
        }
        let places: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
        let place = |n: usize| places.get(n).copied().unwrap_or(words.len());
        for (kind, start, length) in wild {
            spans.push(Span {
                start: place(start),
                end: place(start + length),
                kind,
            });
        }
        Text::tidy(&words, spans)
    })
}
