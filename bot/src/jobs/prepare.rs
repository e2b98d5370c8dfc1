//! The first part of each kind of job: what has to be fetched and computed before anything is stored.

use super::work::Trouble;
use super::{Parts, files, pictures, privacy, results, topics};
use crate::courses::media::Sent;
use crate::handlers::Finished;
use crate::telegram::Job;
use crate::transport::queue::Taken;

/// Fetches and computes what the job needs.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn prepare(parts: &Parts, taken: &Taken) -> Result<Finished, Trouble> {
    match &taken.job {
        Job::KeepPicture {
            file_id,
            kind,
            name,
        } => {
            let sent = Sent {
                file_id: file_id.clone(),
                kind: *kind,
                name: name.clone(),
            };
            pictures::fetch(parts, sent).await
        }
        Job::ReadFile(sent) => files::read(parts, sent).await,
        Job::WriteFile { course } => files::write(parts, taken.user, *course).await,
        Job::TellResults { course, form } => results::tell(parts, taken.user, *course, *form).await,
        Job::WriteQuestions { course, format } => {
            files::write_questions(parts, taken.user, *course, *format).await
        }
        Job::TellOwnData => privacy::tell(parts, taken).await,
        Job::FinishForgetting => privacy::finish_forgetting(parts, taken).await,
        Job::OpenTopic { course } => topics::open(parts, taken.chat, *course).await,
    }
}
