//! What people press: buttons below messages, once, again, or forged.

use serde_json::json;

use crate::keyboard::data_at;
use crate::world::message::Author;
use crate::world::state::Query;
use crate::world::{Impossible, World};

/// What a person presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// The button at a place of the message's inline keyboard, counted from 0.
    At {
        /// From the top.
        row: usize,
        /// From the left.
        column: usize,
    },
    /// Any callback data, whether the message has such a button or not.
    Data(String),
}

impl World {
    /// A person presses a button below a message in their chat with the bot. Answers with the id of
    /// the callback query; twice means two presses.
    pub fn press(
        &self,
        bot: i64,
        person: i64,
        message_id: i64,
        button: Button,
    ) -> Result<String, Impossible> {
        self.press_in(bot, person, person, message_id, button)
    }

    /// A person presses a button below a message in a group.
    pub fn press_in_group(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        message_id: i64,
        button: Button,
    ) -> Result<String, Impossible> {
        self.press_in(bot, chat, person, message_id, button)
    }

    fn press_in(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        message_id: i64,
        button: Button,
    ) -> Result<String, Impossible> {
        let mut state = self.hold();
        let known = state.people.get(&person).ok_or(Impossible::UnknownPerson)?;
        if known.deactivated {
            return Err(Impossible::Deactivated);
        }
        let account = state.bots.get(&bot).ok_or(Impossible::UnknownBot)?;
        if account.chats.get(&chat).is_some_and(|place| place.blocked) {
            return Err(Impossible::Blocked);
        }
        let message = state
            .message(bot, chat, message_id)
            .filter(|message| message.author == Author::Bot)
            .ok_or(Impossible::UnknownMessage)?;
        let data = match button {
            Button::Data(data) => data,
            Button::At { row, column } => {
                let keyboard = message.keyboard.as_ref().ok_or(Impossible::NoSuchButton)?;
                let pressed = data_at(keyboard, row, column).ok_or(Impossible::NoSuchButton)?;
                let data = pressed["callback_data"]
                    .as_str()
                    .ok_or(Impossible::NotACallback)?;
                data.to_owned()
            }
        };
        let body = json!({
            "from": state.user(person),
            "message": state.show(bot, message),
            "chat_instance": (chat.wrapping_mul(0x5DEE_CE66D) ^ bot).to_string(),
            "data": data,
        });
        state.user_note(bot, person, "press", Some(message_id), Some(&data));
        let query = Query {
            bot,
            person,
            chat,
            body,
            deadline: 0,
            answered: false,
        };
        let again = state.trouble.repeats_press().then(|| query.clone());
        let id = state.ask(query);
        if let Some(query) = again {
            state.ask(query);
        }
        Ok(id)
    }

    /// The same press once more under a new query id and a new update id, as an app does that
    /// did not hear back. Works while the first one can still be answered, answered or not.
    pub fn repeat_press(&self, query_id: &str) -> Result<String, Impossible> {
        let mut state = self.hold();
        let query = state
            .queries
            .get(query_id)
            .cloned()
            .ok_or(Impossible::UnknownQuery)?;
        Ok(state.ask(query))
    }
}
