//! What an author sees of what a step shows besides its text, and is asked about it.

use coursefile::{LinkButton, Medium};
use entity::{DraftStepId, draft_step};

use crate::courses::holding::Holding;
use crate::telegram::{Button, HoldingPress, Press, Rich, Screen};
use crate::texts::Texts;
use crate::views::media::in_words;

/// What the step holds, line by line.
pub fn list(texts: &Texts, holding: &Holding, is_protected: bool, text: &mut Rich) {
    for medium in &holding.media {
        text.line().push_str(&in_words(texts, medium));
    }
    let count = holding.links.iter().map(Vec::len).sum::<usize>();
    if count > 0 {
        let count = [("count", count.into())];
        text.line()
            .push_str(&texts.with("workbench-step-links", count));
    }
    if is_protected {
        text.line().push_str(&texts.say("workbench-step-protected"));
    }
}

/// The buttons that change it.
pub fn buttons(texts: &Texts, step: &draft_step::Model, holding: &Holding) -> [Vec<Button>; 2] {
    let id = step.id;
    let version = step.version;
    let button = |key: &'static str, press: HoldingPress| Button::new(texts.say(key), press);
    let mut media = Vec::new();
    if !holding.media.is_empty() {
        media.push(button("button-alt", HoldingPress::WhichMedium { step: id }));
        let remove = HoldingPress::RemoveMedia { step: id, version };
        media.push(button("button-remove-media", remove));
    }
    let protection = if step.is_protected {
        button("button-unprotect", HoldingPress::Unprotect { step: id })
    } else {
        button("button-protect", HoldingPress::Protect { step: id })
    };
    let links = button("button-links", HoldingPress::AskLinks { step: id });
    [media, vec![links, protection]]
}

/// Asks for buttons; those there are can be taken away.
pub fn ask_links(texts: &Texts, step: &draft_step::Model, links: &[Vec<LinkButton>]) -> Screen {
    let mut text = Rich::plain(&texts.with("ask-links", [("title", (&step.title).into())]));
    if links.is_empty() {
        return Screen::new(text);
    }
    text.line();
    for row in links {
        let row = row.iter();
        let row = row.map(|button| {
            if button.label == button.url {
                button.url.clone()
            } else {
                format!("{} – {}", button.label, button.url)
            }
        });
        text.line().push_code(&row.collect::<Vec<_>>().join(" | "));
    }
    let (step, version) = (step.id, step.version);
    let remove = HoldingPress::RemoveLinks { step, version };
    Screen::new(text).row([Button::new(texts.say("button-remove-links"), remove)])
}

/// Asks which of an album is to be described.
pub fn which_medium(texts: &Texts, step: &draft_step::Model, media: &[Medium]) -> Screen {
    let mut text = Rich::plain(&texts.with("ask-which-medium", [("title", (&step.title).into())]));
    text.line();
    for (number, medium) in (1..).zip(media) {
        let line = format!("{number}. {}", in_words(texts, medium));
        text.line().push_str(&line);
    }
    let button = |place: u8| {
        let press: Press = HoldingPress::AskAlt {
            step: step.id,
            place,
        }
        .into();
        Button::new((u16::from(place) + 1).to_string(), press)
    };
    let places: Vec<u8> = (0..).take(media.len()).collect();
    places
        .chunks(5)
        .fold(Screen::new(text), |screen, row| {
            screen.row(row.iter().map(|place| button(*place)))
        })
        .row([to_step(texts, step.id)])
}

/// Asks for a description.
pub fn ask_alt(texts: &Texts, step: &draft_step::Model, medium: &Medium) -> String {
    let shown = in_words(texts, medium);
    let limit = coursefile::limits::ALT;
    let args = [
        ("medium", (&shown).into()),
        ("title", (&step.title).into()),
        ("limit", limit.into()),
    ];
    texts.with("ask-alt", args)
}

fn to_step(texts: &Texts, step: DraftStepId) -> Button {
    let press = crate::telegram::AuthorPress::Step { step };
    Button::new(texts.say("button-to-step"), press)
}
