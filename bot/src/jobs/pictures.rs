//! Pictures that were sent in a chat: their bytes are fetched and kept, so that a course does not hang on the files of one
//! bot's token.

use entity::step;
use sea_orm::{EntityTrait, QueryFilter};

use super::Parts;
use super::work::Trouble;
use crate::courses::media::{self, Fetched};
use crate::handlers::Finished;
use crate::telegram::Job;
use crate::transport::api::ApiError;
use crate::transport::queue;

/// How large a picture may be that was sent in a chat: Telegram hands out files up to 20 MB (Bot API, getFile, read
/// 2026-11-21).
const LIMIT: usize = 20 * 1000 * 1000;

/// Fetches a picture. One that Telegram no longer has is none, and the step keeps its name for it.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn fetch(parts: &Parts, file_id: &str) -> Result<Finished, Trouble> {
    match parts.api.download(file_id, LIMIT).await {
        Ok(bytes) => Ok(Finished::Picture(Fetched {
            file_id: file_id.to_owned(),
            bot: parts.bot,
            bytes,
        })),
        Err(error) if is_final(&error) => {
            tracing::warn!(error = %error, "a picture cannot be fetched");
            Ok(Finished::Nothing)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether asking again is of no use.
pub fn is_final(error: &ApiError) -> bool {
    matches!(error, ApiError::Refused { code, .. } if (400..500).contains(code) && *code != 429)
}

/// Once at the start: asks for the pictures that a version before this one has left with Telegram.
pub async fn find_left_behind(parts: &Parts) {
    if let Err(error) = left_behind(parts).await {
        tracing::warn!(error = %error, "pictures to be kept could not be looked for");
    }
}

async fn left_behind(parts: &Parts) -> Result<(), Trouble> {
    let steps = step::Entity::find()
        .filter(step::COLUMN.image_url.starts_with(media::AT_TELEGRAM))
        .find_also_related(entity::course::Entity)
        .all(&parts.database.read)
        .await?;
    for (step, course) in steps {
        let author = course.and_then(|course| course.author_id);
        let picture = step.image_url.unwrap_or_default();
        let (Some(author), Some(file_id)) = (author, picture.strip_prefix(media::AT_TELEGRAM))
        else {
            continue;
        };
        let (job, now) = (
            Job::KeepPicture {
                file_id: file_id.to_owned(),
            },
            parts.clock.now(),
        );
        let written = parts
            .ledger
            .write(move |tx| async move { queue::add(&*tx, &job, author, author.0, now).await });
        parts.queue.push(vec![written.await?]);
    }
    Ok(())
}
