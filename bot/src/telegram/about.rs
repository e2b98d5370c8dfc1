//! What a message shows, for messages that are looked at or changed again later.

use serde::{Deserialize, Serialize};

/// The name of what a message shows: a few letters for its kind, then numbers or slugs, such as `work:12`. A form once
/// released keeps its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct About(String);

impl About {
    /// How long a name may be, in Unicode scalar values: as `posts.about`.
    pub const LIMIT: usize = 64;

    /// A name; `None` when it is too long to be kept.
    pub fn new(name: impl Into<String>) -> Option<About> {
        let name = name.into();
        (name.chars().count() <= About::LIMIT).then_some(About(name))
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_its_column() {
        let name = |length: usize| About::new("ж".repeat(length));
        assert_eq!(name(64).as_ref().map(About::as_str), Some(&*"ж".repeat(64)));
        assert_eq!(name(65), None);
    }
}
