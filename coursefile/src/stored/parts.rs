//! Parts of a long text, found without going through all of its stretches.

use super::arrange::{RANKS, rank};
use super::{Span, Text};

/// A text with its stretches by rank: those of one rank share no character, so at most one of each lies around a place.
pub(crate) struct Parts<'a> {
    text: &'a Text,
    ranks: [Vec<usize>; RANKS],
}

impl<'a> Parts<'a> {
    pub(crate) fn new(text: &'a Text) -> Self {
        let mut ranks: [Vec<usize>; RANKS] = std::array::from_fn(|_| Vec::new());
        for (index, span) in text.spans.iter().enumerate() {
            ranks[rank(&span.kind)].push(index);
        }
        Self { text, ranks }
    }

    /// A part of the text, between two places in bytes.
    pub(crate) fn slice(&self, from: usize, to: usize) -> Text {
        let mut spans: Vec<&Span> = self.around(from).collect();
        spans.sort_by_key(|span| span.order());
        let first = self.first_at(from);
        let inside = self.text.spans[first..].iter();
        spans.extend(inside.take_while(|span| span.start < to));
        let spans = spans.into_iter().map(|span| span.clone().within(from, to));
        Text {
            words: self.text.words[from..to].to_owned(),
            spans: spans.collect(),
        }
    }

    /// The stretches that begin at a place, outer before inner.
    pub(crate) fn starting(&self, at: usize) -> impl Iterator<Item = &'a Span> {
        let spans = self.text.spans[self.first_at(at)..].iter();
        spans.take_while(move |span| span.start == at)
    }

    /// Whether any stretch has a character between two places.
    pub(crate) fn is_formatted(&self, from: usize, to: usize) -> bool {
        let next = self.text.spans.get(self.first_at(from));
        next.is_some_and(|span| span.start < to) || self.around(from).next().is_some()
    }

    /// The stretches that begin before a place and end behind it.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = &'a Span> {
        let spans = &self.text.spans;
        let last = move |rank: &Vec<usize>| {
            let before = rank.partition_point(|&index| spans[index].start < at);
            rank[..before].last().map(|&index| &spans[index])
        };
        self.ranks
            .iter()
            .filter_map(last)
            .filter(move |span| span.end > at)
    }

    fn first_at(&self, at: usize) -> usize {
        self.text.spans.partition_point(|span| span.start < at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::strategy::any_stored;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_part_is_what_lies_between(text in any_stored(), from in 0_usize..40, length in 0_usize..40) {
            let place = |at: usize| text.words.char_indices().map(|(at, _)| at).nth(at).unwrap_or(text.words.len());
            let (from, to) = (place(from), place(from + length));
            let parts = Parts::new(&text);
            let touched = text.spans.iter().filter(|span| span.start < to && span.end > from);
            let touched: Vec<Span> = touched.map(|span| span.clone().within(from, to)).collect();
            if from < to {
                prop_assert_eq!(parts.is_formatted(from, to), !touched.is_empty());
                prop_assert_eq!(parts.slice(from, to).spans, touched);
            }
            let starting: Vec<&Span> = text.spans.iter().filter(|span| span.start == from).collect();
            prop_assert_eq!(parts.starting(from).collect::<Vec<_>>(), starting);
            let around = text.spans.iter().filter(|span| span.start < from && span.end > from);
            prop_assert_eq!(parts.around(from).count(), around.count());
        }
    }
}
