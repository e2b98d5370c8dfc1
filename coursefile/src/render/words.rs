//! Words put one after the other, with what is due between them and the formatting that is open.

use crate::stored::{Kind, Span, Text};

/// What is due before the next words, if there are any before it and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

/// Whose formatting it is. What Markdown opens is closed in its order, what tags open in theirs, and the two may cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Markdown,
    Tag,
    Bars,
}

/// Formatting that is open.
#[derive(Debug)]
pub(super) struct Mark {
    /// None: nothing was written since.
    start: Option<usize>,
    /// Whether it belongs behind the sign of the item.
    is_behind_sign: bool,
    kind: Option<Kind>,
    /// The place of the tag's name among the known ones.
    pub(super) name: usize,
    /// Where it began in the file, in bytes.
    pub(super) at: usize,
}

#[derive(Debug, Default)]
struct Marks {
    open: Vec<Mark>,
    /// How many of them have begun; the others wait for the next words.
    begun: usize,
}

/// A text that grows.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    spans: Vec<Span>,
    marks: [Marks; 3],
    gap: Gap,
    /// The sign of an item, which is written with its first words.
    sign: String,
}

impl Words {
    /// At least this much is due.
    pub(super) fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// The sign of an item; what waited for the words of an item around it stands before this sign.
    pub(super) fn sign(&mut self, sign: String) {
        self.sign = sign;
        for mark in self.marks.iter_mut().flat_map(|marks| &mut marks.open) {
            mark.is_behind_sign = false;
        }
    }

    /// Whether the item has no words yet.
    pub(super) fn has_sign(&self) -> bool {
        !self.sign.is_empty()
    }

    /// A box to be ticked instead of the bullet.
    pub(super) fn tick(&mut self, sign: &str) {
        let bullet = self.sign.trim_end_matches("• ").len();
        self.sign.truncate(bullet);
        self.sign.push_str(sign);
    }

    /// The item is over; if it had no words, it leaves no sign.
    pub(super) fn end_item(&mut self) {
        self.sign.clear();
    }

    pub(super) fn write(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.text.push_str(match std::mem::take(&mut self.gap) {
            Gap::Nothing => "",
            _ if self.text.is_empty() => "",
            Gap::Space if self.text.ends_with('\n') => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
        self.begin(false);
        let sign = std::mem::take(&mut self.sign);
        self.text.push_str(&sign);
        self.begin(true);
        self.text.push_str(words);
    }

    /// Ends the line: what was only a space is none.
    pub(super) fn end_line(&mut self) {
        if self.gap == Gap::Space {
            self.gap = Gap::Nothing;
        }
        self.write("\n");
    }

    /// Puts a finished text in.
    pub(super) fn put(&mut self, text: &Text) {
        self.write(&text.words);
        let shift = self.text.len() - text.words.len();
        self.spans.extend(text.spans.iter().map(|span| Span {
            start: span.start + shift,
            end: span.end + shift,
            kind: span.kind.clone(),
        }));
    }

    /// Puts words in with one kind of formatting.
    pub(super) fn put_as(&mut self, kind: Kind, words: &str) {
        self.open(By::Markdown, Some(kind), 0, 0);
        self.write(words);
        self.close(By::Markdown);
    }

    /// Formatting begins with the next words; none: only the end of it is awaited.
    pub(super) fn open(&mut self, by: By, kind: Option<Kind>, name: usize, at: usize) {
        let is_behind_sign = self.has_sign();
        self.marks[by as usize].open.push(Mark {
            start: None,
            is_behind_sign,
            kind,
            name,
            at,
        });
    }

    /// The formatting opened last ends with the words before.
    pub(super) fn close(&mut self, by: By) -> Option<Mark> {
        let marks = &mut self.marks[by as usize];
        let mark = marks.open.pop()?;
        marks.begun = marks.begun.min(marks.open.len());
        if let (Some(start), Some(kind)) = (mark.start, mark.kind.clone()) {
            let end = self.text.len();
            self.spans.push(Span { start, end, kind });
        }
        Some(mark)
    }

    /// Forgets the formatting opened last.
    pub(super) fn forget(&mut self, by: By) -> Option<Mark> {
        let marks = &mut self.marks[by as usize];
        let mark = marks.open.pop();
        marks.begun = marks.begun.min(marks.open.len());
        mark
    }

    /// Whether there is formatting of this kind open, opened by a tag.
    pub(super) fn is_in_tag(&self, is_it: impl Fn(&Kind) -> bool) -> bool {
        let open = &self.marks[By::Tag as usize].open;
        open.iter()
            .any(|mark| mark.kind.as_ref().is_some_and(&is_it))
    }

    /// How many tags are open.
    pub(super) fn open_tags(&self) -> usize {
        self.marks[By::Tag as usize].open.len()
    }

    /// Whether a tag of this name is open.
    pub(super) fn has_tag(&self, name: usize) -> bool {
        let open = &self.marks[By::Tag as usize].open;
        open.iter().any(|mark| mark.name == name)
    }

    /// The name of the tag opened last.
    pub(super) fn top_tag(&self) -> Option<usize> {
        let open = &self.marks[By::Tag as usize].open;
        open.last().map(|mark| mark.name)
    }

    pub(super) fn finish(self) -> Text {
        Text::tidy(&self.text, self.spans)
    }

    /// What waited begins here.
    fn begin(&mut self, is_behind_sign: bool) {
        let here = self.text.len();
        for marks in &mut self.marks {
            for mark in &mut marks.open[marks.begun..] {
                if mark.is_behind_sign == is_behind_sign {
                    mark.start = Some(here);
                }
            }
            if is_behind_sign {
                marks.begun = marks.open.len();
            }
        }
    }
}
