//! One commit for everything that waits at the same time: that is how safety stays cheap.
//!
//! A commit is durable, and being durable takes the disk a moment. Whatever piles up meanwhile – updates to be stored,
//! updates to be answered, notes that replies were sent – goes into the next transaction together, each piece in a
//! savepoint of its own, so that one that fails takes nothing of the others with it. Nobody is told "done" before the
//! commit.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use sea_orm::{DatabaseTransaction, TransactionTrait};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::courses::Fault;
use crate::database::{Database, POSTGRES_LANES};

/// The transaction that a piece of work happens in.
pub type Tx = Arc<DatabaseTransaction>;

/// Tells the one who waits, once the commit has succeeded or failed.
type Deliver = Box<dyn FnOnce(Result<(), String>) + Send>;
type Piece = Box<dyn FnOnce(Tx) -> BoxFuture<'static, Deliver> + Send>;

/// Where work that writes is handed in.
#[derive(Clone)]
pub struct Ledger {
    pieces: mpsc::Sender<Piece>,
}

/// How many pieces may wait before who brings more has to wait too.
const WAITING: usize = 1024;

impl Ledger {
    /// Opens the ledger: one lane on SQLite, which has one writer; a few on PostgreSQL.
    pub fn open(database: &Database) -> Ledger {
        let (pieces, waiting) = mpsc::channel(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let (lanes, most) = if database.is_sqlite() {
            (1, 128)
        } else {
            (POSTGRES_LANES, 16)
        };
        for _ in 0..lanes {
            tokio::spawn(lane(database.clone(), Arc::clone(&waiting), most));
        }
        Ledger { pieces }
    }

    /// Does `work` in a transaction shared with whatever else waits. The work looks after its own savepoints.
    ///
    /// # Errors
    /// What the work gives back as an error, or that the commit failed; in both cases nothing of it is stored.
    pub async fn run<T, W, F>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: FnOnce(Tx) -> F + Send + 'static,
        F: Future<Output = Result<T, Fault>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let piece: Piece = Box::new(move |tx| {
            Box::pin(async move {
                let result = work(tx).await;
                let deliver: Deliver = Box::new(move |committed| {
                    let result = match committed {
                        Ok(()) => result,
                        Err(why) => Err(Fault::NotCommitted(why)),
                    };
                    // Who asked may be gone; the work stands all the same.
                    let _ = tell.send(result);
                });
                deliver
            })
        });
        self.pieces
            .send(piece)
            .await
            .map_err(|_| Fault::Broken("the ledger is closed"))?;
        told.await
            .map_err(|_| Fault::NotCommitted("the transaction could not be begun".to_owned()))?
    }

    /// The same in a savepoint of its own: for work that either does all or nothing.
    ///
    /// # Errors
    /// As [`Ledger::run`].
    pub async fn write<T, W, F>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        W: FnOnce(Tx) -> F + Send + 'static,
        F: Future<Output = Result<T, Fault>> + Send + 'static,
    {
        self.run(move |tx| async move {
            let point = Arc::new(tx.begin().await?);
            let result = work(Arc::clone(&point)).await;
            let point = Arc::into_inner(point).ok_or(Fault::Broken("a savepoint was kept"))?;
            match result {
                Ok(value) => point.commit().await.map(|()| value).map_err(Fault::from),
                Err(fault) => {
                    point.rollback().await?;
                    Err(fault)
                }
            }
        })
        .await
    }
}

async fn lane(database: Database, waiting: Arc<Mutex<mpsc::Receiver<Piece>>>, most: usize) {
    let mut pieces = Vec::with_capacity(most);
    loop {
        // Only the gathering is exclusive; other lanes work meanwhile.
        if waiting.lock().await.recv_many(&mut pieces, most).await == 0 {
            return;
        }
        let delivered = commit(&database, pieces.drain(..)).await;
        if let Err(why) = delivered {
            tracing::error!(error = %why, "transaction failed");
        }
    }
}

async fn commit(
    database: &Database,
    pieces: impl Iterator<Item = Piece>,
) -> Result<(), sea_orm::DbErr> {
    let tx = match database.begin().await {
        Ok(tx) => Arc::new(tx),
        Err(error) => {
            // Dropping the pieces tells everybody that they were not done.
            pieces.for_each(drop);
            return Err(error);
        }
    };
    let mut deliveries = Vec::new();
    for piece in pieces {
        // A panic must not take the lane with it: whoever waits for this piece hears that it was not done.
        let work = AssertUnwindSafe(async { piece(Arc::clone(&tx)).await });
        deliveries.extend(work.catch_unwind().await);
    }
    let committed = match Arc::into_inner(tx) {
        Some(tx) => tx.commit().await,
        None => Err(sea_orm::DbErr::Custom("a transaction was kept".to_owned())),
    };
    if let Some(statements) = &database.statements {
        statements
            .commits
            .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
    let outcome = committed.as_ref().copied().map_err(ToString::to_string);
    for deliver in deliveries {
        deliver(outcome.clone());
    }
    committed
}
