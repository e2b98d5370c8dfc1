//! The words of a question, taken from the events of its step.

/// A question whose words are read.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// What is asked, in the stored form, and its length without markup.
    pub(crate) ask: Option<(String, usize)>,
    /// The items of its list.
    pub(crate) items: Vec<Item>,
    /// The cells of its table, row by row, without the head.
    pub(crate) rows: Vec<Vec<Item>>,
    /// How many columns it has.
    pub(crate) columns: usize,
}

/// An option, an item of a list or a cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// Plain, in one line.
    pub(crate) words: String,
    pub(crate) line: usize,
    /// Whether there is a box, and whether it is ticked.
    pub(crate) is_ticked: Option<bool>,
    /// The quote below it, in the stored form, and its length without markup.
    pub(crate) feedback: Option<(String, usize)>,
    /// Whether formatting was left out.
    pub(crate) is_styled: bool,
    /// Whether it has a picture.
    pub(crate) has_picture: bool,
    /// Whether there is something in it that no option can hold.
    pub(crate) has_more: bool,
}
