//! The world: people, chats, messages, files and queues behind one lock.

mod acts;
pub(crate) mod bot;
pub(crate) mod commands;
mod deeds;
mod delivery;
mod events;
pub(crate) mod groups;
pub(crate) mod message;
mod parcels;
mod people;
pub(crate) mod polls;
mod posting;
mod presses;
pub(crate) mod queue;
pub(crate) mod state;
pub(crate) mod talks;
mod views;
mod votes;

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use acts::Impossible;
pub use commands::Command;
pub use events::{Event, Happening, Toast};
pub use parcels::{Attachment, Kind, Parcel, Question};
pub(crate) use people::Known;
pub use people::Person;
pub use presses::Button;
pub use talks::Place;

use crate::clock::Clock;
use crate::world::state::State;

/// A handle to the world; clones show the same one.
#[derive(Clone)]
pub struct World {
    inner: Arc<Inner>,
}

struct Inner {
    state: Mutex<State>,
    clock: Clock,
}

/// The world, held for a moment.
pub(crate) struct Held<'a>(MutexGuard<'a, State>);

impl Deref for Held<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.0
    }
}

impl World {
    pub(crate) fn new(state: State, clock: Clock) -> Self {
        Self {
            inner: Arc::new(Inner {
                state: Mutex::new(state),
                clock,
            }),
        }
    }

    /// Takes the lock, with the time read and everything settled that ran out since.
    pub(crate) fn hold(&self) -> Held<'_> {
        let mut held = self.hold_unsettled();
        held.settle();
        held
    }

    /// Takes the lock as the world was left.
    pub(crate) fn hold_unsettled(&self) -> Held<'_> {
        let mut state = self
            .inner
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.now = self.inner.clock.now_ms();
        Held(state)
    }

    /// The world's clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }
}
