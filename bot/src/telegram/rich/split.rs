//! Cutting a long text into messages, where a reader would pause.

use coursefile::stored::{Span, arrange};

use super::{MAX_ENTITIES, Rich, entities};

impl Rich {
    /// Cuts the text into parts that each fit one message: the first at most `first_limit` UTF-16
    /// code units long (a caption, say), the others `limit`, each with at most [`MAX_ENTITIES`]
    /// entities. A limit below 2, the longest character, counts as 2.
    ///
    /// A cut comes at the last blank line that fits, else at a line end, a sentence end, a space,
    /// else between two characters as a reader counts them. White space at a cut is dropped,
    /// formatting that spans a cut goes on behind it, and no part is [empty](Rich::is_empty).
    pub fn split(&self, first_limit: usize, limit: usize) -> Vec<Self> {
        let spans = arrange(entities::spans(&self.text, &self.entities));
        let text = self.text.trim_end();
        let mut parts: Vec<Self> = Vec::new();
        let mut open: Vec<Span> = Vec::new();
        let mut next = 0;
        let begun_before = |to: usize, next: usize| {
            next + spans[next..]
                .iter()
                .take_while(|span| span.start < to)
                .count()
        };
        let mut from = text.len() - text.trim_start().len();
        while from < text.len() {
            let rest = &text[from..];
            let begun = begun_before(from + 1, next);
            open.extend_from_slice(&spans[next..begun]);
            open.retain(|span| span.end > from);
            // The entity that would be one too many ends the part before it begins.
            let room = MAX_ENTITIES.saturating_sub(open.len());
            let crowd = spans
                .get(begun + room)
                .map_or(rest.len(), |span| span.start - from);
            let limit = if parts.is_empty() { first_limit } else { limit };
            let to = from + cut(rest, limit.max(2), crowd);
            next = begun_before(to, begun);
            open.extend_from_slice(&spans[begun..next]);
            let part = Self::part(
                &text[from..to],
                open.iter().map(|span| span.clone().within(from, to)),
            );
            if !part.is_empty() {
                parts.push(part);
            }
            from = text.len() - text[to..].trim_start().len();
        }
        parts
    }

    fn part(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.filter(|span| span.start < span.end).collect();
        spans.sort_by_key(Span::order);
        Self {
            text: text.to_owned(),
            entities: entities::entities(text, &spans),
        }
    }
}

/// How many bytes of `rest` make the next part: at most `units` UTF-16 code units and `bytes`
/// bytes. `rest` begins and ends with something other than white space.
fn cut(rest: &str, units: usize, bytes: usize) -> usize {
    // The last cut of each kind that fits, the best kind first.
    let mut best = [0; KINDS];
    let (mut used, mut flags) = (0, 0);
    let (mut before, mut is_sentence) = ('\n', false);
    for (at, c) in rest.char_indices() {
        if at > bytes {
            break;
        }
        if at > 0 {
            best[ANYWHERE] = at;
            let is_flag_end = is_flag_half(c) && flags % 2 == 1;
            if c.is_whitespace() && !before.is_whitespace() {
                best[gap(&rest[at..], is_sentence)] = at;
            } else if !joins(before, c) && !is_flag_end {
                best[CHARACTER] = at;
                if matches!(before, '。' | '！' | '？') {
                    best[SENTENCE] = at;
                }
            }
        }
        used += c.len_utf16();
        if used > units {
            break;
        }
        flags = if is_flag_half(c) { flags + 1 } else { 0 };
        is_sentence = match c {
            '.' | '!' | '?' | '…' => true,
            ')' | ']' | '"' | '\'' | '»' | '”' | '’' => is_sentence,
            _ => false,
        };
        before = c;
    }
    if used <= units && rest.len() <= bytes {
        return rest.len();
    }
    best.into_iter().find(|&at| at > 0).unwrap_or(rest.len())
}

const PARAGRAPH: usize = 0;
const LINE: usize = 1;
const SENTENCE: usize = 2;
const SPACE: usize = 3;
const CHARACTER: usize = 4;
const ANYWHERE: usize = 5;
const KINDS: usize = 6;

/// What kind of pause the white space at the beginning of `rest` is.
fn gap(rest: &str, is_sentence: bool) -> usize {
    let lines = rest
        .chars()
        .take_while(|c| c.is_whitespace())
        .filter(|&c| c == '\n')
        .take(2);
    match (lines.count(), is_sentence) {
        (2.., _) => PARAGRAPH,
        (1, _) => LINE,
        (_, true) => SENTENCE,
        _ => SPACE,
    }
}

fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether a reader sees `c` as a part of the character before it. Flags, which are pairs, have to
/// be counted and are left to the caller.
fn joins(before: char, c: char) -> bool {
    const JOINER: char = '\u{200d}';
    if c < '\u{300}' {
        return false;
    }
    // The vowel signs of the Indian scripts have the same places in each of their blocks.
    let is_vowel_sign = ('\u{900}'..='\u{dff}').contains(&c)
        && matches!(u32::from(c) % 0x80, 0x01..=0x03 | 0x3e..=0x4d);
    let is_jamo = matches!(c, '\u{1160}'..='\u{11ff}');
    let is_skin_tone = matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    // The standard library escapes what does not stand alone: combining marks, variation selectors,
    // joiners. Its table is not public otherwise.
    let is_mark = !c.is_whitespace() && c.escape_debug().len() > 2;
    before == JOINER || is_vowel_sign || is_jamo || is_skin_tone || is_mark
}

#[cfg(test)]
mod tests {
    use super::super::strategy::{any_entities, any_text};
    use super::*;
    use coursefile::stored::is_visible;
    use proptest::prelude::*;
    use teloxide::types::MessageEntity;

    fn check(text: &str, limit: usize, expected: &[&str]) {
        let parts = Rich::plain(text).split(limit, limit);
        let parts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(parts, expected, "{text:?}");
    }

    #[test]
    fn a_text_is_cut_where_a_reader_pauses() {
        check("", 9, &[]);
        check(" \n\u{200b}", 9, &[]);
        check(" short ", 9, &["short"]);
        check(
            "one two\n\nthree. four\nfive",
            18,
            &["one two", "three. four\nfive"],
        );
        check("one\n \ntwo\nthree", 12, &["one", "two\nthree"]);
        check("One. Two two\nthree", 13, &["One. Two two", "three"]);
        check("(One.) Two two three", 14, &["(One.)", "Two two three"]);
        check("one two three", 11, &["one two", "three"]);
        check("你好。你好吗", 5, &["你好。", "你好吗"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("abc def", 3, &["abc", "def"]);
    }

    #[test]
    fn what_looks_like_one_character_is_not_cut() {
        check("🙂🙂🙂", 3, &["🙂", "🙂", "🙂"]);
        check("🙂🙂", 0, &["🙂", "🙂"]);
        check("👩‍👩‍👧👩‍👩‍👧", 15, &["👩‍👩‍👧", "👩‍👩‍👧"]);
        check("🇳🇱🇩🇪🇫🇷", 7, &["🇳🇱", "🇩🇪", "🇫🇷"]);
        check("🇳x🇱", 3, &["🇳x", "🇱"]);
        check("👍🏽👍🏽", 7, &["👍🏽", "👍🏽"]);
        check("ae\u{301}", 2, &["a", "e\u{301}"]);
        check("❤\u{fe0f}❤\u{fe0f}", 3, &["❤\u{fe0f}", "❤\u{fe0f}"]);
        check("किकि", 3, &["कि", "कि"]);
        // A character longer than a message has to be cut somewhere.
        check("e\u{301}\u{301}\u{301}", 2, &["e\u{301}", "\u{301}\u{301}"]);
    }

    #[test]
    fn formatting_goes_on_behind_a_cut() {
        let mut rich = Rich::plain("🙂 ");
        rich.push(&Rich::bold("one two")).push_str(" three");
        let parts = rich.split(6, 20);
        assert_eq!(parts[0].text, "🙂 one");
        assert_eq!(parts[0].entities, [MessageEntity::bold(3, 3)]);
        assert_eq!(parts[1].text, "two three");
        assert_eq!(parts[1].entities, [MessageEntity::bold(0, 3)]);
    }

    #[test]
    fn a_part_has_at_most_a_hundred_entities() {
        let many: Vec<_> = (0..250).map(|i| MessageEntity::bold(2 * i, 1)).collect();
        let rich = Rich {
            text: "a ".repeat(250),
            entities: many,
        };
        let counts: Vec<_> = rich
            .split(4096, 4096)
            .iter()
            .map(|p| p.entities.len())
            .collect();
        assert_eq!(counts, [100, 100, 50]);
    }

    #[test]
    fn a_long_text_is_cut_quickly() {
        let begun = std::time::Instant::now();
        for piece in [
            "a", " ", "a\n\n", "🇳🇱", "\u{301}", "a\n", "Yes. ", "\u{200b}",
        ] {
            let text = piece.repeat(100_000 / piece.chars().count());
            let entities: Vec<_> = (0..50_000)
                .map(|i| MessageEntity::italic(2 * i, 1))
                .collect();
            let parts = Rich { text, entities }.split(1024, 4096);
            assert!(parts.len() < 1100);
        }
        // Milliseconds when linear, minutes when not.
        assert!(begun.elapsed().as_secs() < 20);
    }

    fn solid(text: &str) -> String {
        text.chars().filter(|c| is_visible(*c)).collect()
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(
            text in any_text(), entities in any_entities(),
            first_limit in 2_usize..60, limit in 2_usize..200,
        ) {
            let rich = Rich { text, entities };
            let parts = rich.split(first_limit, limit);
            let joined: String = parts.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(solid(&joined), solid(&rich.text));
            for (i, part) in parts.iter().enumerate() {
                let limit = if i == 0 { first_limit } else { limit };
                prop_assert!(part.utf16_len() <= limit);
                prop_assert!(!part.is_empty());
                prop_assert_eq!(part.text.trim(), &part.text);
                prop_assert!(part.entities.len() <= MAX_ENTITIES);
                let units: Vec<u16> = part.text.encode_utf16().collect();
                for entity in &part.entities {
                    let inside = units.get(entity.offset..entity.offset + entity.length);
                    prop_assert!(entity.length > 0);
                    prop_assert!(inside.is_some_and(|inside| String::from_utf16(inside).is_ok()));
                }
            }
        }

        #[test]
        fn formatting_survives_a_cut(text in "[a-z ]{0,80}", entities in any_entities()) {
            let marked = |rich: &Rich| -> Vec<(char, usize)> {
                let count = |at: usize| {
                    let covers = |e: &&MessageEntity| (e.offset..e.offset + e.length).contains(&at);
                    rich.entities.iter().filter(covers).count()
                };
                rich.text.chars().enumerate().filter(|(_, c)| *c != ' ')
                    .map(|(at, c)| (c, count(at))).collect()
            };
            let rich = Rich::from_parts(&text, &entities);
            let parts = rich.split(9, 20);
            prop_assert_eq!(parts.iter().flat_map(marked).collect::<Vec<_>>(), marked(&rich));
        }

        #[test]
        fn no_part_begins_inside_a_character(text in "(👩‍👩‍👧|🇳🇱|👍🏽|e\u{301}|❤\u{fe0f}|a){0,60}") {
            for part in Rich::plain(&text).split(20, 12) {
                let first = part.text.chars().next().expect("a part has a character");
                prop_assert!("👩🇳👍e❤a".contains(first), "{:?}", part.text);
            }
        }
    }
}
