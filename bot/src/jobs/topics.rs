//! Topics of groups: opened for the work of a course. Cut off between Telegram's answer and the commit, a topic may be opened
//! twice; the second one is used.

use entity::{CourseId, course};
use sea_orm::EntityTrait;
use serde::Deserialize;
use serde_json::json;

use super::Parts;
use super::pictures::is_final;
use super::work::Trouble;
use crate::courses::Refusal;
use crate::handlers::{Finished, Topic};
use crate::transport::api::ApiError;

/// As much of the answer as is needed.
#[derive(Deserialize)]
struct Opened {
    message_thread_id: i32,
}

/// Opens a topic in a group.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn open(parts: &Parts, chat: i64, course: CourseId) -> Result<Finished, Trouble> {
    let found = course::Entity::find_by_id(course);
    let Some(found) = found.one(&parts.database.read).await? else {
        return Ok(Finished::Refused(Box::new(Refusal::UnknownCourse)));
    };
    let params = json!({ "chat_id": chat, "name": found.title });
    let opened: Result<Opened, ApiError> = parts.api.call("createForumTopic", &params).await;
    let topic = match opened {
        Ok(opened) => Topic::Opened(opened.message_thread_id),
        Err(ApiError::Refused {
            code, description, ..
        }) if code == 400 && description.contains("not a forum") => Topic::NoForum,
        Err(error) if is_final(&error) => {
            tracing::info!(error = %error, "a topic could not be opened");
            Topic::NoRight
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Finished::Topic { course, topic })
}
