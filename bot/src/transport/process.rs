//! One update, one transaction: settle it, answer it, write the replies, commit; then send.
//!
//! This is the single root endpoint of teloxide's `Dispatcher`; panics of anything below are caught here.

use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entity::{job, outbox};
use futures::FutureExt;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use teloxide::dptree::di::DependencyMap;
use teloxide::types::{MaybeInaccessibleMessage, Me, Update, UpdateKind};

use super::dialogue_store;
use super::inbox::{self, Inbox, Waiting};
use super::ledger::{Ledger, Tx};
use super::outbox::{self as sending, Outbox};
use super::queue::{self, Queue};
use crate::clock::Clock;
use crate::courses::{Failure, Fault, Refusal, people, wakes};
use crate::handlers::{self, Context, House, Routes};
use crate::telegram::{Job, Reply, Toast};
use crate::texts::Texts;

/// Everything it takes to answer an update.
pub struct Engine {
    /// What holds for the whole instance.
    pub house: Arc<House>,
    /// The bot as Telegram knows it.
    pub me: Me,
    /// The handler tree.
    pub tree: Routes,
    /// What time it is.
    pub clock: Clock,
    /// Where work that writes is handed in.
    pub ledger: Ledger,
    /// Where updates come from.
    pub inbox: Arc<Inbox>,
    /// Where replies go.
    pub outbox: Outbox,
    /// Where jobs go.
    pub queue: Arc<Queue>,
}

/// After so many failed tries an update is set aside.
const TRIES: i32 = 5;

/// What came of an update.
enum Done {
    /// It was settled before, here or in another process.
    Already,
    /// It is settled now.
    Settled {
        rows: Vec<outbox::Model>,
        jobs: Vec<job::Model>,
        toast: Option<Toast>,
    },
}

/// Answers an update; never fails, since whatever fails is either tried again or set aside.
pub async fn process(engine: Arc<Engine>, update: Update) -> Result<(), std::convert::Infallible> {
    let Some(waiting) = engine.inbox.in_hand(i64::from(update.id.0)) else {
        tracing::error!(
            update.id = update.id.0,
            "an update came that is not in hand"
        );
        return Ok(());
    };
    let query = match &update.kind {
        UpdateKind::CallbackQuery(query) => Some(query.id.0.clone()),
        _ => None,
    };
    let now = engine.clock.now();
    let work = {
        let (engine, update, row) = (Arc::clone(&engine), update.clone(), waiting.id);
        move |tx: Tx| async move { engine.answer(tx, row, update, now).await }
    };
    match engine.ledger.run(work).await {
        Ok(Done::Settled { rows, jobs, toast }) => {
            if let Some(query) = query {
                engine.outbox.toast(query, &toast.unwrap_or_default());
            }
            for forgotten in jobs.iter().filter(|job| job.kind == Job::FORGETTING) {
                engine.outbox.forget(forgotten.chat_id);
            }
            engine.outbox.push(rows);
            engine.queue.push(jobs);
            engine.inbox.done(&waiting);
        }
        Ok(Done::Already) => {
            engine.inbox.done(&waiting);
            engine.recover_replies().await;
        }
        Err(fault) => engine.failed(waiting, &update, &fault).await,
    }
    Ok(())
}

impl Engine {
    /// Within the shared transaction: everything of this update, or – on a fault – nothing of it.
    async fn answer(
        self: Arc<Self>,
        tx: Tx,
        row: i64,
        update: Update,
        now: DateTime<Utc>,
    ) -> Result<Done, Fault> {
        let first = self.savepoint(&tx, row, &update, now, None).await?;
        match first {
            Tried::Done(done) => Ok(done),
            // Whatever the move had begun is undone with its savepoint; the no itself is the answer.
            Tried::Refused(refusal) => {
                match self
                    .savepoint(&tx, row, &update, now, Some(&refusal))
                    .await?
                {
                    Tried::Done(done) => Ok(done),
                    Tried::Refused(_) => Err(Fault::Broken("a refusal was refused")),
                }
            }
        }
    }

    async fn savepoint(
        &self,
        tx: &Tx,
        row: i64,
        update: &Update,
        now: DateTime<Utc>,
        refused: Option<&Refusal>,
    ) -> Result<Tried, Fault> {
        let point = Arc::new(tx.begin().await?);
        let work = self.within(Arc::clone(&point), row, update, now, refused);
        let result = match AssertUnwindSafe(work).catch_unwind().await {
            Ok(result) => result,
            Err(_) => Err(Failure::Fault(Fault::Broken("a handler panicked"))),
        };
        let point = Arc::into_inner(point).ok_or(Fault::Broken("a savepoint was kept"))?;
        match result {
            Ok(done) => {
                point.commit().await?;
                Ok(Tried::Done(done))
            }
            Err(Failure::Refused(refusal)) => {
                point.rollback().await?;
                tracing::debug!(update.id = update.id.0, refusal = refusal.name(), "refused");
                Ok(Tried::Refused(refusal))
            }
            Err(Failure::Fault(fault)) => {
                point.rollback().await?;
                Err(fault)
            }
        }
    }

    async fn within(
        &self,
        point: Arc<DatabaseTransaction>,
        row: i64,
        update: &Update,
        now: DateTime<Utc>,
        refused: Option<&Refusal>,
    ) -> Result<Done, Failure> {
        if !inbox::settle(&*point, row).await? {
            return Ok(Done::Already);
        }
        let Some((ctx, stale, is_back)) = self.context(&point, update, now).await? else {
            return Ok(Done::Settled {
                rows: Vec::new(),
                jobs: Vec::new(),
                toast: None,
            });
        };
        let (chat, user) = (ctx.chat, ctx.user.id);
        let news = if is_back {
            // Nothing came to them while they were out of reach.
            wakes::wake(&*point, user, now).await?;
            handlers::caught_up(&ctx).await?
        } else {
            Vec::new()
        };
        let reply = match refused {
            Some(refusal) => handlers::refuse(&ctx, refusal),
            None => self.dispatch(ctx, update.clone()).await?,
        };
        let reply = news.into_iter().fold(reply, Reply::and);
        let rows = sending::write(&*point, &reply, chat, &stale, now).await?;
        let jobs = queue::write(&*point, &reply, user, chat, now).await?;
        Ok(Done::Settled {
            rows,
            jobs,
            toast: reply.toast,
        })
    }

    /// Asks the tree.
    async fn dispatch(&self, ctx: Context, update: Update) -> Result<Reply, Failure> {
        let mut deps = DependencyMap::new();
        deps.insert(Arc::clone(&ctx.dialogues));
        deps.insert(ctx);
        deps.insert(update);
        deps.insert(self.me.clone());
        match self.tree.dispatch(deps).await {
            ControlFlow::Break(answer) => answer,
            ControlFlow::Continue(_) => Ok(Reply::nothing()),
        }
    }

    /// Who is speaking, the messages whose keyboard goes when a new live one appears, and whether the person was out of
    /// reach until now. `None` for an update that nobody sent.
    async fn context(
        &self,
        point: &Arc<DatabaseTransaction>,
        update: &Update,
        now: DateTime<Utc>,
    ) -> Result<Option<(Context, Vec<i32>, bool)>, Fault> {
        let Some(from) = update.from().filter(|from| !from.is_bot) else {
            return Ok(None);
        };
        let met = people::meet(&**point, &handlers::newcomer(from)).await?;
        let chat = update.chat().map_or(met.user.id.0, |chat| chat.id.0);
        let pressed = match &update.kind {
            UpdateKind::CallbackQuery(query) => {
                query.message.as_ref().map(MaybeInaccessibleMessage::id)
            }
            _ => None,
        };
        let telegram_language = from.language_code.clone();
        let lang = self
            .house
            .language(met.user.language.as_deref(), telegram_language.as_deref());
        let stale = pressed
            .map(|message| message.0)
            .into_iter()
            .chain(met.live_message)
            .collect();
        let dialogues = dialogue_store::within(point);
        let texts = Texts::new(lang).plain(met.user.is_plain);
        let ctx = Context {
            db: Arc::clone(point),
            house: Arc::clone(&self.house),
            dialogues,
            now,
            user: Arc::new(met.user),
            is_new: met.is_new,
            telegram_language,
            texts,
            chat,
            pressed,
        };
        Ok(Some((ctx, stale, met.is_back)))
    }

    /// Another try after a pause that grows; after the last one the update is set aside, and the person gets an apology
    /// with a reference that is also in the log.
    async fn failed(self: Arc<Self>, waiting: Waiting, update: &Update, fault: &Fault) {
        if fault.is_passing() {
            // Not the update's own failure: it is tried for as long as the trouble lasts.
            tracing::warn!(update.id = waiting.update_id, error = %fault, "the database is in trouble");
            self.try_again(waiting, false);
            return;
        }
        let last = waiting.attempts + 1 >= TRIES;
        let reference = self.house.dice.reference();
        if last {
            tracing::error!(
                update.id = waiting.update_id, attempts = waiting.attempts + 1, %reference,
                error = %fault, "an update was set aside"
            );
        } else {
            tracing::warn!(
                update.id = waiting.update_id, attempts = waiting.attempts + 1,
                error = %fault, "an update failed and will be tried again"
            );
        }
        let reason = format!("{reference}: {fault}");
        match self.inbox.note_failure(&waiting, reason, last).await {
            Err(fault) => {
                tracing::error!(update.id = waiting.update_id, error = %fault, "a failure could not be noted");
                self.try_again(waiting, false);
            }
            Ok(false) => {
                self.inbox.done(&waiting);
                self.recover_replies().await;
            }
            Ok(true) if last => {
                self.apologise(update, &reference).await;
                self.inbox.done(&waiting);
            }
            Ok(true) => self.try_again(waiting, true),
        }
    }

    fn try_again(self: Arc<Self>, waiting: Waiting, counts: bool) {
        let tries = u32::try_from(waiting.attempts).unwrap_or(0).min(5);
        let pause = Duration::from_millis(200) * 4_u32.pow(tries);
        tokio::spawn(async move {
            waiting.rest(self.clock.sleep(pause)).await;
            self.inbox.again(waiting, counts);
        });
    }

    /// Sends what a commit has left whose answer was lost, and takes up its jobs.
    async fn recover_replies(&self) {
        if let Err(fault) = self.outbox.recover().await {
            tracing::warn!(error = %fault, "replies could not be looked for");
        }
        if let Err(fault) = self.queue.recover().await {
            tracing::warn!(error = %fault, "jobs could not be looked for");
        }
    }

    async fn apologise(&self, update: &Update, reference: &str) {
        let Some(from) = update.from() else { return };
        let chat = update
            .chat()
            .map_or_else(|| handlers::newcomer(from).id.0, |chat| chat.id.0);
        let texts = Texts::new(self.house.language(None, from.language_code.as_deref()));
        let (reply, now) = (handlers::apologise(&texts, reference), self.clock.now());
        let written = self
            .ledger
            .write(move |tx| async move { sending::write(&*tx, &reply, chat, &[], now).await })
            .await;
        match written {
            Ok(rows) => self.outbox.push(rows),
            Err(fault) => tracing::error!(error = %fault, "an apology could not be written"),
        }
    }
}

/// What one savepoint came to.
enum Tried {
    Done(Done),
    Refused(Box<Refusal>),
}
