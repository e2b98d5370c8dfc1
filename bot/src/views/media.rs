//! The media of a step as a learner gets them, and in words.

use coursefile::{Medium, MediumKind};
use entity::step;

use crate::courses::{Outline, Standing};
use crate::telegram::{Button, Press, Rich, Screen, Showing};
use crate::texts::Texts;

/// What the step shows above its text; nothing to who wants text alone.
pub fn showings(texts: &Texts, outline: &Outline, shown: &step::Model) -> Vec<Showing> {
    if texts.is_plain {
        return Vec::new();
    }
    let media = outline.holding(shown.id).media.iter();
    let showing = |medium: &Medium| Showing {
        kind: medium.kind,
        source: medium.source.clone(),
        name: medium.name.clone(),
        words: instead(texts, medium),
        course: outline.course.title.clone(),
        step: shown.title.clone(),
    };
    media.map(showing).collect()
}

/// What the step shows in words, for who wants text alone.
pub fn in_text(texts: &Texts, outline: &Outline, shown: &step::Model, text: &mut Rich) {
    let media = &outline.holding(shown.id).media;
    if !texts.is_plain || media.is_empty() {
        return;
    }
    text.line();
    for medium in media {
        text.line().push_str(&in_words(texts, medium));
    }
}

/// For who wants text alone: the media all the same, when they are asked for.
pub fn show_anyway(texts: &Texts, standing: &Standing) -> Option<Button> {
    let (outline, shown) = (&standing.outline, standing.shown());
    let is_left_out = texts.is_plain && !outline.holding(shown.id).media.is_empty();
    is_left_out.then(|| {
        let press = Press::ShowMedia {
            course: outline.course.id,
            step: shown.id,
        };
        Button::new(texts.say("button-show-media"), press)
    })
}

/// The media alone, for who has asked for them.
pub fn alone(texts: &Texts, standing: &Standing) -> Screen {
    let (outline, shown) = (&standing.outline, standing.shown());
    let media = showings(&texts.plain(false), outline, shown);
    Screen::plain(&shown.title)
        .media(media)
        .protected(shown.is_protected)
}

/// What is said when Telegram refuses a medium. A picture that its author has not described is passed over.
fn instead(texts: &Texts, medium: &Medium) -> String {
    if medium.kind == MediumKind::Picture && medium.alt.is_none() {
        return String::new();
    }
    in_words(texts, medium)
}

/// A medium in words, such as “Picture: A kettle on the stove”.
pub fn in_words(texts: &Texts, medium: &Medium) -> String {
    let kind = texts.say(kind_key(medium.kind));
    let name = medium
        .name
        .as_deref()
        .filter(|_| medium.kind == MediumKind::Document);
    match (medium.alt.as_deref(), name) {
        (Some(alt), _) => {
            let words = [("kind", (&kind).into()), ("alt", alt.into())];
            texts.with("medium-described", words)
        }
        (None, Some(name)) => {
            let words = [("kind", (&kind).into()), ("alt", name.into())];
            texts.with("medium-described", words)
        }
        (None, None) => texts.with("medium-undescribed", [("kind", (&kind).into())]),
    }
}

/// The key of the word for a kind.
pub fn kind_key(kind: MediumKind) -> &'static str {
    match kind {
        MediumKind::Picture => "medium-picture",
        MediumKind::Video => "medium-video",
        MediumKind::Audio => "medium-audio",
        MediumKind::Voice => "medium-voice",
        MediumKind::Document => "medium-document",
        MediumKind::Animation => "medium-animation",
    }
}

/// The buttons that lead elsewhere, row by row.
pub fn links(outline: &Outline, shown: &step::Model) -> Vec<Vec<Button>> {
    let rows = outline.holding(shown.id).links.iter();
    let buttons = rows.map(|row| {
        let buttons = row.iter();
        let buttons =
            buttons.map(|button| Button::link(button.label.as_str(), button.url.as_str()));
        buttons.collect()
    });
    buttons.collect()
}
