//! The one group of a story: what is given of it, and what people do in it.
//!
//! | line | |
//! |---|---|
//! | `given  the group has topics` | it is a forum, and the bot may open topics |
//! | `given  the group has topics, and the bot may not open any` | |
//! | `types in group "words"` | |
//! | `in group [Accept]` | presses the button on the newest message that has it; `twice`: two presses at once |
//! | `replies in group "words"` | to the bot's newest message there |
//! | `replies in group to "Peter," "words"` | to the bot's newest message there that says that |
//! | `deletes the topic` | the newest that the bot has written in |
//! | `takes the bot out of the group` | |

use anyhow::{Context, bail};
use playground::{Button, Parcel, Place};

use super::cast::{self, BOT};
use super::chat::{self, Seen};
use super::stage::Stage;
use super::words;

/// What somebody does in the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InGroup {
    /// Writes.
    Say(String),
    /// Presses a button so many times at once.
    Press(String, usize),
    /// Replies to the bot: to the newest message that says something.
    Reply(String, String),
    /// Deletes the newest topic.
    DeleteTopic,
    /// Takes the bot out.
    Remove,
}

/// Reads a line; `None`: it is about something else.
pub fn read(what: &str) -> Option<InGroup> {
    let quoted = |words: &str| words.trim_matches('"').to_owned();
    if let Some(words) = what.strip_prefix("types in group ") {
        return Some(InGroup::Say(quoted(words)));
    }
    if let Some(words) = what.strip_prefix("replies in group to ") {
        let (to, words) = words.split_once("\" \"")?;
        return Some(InGroup::Reply(quoted(to), quoted(words)));
    }
    if let Some(words) = what.strip_prefix("replies in group ") {
        return Some(InGroup::Reply(String::new(), quoted(words)));
    }
    if let Some(label) = what.strip_prefix("in group [") {
        let (label, how) = label.rsplit_once(']')?;
        let times = if how.trim() == "twice" { 2 } else { 1 };
        return Some(InGroup::Press(label.to_owned(), times));
    }
    match what {
        "takes the bot out of the group" => Some(InGroup::Remove),
        "deletes the topic" => Some(InGroup::DeleteTopic),
        _ => None,
    }
}

impl Stage {
    /// What is given of the group; `false`: the line is about something else.
    ///
    /// # Errors
    /// What the stand-in says.
    pub async fn given_group(&mut self, line: &str) -> anyhow::Result<bool> {
        let may_open = match line {
            "the group has topics" => true,
            "the group has topics, and the bot may not open any" => false,
            _ => return Ok(false),
        };
        let world = self.school.world().clone();
        let group = world.forum("Reviews", &everybody());
        world.add_to_group(BOT, group, self.here)?;
        if may_open {
            world.promote(BOT, group, self.here)?;
        }
        self.group = Some(group);
        self.school.settle().await?;
        self.chats.news(self.school.world(), self.here);
        Ok(true)
    }

    /// Does it.
    ///
    /// # Errors
    /// Why it is not possible.
    pub fn in_group(&mut self, deed: InGroup) -> anyhow::Result<()> {
        let (world, me) = (self.school.world().clone(), self.here);
        let group = self.group()?;
        match deed {
            InGroup::Say(text) => world.say_in_group(BOT, group, me, &text).map(drop)?,
            InGroup::Reply(to, text) => {
                let says = |seen: &&Seen| words::text(&seen.message, false).join(" ").contains(&to);
                let newest = self.chats.messages(group).iter().rev().find(says);
                let newest = newest.context("the bot has said nothing of the kind")?.id;
                let place = Place::of(group).reply_to(newest);
                let parcel = Parcel::Text(text);
                world.send_in_group(BOT, place, me, parcel).map(drop)?;
            }
            InGroup::Press(label, times) => {
                let found = self.chats.messages(group).iter().rev().find_map(|seen| {
                    let buttons = chat::buttons(&seen.message);
                    let drawn = buttons.into_iter().find(|drawn| drawn.label == label)?;
                    Some((seen.id, drawn.data))
                });
                let Some((message, data)) = found else {
                    bail!("no message of the group has a button {label:?}");
                };
                for _ in 0..times {
                    let button = Button::Data(data.clone());
                    let query = world.press_in_group(BOT, group, me, message, button)?;
                    self.chats.pressed(query);
                }
            }
            InGroup::DeleteTopic => {
                let topic = |seen: &Seen| seen.message["message_thread_id"].as_i64();
                let topic = self.chats.messages(group).iter().rev().find_map(topic);
                let topic = topic.context("there is no topic")?;
                world.delete_topic(BOT, group, topic)?;
            }
            InGroup::Remove => world.remove_from_group(BOT, group, me)?,
        }
        Ok(())
    }

    /// The one group of the story; the bot is added to it first.
    fn group(&mut self) -> anyhow::Result<i64> {
        if let Some(group) = self.group {
            return Ok(group);
        }
        let group = self.school.world().group("Friends", &everybody());
        self.school.world().add_to_group(BOT, group, self.here)?;
        self.group = Some(group);
        Ok(group)
    }
}

fn everybody() -> Vec<i64> {
    cast::people().into_iter().map(|person| person.id).collect()
}
