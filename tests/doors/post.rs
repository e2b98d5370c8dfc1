//! Requests to the webhook, as Telegram or somebody else would make them.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::School;
use crate::harness::cast::AMINA;
use crate::harness::school::SECRET;

/// Posts a body under a secret; `None`: without the header.
///
/// # Errors
/// That the connection broke.
pub async fn post(
    school: &School,
    secret: Option<&str>,
    body: impl Into<String>,
) -> anyhow::Result<StatusCode> {
    let mut request = reqwest::Client::builder()
        .no_proxy()
        .build()?
        .post(school.served("/hook"));
    if let Some(secret) = secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    let answer = request
        .header("content-type", "application/json")
        .body(body.into())
        .send()
        .await?;
    Ok(answer.status())
}

/// Posts an update as Telegram would.
///
/// # Errors
/// That the connection broke.
pub async fn deliver(school: &School, update: &Value) -> anyhow::Result<StatusCode> {
    post(school, Some(SECRET), update.to_string()).await
}

/// An update with a message of Amina's; `what` says what is in it.
pub fn message(update_id: i64, what: &Value) -> Value {
    from(AMINA, "Amina", update_id, what)
}

/// An update with a message of somebody's.
pub fn from(id: i64, name: &str, update_id: i64, what: &Value) -> Value {
    let mut message = json!({
        "message_id": update_id,
        "date": 1_800_000_000,
        "chat": { "id": id, "type": "private", "first_name": name },
        "from": { "id": id, "is_bot": false, "first_name": name, "language_code": "en" },
    });
    for (field, value) in what.as_object().into_iter().flatten() {
        message[field] = value.clone();
    }
    json!({ "update_id": update_id, "message": message })
}
