//! Other people's formats, each read into a course of this project: what a step says is Markdown as an export would write
//! it, and whatever was dropped or approximated is told.

mod binder;
mod chapter;
pub(crate) mod coob;
pub(crate) mod folder;
mod html;
mod lines;
pub(crate) mod mdbook;
pub(crate) mod questions;

pub(crate) use questions::{parts, star_pattern, wanted};
