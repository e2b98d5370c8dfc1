//! The killer: chooses an instant of the bot's life by what is seen of it, waits for it, and cuts the power.
//!
//! The few pauses here are life spans, not synchronisation: nothing depends on how long they are.

use std::time::Duration;

use playground::{Entry, What, World};

use super::dice::Dice;

/// When a life ends.
#[derive(Clone, Copy, Debug)]
pub enum Instant {
    /// So many milliseconds after the process was started: often before it is ready.
    Starting(u64),
    /// So many milliseconds after its first call, while it takes in hand what an earlier life has left.
    Recovering(u64),
    /// Right after the so-many-th press or text.
    Act(usize),
    /// Right after the so-many-th update was handed out.
    HandedOut(usize),
    /// Right after the so-many-th update was confirmed.
    Confirmed(usize),
    /// Right after the so-many-th call that shows something or answers a press.
    Call(usize),
    /// So many milliseconds after it was ready, whatever it is doing.
    Living(u64),
}

impl Instant {
    /// Any.
    pub fn any(dice: &mut Dice) -> Instant {
        let many = usize::try_from(dice.between(1, 12)).unwrap_or(1);
        match dice.below(100) {
            0..10 => Instant::Starting(dice.between(0, 250)),
            10..15 => Instant::Recovering(dice.between(0, 60)),
            15..30 => Instant::Act(many),
            30..50 => Instant::HandedOut(many),
            50..65 => Instant::Confirmed(many),
            65..85 => Instant::Call(many),
            _ => Instant::Living(dice.between(30, 400)),
        }
    }

    /// Any at which the bot listens to being asked to stop: not before it has made its first call.
    pub fn awake(dice: &mut Dice) -> Instant {
        loop {
            let instant = Instant::any(dice);
            if !matches!(instant, Instant::Starting(_)) {
                return instant;
            }
        }
    }

    /// Waits for it, in a life that began at this place of the history and is not to be much longer than this; then
    /// sometimes a little longer, so that what was begun at that instant is met at every stage.
    pub async fn wait(self, world: &World, born: u64, longest: Duration, dice: &mut Dice) {
        match self {
            Instant::Starting(span) => return life_span(span).await,
            Instant::Recovering(span) => {
                called(world, born, &["getme"]).await;
                return life_span(span).await;
            }
            _ => ready(world, born).await,
        }
        let awake = world.seq();
        let happened = |what: &What| match self {
            Instant::Act(_) => matches!(what, What::User { .. }),
            Instant::HandedOut(_) => matches!(what, What::HandedOut { .. }),
            Instant::Confirmed(_) => matches!(what, What::Confirmed { .. }),
            Instant::Call(_) => matches!(what, What::Request { method, .. } if is_answer(method)),
            _ => false,
        };
        match self {
            Instant::Living(span) => life_span(span).await,
            Instant::Act(many)
            | Instant::HandedOut(many)
            | Instant::Confirmed(many)
            | Instant::Call(many) => {
                let (mut since, mut seen) = (awake, 0);
                let enough = world.until(|world| {
                    for entry in world.history_after(since) {
                        since = entry.seq;
                        seen += usize::from(happened(&entry.what));
                    }
                    (seen >= many).then_some(())
                });
                // A quiet life ends as well.
                let _ = tokio::time::timeout(longest, enough).await;
                if dice.percent(50) {
                    life_span(dice.below(15)).await;
                }
            }
            Instant::Starting(_) | Instant::Recovering(_) => {}
        }
    }
}

/// Waits until a bot that was started at this place of the history takes updates in.
pub async fn ready(world: &World, born: u64) {
    called(world, born, &["deletewebhook", "setwebhook"]).await;
}

/// Waits until one of these methods has been called since.
async fn called(world: &World, since: u64, methods: &[&str]) {
    let one = |entry: &Entry| matches!(&entry.what, What::Request { method, .. } if methods.contains(&method.as_str()));
    let mut since = since;
    world
        .until(|world| {
            let news = world.history_after(since);
            since = news.last().map_or(since, |entry| entry.seq);
            news.iter().find(|entry| one(entry)).map(|_| ())
        })
        .await;
}

fn is_answer(method: &str) -> bool {
    method.starts_with("send") || method.starts_with("edit") || method == "answercallbackquery"
}

async fn life_span(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
