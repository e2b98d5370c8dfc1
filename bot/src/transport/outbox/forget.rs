//! What is remembered of a chat beside the tables, when its person was forgotten.

use super::{Outbox, lock};

impl Outbox {
    /// Forgets a chat whose rows are gone: what stands in its lines is not sent, and nothing is remembered of its messages. What
    /// is under way at this instant is not called back.
    pub fn forget(&self, chat: i64) {
        let given_up = self.give_up(chat);
        lock(&self.inner.in_hand).retain(|row, _| given_up.iter().all(|it| it.id != *row));
        lock(&self.inner.live).remove(&chat);
    }
}
