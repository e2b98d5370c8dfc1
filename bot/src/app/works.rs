//! What stands between the door and Telegram: inbox, outbox and queue over one database, and what they are handed on to.

use std::sync::Arc;

use chrono::TimeDelta;
use entity::UserId;
use teloxide::types::Me;
use tokio::sync::mpsc;

use crate::clock::{Clock, Dice};
use crate::courses::Shelf;
use crate::database::Database;
use crate::handlers::{self, House};
use crate::jobs;
use crate::settings::Settings;
use crate::transport::activity::Activity;
use crate::transport::api::Api;
use crate::transport::inbox::{Inbox, Waiting};
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};
use crate::transport::process::Engine;
use crate::transport::queue::{Queue, Taken};

/// Everything that keeps what must not be lost.
pub struct Works {
    pub api: Api,
    pub me: Me,
    pub bot: i64,
    pub house: Arc<House>,
    pub database: Database,
    pub ledger: Ledger,
    pub outbox: Outbox,
    pub inbox: Arc<Inbox>,
    pub queue: Arc<Queue>,
    pub clock: Clock,
    pub activity: Activity,
    retention: jobs::Retention,
}

/// What comes out of the works: the updates whose turn it is, and the jobs that are due.
pub struct Belts {
    pub updates: mpsc::UnboundedReceiver<Waiting>,
    pub jobs: mpsc::UnboundedReceiver<Taken>,
}

/// Who asks, and by what.
pub struct Site {
    pub api: Api,
    pub me: Me,
    pub bot: i64,
    pub database: Database,
    pub clock: Clock,
    pub dice: Dice,
}

impl Works {
    /// Builds the works. Nothing moves yet.
    pub fn build(settings: &Settings, site: Site) -> (Works, Belts) {
        let Site {
            api,
            me,
            bot,
            database,
            clock,
            dice,
        } = site;
        let house = Arc::new(House {
            owners: settings.owners.iter().copied().map(UserId).collect(),
            bot_username: me.username().to_owned(),
            bot_name: me.user.first_name.clone(),
            default_language: settings.default_language.0,
            time_zone: settings.time_zone,
            shelf: Shelf::in_zone(settings.time_zone),
            dice,
        });
        let activity = Activity::default();
        let ledger = Ledger::open(&database);
        let outbox = Outbox::open(outbox::Parts {
            api: api.clone(),
            bot,
            house: Arc::clone(&house),
            database: database.clone(),
            ledger: ledger.clone(),
            clock: clock.clone(),
            activity: activity.clone(),
            per_second: settings.send_per_second,
            per_chat: settings.send_per_chat,
        });
        let (inbox, updates) = Inbox::new(bot, ledger.clone(), clock.clone(), activity.clone());
        let (queue, jobs) = Queue::new(
            ledger.clone(),
            database.clone(),
            clock.clone(),
            activity.clone(),
        );
        let works = Works {
            api,
            me,
            bot,
            house,
            database,
            ledger,
            outbox,
            inbox: Arc::new(inbox),
            queue: Arc::new(queue),
            clock,
            activity,
            retention: jobs::Retention {
                updates: TimeDelta::hours(settings.keep_updates.into()),
                set_aside: TimeDelta::days(settings.keep_set_aside.into()),
            },
        };
        (works, Belts { updates, jobs })
    }

    /// Takes in hand what an earlier run has left.
    pub async fn recover(&self) -> anyhow::Result<()> {
        let messages = self.outbox.recover().await?;
        let updates = self
            .inbox
            .recover(&self.database.read, self.clock.now())
            .await?;
        let jobs = self.queue.recover().await?;
        if messages + updates + jobs > 0 {
            tracing::info!(updates, messages, jobs, "going on with what was left");
        }
        Ok(())
    }

    /// What an update is worked on with.
    pub fn engine(&self) -> Arc<Engine> {
        Arc::new(Engine {
            house: Arc::clone(&self.house),
            me: self.me.clone(),
            tree: handlers::tree(),
            clock: self.clock.clone(),
            ledger: self.ledger.clone(),
            inbox: Arc::clone(&self.inbox),
            outbox: self.outbox.clone(),
            queue: Arc::clone(&self.queue),
        })
    }

    /// What a job is worked on with.
    pub fn for_jobs(&self) -> jobs::Parts {
        jobs::Parts {
            api: self.api.clone(),
            bot: self.bot,
            house: Arc::clone(&self.house),
            ledger: self.ledger.clone(),
            outbox: self.outbox.clone(),
            inbox: Arc::clone(&self.inbox),
            queue: Arc::clone(&self.queue),
            database: self.database.clone(),
            clock: self.clock.clone(),
            activity: self.activity.clone(),
            retention: self.retention,
        }
    }
}
