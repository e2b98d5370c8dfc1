//! Courses as files: fetched and read, or packed to be sent.

use std::sync::Arc;

use coursefile::{Course, QuestionFormat};
use entity::{CourseId, UserId};
use sea_orm::ConnectionTrait;
use tokio::sync::Semaphore;

use super::Parts;
use super::pictures::{self, is_final};
use super::work::Trouble;
use crate::courses::authoring::Author;
use crate::courses::file_kind::content_type_of;
use crate::courses::media::{self, AT_TELEGRAM, Fetched, Sent};
use crate::courses::transfer::Files;
use crate::courses::{Failure, Fault, policy, transfer};
use crate::handlers::{FILE_LIMIT, Finished, ReadFile, Written, WrittenQuestions};
use crate::telegram::{Document, SentFile};
use crate::transport::api::{ApiError, TOO_BIG};

/// Fetches a file and reads it.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn read(parts: &Parts, sent: &SentFile) -> Result<Finished, Trouble> {
    let name = sent.name.clone();
    let read = match parts.api.download(&sent.file_id, FILE_LIMIT).await {
        Ok(bytes) => {
            let name = name.clone();
            let open = move || coursefile::open_file(&name, &bytes);
            ReadFile::Opened(Box::new(aside(open).await?))
        }
        Err(ApiError::Refused { description, .. }) if description.contains(too_big()) => {
            ReadFile::TooLarge
        }
        Err(error) if is_final(&error) => ReadFile::Gone,
        Err(error) => return Err(error.into()),
    };
    Ok(Finished::File { name, read })
}

fn too_big() -> &'static str {
    TOO_BIG.trim_start_matches("Bad Request: ")
}

/// Writes the draft of a course into a file, with the pictures that are kept and those that are still with Telegram.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn write(parts: &Parts, user: UserId, course: CourseId) -> Result<Finished, Trouble> {
    let db = &parts.database.read;
    let content = match content(parts, db, user, course).await {
        Ok(content) => content,
        Err(Failure::Refused(refusal)) => return Ok(Finished::Refused(refusal)),
        Err(Failure::Fault(fault)) => return Err(fault.into()),
    };
    let title = content.title.clone();
    let mut weight = transfer::weight(db, &content).await?;
    if weight > Document::LIMIT {
        return Ok(done(course, title, None));
    }
    let mut pictures = transfer::pictures(db, &content).await?;
    for medium in content.steps.iter().flat_map(|step| &step.media) {
        let name = medium.source.as_str();
        let Some(file_id) = name.strip_prefix(AT_TELEGRAM) else {
            continue;
        };
        if pictures.contains_key(name) {
            continue;
        }
        let sent = Sent {
            file_id: file_id.to_owned(),
            kind: medium.kind,
            name: medium.name.clone(),
        };
        let Finished::Medium(picture) = pictures::fetch(parts, sent).await? else {
            continue;
        };
        let file_name = medium.name.as_deref();
        if let Some(content_type) = content_type_of(medium.kind, file_name, &picture.bytes) {
            let bytes = picture.bytes.clone();
            weight += bytes.len();
            pictures.insert(
                name.to_owned(),
                coursefile::Media {
                    content_type: content_type.to_owned(),
                    bytes,
                },
            );
            keep(parts, picture).await?;
        }
        if weight > Document::LIMIT {
            return Ok(done(course, title, None));
        }
    }
    let pack = move || transfer::pack(content, &pictures);
    Ok(done(course, title, Some(aside(pack).await?)))
}

/// Writes the questions of a draft into a file of another format.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn write_questions(
    parts: &Parts,
    user: UserId,
    course: CourseId,
    format: QuestionFormat,
) -> Result<Finished, Trouble> {
    let content = match content(parts, &parts.database.read, user, course).await {
        Ok(content) => content,
        Err(Failure::Refused(refusal)) => return Ok(Finished::Refused(refusal)),
        Err(Failure::Fault(fault)) => return Err(fault.into()),
    };
    let title = content.title.clone();
    let files = aside(move || transfer::questions(&content, format)).await?;
    let written = WrittenQuestions { title, files };
    Ok(Finished::Questions(Box::new(written)))
}

/// Computes beside everything else. What takes too long is given up but cannot be stopped, so it keeps its place until it
/// ends: there are never more of them.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    static PLACES: Semaphore = Semaphore::const_new(3);
    let place = PLACES.acquire().await;
    let place = place.map_err(|_| Fault::Broken("there is no place to compute"))?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(place);
        done
    });
    done.await
        .map_err(|_| Fault::Broken("computing for a job panicked"))
}

fn done(course: CourseId, title: String, files: Option<Files>) -> Finished {
    Finished::Course(Box::new(Written {
        course,
        title,
        files,
    }))
}

/// Keeps a picture as soon as it is there: should another of the course not come, this one is not fetched again.
async fn keep(parts: &Parts, picture: Fetched) -> Result<(), Fault> {
    let house = Arc::clone(&parts.house);
    let kept = parts.ledger.write(move |tx| async move {
        media::settle(&*tx, &house.dice, &picture).await?;
        Ok(())
    });
    kept.await
}

async fn content(
    parts: &Parts,
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
) -> Result<Course, Failure> {
    let rights = policy::rights(db, &parts.house.owners, user).await?;
    let author = Author {
        user,
        rights,
        now: parts.clock.now(),
        dice: &parts.house.dice,
    };
    Ok(author.draft(db, course).await?.0)
}
