//! What the Bot API answers: a result, or a refusal with Telegram's own words.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A request that did what it was asked to.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) result: Arc<Value>,
    pub(crate) description: Option<&'static str>,
}

impl From<Value> for Done {
    fn from(result: Value) -> Self {
        Self {
            result: Arc::new(result),
            description: None,
        }
    }
}

impl From<Arc<Value>> for Done {
    fn from(result: Arc<Value>) -> Self {
        Self {
            result,
            description: None,
        }
    }
}

impl From<bool> for Done {
    fn from(result: bool) -> Self {
        Value::Bool(result).into()
    }
}

/// An answer with `"ok": false`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code} {description}")]
pub struct Refusal {
    /// `error_code`, which is the HTTP status too.
    pub code: u16,
    /// The whole `description`, with its prefix.
    pub description: String,
    /// `parameters.retry_after`, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// `parameters.migrate_to_chat_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migrate_to_chat_id: Option<i64>,
}

impl Refusal {
    pub(crate) fn new(code: u16, description: impl Into<String>) -> Self {
        Self {
            code,
            description: description.into(),
            retry_after: None,
            migrate_to_chat_id: None,
        }
    }

    /// 400 with its prefix.
    pub(crate) fn bad(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    /// 403 with its prefix.
    pub(crate) fn forbidden(what: &str) -> Self {
        Self::new(403, format!("Forbidden: {what}"))
    }

    /// 409 with its prefix.
    pub(crate) fn conflict(what: &str) -> Self {
        Self::new(409, format!("Conflict: {what}"))
    }

    /// 429 with the seconds to wait, in words and in parameters.
    pub(crate) fn too_many(retry_after: u32) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::new(429, format!("Too Many Requests: retry after {retry_after}"))
        }
    }

    pub(crate) fn response(&self) -> Response {
        let mut body = json!({
            "ok": false, "error_code": self.code, "description": self.description,
        });
        if let Some(seconds) = self.retry_after {
            body["parameters"] = json!({ "retry_after": seconds });
        } else if let Some(chat) = self.migrate_to_chat_id {
            body["parameters"] = json!({ "migrate_to_chat_id": chat });
        }
        let mut response = json_response(self.code, body.to_string());
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl Done {
    pub(crate) fn response(&self) -> Response {
        let mut body = String::from("{\"ok\":true,\"result\":");
        body.push_str(&self.result.to_string());
        if let Some(description) = self.description {
            body.push_str(",\"description\":");
            body.push_str(&Value::from(description).to_string());
        }
        body.push('}');
        json_response(200, body)
    }
}

/// A JSON body under a status.
pub(crate) fn json_response(status: u16, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// What a proxy in front of the Bot API says when the server behind it is down: HTML, not JSON.
pub(crate) fn html_failure(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    let reason = status.canonical_reason().unwrap_or("Error");
    let page = format!(
        "<html>\r\n<head><title>{code} {reason}</title></head>\r\n<body>\r\n\
         <center><h1>{code} {reason}</h1></center>\r\n</body>\r\n</html>\r\n",
        code = status.as_u16()
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let html = header::HeaderValue::from_static("text/html");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
}
