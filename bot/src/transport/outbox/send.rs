//! Sending the rows of one line, one after another.

use std::panic::AssertUnwindSafe;

use coursefile::MediumKind;
use entity::outbox::Lane;
use futures::FutureExt;
use serde_json::{Value, json};

use super::media::Source;
use super::notes::{Known, Note};
use super::sent::{Maybe, Sent};
use super::shown::field;
use super::told::{tell_of_room, tell_owners};
use super::{Call, Outbox, Pending, Verdict, call, lease, lock, pause, unasked, verdict};
use crate::courses::broadcasts::outcome::Outcome;
use crate::courses::posts::Posted;
use crate::courses::wakes::Leave;
use crate::telegram::Showing;
use crate::transport::activity::Busy;
use crate::transport::api::{ApiError, Upload};

/// Sends everything that waits in a chat's line, and ends when nothing does.
pub async fn drain(outbox: Outbox, line: (i64, Lane), busy: Busy) {
    while let Some(pending) = outbox.next(line) {
        for tries in 1.. {
            // A panic costs its own row at most, and nothing that stands behind it.
            let sent = AssertUnwindSafe(deliver(&outbox, &pending, &busy))
                .catch_unwind()
                .await;
            if sent.is_ok() {
                break;
            }
            tracing::error!(outbox.id = pending.id, tries, "sending panicked");
            if tries == PANICS {
                let note = Note::of(&pending).told(&pending, Outcome::Failed("panic"));
                let note = note.holding(outbox.inner.activity.begin());
                let _ = outbox.inner.notes.send(note);
                break;
            }
            busy.rest(outbox.inner.clock.sleep(pause(tries))).await;
        }
    }
}

/// How often a row is tried at which the program panics: what panics again does so at every start.
const PANICS: u32 = 3;

/// How a call ended.
enum End {
    Done(Sent, Vec<Known>),
    Instead(Vec<Call>),
    Unreachable,
    /// For trouble of this kind.
    Dropped(&'static str),
    TakenOver,
    /// It may not leave now, or not any more.
    Kept(Leave),
}

/// How often a call that Telegram answers unreadably or not at all is made again: with pauses of half a minute, about a
/// day. A call that never reached Telegram is safe to repeat; one whose answer was lost may show a message twice.
const TRIES: u32 = 2880;

/// The same for a call that brings a file along, which may be too large for the line: about a quarter of an hour, more where
/// each try takes its time. Whatever stands behind it in the chat waits so long.
const UPLOADS: u32 = 40;

fn most(call: &Call) -> u32 {
    let brings_a_file = call.attached.is_some() || is_kept(call);
    if brings_a_file { UPLOADS } else { TRIES }
}

/// A row that is being sent.
struct Hand<'a> {
    outbox: &'a Outbox,
    pending: &'a Pending,
    busy: &'a Busy,
}

async fn deliver(outbox: &Outbox, pending: &Pending, busy: &Busy) {
    let inner = &outbox.inner;
    let (mut queue, mut note) = (vec![pending.call.clone()], Note::of(pending));
    let mut outcome = if pending.is_left {
        Outcome::DeliveredAgain
    } else {
        Outcome::Delivered
    };
    let hand = Hand {
        outbox,
        pending,
        busy,
    };
    while let Some(call) = queue.pop() {
        match attempt(&hand, &call).await {
            End::Done(sent, files) => {
                note.files.extend(files);
                note.posted.extend(posted(pending, &call, &sent));
                if let (true, Some(message)) = (call.live, sent.message_id) {
                    let before = lock(&inner.live).insert(pending.chat, message);
                    note.live = Some((pending.chat, message));
                    strip(&hand, &call, before, message).await;
                }
            }
            // There are no words to be said instead.
            End::Instead(calls) if calls.is_empty() => outcome = Outcome::Failed("medium"),
            End::Instead(calls) => queue.extend(calls.into_iter().rev()),
            End::Unreachable => {
                (note.unreachable, outcome) = (Some(pending.chat), Outcome::Blocked);
                if pending.chat < 0 {
                    tell_of_room(outbox, pending.chat, None);
                }
                for behind in outbox.give_up(pending.chat) {
                    let note = Note::of(&behind)
                        .told(&behind, Outcome::Blocked)
                        .holding(inner.activity.begin());
                    let _ = inner.notes.send(note);
                }
                break;
            }
            End::Dropped(class) => outcome = Outcome::Failed(class),
            // Another process sends it, and notes it.
            End::TakenOver => return,
            End::Kept(leave) => return unasked::keep_back(outbox, pending, leave, busy).await,
        }
    }
    // The receiver lives as long as the process.
    let note = note.told(pending, outcome);
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
            Lane::Bulk | Lane::PutOff => inner.pace.bulk(pending.chat).await,
        }
        let permit = match pending.lane {
            Lane::Interactive => inner.answers.acquire().await,
            Lane::Bulk | Lane::PutOff => inner.many.acquire().await,
        };
        if !lease::is_ours(outbox, pending.id).await {
            return End::TakenOver;
        }
        let result = once(hand, call, fresh_upload).await;
        drop(permit);
        let error = match result {
            Ok(done) => return done,
            Err(error) => error,
        };
        match verdict(&error) {
            Verdict::Success => return End::Done(Sent::default(), Vec::new()),
            Verdict::Wait(pause) => {
                inner.pace.asked_to_wait(pending.chat, pause);
                busy.rest(inner.clock.sleep(pause)).await;
            }
            Verdict::Retry if tries < most(call) => {
                tries += 1;
                tracing::debug!(error = %error, method = %call.method, tries, "trying again");
                busy.rest(inner.clock.sleep(pause(tries))).await;
            }
            Verdict::Unreachable => return End::Unreachable,
            Verdict::TopicGone => {
                let thread = call.params.get("message_thread_id").and_then(Value::as_i64);
                let thread = thread.and_then(|id| i32::try_from(id).ok());
                tell_of_room(outbox, pending.chat, thread);
                return End::Dropped("topic");
            }
            Verdict::MediumRefused if !fresh_upload && is_kept(call) => fresh_upload = true,
            Verdict::LinkRefused if !call.unlinked.is_empty() => {
                // Telegram's words name the address.
                tracing::warn!(method = %call.method, "a button that opens an address was refused");
                return End::Instead(call.unlinked.clone());
            }
            // It is refused as a whole: whatever is wrong with one of it is found out one by one.
            Verdict::MediumRefused | Verdict::Drop if !call.album.is_empty() => {
                return End::Instead(call.fallback.clone());
            }
            // Whatever Telegram has against a medium, the words come.
            Verdict::MediumRefused | Verdict::Drop if call.shown.is_some() => {
                tell_owners(outbox, call, &error);
                return End::Instead(call.fallback.clone());
            }
            Verdict::MediumRefused | Verdict::Drop
                if call.attached.is_some() && !call.fallback.is_empty() =>
            {
                tracing::warn!(error = %error, "a drawn picture was refused; its words are sent alone");
                return End::Instead(call.fallback.clone());
            }
            Verdict::Drop if super::poll::is_poll(call) => {
                tracing::warn!(error = %error, "a poll was refused; its question comes with buttons");
                return End::Instead(call.fallback.clone());
            }
            // It may be the size of what is sent: whoever waits for it gets the words.
            Verdict::Retry if !call.fallback.is_empty() => {
                tracing::warn!(error = %error, method = %call.method, "given up; its words are sent alone");
                return End::Instead(call.fallback.clone());
            }
            Verdict::NotEditable => return End::Instead(call.fallback.clone()),
            Verdict::TokenRefused => {
                inner.token_refused.send_replace(true);
                // The row stays for the day the token is good again; the program ends.
                std::future::pending::<()>().await;
            }
            refused @ (Verdict::Retry
            | Verdict::MediumRefused
            | Verdict::LinkRefused
            | Verdict::Drop) => {
                tracing::error!(error = %error, method = %call.method, "a call was refused for good");
                return End::Dropped(class(&refused));
            }
        }
    }
}

async fn once(hand: &Hand<'_>, call: &Call, fresh_upload: bool) -> Result<End, ApiError> {
    let inner = &hand.outbox.inner;
    let leave = unasked::may_leave(hand.outbox, hand.pending.chat, call).await;
    match leave.map_err(|error| unread(&error))? {
        Leave::Now | Leave::Late => {}
        leave => return Ok(End::Kept(leave)),
    }
    let params = Value::Object(call.params.clone());
    if let Some(attached) = &call.attached {
        let file = inner.attachment(hand.pending.id, attached).await;
        let Some(file) = file.map_err(|error| unread(&error))? else {
            tracing::error!(outbox.id = hand.pending.id, "a file to be sent is gone");
            return Ok(End::Dropped("gone"));
        };
        let sent: Sent = inner.api.upload(&call.method, &params, vec![file]).await?;
        return Ok(End::Done(sent, Vec::new()));
    }
    match (&call.shown, call.album.as_slice()) {
        (Some(shown), _) => send_one(hand, call, shown, fresh_upload).await,
        (None, []) => {
            let sent: Option<Sent> = inner.api.call::<Maybe>(&call.method, &params).await?.0;
            Ok(End::Done(sent.unwrap_or_default(), Vec::new()))
        }
        (None, album) => send_album(hand, call, album, fresh_upload).await,
    }
}

async fn send_one(
    hand: &Hand<'_>,
    call: &Call,
    shown: &Showing,
    fresh_upload: bool,
) -> Result<End, ApiError> {
    let inner = &hand.outbox.inner;
    let mut params = Value::Object(call.params.clone());
    let source = inner.source(shown, fresh_upload).await;
    match source.map_err(|error| unread(&error))? {
        Source::Named(name) => {
            params[field(shown.kind)] = name.into();
            let sent: Sent = inner.api.call(&call.method, &params).await?;
            Ok(End::Done(sent, Vec::new()))
        }
        Source::Bytes(upload, hash) => {
            let sent: Sent = inner
                .api
                .upload(&call.method, &params, vec![upload])
                .await?;
            let known = known(hand, hash, shown.kind, &sent);
            Ok(End::Done(sent, known.into_iter().collect()))
        }
        Source::Gone => Ok(End::Instead(call.fallback.clone())),
    }
}

async fn send_album(
    hand: &Hand<'_>,
    call: &Call,
    album: &[Showing],
    fresh_upload: bool,
) -> Result<End, ApiError> {
    let inner = &hand.outbox.inner;
    let (mut items, mut uploads, mut hashes) = (Vec::new(), Vec::new(), Vec::new());
    for shown in album {
        let source = inner.source(shown, fresh_upload).await;
        let (media, hash) = match source.map_err(|error| unread(&error))? {
            Source::Named(name) => (name, None),
            Source::Bytes(upload, hash) => {
                let part = format!("file{}", uploads.len());
                let media = format!("attach://{part}");
                uploads.push(Upload {
                    field: part,
                    ..upload
                });
                (media, Some(hash))
            }
            Source::Gone => return Ok(End::Instead(call.fallback.clone())),
        };
        items.push(json!({ "type": field(shown.kind), "media": media }));
        hashes.push(hash);
    }
    let mut params = Value::Object(call.params.clone());
    params["media"] = items.into();
    let sent: Vec<Sent> = inner.api.upload(&call.method, &params, uploads).await?;
    let each = album.iter().zip(hashes).zip(&sent);
    let files = each.filter_map(|((shown, hash), sent)| known(hand, hash?, shown.kind, sent));
    let files = files.collect();
    Ok(End::Done(
        sent.into_iter().next().unwrap_or_default(),
        files,
    ))
}

/// What Telegram calls a file that has just been uploaded, if it has taken it for what it was meant.
fn known(hand: &Hand<'_>, hash: String, kind: MediumKind, sent: &Sent) -> Option<Known> {
    let inner = &hand.outbox.inner;
    let file_id = sent.file(kind)?.file_id.clone();
    lock(&inner.files).insert((hash.clone(), kind), file_id.clone());
    Some(Known {
        hash,
        kind,
        bot: inner.bot,
        file_id,
    })
}

/// What is kept in the database could not be read just now: worth another try, like a broken line.
fn unread(error: &sea_orm::DbErr) -> ApiError {
    tracing::error!(error = %error, "a file could not be read");
    ApiError::Network {
        what: "the database",
    }
}

/// Of what kind the trouble was, for who reads the table.
fn class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Retry => "unanswered",
        Verdict::MediumRefused => "medium",
        _ => "refused",
    }
}

fn is_kept(call: &Call) -> bool {
    let mut shown = call.shown.iter().chain(&call.album);
    shown.any(|shown| shown.source.starts_with(crate::courses::media::SCHEME))
}
