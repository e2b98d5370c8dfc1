//! Media that were sent in a chat: their bytes are fetched and kept, so that a course does not hang on the files of one
//! bot's token.

use super::Parts;
use super::work::Trouble;
use crate::courses::broadcasts;
use crate::courses::media::{self, Fetched, Sent};
use crate::handlers::Finished;
use crate::telegram::Job;
use crate::transport::api::ApiError;
use crate::transport::queue;

/// How large a file may be that was sent in a chat: Telegram hands out files up to 20 MB (Bot API, getFile, read
/// 2026-11-21).
const LIMIT: usize = 20 * 1000 * 1000;

/// Fetches a medium. One that Telegram no longer has, or does not hand out, is none, and the step keeps its name for it.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn fetch(parts: &Parts, sent: Sent) -> Result<Finished, Trouble> {
    match parts.api.download(&sent.file_id, LIMIT).await {
        Ok(bytes) => Ok(Finished::Medium(Fetched {
            sent,
            bot: parts.bot,
            bytes,
        })),
        Err(error) if is_final(&error) => {
            tracing::warn!(error = %error, "a medium cannot be fetched");
            Ok(Finished::Nothing)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether asking again is of no use.
pub fn is_final(error: &ApiError) -> bool {
    matches!(error, ApiError::Refused { code, .. } if (400..500).contains(code) && *code != 429)
}

/// Once at the start: asks for the media that a version before this one has left with Telegram.
pub async fn find_left_behind(parts: &Parts) {
    if let Err(error) = left_behind(parts).await {
        tracing::warn!(error = %error, "media to be kept could not be looked for");
    }
}

async fn left_behind(parts: &Parts) -> Result<(), Trouble> {
    let now = parts.clock.now();
    let mut left = media::at_telegram(&parts.database.read).await?;
    left.extend(broadcasts::media::at_telegram(&parts.database.read).await?);
    for (author, sent) in left {
        let job = Job::KeepPicture {
            file_id: sent.file_id,
            kind: sent.kind,
            name: sent.name,
        };
        let written = parts
            .ledger
            .write(move |tx| async move { queue::add(&*tx, &job, author, author.0, now).await });
        parts.queue.push(vec![written.await?]);
    }
    Ok(())
}
