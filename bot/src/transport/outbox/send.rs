//! Sending the rows of one line, one after another.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use entity::outbox::Lane;
use futures::FutureExt;
use serde::Deserialize;
use serde_json::Value;

use super::media::Source;
use super::notes::Note;
use super::{Call, Outbox, Pending, Verdict, call, lock, pause, verdict};
use crate::courses::posts::Posted;
use crate::courses::{Failure, Fault};
use crate::handlers;
use crate::transport::activity::Busy;
use crate::transport::api::ApiError;

/// Sends everything that waits in a chat's line, and ends when nothing does.
pub async fn drain(outbox: Outbox, line: (i64, Lane), busy: Busy) {
    while let Some(pending) = outbox.next(line) {
        // A panic costs its own row, which stays in the table, and nothing that stands behind it.
        let sent = AssertUnwindSafe(deliver(&outbox, pending, &busy))
            .catch_unwind()
            .await;
        if sent.is_err() {
            tracing::error!("sending panicked; the row is sent again at the next start");
        }
    }
}

/// As much of an answer as is remembered.
#[derive(Debug, Default, Deserialize)]
struct Sent {
    #[serde(default)]
    message_id: Option<i32>,
    #[serde(default)]
    photo: Vec<Size>,
    #[serde(default)]
    poll: Option<Poll>,
}

#[derive(Debug, Deserialize)]
struct Poll {
    id: String,
}

#[derive(Debug, Deserialize)]
struct Size {
    file_id: String,
}

/// How a call ended.
enum End {
    Done(Sent, Option<(String, i64, String)>),
    Instead(Vec<Call>),
    Unreachable,
    Dropped,
}

/// How often a call that Telegram answers unreadably or not at all is made again: with pauses of half a minute, about a
/// day. A call that never reached Telegram is safe to repeat; one whose answer was lost may show a message twice.
const TRIES: u32 = 2880;

/// A row that is being sent.
struct Hand<'a> {
    outbox: &'a Outbox,
    pending: &'a Pending,
    busy: &'a Busy,
}

async fn deliver(outbox: &Outbox, pending: Pending, busy: &Busy) {
    let inner = &outbox.inner;
    let (mut queue, mut note) = (vec![pending.call.clone()], Note::of(&pending));
    let hand = Hand {
        outbox,
        pending: &pending,
        busy,
    };
    while let Some(call) = queue.pop() {
        match attempt(&hand, &call).await {
            End::Done(sent, file) => {
                note.file = file.or(note.file.take());
                note.posted.extend(posted(&pending, &call, &sent));
                if let (true, Some(message)) = (call.live, sent.message_id) {
                    let before = lock(&inner.live).insert(pending.chat, message);
                    note.live = Some((pending.chat, message));
                    strip(&hand, &call, before, message).await;
                }
            }
            End::Instead(calls) => queue.extend(calls.into_iter().rev()),
            End::Unreachable => {
                note.unreachable = Some(pending.chat);
                if pending.chat < 0 {
                    tell_of_room(outbox, pending.chat, None);
                }
                for behind in outbox.give_up(pending.chat) {
                    let note = Note::of(&behind).holding(inner.activity.begin());
                    let _ = inner.notes.send(note);
                }
                break;
            }
            End::Dropped => {}
        }
    }
    // The receiver lives as long as the process.
    let _ = inner.notes.send(note.holding(inner.activity.begin()));
}

/// What is to be remembered of a message that was sent.
fn posted(pending: &Pending, call: &Call, sent: &Sent) -> Option<Posted> {
    Some(Posted {
        about: call.post.as_ref()?.as_str().to_owned(),
        chat: pending.chat,
        message: sent.message_id?,
        poll: sent.poll.as_ref().map(|poll| poll.id.clone()),
    })
}

/// Takes the keyboards from the messages that are no longer live.
async fn strip(hand: &Hand<'_>, call: &Call, before: Option<i32>, now: i32) {
    let mut stale = call.stale.clone();
    if let Some(before) = before {
        // Newer than what the transaction knew.
        stale.push(before);
    }
    stale.sort_unstable();
    stale.dedup();
    for message in stale.into_iter().filter(|message| *message != now) {
        attempt(hand, &call::strip(hand.pending.chat, message)).await;
    }
}

/// Makes one call until it is done, refused for good, or hopeless.
async fn attempt(hand: &Hand<'_>, call: &Call) -> End {
    let Hand {
        outbox,
        pending,
        busy,
    } = *hand;
    let inner = &outbox.inner;
    let mut fresh_upload = false;
    let mut tries = 0;
    loop {
        while let Some(left) = inner.pace.left(pending.chat, pending.lane) {
            busy.rest(inner.clock.sleep(left)).await;
        }
        match pending.lane {
            Lane::Interactive => inner.pace.answer(pending.chat).await,
            Lane::Bulk => inner.pace.bulk(pending.chat).await,
        }
        let permit = match pending.lane {
            Lane::Interactive => inner.answers.acquire().await,
            Lane::Bulk => inner.many.acquire().await,
        };
        let result = once(hand, call, fresh_upload).await;
        drop(permit);
        let error = match result {
            Ok(done) => return done,
            Err(error) => error,
        };
        match verdict(&error) {
            Verdict::Success => return End::Done(Sent::default(), None),
            Verdict::Wait(pause) => {
                inner.pace.asked_to_wait(pending.chat, pause);
                busy.rest(inner.clock.sleep(pause)).await;
            }
            Verdict::Retry if tries < TRIES => {
                tries += 1;
                tracing::debug!(error = %error, method = %call.method, tries, "trying again");
                busy.rest(inner.clock.sleep(pause(tries))).await;
            }
            Verdict::Unreachable => return End::Unreachable,
            Verdict::TopicGone => {
                let thread = call.params.get("message_thread_id").and_then(Value::as_i64);
                let thread = thread.and_then(|id| i32::try_from(id).ok());
                tell_of_room(outbox, pending.chat, thread);
                return End::Dropped;
            }
            Verdict::PictureRefused if !fresh_upload && is_kept(call) => fresh_upload = true,
            // Whatever Telegram has against a picture, the words come.
            Verdict::PictureRefused | Verdict::Drop if call.picture.is_some() => {
                tell_owners(outbox, call, &error);
                return End::Instead(call.fallback.clone());
            }
            Verdict::PictureRefused | Verdict::Drop
                if call.attached.is_some() && !call.fallback.is_empty() =>
            {
                tracing::warn!(error = %error, "a drawn picture was refused; its words are sent alone");
                return End::Instead(call.fallback.clone());
            }
            Verdict::NotEditable => return End::Instead(call.fallback.clone()),
            Verdict::TokenRefused => {
                inner.token_refused.send_replace(true);
                // The row stays for the day the token is good again; the program ends.
                std::future::pending::<()>().await;
            }
            Verdict::Retry | Verdict::PictureRefused | Verdict::Drop => {
                tracing::error!(error = %error, method = %call.method, "a call was refused for good");
                return End::Dropped;
            }
        }
    }
}

async fn once(hand: &Hand<'_>, call: &Call, fresh_upload: bool) -> Result<End, ApiError> {
    let inner = &hand.outbox.inner;
    let mut params = Value::Object(call.params.clone());
    if let Some(attached) = &call.attached {
        let file = inner.attachment(hand.pending.id, attached).await;
        let Some(file) = file.map_err(|error| unread(&error))? else {
            tracing::error!(outbox.id = hand.pending.id, "a file to be sent is gone");
            return Ok(End::Dropped);
        };
        let sent: Sent = inner.api.upload(&call.method, &params, file).await?;
        return Ok(End::Done(sent, None));
    }
    let Some(picture) = &call.picture else {
        let sent: Option<Sent> = inner.api.call::<Maybe>(&call.method, &params).await?.0;
        return Ok(End::Done(sent.unwrap_or_default(), None));
    };
    let source = inner
        .source(&picture.source, fresh_upload)
        .await
        .map_err(|error| unread(&error))?;
    match source {
        Source::Named(name) => {
            params["photo"] = name.into();
            let sent: Sent = inner.api.call(&call.method, &params).await?;
            Ok(End::Done(sent, None))
        }
        Source::Bytes(upload, hash) => {
            let sent: Sent = inner.api.upload(&call.method, &params, upload).await?;
            let file = sent.photo.last().map(|size| {
                lock(&inner.files).insert(hash.clone(), size.file_id.clone());
                (hash, inner.bot, size.file_id.clone())
            });
            Ok(End::Done(sent, file))
        }
        Source::Gone => Ok(End::Instead(call.fallback.clone())),
    }
}

/// What is kept in the database could not be read just now: worth another try, like a broken line.
fn unread(error: &sea_orm::DbErr) -> ApiError {
    tracing::error!(error = %error, "a file could not be read");
    ApiError::Network {
        what: "the database",
    }
}

/// Some methods answer with a message, some with `true`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Maybe(#[serde(deserialize_with = "message_or_true")] Option<Sent>);

fn message_or_true<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Sent>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Message(Sent),
        True(#[expect(dead_code, reason = "only its form matters")] bool),
    }
    Ok(match Either::deserialize(deserializer)? {
        Either::Message(sent) => Some(sent),
        Either::True(_) => None,
    })
}

fn is_kept(call: &Call) -> bool {
    call.picture
        .as_ref()
        .is_some_and(|picture| picture.source.starts_with(crate::courses::media::SCHEME))
}

/// Tells the owners which step has lost its picture, once per picture.
fn tell_owners(outbox: &Outbox, call: &Call, error: &ApiError) {
    let Some(picture) = call.picture.clone() else {
        return;
    };
    let inner = &outbox.inner;
    if !lock(&inner.refused).insert(picture.source.clone()) {
        return;
    }
    let reason = match error {
        ApiError::Refused { description, .. } => description.clone(),
        other => other.to_string(),
    };
    let reply = handlers::picture_refused(&inner.house, &picture, &reason);
    let (outbox, now) = (outbox.clone(), inner.clock.now());
    let busy = inner.activity.begin();
    tokio::spawn(async move {
        let inner = &outbox.inner;
        let written = inner
            .ledger
            .write(move |tx| async move { super::write(&*tx, &reply, 0, &[], now).await })
            .await;
        match written {
            Ok(rows) => outbox.push(rows),
            Err(fault) => tracing::error!(error = %fault, "the owners could not be told"),
        }
        drop(busy);
    });
}

/// A group, or a topic of it, can no longer be written to: what was looked at there goes elsewhere.
fn tell_of_room(outbox: &Outbox, chat: i64, thread: Option<i32>) {
    let (outbox, busy) = (outbox.clone(), outbox.inner.activity.begin());
    tokio::spawn(async move {
        let inner = &outbox.inner;
        let (house, now) = (Arc::clone(&inner.house), inner.clock.now());
        let written = inner
            .ledger
            .write(move |tx| async move {
                let gone = handlers::room_gone(&tx, &house, (chat, thread), now).await;
                let reply = gone.map_err(|failure| match failure {
                    Failure::Fault(fault) => fault,
                    Failure::Refused(_) => Fault::Broken("a room that is gone was refused"),
                })?;
                super::write(&*tx, &reply, 0, &[], now).await
            })
            .await;
        match written {
            Ok(rows) => outbox.push(rows),
            Err(fault) => {
                tracing::error!(error = %fault, "a group's work could not be told elsewhere");
            }
        }
        drop(busy);
    });
}

impl Note {
    fn of(pending: &Pending) -> Note {
        Note {
            row: Some(pending.id),
            live: None,
            posted: Vec::new(),
            file: None,
            unreachable: None,
            busy: None,
        }
    }

    fn holding(mut self, busy: Busy) -> Note {
        self.busy = Some(busy);
        self
    }
}
