//! What is in hand: so that a shutdown knows when it has waited long enough, and tests know when nothing more will
//! come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// Counts the things in hand.
#[derive(Clone, Debug)]
pub struct Activity {
    count: Arc<watch::Sender<usize>>,
    winding_down: Arc<AtomicBool>,
}

impl Default for Activity {
    fn default() -> Self {
        Activity {
            count: Arc::new(watch::Sender::new(0)),
            winding_down: Arc::default(),
        }
    }
}

/// One thing in hand, until dropped.
#[derive(Debug)]
pub struct Busy {
    activity: Activity,
}

impl Activity {
    /// Takes one thing in hand.
    pub fn begin(&self) -> Busy {
        self.count.send_modify(|count| *count += 1);
        Busy {
            activity: self.clone(),
        }
    }

    /// Waits until nothing is in hand but what waits for its time.
    pub async fn idle(&self) {
        // The sender lives as long as `self`.
        let _ = self.count.subscribe().wait_for(|count| *count == 0).await;
    }

    /// The program is about to stop: who hands on one portion after another begins no more.
    pub fn wind_down(&self) {
        self.winding_down.store(true, Ordering::Relaxed);
    }

    /// Whether the program is about to stop.
    pub fn is_winding_down(&self) -> bool {
        self.winding_down.load(Ordering::Relaxed)
    }

    /// How much is in hand.
    pub fn count(&self) -> usize {
        *self.count.borrow()
    }
}

impl Busy {
    /// Waits for `pause`; meanwhile this thing is not in hand, since only time can move it on.
    pub async fn rest(&self, pause: impl Future<Output = ()>) {
        /// Takes it in hand again, also when the wait is cut off.
        struct Again<'a>(&'a Activity);
        impl Drop for Again<'_> {
            fn drop(&mut self) {
                self.0.count.send_modify(|count| *count += 1);
            }
        }
        self.activity.count.send_modify(|count| *count -= 1);
        let _again = Again(&self.activity);
        pause.await;
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.activity.count.send_modify(|count| *count -= 1);
    }
}
