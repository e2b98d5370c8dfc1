//! The inbox as an update listener of teloxide: hands out a stored update when the one before it in the same chat is
//! settled, so no channel of the dispatcher ever fills and nothing in memory is the only copy.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use futures::Stream;
use futures::stream::{self, StreamExt};
use teloxide::stop::{StopFlag, StopToken, mk_stop_token};
use teloxide::types::{Update, UpdateKind};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;

use super::inbox::{Inbox, Waiting};
use crate::clock::Dice;

/// The end at which updates come out; whoever listens first takes it.
pub type HandedOut = Arc<Mutex<Option<mpsc::UnboundedReceiver<Waiting>>>>;

/// Hands out stored updates.
pub struct InboxListener {
    inbox: Arc<Inbox>,
    dice: Dice,
    handed_out: HandedOut,
    token: StopToken,
    flag: StopFlag,
}

impl InboxListener {
    /// Hands out what the inbox lets go.
    pub fn new(inbox: Arc<Inbox>, dice: Dice, handed_out: HandedOut) -> InboxListener {
        let (token, flag) = mk_stop_token();
        InboxListener {
            inbox,
            dice,
            handed_out,
            token,
            flag,
        }
    }
}

impl UpdateListener for InboxListener {
    type Err = Infallible;

    fn stop_token(&mut self) -> StopToken {
        self.token.clone()
    }
}

impl<'a> AsUpdateStream<'a> for InboxListener {
    type StreamErr = Infallible;
    type Stream = std::pin::Pin<Box<dyn Stream<Item = Result<Update, Infallible>> + Send + 'a>>;

    fn as_stream(&'a mut self) -> Self::Stream {
        let handed_out = self
            .handed_out
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(handed_out) = handed_out else {
            return Box::pin(stream::empty());
        };
        let (inbox, dice) = (Arc::clone(&self.inbox), self.dice.clone());
        let updates = UnboundedReceiverStream::new(handed_out).filter_map(move |waiting| {
            let (inbox, dice) = (Arc::clone(&inbox), dice.clone());
            async move {
                let update = read(&waiting.body);
                if update.is_none() {
                    set_aside(&inbox, &waiting, &dice).await;
                }
                update.map(Ok)
            }
        });
        Box::pin(updates.take_until(self.flag.clone()))
    }
}

/// The update as teloxide sees it; `None` when it cannot. Read from text: through a JSON value teloxide 0.17 takes valid
/// updates for errors. A known answer of its reader to an odd update is a panic.
fn read(body: &str) -> Option<Update> {
    let read = catch_unwind(AssertUnwindSafe(|| serde_json::from_str::<Update>(body)));
    match read {
        Ok(Ok(update)) if !matches!(update.kind, UpdateKind::Error(_)) => Some(update),
        _ => None,
    }
}

async fn set_aside(inbox: &Inbox, waiting: &Waiting, dice: &Dice) {
    let reference = dice.reference();
    tracing::error!(update.id = waiting.update_id, %reference, "an update does not read; set aside");
    let reason = format!("{reference}: the update does not read");
    if let Err(fault) = inbox.note_failure(waiting, reason, true).await {
        tracing::error!(error = %fault, "an update could not be set aside");
    }
    inbox.done(waiting);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_updates_are_no_updates() {
        for odd in [
            "",
            "nonsense",
            r#"{"update_id":5000000000,"message":{}}"#,
            r#"{"update_id":1,"message":{"chat":{"id":1}}}"#,
            r#"{"update_id":1,"poll_answer":{"poll_id":"1","option_ids":[]}}"#,
            r#"{"update_id":1,"something_new":{}}"#,
        ] {
            assert!(read(odd).is_none(), "{odd}");
        }
    }
}
