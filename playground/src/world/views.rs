//! What can be seen of the world, and how to wait for it to change.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::broadcast;

use crate::faults::Plan;
use crate::history::Entry;
use crate::world::message::Author;
use crate::world::{Command, Event, Happening, Person, Toast, World};

impl World {
    /// The messages of a chat as a person sees them now, oldest first: `Message` objects with
    /// `from_bot` and `pressable`. Empty when there is no such chat.
    pub fn chat(&self, bot: i64, chat: i64) -> Vec<Value> {
        let state = self.hold();
        let Some(place) = state
            .bots
            .get(&bot)
            .and_then(|account| account.chats.get(&chat))
        else {
            return Vec::new();
        };
        place
            .messages
            .values()
            .filter(|message| !message.gone_for_person)
            .map(|message| state.page(bot, message))
            .collect()
    }

    /// The newest message of a chat that the bot wrote, if any.
    pub fn last_from_bot(&self, bot: i64, chat: i64) -> Option<Value> {
        let state = self.hold();
        let place = state.bots.get(&bot)?.chats.get(&chat)?;
        let mut newest = place.messages.values().rev();
        let message = newest.find(|m| m.author == Author::Bot && !m.gone_for_person)?;
        Some(state.page(bot, message))
    }

    /// The toasts a person has seen, oldest first, as far back as events are kept.
    pub fn toasts(&self, bot: i64, person: i64) -> Vec<Toast> {
        let state = self.hold();
        let mine = |event: &&Arc<Event>| event.bot == bot && event.person == person;
        state
            .events
            .iter()
            .filter(mine)
            .filter_map(|event| match &event.kind {
                Happening::Toast {
                    query_id,
                    text,
                    alert,
                    ..
                } => Some(Toast {
                    query_id: query_id.clone(),
                    text: text.clone(),
                    alert: *alert,
                }),
                _ => None,
            })
            .collect()
    }

    /// The command menu Telegram shows to this person in their private chat with the bot.
    pub fn commands_for(&self, bot: i64, person: i64) -> Vec<Command> {
        let state = self.hold();
        let language = state
            .people
            .get(&person)
            .and_then(|k| k.person.language_code.clone());
        let language = language.unwrap_or_default();
        state
            .bots
            .get(&bot)
            .map(|account| account.commands.shown(person, person, &language))
            .unwrap_or_default()
    }

    /// What the bot is seen doing in a chat, such as `typing`; it fades after 5 s.
    pub fn typing(&self, bot: i64, chat: i64) -> Option<String> {
        let state = self.hold();
        let (action, until) = state.bots.get(&bot)?.chats.get(&chat)?.typing.as_ref()?;
        (*until > state.now).then(|| action.clone())
    }

    /// A person as they are now.
    pub fn person(&self, person: i64) -> Option<Person> {
        let state = self.hold();
        Some(state.people.get(&person)?.person.clone())
    }

    /// Whether a person has blocked a bot.
    pub fn is_blocked(&self, bot: i64, person: i64) -> bool {
        let state = self.hold();
        let chat = state
            .bots
            .get(&bot)
            .and_then(|account| account.chats.get(&person));
        chat.is_some_and(|chat| chat.blocked)
    }

    /// How many updates wait for a bot.
    pub fn pending_updates(&self, bot: i64) -> usize {
        let mut state = self.hold();
        state.expire(bot);
        state
            .bots
            .get(&bot)
            .map_or(0, |account| account.queue.len())
    }

    /// How many presses of a bot's buttons still wait for an answer.
    pub fn open_presses(&self, bot: i64) -> usize {
        let state = self.hold();
        state
            .queries
            .values()
            .filter(|query| query.bot == bot && !query.answered)
            .count()
    }

    /// The bytes of a file by its `file_id`, if the stand-in has them.
    pub fn file(&self, file_id: &str) -> Option<Vec<u8>> {
        let state = self.hold();
        let stored = state.files.get(file_id)?;
        Some(state.files.bytes_of(stored)?.to_vec())
    }

    /// Everything that happened, in order; empty when no history is kept.
    pub fn history(&self) -> Vec<Entry> {
        self.hold().history.clone().unwrap_or_default()
    }

    /// What happened after a number of the common sequence.
    pub fn history_after(&self, seq: u64) -> Vec<Entry> {
        let state = self.hold();
        let Some(history) = &state.history else {
            return Vec::new();
        };
        let start = history.partition_point(|entry| entry.seq <= seq);
        history[start..].to_vec()
    }

    /// Forgets the history so far.
    pub fn clear_history(&self) {
        if let Some(history) = &mut self.hold().history {
            history.clear();
        }
    }

    /// The fault plan at work.
    pub fn faults(&self) -> Plan {
        self.hold().trouble.plan.clone()
    }

    /// The number of the last thing that happened.
    pub fn seq(&self) -> u64 {
        self.hold().seq
    }

    /// The events after a number that are still kept, oldest first.
    pub fn events_after(&self, seq: u64) -> Vec<Arc<Event>> {
        let state = self.hold();
        let start = state.events.partition_point(|event| event.seq <= seq);
        state.events.range(start..).cloned().collect()
    }

    /// The kept events after a number and all that follow. A receiver that lags behind is told so
    /// and can read the missed ones with `events_after`.
    pub fn watch(&self, seq: u64) -> (Vec<Arc<Event>>, broadcast::Receiver<Arc<Event>>) {
        let state = self.hold();
        let start = state.events.partition_point(|event| event.seq <= seq);
        (
            state.events.range(start..).cloned().collect(),
            state.wires.events.subscribe(),
        )
    }

    /// Waits until something has happened after this number, and answers with the newest one.
    pub async fn changed_after(&self, seq: u64) -> u64 {
        let mut newest = self.hold().wires.seq.subscribe();
        let now = newest
            .wait_for(|newest| *newest > seq)
            .await
            .map(|newest| *newest);
        now.unwrap_or(seq)
    }

    /// Waits until `look` finds what it looks for; it looks again after everything that happens.
    /// There is no time limit: wrap it in one.
    pub async fn until<T>(&self, mut look: impl FnMut(&World) -> Option<T>) -> T {
        loop {
            let seq = self.seq();
            if let Some(found) = look(self) {
                return found;
            }
            self.changed_after(seq).await;
        }
    }
}
