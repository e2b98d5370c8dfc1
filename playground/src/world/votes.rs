//! What people choose in polls.

use crate::world::message::Content;
use crate::world::{Impossible, World};

impl World {
    /// A person votes in a poll of their chat with the bot, by options counted from 0; none takes the vote back. The
    /// bot that sent the poll hears of it: by `poll_answer`, or by `poll` when the poll is anonymous.
    ///
    /// # Errors
    /// A closed poll, a second answer where the first one stays, options that are not there or are too many.
    pub fn vote(
        &self,
        bot: i64,
        person: i64,
        message_id: i64,
        options: &[usize],
    ) -> Result<(), Impossible> {
        self.vote_in_group(bot, person, person, message_id, options)
    }

    /// A person votes in a poll of a group.
    ///
    /// # Errors
    /// As [`World::vote`].
    pub fn vote_in_group(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        message_id: i64,
        options: &[usize],
    ) -> Result<(), Impossible> {
        let mut state = self.hold();
        if chat == person {
            state.may_write(bot, person)?;
        } else if !state
            .groups
            .get(&chat)
            .is_some_and(|group| group.members.contains(&person))
        {
            return Err(Impossible::UnknownChat);
        }
        let message = state
            .message(bot, chat, message_id)
            .filter(|message| !message.gone_for_person)
            .ok_or(Impossible::UnknownMessage)?;
        let Content::Poll(id) = message.content.clone() else {
            return Err(Impossible::NotAPoll);
        };
        let poll = state.polls.get_mut(&id).ok_or(Impossible::NotAPoll)?;
        poll.vote(person, options)?;
        let anonymous = poll.manner.anonymous;
        let words = format!("{options:?}");
        state.user_note(bot, person, "vote", Some(message_id), Some(&words));
        if anonymous {
            state.tell_of_poll(&id);
        } else {
            state.tell_of_vote(&id, person);
        }
        state.poll_changed(&id);
        Ok(())
    }
}
