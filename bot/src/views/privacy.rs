//! What is held about a person, and being forgotten.

use crate::telegram::{Button, Press, PrivacyPress, Screen};
use crate::texts::Texts;

/// What is kept, in short, with the ways to have it or to have it erased.
pub fn short(texts: &Texts) -> Screen {
    let data = Button::new(texts.say("button-my-data"), PrivacyPress::Data);
    let forget = Button::new(texts.say("button-forget-me"), PrivacyPress::Forget);
    Screen::plain(texts.say("privacy-short"))
        .row([data])
        .row([forget])
}

/// What goes and what stays; `works`: they have a part in courses.
pub fn ask(texts: &Texts, works: bool) -> Screen {
    let mut parts = vec![texts.say("forget-ask")];
    if works {
        parts.push(texts.say("forget-ask-author"));
    }
    parts.push(texts.say("forget-stays"));
    let data = Button::new(texts.say("button-my-data-first"), PrivacyPress::Data);
    let go = Button::new(texts.say("button-forget-go"), PrivacyPress::ForgetReally);
    Screen::plain(parts.join("\n\n"))
        .row([data])
        .row([go])
        .row([cancel(texts)])
}

/// The second question.
pub fn ask_again(texts: &Texts, key: i64, minutes: i64) -> Screen {
    let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
    let sure = texts.with("forget-sure", [("minutes", minutes.into())]);
    let now = Button::new(
        texts.say("button-forget-now"),
        PrivacyPress::ForgetNow { key },
    );
    Screen::plain(sure).row([now]).row([cancel(texts)])
}

/// What stands below the file, when so many files that they have handed in follow it, and so many more do not.
pub fn caption(texts: &Texts, files: usize, more: usize) -> String {
    let count = |files| i32::try_from(files).unwrap_or(i32::MAX);
    let mut lines = vec![texts.say("mydata-here")];
    if files > 0 {
        lines.push(texts.with("mydata-files", [("count", count(files).into())]));
    }
    if more > 0 {
        lines.push(texts.with("mydata-more", [("count", count(more).into())]));
    }
    lines.join(" ")
}

fn cancel(texts: &Texts) -> Button {
    Button::new(texts.say("button-cancel"), Press::Dismiss)
}
