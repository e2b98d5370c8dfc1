//! What the first part of a job came to, and the answer to it: a handler like any other, in the transaction that does away
//! with the job.

use super::author::{ReadFile, Told, Written, WrittenQuestions, questions_out, results, transfer};
use super::learner::{self, OwnData};
use super::{Answer, Context, reviewer};
use entity::CourseId;

use crate::courses::{Refusal, media};
use crate::telegram::Reply;

/// What was fetched and computed.
pub enum Finished {
    /// Nothing that could be stored.
    Nothing,
    /// The rules say no.
    Refused(Box<Refusal>),
    /// A medium.
    Medium(media::Fetched),
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
    /// Everything that is held about who has asked.
    OwnData(OwnData),
    /// What came of opening a topic for the work of a course.
    Topic {
        /// The course.
        course: CourseId,
        /// What came of it.
        topic: Topic,
    },
}

/// What came of opening a topic in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// It is there, under this number.
    Opened(i32),
    /// The group has no topics.
    NoForum,
    /// The bot may not open any.
    NoRight,
}

/// Stores what came of a job, and says what there is to be said.
pub async fn finish(ctx: &Context, finished: &Finished) -> Answer {
    match finished {
        Finished::Nothing => Ok(Reply::nothing()),
        Finished::Refused(refusal) => Err((**refusal).clone().into()),
        Finished::Medium(fetched) => {
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
        Finished::OwnData(data) => Ok(learner::told_data(ctx, data)),
        Finished::Topic { course, topic } => reviewer::room::opened(ctx, *course, *topic).await,
    }
}
