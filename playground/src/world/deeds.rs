//! What becomes of people: names, blocking, deletion of an account.

use std::sync::Arc;

use crate::faults::{Plan, Trouble};
use crate::world::queue::{Lane, Update};
use crate::world::state::State;
use crate::world::{Happening, Impossible, Known, Person, World};

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
