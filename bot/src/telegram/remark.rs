//! A remark beside what is answered anyway: it costs no message of its own.

use super::{Act, CAPTION_LIMIT, Reply, Rich, Screen, TEXT_LIMIT, Toast};

impl Reply {
    /// The same with a remark above the first message that has room for it. Where none has, it is the short answer to the pressed
    /// button, if one was pressed (`pressed`) and says nothing yet; otherwise a message of its own.
    #[must_use]
    pub fn remark(mut self, words: &str, pressed: bool) -> Reply {
        let room = self.acts.iter_mut().find_map(|act| match act {
            Act::Show(screen) | Act::Say(screen) | Act::Redraw(_, screen) => {
                has_room(screen, words).then_some(screen)
            }
            _ => None,
        });
        if let Some(screen) = room {
            screen.text = above(words, &screen.text);
        } else if pressed && self.toast.is_none() && words.chars().count() <= Toast::LIMIT {
            self = self.with_toast(words);
        } else {
            self.acts.insert(0, Act::Say(Screen::plain(words)));
        }
        self
    }
}

/// Whether a screen stays as many messages as it is.
fn has_room(screen: &Screen, words: &str) -> bool {
    let limit = match screen.media.len() {
        0 => TEXT_LIMIT,
        1 => CAPTION_LIMIT,
        // Below an album a text is a message of its own.
        _ if screen.text.is_empty() => 0,
        _ => TEXT_LIMIT,
    };
    let length = above(words, &screen.text).utf16_len();
    screen.poll.is_none() && length <= limit
}

fn above(words: &str, text: &Rich) -> Rich {
    let mut all = Rich::new();
    all.push_italic(words);
    if !text.is_empty() {
        all.line().line().push(text);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telegram::Showing;

    /// What is said in messages, and what in the short answer.
    fn check(reply: Reply, pressed: bool, messages: &[&str], toast: Option<&str>) {
        let remarked = reply.remark("Well done!", pressed);
        let said = remarked.acts.iter().map(|act| match act {
            Act::Show(screen) | Act::Say(screen) | Act::Redraw(_, screen) => &*screen.text.text,
            other => panic!("{other:?} is no message"),
        });
        assert_eq!(said.collect::<Vec<_>>(), messages);
        assert_eq!(remarked.toast.map(|toast| toast.text).as_deref(), toast);
    }

    #[test]
    fn it_stands_above_the_first_message_that_has_room() {
        check(Reply::say("On."), true, &["Well done!\n\nOn."], None);
        let two = Reply::say("On.").and(Act::Say(Screen::plain("And on.")));
        check(two, false, &["Well done!\n\nOn.", "And on."], None);
        let long = "x".repeat(TEXT_LIMIT - 11);
        let both = Reply::say(&long).and(Act::Say(Screen::plain("On.")));
        check(both, true, &[&long, "Well done!\n\nOn."], None);
    }

    #[test]
    fn it_makes_no_message_more() {
        let long = "x".repeat(TEXT_LIMIT - 11);
        check(Reply::say(&long), true, &[&long], Some("Well done!"));
        check(Reply::toast("Done."), true, &["Well done!"], Some("Done."));
        check(Reply::nothing(), true, &[], Some("Well done!"));
        // Nobody has pressed anything, so there is no other way.
        check(Reply::say(&long), false, &["Well done!", &long], None);
    }

    #[test]
    fn a_caption_has_less_room_and_an_album_without_words_none() {
        let showing = |count, text: &str| {
            let media = vec![Showing::default(); count];
            Reply::show(Screen::plain(text).media(media))
        };
        let fits = "x".repeat(CAPTION_LIMIT - 12);
        let above = format!("Well done!\n\n{fits}");
        check(showing(1, &fits), true, &[&above], None);
        let long = "x".repeat(CAPTION_LIMIT - 11);
        check(showing(1, &long), true, &[&long], Some("Well done!"));
        check(showing(1, ""), true, &["Well done!"], None);
        check(showing(2, ""), true, &[""], Some("Well done!"));
        check(showing(2, "On."), true, &["Well done!\n\nOn."], None);
    }
}
