//! Media and buttons of every kind, for the property tests.

use proptest::prelude::*;

use crate::stored::strategy::any_words;
use crate::{LinkButton, Medium, MediumKind};

/// Media that can stand together: alone, or an album.
pub(super) fn any_media() -> impl Strategy<Value = Vec<Medium>> {
    let source = prop::sample::select(vec![
        "media:00ff",
        "tg:AgAC-_x",
        "https://e.org/a_(b)",
        "a b.png",
        "b.mp4",
        "c<d>.ogg",
        "e.pdf",
        "f",
        "g.gif",
    ]);
    let kind = prop::sample::select(MediumKind::ALL.to_vec());
    let alt = prop::option::of(any_words().prop_map(|words| {
        let words: String = crate::stored::one_line(&words).chars().take(300).collect();
        crate::stored::one_line(&words)
    }));
    let medium = (kind, source, alt).prop_map(|(kind, source, alt)| Medium {
        kind,
        source: source.to_owned(),
        alt: alt.filter(|alt| !crate::is_blank(alt)),
        name: None,
    });
    let media = prop::collection::vec(medium, 1..=10).prop_map(|mut media| {
        let kinds: Vec<MediumKind> = media.iter().map(|medium| medium.kind).collect();
        let fit = (1..=kinds.len()).take_while(|count| MediumKind::fit_together(&kinds[..*count]));
        media.truncate(fit.last().unwrap_or(1));
        media
    });
    prop_oneof![3 => Just(Vec::new()), 1 => media]
}

/// Rows of buttons.
pub(super) fn any_links() -> impl Strategy<Value = Vec<Vec<LinkButton>>> {
    let url = prop::sample::select(vec![
        "https://e.org/",
        "https://e.org/a_(b)?c=d&e=%20*",
        "tg://user?id=1",
        "http://xn--e1aybc/",
    ]);
    let button = (any_words(), url).prop_map(|(words, url)| {
        let label: String = crate::line(&words).chars().take(60).collect();
        let label = crate::stored::one_line(&label);
        LinkButton {
            label: if crate::is_blank(&label) {
                url.to_owned()
            } else {
                label
            },
            url: url.to_owned(),
        }
    });
    let row = prop::collection::vec(button, 1..4);
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(row, 1..4)]
}
