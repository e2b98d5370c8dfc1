//! Formatted stretches: from any list to a proper tree.
//!
//! Telegram's rules (Bot API, formatting options, read 2026-11-21): quotes do not nest, code and
//! code blocks hold nothing else, everything else may nest but must not overlap in part. Where a
//! list breaks them, code blocks win over links, links over code, code over the styles.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Kind;

/// A formatted stretch, in bytes, both ends on the border of a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

impl Span {
    /// The part of it that lies between two places, counted from the first of them.
    #[must_use]
    pub fn within(mut self, from: usize, to: usize) -> Self {
        self.start = self.start.clamp(from, to) - from;
        self.end = self.end.clamp(from, to) - from;
        self
    }

    /// Outer before inner.
    pub fn order(&self) -> (usize, Reverse<usize>, usize) {
        (self.start, Reverse(self.end), rank(&self.kind))
    }
}

/// Sorts the stretches, joins those that go on, and cuts those that overlap, so that they form a
/// tree. The result depends only on how each character looks, not on how it was put together.
pub fn arrange(spans: Vec<Span>) -> Vec<Span> {
    let mut groups: [Vec<Span>; RANKS] = std::array::from_fn(|_| Vec::new());
    for span in spans.into_iter().filter(|span| span.start < span.end) {
        groups[rank(&span.kind)].push(span);
    }
    let [quotes, blocks, links, code, styles @ ..] = groups.map(apart);
    let blocks = carve(blocks, &quotes, true);
    let links = carve(carve(links, &blocks, false), &quotes, true);
    let code = carve(
        carve(carve(code, &blocks, false), &links, false),
        &quotes,
        true,
    );
    let styles: Vec<Span> = styles
        .into_iter()
        .flat_map(|style| {
            carve(
                carve(carve(style, &blocks, false), &code, false),
                &quotes,
                true,
            )
        })
        .collect();
    nest(&[quotes, blocks, links, code, styles].concat())
}

/// How many ranks there are.
pub(super) const RANKS: usize = 9;

/// Stretches of one rank share no character; of two that begin and end together the lower rank is
/// the outer one.
pub(super) fn rank(kind: &Kind) -> usize {
    match kind {
        Kind::Quote | Kind::LongQuote => 0,
        Kind::Pre { .. } => 1,
        Kind::Link { .. } => 2,
        Kind::Code => 3,
        Kind::Bold => 4,
        Kind::Italic => 5,
        Kind::Underline => 6,
        Kind::Strike => 7,
        Kind::Spoiler => 8,
    }
}

/// Pulls the stretches of one rank apart: the earlier keeps what two of them claim. Equal ones that
/// touch become one, except for blocks, which a reader sees as two.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(Span::order);
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        if let Some(last) = out.last_mut().filter(|last| span.start <= last.end) {
            if last.kind == span.kind && rank(&span.kind) > 1 {
                last.end = last.end.max(span.end);
                continue;
            }
            span.start = last.end;
        }
        if span.start < span.end {
            out.push(span);
        }
    }
    out
}

/// Cuts stretches at both ends of each of `by`, and leaves out what lies inside unless wanted.
/// Both lists are sorted and free of overlaps, and so is the result.
fn carve(spans: Vec<Span>, by: &[Span], inside: bool) -> Vec<Span> {
    let mut out = Vec::with_capacity(spans.len());
    let mut next = 0;
    for span in spans {
        let mut start = span.start;
        while start < span.end {
            while by.get(next).is_some_and(|hole| hole.end <= start) {
                next += 1;
            }
            let (end, within) = match by.get(next) {
                Some(hole) if hole.start <= start => (hole.end, true),
                Some(hole) => (hole.start, false),
                None => (span.end, false),
            };
            let end = end.min(span.end);
            if inside || !within {
                out.push(Span {
                    start,
                    end,
                    kind: span.kind.clone(),
                });
            }
            start = end;
        }
    }
    out
}

/// Cuts what begins inside another stretch and ends after it.
fn nest(spans: &[Span]) -> Vec<Span> {
    let key =
        |start, end, index: usize| Reverse((start, Reverse(end), rank(&spans[index].kind), index));
    let mut waiting: BinaryHeap<_> = spans
        .iter()
        .enumerate()
        .map(|(index, span)| key(span.start, span.end, index))
        .collect();
    let mut out = Vec::with_capacity(spans.len());
    let mut open: Vec<usize> = Vec::new();
    while let Some(Reverse((start, Reverse(end), _, index))) = waiting.pop() {
        while open.last().is_some_and(|&outer| outer <= start) {
            open.pop();
        }
        let border = open.last().map_or(end, |&outer| end.min(outer));
        if border < end {
            waiting.push(key(border, end, index));
        }
        open.push(border);
        out.push(Span {
            start,
            end: border,
            kind: spans[index].kind.clone(),
        });
    }
    out.sort_by_key(Span::order);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Input and expectation as lists of (kind, start, end); b i c = styles and code, q and p =
    /// blocks, l = a link.
    fn check(input: &[(char, usize, usize)], expected: &[(char, usize, usize)]) {
        let spans = |list: &[(char, usize, usize)]| -> Vec<Span> {
            let kind = |letter| match letter {
                'b' => Kind::Bold,
                'i' => Kind::Italic,
                'c' => Kind::Code,
                'q' => Kind::Quote,
                'p' => Kind::Pre { language: None },
                _ => Kind::Link {
                    url: "https://example.org/".to_owned(),
                },
            };
            list.iter()
                .map(|&(k, start, end)| Span {
                    start,
                    end,
                    kind: kind(k),
                })
                .collect()
        };
        assert_eq!(arrange(spans(input)), spans(expected), "{input:?}");
    }

    #[test]
    fn entities_become_a_tree() {
        // Equal styles that touch or overlap are one.
        check(&[('b', 3, 6), ('b', 0, 4), ('b', 6, 8)], &[('b', 0, 8)]);
        check(&[('b', 0, 2), ('b', 3, 4)], &[('b', 0, 2), ('b', 3, 4)]);
        // What is nested stays whole, what crosses is cut.
        check(&[('b', 2, 4), ('i', 0, 9)], &[('i', 0, 9), ('b', 2, 4)]);
        check(
            &[('i', 2, 8), ('b', 0, 5)],
            &[('b', 0, 5), ('i', 2, 5), ('i', 5, 8)],
        );
        check(&[('i', 0, 4), ('b', 0, 4)], &[('b', 0, 4), ('i', 0, 4)]);
        // A quote is never cut, it cuts; quotes and code blocks that touch stay two.
        check(
            &[('b', 0, 9), ('q', 3, 6)],
            &[('b', 0, 3), ('q', 3, 6), ('b', 3, 6), ('b', 6, 9)],
        );
        check(&[('q', 0, 3), ('q', 3, 6)], &[('q', 0, 3), ('q', 3, 6)]);
        check(&[('p', 0, 3), ('p', 3, 6)], &[('p', 0, 3), ('p', 3, 6)]);
        check(
            &[('q', 0, 6), ('q', 1, 4), ('q', 5, 9)],
            &[('q', 0, 6), ('q', 6, 9)],
        );
        // Code holds nothing; a link to code stays a link.
        check(
            &[('b', 0, 9), ('c', 3, 6)],
            &[('b', 0, 3), ('c', 3, 6), ('b', 6, 9)],
        );
        check(&[('l', 0, 9), ('c', 3, 6)], &[('l', 0, 9)]);
        check(
            &[('p', 0, 9), ('l', 3, 12), ('b', 1, 2)],
            &[('p', 0, 9), ('l', 9, 12)],
        );
    }
}
