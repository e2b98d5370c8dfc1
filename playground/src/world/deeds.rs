//! What becomes of people and groups: names, blocking, membership, deletion of an account.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::entities;
use crate::faults::{Plan, Trouble};
use crate::world::message::{Author, Content, Message};
use crate::world::queue::{Lane, Update};
use crate::world::state::{KEPT_MS, State};
use crate::world::{Group, Happening, Impossible, Known, Person, World};

impl World {
    /// Adds a person, or replaces the one with this id.
    pub fn add_person(&self, person: Person) {
        self.hold().add_person(person);
    }

    /// Gives a person another username, or none.
    pub fn set_username(&self, person: i64, username: Option<&str>) -> Result<(), Impossible> {
        self.hold().person(person)?.username = username.map(str::to_owned);
        Ok(())
    }

    /// Gives a person another first name.
    pub fn set_first_name(&self, person: i64, name: &str) -> Result<(), Impossible> {
        name.clone_into(&mut self.hold().person(person)?.first_name);
        Ok(())
    }

    /// Gives a person another last name, or none.
    pub fn set_last_name(&self, person: i64, name: Option<&str>) -> Result<(), Impossible> {
        self.hold().person(person)?.last_name = name.map(str::to_owned);
        Ok(())
    }

    /// Sets the language of a person's Telegram.
    pub fn set_language(&self, person: i64, code: Option<&str>) -> Result<(), Impossible> {
        let mut state = self.hold();
        state.person(person)?.language_code = code.map(str::to_owned);
        let bots: Vec<i64> = state.bots.keys().copied().collect();
        for bot in bots {
            state.emit(bot, person, Happening::Commands);
        }
        Ok(())
    }

    /// Blocks or unblocks a bot; the bot hears of it as `my_chat_member`. Twice equals once.
    pub fn block(&self, bot: i64, person: i64, blocked: bool) -> Result<(), Impossible> {
        let mut state = self.hold();
        if !state.people.contains_key(&person) {
            return Err(Impossible::UnknownPerson);
        }
        let account = state.bots.get_mut(&bot).ok_or(Impossible::UnknownBot)?;
        let chat = account.chat(person);
        if chat.blocked == blocked {
            return Ok(());
        }
        chat.blocked = blocked;
        let action = if blocked { "block" } else { "unblock" };
        state.user_note(bot, person, action, None, None);
        state.emit(bot, person, Happening::Blocked { blocked });
        let (old, new) = if blocked {
            ("member", "kicked")
        } else {
            ("kicked", "member")
        };
        state.membership(bot, person, person, old, new);
        Ok(())
    }

    /// Deletes a person's account.
    pub fn deactivate(&self, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        state
            .people
            .get_mut(&person)
            .ok_or(Impossible::UnknownPerson)?
            .deactivated = true;
        Ok(())
    }

    /// Opens a group with these people in it; answers with its id.
    pub fn group(&self, title: &str, members: &[i64]) -> i64 {
        let mut state = self.hold();
        let id = -4_000_000_001 - i64::try_from(state.groups.len()).unwrap_or(0);
        let members: BTreeSet<i64> = members.iter().copied().collect();
        let group = Group {
            id,
            title: title.to_owned(),
            members,
            kicked: BTreeSet::new(),
        };
        state.groups.insert(id, group);
        id
    }

    /// A person adds a bot to a group.
    pub fn add_to_group(&self, bot: i64, chat: i64, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let user = state.bots.get(&bot).ok_or(Impossible::UnknownBot)?.user();
        let group = state.groups.get_mut(&chat).ok_or(Impossible::UnknownChat)?;
        group.members.insert(bot);
        group.kicked.remove(&bot);
        state.membership(bot, chat, person, "left", "member");
        let mut service = Map::new();
        service.insert("new_chat_members".to_owned(), json!([user]));
        let message = Message::new(Author::Person(person), Content::Service(service));
        state.arrive(bot, chat, message, "add_to_group");
        Ok(())
    }

    /// A person removes a bot from a group.
    pub fn remove_from_group(&self, bot: i64, chat: i64, person: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let group = state.groups.get_mut(&chat).ok_or(Impossible::UnknownChat)?;
        if !group.members.remove(&bot) {
            return Err(Impossible::UnknownBot);
        }
        group.kicked.insert(bot);
        state.membership(bot, chat, person, "member", "kicked");
        Ok(())
    }

    /// A person writes in a group. The bot hears of it only if privacy mode lets it: commands,
    /// mentions of the bot, and nothing else. Answers with the message's id.
    pub fn say_in_group(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        text: &str,
    ) -> Result<i64, Impossible> {
        let text = entities::read(text, None, None, false)?;
        let mut state = self.hold();
        let group = state.groups.get(&chat).ok_or(Impossible::UnknownChat)?;
        if !group.members.contains(&person) {
            return Err(Impossible::UnknownChat);
        }
        let present = group.members.contains(&bot);
        let account = state.bots.get_mut(&bot).ok_or(Impossible::UnknownBot)?;
        let own_name = account.account.username.to_ascii_lowercase();
        let heard = present && hears(&own_name, &text.text);
        account.chat(person).seen |= heard;
        let message = Message::new(
            Author::Person(person),
            Content::Text {
                text,
                preview: None,
            },
        );
        if heard {
            return Ok(state.arrive(bot, chat, message, "say_in_group"));
        }
        let shown = state
            .post(bot, chat, message)
            .ok_or(Impossible::UnknownBot)?;
        Ok(shown["message_id"].as_i64().unwrap_or_default())
    }

    /// Delivers an update once more under its own id, even though it was confirmed.
    pub fn repeat_update(&self, bot: i64, update_id: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let account = state.bots.get(&bot).ok_or(Impossible::UnknownBot)?;
        let update = account
            .queue
            .find(update_id)
            .ok_or(Impossible::UnknownUpdate)?;
        state.again(bot, &update);
        Ok(())
    }

    /// Replaces the fault plan; its counters start over.
    pub fn set_faults(&self, plan: Plan) {
        self.hold().trouble = Trouble::new(plan);
    }
}

/// What privacy mode lets through: commands that name no other bot, and mentions.
fn hears(own_name: &str, text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    if text.contains(&format!("@{own_name}")) {
        return true;
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    first.starts_with('/') && !first.contains('@')
}

impl State {
    pub(crate) fn add_person(&mut self, person: Person) {
        let id = person.id;
        if self
            .people
            .insert(
                id,
                Known {
                    person,
                    deactivated: false,
                },
            )
            .is_none()
        {
            self.order.push(id);
        }
    }

    fn person(&mut self, person: i64) -> Result<&mut Person, Impossible> {
        let known = self
            .people
            .get_mut(&person)
            .ok_or(Impossible::UnknownPerson)?;
        Ok(&mut known.person)
    }

    /// Tells a bot that its own membership in a chat changed.
    fn membership(&mut self, bot: i64, chat: i64, by: i64, old: &str, new: &str) {
        let Some(user) = self.bots.get(&bot).map(super::bot::Bot::user) else {
            return;
        };
        let member = |status: &str| {
            let mut member: Value = json!({ "user": user, "status": status });
            if status == "kicked" {
                member["until_date"] = 0.into();
            }
            member
        };
        let body = json!({
            "chat": self.chat(chat),
            "from": self.user(by),
            "date": self.now.div_euclid(1000),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        });
        self.enqueue(
            bot,
            "my_chat_member",
            Lane::Membership(chat),
            KEPT_MS,
            &body,
        );
    }

    /// Puts an update up for being handed out once more.
    pub(crate) fn again(&mut self, bot: i64, update: &Arc<Update>) {
        let Some(account) = self.bots.get_mut(&bot) else {
            return;
        };
        account.queue.again.push_back(Arc::clone(update));
        account.wake.notify_waiters();
        self.offer(bot, Lane::Again(update.id), update.id);
    }
}
