//! A bot's queue of updates: ids, expiry, confirmation.
//!
//! The rules are those of the open-source Bot API server: see `Queue::offset`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// A week without updates makes the next id random again.
const SILENCE_MS: i64 = 7 * 24 * 3600 * 1000;
/// When so many wait, new ones are dropped.
const CAPACITY: usize = 100_000;
/// An offset this far ahead of the newest id is ignored.
const AHEAD: i64 = 10;
/// So many updates are remembered after they left, to be repeated on request.
const REMEMBERED: usize = 10_000;

/// Updates of one lane reach a webhook one at a time; lanes run in parallel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Lane {
    Chat(i64),
    Presses(i64),
    Membership(i64),
    /// A poll and its votes.
    Poll(i64),
    /// A repeated update travels alone.
    Again(i64),
}

/// One update.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Update {
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) lane: Lane,
    /// World time in milliseconds.
    pub(crate) expires_at: i64,
    /// The whole update as JSON text.
    pub(crate) body: Arc<str>,
}

/// Updates that wait for a bot.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Queue {
    waiting: BTreeMap<i64, Arc<Update>>,
    deadlines: BTreeSet<(i64, i64)>,
    /// The newest id given so far.
    newest: i64,
    last_at: i64,
    chance: Chance,
    /// To be handed out once more, whatever the offset says.
    #[serde(skip)]
    pub(crate) again: VecDeque<Arc<Update>>,
    #[serde(skip)]
    recent: BTreeMap<i64, Arc<Update>>,
}

impl Queue {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            waiting: BTreeMap::new(),
            deadlines: BTreeSet::new(),
            newest: 0,
            last_at: i64::MIN / 2,
            chance: Chance::seeded(seed),
            again: VecDeque::new(),
            recent: BTreeMap::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len() + self.again.len()
    }

    /// The id the next update will get.
    pub(crate) fn next_id(&mut self, now: i64) -> i64 {
        if self.waiting.is_empty() && now.saturating_sub(self.last_at) > SILENCE_MS {
            let start = 2_000_000 + self.chance.below(900_000_000);
            self.newest = i64::try_from(start).unwrap_or(2_000_000);
            self.last_at = now;
            self.recent.clear();
        }
        self.newest + 1
    }

    /// Appends an update that carries the id of `next_id`; `None` when the queue is full.
    pub(crate) fn push(&mut self, now: i64, update: Update) -> Option<Arc<Update>> {
        self.newest = update.id;
        self.last_at = now;
        if self.waiting.len() >= CAPACITY {
            return None;
        }
        let update = Arc::new(update);
        self.deadlines.insert((update.expires_at, update.id));
        self.waiting.insert(update.id, Arc::clone(&update));
        Some(update)
    }

    /// Drops what nobody fetched in time.
    pub(crate) fn expire(&mut self, now: i64) -> Vec<i64> {
        let mut dropped = Vec::new();
        while let Some((deadline, id)) = self.deadlines.first().copied() {
            if deadline > now {
                break;
            }
            self.deadlines.pop_first();
            self.waiting.remove(&id);
            dropped.push(id);
        }
        dropped
    }

    /// Where a poll reads that was to read from `from`: from the beginning when counting has begun anew below that.
    pub(crate) fn reading(&self, from: i64) -> i64 {
        if from > self.newest + AHEAD { 0 } else { from }
    }

    /// Confirms by an offset; answers with the confirmed ids and where reading starts.
    pub(crate) fn offset(&mut self, offset: i64) -> (Vec<i64>, i64) {
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let surplus = self.waiting.len().saturating_sub(keep);
            let ids: Vec<i64> = self.waiting.keys().take(surplus).copied().collect();
            for id in &ids {
                self.confirm(*id);
            }
            return (ids, 0);
        }
        let far_behind = offset < self.newest.saturating_sub(100_000);
        if offset == 0 || offset > self.newest + AHEAD || far_behind {
            return (Vec::new(), 0);
        }
        let mut ids = Vec::new();
        while let Some((id, _)) = self.waiting.first_key_value() {
            if *id >= offset {
                break;
            }
            ids.push(*id);
            self.confirm(ids[ids.len() - 1]);
        }
        (ids, offset)
    }

    /// Removes one update because the bot has it; false when it was not waiting.
    pub(crate) fn confirm(&mut self, id: i64) -> bool {
        let Some(update) = self.waiting.remove(&id) else {
            return false;
        };
        self.deadlines.remove(&(update.expires_at, id));
        self.recent.insert(id, update);
        if self.recent.len() > REMEMBERED {
            self.recent.pop_first();
        }
        true
    }

    /// What a poll gets: first what is repeated, then what waits.
    pub(crate) fn take(&mut self, from: i64, limit: usize) -> Vec<Arc<Update>> {
        let mut taken: Vec<_> = self.again.drain(..limit.min(self.again.len())).collect();
        let left = limit - taken.len();
        taken.extend(
            self.waiting
                .range(from..)
                .take(left)
                .map(|(_, update)| Arc::clone(update)),
        );
        taken
    }

    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Arc<Update>> {
        self.waiting.values()
    }

    pub(crate) fn is_waiting(&self, id: i64) -> bool {
        self.waiting.contains_key(&id)
    }

    /// An update that waits, or left not long ago.
    pub(crate) fn find(&self, id: i64) -> Option<Arc<Update>> {
        self.waiting
            .get(&id)
            .or_else(|| self.recent.get(&id))
            .cloned()
    }

    pub(crate) fn clear(&mut self) -> Vec<i64> {
        let ids = self.waiting.keys().copied().collect();
        self.waiting.clear();
        self.deadlines.clear();
        self.again.clear();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(count: i64) -> (Queue, i64) {
        let mut queue = Queue::new(1);
        let first = queue.next_id(0);
        for at in 0..count {
            let id = queue.next_id(at);
            let (expires_at, body) = (1000 + at, Arc::from("{}"));
            let lane = Lane::Chat(1);
            queue.push(
                at,
                Update {
                    id,
                    kind: "message".into(),
                    lane,
                    expires_at,
                    body,
                },
            );
        }
        (queue, first)
    }

    fn ids(queue: &mut Queue, from: i64) -> Vec<i64> {
        queue
            .take(from, 100)
            .iter()
            .map(|update| update.id)
            .collect()
    }

    #[test]
    fn ids_are_consecutive_from_a_random_start() {
        let (mut queue, first) = queue(3);
        assert!(first > 2_000_000);
        assert_eq!(ids(&mut queue, 0), [first, first + 1, first + 2]);
    }

    #[test]
    fn an_offset_confirms_everything_before_it() {
        let (mut queue, first) = queue(3);
        let (confirmed, from) = queue.offset(first + 2);
        assert_eq!(confirmed, [first, first + 1]);
        assert_eq!(ids(&mut queue, from), [first + 2]);
    }

    #[test]
    fn a_negative_offset_keeps_the_last() {
        let (mut queue, first) = queue(3);
        let (_, from) = queue.offset(-1);
        assert_eq!(ids(&mut queue, from), [first + 2]);
    }

    #[test]
    fn an_offset_far_ahead_is_ignored() {
        let (mut queue, first) = queue(3);
        let (confirmed, from) = queue.offset(first + 100);
        assert!(confirmed.is_empty());
        assert_eq!(ids(&mut queue, from).len(), 3);
    }

    #[test]
    fn updates_expire_by_their_own_deadline() {
        let (mut queue, first) = queue(3);
        assert_eq!(queue.expire(1001), [first, first + 1]);
        assert_eq!(queue.len(), 1);
    }

    #[test]
    fn a_week_of_silence_starts_a_new_random_id() {
        let (mut queue, first) = queue(1);
        queue.offset(first + 1);
        assert_ne!(queue.next_id(SILENCE_MS * 2), first + 1);
        // A poll that has begun before finds what comes now.
        assert_eq!(queue.reading(queue.newest + AHEAD + 1), 0);
        assert_eq!(queue.reading(queue.newest + 1), queue.newest + 1);
    }
}
