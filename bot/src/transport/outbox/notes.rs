//! Notes that calls are done: many in one commit.

use coursefile::MediumKind;
use entity::{UserId, chat, media, outbox};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;
use tokio::sync::mpsc;

use super::{InHand, Outbox, Pending, lock};
use crate::clock::Clock;
use crate::courses::broadcasts::outcome::{self, Outcome, Told};
use crate::courses::media::stored_kind;
use crate::courses::posts::{self, Posted};
use crate::courses::{Fault, people};
use crate::transport::activity::{Activity, Busy};
use crate::transport::ledger::Ledger;

/// What there is to be remembered of a call.
#[derive(Debug)]
pub struct Note {
    /// The row that is done; `None` for news without a row.
    pub row: Option<i64>,
    /// The chat and its message with the live keyboard.
    pub live: Option<(i64, i32)>,
    /// The messages that are to be remembered.
    pub posted: Vec<Posted>,
    /// What Telegram calls kept files.
    pub files: Vec<Known>,
    /// Somebody who cannot be reached any more.
    pub unreachable: Option<i64>,
    /// What has become of a message to one of many.
    pub told: Option<Told>,
    /// In hand until the note is durable.
    pub busy: Option<Busy>,
}

impl Note {
    /// A row is done, and there is nothing else to be said of it.
    pub fn of(pending: &Pending) -> Note {
        Note::of_row(pending.id)
    }

    fn of_row(id: i64) -> Note {
        Note {
            row: Some(id),
            live: None,
            posted: Vec::new(),
            files: Vec::new(),
            unreachable: None,
            told: None,
            busy: None,
        }
    }

    /// With what has become of an announcement, if the row brings one.
    pub fn told(mut self, pending: &Pending, outcome: Outcome) -> Note {
        self.told = pending.call.broadcast.map(|broadcast| Told {
            broadcast,
            user: UserId(pending.chat),
            outcome,
        });
        self
    }

    /// In hand until it is durable.
    pub fn holding(mut self, busy: Busy) -> Note {
        self.busy = Some(busy);
        self
    }
}

impl Outbox {
    /// Does away with a row that was written by a version with other calls: a person is better served by the next answer. Were it to
    /// stay, nothing would ever be said by itself in that chat again, and the announcement that it brings would never end.
    pub(super) fn drop_unread(&self, row: &outbox::Model) {
        tracing::error!(outbox.id = row.id, "a row of the outbox does not read");
        let call: Option<Value> = serde_json::from_str(&row.call).ok();
        let broadcast = call.and_then(|mut call| call.get_mut("broadcast").map(Value::take));
        let broadcast = broadcast.and_then(|id| serde_json::from_value(id).ok());
        let note = Note {
            told: broadcast.map(|broadcast| Told {
                broadcast,
                user: UserId(row.chat_id),
                outcome: Outcome::Failed("unread"),
            }),
            ..Note::of_row(row.id)
        };
        // The receiver lives as long as the process.
        let _ = self
            .inner
            .notes
            .send(note.holding(self.inner.activity.begin()));
    }
}

/// What Telegram calls a kept file.
#[derive(Clone, Debug)]
pub struct Known {
    /// What is in it.
    pub hash: String,
    /// As what it was uploaded.
    pub kind: MediumKind,
    /// The bot to which it is called that.
    pub bot: i64,
    /// Its name there.
    pub file_id: String,
}

/// Writes notes as they come, all that wait in one go.
pub async fn keep(keeper: Keeper, mut incoming: mpsc::UnboundedReceiver<Note>) {
    const MOST: usize = 512;
    let Keeper {
        ledger,
        clock,
        activity,
        in_hand,
        settled,
    } = keeper;
    let mut waiting = Vec::new();
    while incoming.recv_many(&mut waiting, MOST).await > 0 {
        let busy = activity.begin();
        let mut batch = Batch::default();
        let mut held = Vec::new();
        for note in waiting.drain(..) {
            batch.rows.extend(note.row);
            batch.live.extend(note.live);
            batch.posted.extend(note.posted);
            batch.files.extend(note.files);
            batch.unreachable.extend(note.unreachable);
            batch.told.extend(note.told);
            held.extend(note.busy);
        }
        let mut tries = 0;
        loop {
            let again = batch.clone();
            let written = ledger
                .write(move |tx| async move { again.write(&*tx).await })
                .await;
            let Err(fault) = written else { break };
            tries += 1;
            tracing::error!(error = %fault, tries, "sent messages could not be noted");
            if tries == TRIES {
                // The rows stay and are sent again at the next start: twice is better than never.
                break;
            }
            busy.rest(clock.sleep(super::pause(tries))).await;
        }
        lock(&in_hand).retain(|row, _| !batch.rows.contains(row));
        if !batch.told.is_empty() {
            // Whoever hands announcements on is at it before this is out of hand; without them nobody waits for it.
            let _ = settled.send(activity.begin());
        }
        drop(held);
        drop(busy);
    }
}

/// What keeping notes needs.
pub struct Keeper {
    /// Where notes are handed in.
    pub ledger: Ledger,
    /// What time it is.
    pub clock: Clock,
    /// What is in hand.
    pub activity: Activity,
    /// The rows this process is sending.
    pub in_hand: InHand,
    /// Who hands announcements on is told when there is room again.
    pub settled: mpsc::UnboundedSender<Busy>,
}

/// How often notes are tried before they are left to the next start.
const TRIES: u32 = 8;

#[derive(Clone, Default)]
struct Batch {
    rows: Vec<i64>,
    live: Vec<(i64, i32)>,
    posted: Vec<Posted>,
    files: Vec<Known>,
    unreachable: Vec<i64>,
    told: Vec<Told>,
}

impl Batch {
    async fn write(self, tx: &impl ConnectionTrait) -> Result<(), Fault> {
        if !self.rows.is_empty() {
            outbox::Entity::delete_many()
                .filter(outbox::COLUMN.id.is_in(self.rows))
                .exec(tx)
                .await?;
        }
        // The last word on a chat counts; a statement may name a row only once.
        // In one order everywhere, so that two processes never wait for each other in a ring.
        let live: std::collections::BTreeMap<i64, i32> = self.live.into_iter().collect();
        if !live.is_empty() {
            let rows = live.into_iter().map(|(id, message)| chat::ActiveModel {
                id: Set(id),
                live_message_id: Set(Some(message)),
                ..Default::default()
            });
            let on_conflict = OnConflict::column(chat::Column::Id)
                .update_column(chat::Column::LiveMessageId)
                .to_owned();
            chat::Entity::insert_many(rows)
                .on_conflict(on_conflict)
                .exec_without_returning(tx)
                .await?;
        }
        posts::remember(tx, self.posted).await?;
        for known in self.files {
            media::Entity::update_many()
                .col_expr(media::Column::FileId, Expr::value(known.file_id))
                .col_expr(media::Column::FileBotId, Expr::value(known.bot))
                .col_expr(
                    media::Column::FileKind,
                    Expr::value(stored_kind(known.kind)),
                )
                .filter(media::COLUMN.hash.eq(known.hash))
                .exec(tx)
                .await?;
        }
        outcome::note(tx, &self.told).await?;
        for person in self.unreachable {
            people::set_reachable(tx, UserId(person), false).await?;
        }
        Ok(())
    }
}
