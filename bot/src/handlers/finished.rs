//! What the first part of a job came to, and the answer to it: a handler like any other, in the transaction that does away
//! with the job.

use super::{Answer, Context};
use crate::courses::media;
use crate::telegram::Reply;

/// What was fetched and computed.
pub enum Finished {
    /// Nothing that could be stored.
    Nothing,
    /// A picture.
    Picture(media::Fetched),
}

/// Stores what came of a job, and says what there is to be said.
pub async fn finish(ctx: &Context, finished: &Finished) -> Answer {
    match finished {
        Finished::Nothing => {}
        Finished::Picture(fetched) => {
            let kept = media::settle(&*ctx.db, &ctx.house.dice, fetched).await?;
            if kept.is_none() {
                tracing::warn!("a photo from Telegram is no picture");
            }
        }
    }
    Ok(Reply::nothing())
}
