//! What the first part of a job came to, and the answer to it: a handler like any other, in the transaction that does away
//! with the job.

use super::author::{ReadFile, Told, Written, WrittenQuestions, questions_out, results, transfer};
use super::{Answer, Context};
use crate::courses::{Refusal, media};
use crate::telegram::Reply;

/// What was fetched and computed.
pub enum Finished {
    /// Nothing that could be stored.
    Nothing,
    /// The rules say no.
    Refused(Box<Refusal>),
    /// A picture.
    Picture(media::Fetched),
    /// A file that somebody has sent.
    File {
        /// What they call it.
        name: String,
        /// What came of it.
        read: ReadFile,
    },
    /// A course as a file.
    Course(Box<Written>),
    /// How learners have done.
    Results(Told),
    /// The questions of a course as a file.
    Questions(Box<WrittenQuestions>),
}

/// Stores what came of a job, and says what there is to be said.
pub async fn finish(ctx: &Context, finished: &Finished) -> Answer {
    match finished {
        Finished::Nothing => Ok(Reply::nothing()),
        Finished::Refused(refusal) => Err((**refusal).clone().into()),
        Finished::Picture(fetched) => {
            let kept = media::settle(&*ctx.db, &ctx.house.dice, fetched).await?;
            if kept.is_none() {
                tracing::warn!("a photo from Telegram is no picture");
            }
            Ok(Reply::nothing())
        }
        Finished::File { name, read } => transfer::read(ctx, name, read).await,
        Finished::Course(written) => transfer::written(ctx, written).await,
        Finished::Results(told) => Ok(results::told(ctx, told)),
        Finished::Questions(written) => Ok(questions_out::written(ctx, written)),
    }
}
