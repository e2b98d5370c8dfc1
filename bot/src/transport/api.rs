//! One call of the Bot API over HTTP, and what came of it.
//!
//! Our own thin client beside teloxide's `Bot`, for three reasons that were measured on teloxide 0.17: it sleeps 10 s
//! on every 5xx, it turns a lost answer and a refused connection into the same error, and it parses updates before
//! they could be stored. The HTTP client underneath is the same one.

use std::time::Duration;

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Calls the Bot API as one bot. Its `Debug` shows no token.
#[derive(Clone)]
pub struct Api {
    client: reqwest::Client,
    base: String,
    files: String,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api")
    }
}

/// What went wrong with a call. No variant carries the token, the address or a message's text.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Telegram says no.
    #[error("Telegram says {code}: {description}")]
    Refused {
        /// The HTTP status and `error_code`.
        code: u16,
        /// Telegram's words, which may change: read leniently.
        description: String,
        /// Seconds to wait before the same call again, with a 429.
        retry_after: Option<u64>,
    },
    /// No answer that can be read: a proxy's page, a 5xx, or half an answer. The call may have taken effect.
    #[error("unreadable answer with status {status}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
    /// The network failed.
    #[error("network: {what}")]
    Network {
        /// What kind of failure, in a word.
        what: &'static str,
    },
}

/// A file that travels with a call.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The parameter it stands for, such as `photo`.
    pub field: String,
    /// The name it is given, with an ending that fits its kind.
    pub name: String,
    /// Such as `image/png`.
    pub content_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
struct Envelope<T> {
    ok: bool,
    result: Option<T>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

/// As much of getFile's answer as is needed.
#[derive(Deserialize)]
struct File {
    file_path: Option<String>,
}

/// What Telegram says of files over 20 MB: Bot API, getFile, read 2026-11-21.
pub const TOO_BIG: &str = "Bad Request: file is too big";

fn refused(description: &str) -> ApiError {
    ApiError::Refused {
        code: 400,
        description: description.to_owned(),
        retry_after: None,
    }
}

/// A path below the bot's own files, as Telegram gives them: letters, digits and a few marks. A server that runs with
/// `--local` gives paths on its own disk instead, which are not followed.
fn is_plain(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    !path.starts_with('/') && !path.contains("..") && path.bytes().all(plain)
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

/// How long an ordinary call may take.
const CALL: Duration = Duration::from_secs(30);
/// How long an upload may take.
const UPLOAD: Duration = Duration::from_mins(2);

impl Api {
    /// Calls as the bot of `token` on the server at `url`.
    pub fn new(client: reqwest::Client, url: &str, token: &str) -> Api {
        let url = url.trim_end_matches('/');
        Api {
            client,
            base: format!("{url}/bot{token}/"),
            files: format!("{url}/file/bot{token}/"),
        }
    }

    /// The bytes of a file that somebody has sent, at most `limit`: what is larger is cut off while it comes.
    ///
    /// # Errors
    /// As for a call; a file that is too large is refused in the words that Telegram has for it.
    pub async fn download(&self, file_id: &str, limit: usize) -> Result<Vec<u8>, ApiError> {
        let params = serde_json::json!({ "file_id": file_id });
        let file: File = self.call("getFile", &params).await?;
        let path = file.file_path.filter(|path| is_plain(path));
        let path = path.ok_or_else(|| refused("the file has no path that could be followed"))?;
        let sent = self
            .client
            .get(format!("{}{path}", self.files))
            .timeout(UPLOAD)
            .send()
            .await;
        let mut answer = sent.map_err(|error| network(&error))?;
        match answer.status().as_u16() {
            200 => {}
            status @ (429 | 500..) => return Err(ApiError::Unreadable { status }),
            status => return Err(refused(&format!("no file, but status {status}"))),
        }
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|error| network(&error))? {
            if bytes.len() + part.len() > limit {
                return Err(refused(TOO_BIG));
            }
            bytes.extend_from_slice(&part);
        }
        Ok(bytes)
    }

    /// Calls `method` with `params` as JSON.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
    ) -> Result<T, ApiError> {
        self.call_within(method, params, CALL).await
    }

    /// The same with a limit of its own, for long polls.
    pub async fn call_within<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
        limit: Duration,
    ) -> Result<T, ApiError> {
        let request = self
            .client
            .post(self.address(method))
            .timeout(limit)
            .json(params);
        read(request.send().await).await
    }

    /// Calls `method` with files beside its parameters; without any it is an ordinary call.
    pub async fn upload<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
        files: Vec<Upload>,
    ) -> Result<T, ApiError> {
        if files.is_empty() {
            return self.call(method, params).await;
        }
        let mut form = Form::new();
        for (name, value) in params.as_object().into_iter().flatten() {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            form = form.text(name.clone(), text);
        }
        for file in files {
            let part = Part::bytes(file.bytes).file_name(file.name);
            let part = part
                .mime_str(&file.content_type)
                .map_err(|_| ApiError::Network {
                    what: "a file's content type is malformed",
                })?;
            form = form.part(file.field, part);
        }
        let request = self
            .client
            .post(self.address(method))
            .timeout(UPLOAD)
            .multipart(form);
        read(request.send().await).await
    }

    fn address(&self, method: &str) -> String {
        format!("{}{method}", self.base)
    }
}

async fn read<T: DeserializeOwned>(
    answer: Result<reqwest::Response, reqwest::Error>,
) -> Result<T, ApiError> {
    let answer = answer.map_err(|error| network(&error))?;
    let status = answer.status().as_u16();
    let body = answer.bytes().await.map_err(|error| network(&error))?;
    let Ok(envelope) = serde_json::from_slice::<Envelope<T>>(&body) else {
        return Err(ApiError::Unreadable { status });
    };
    match envelope {
        Envelope {
            ok: true,
            result: Some(result),
            ..
        } => Ok(result),
        Envelope {
            error_code,
            description,
            parameters,
            ..
        } => Err(ApiError::Refused {
            code: error_code.unwrap_or(status),
            description: description.unwrap_or_default(),
            retry_after: parameters.and_then(|parameters| parameters.retry_after),
        }),
    }
}

fn network(error: &reqwest::Error) -> ApiError {
    let what = if error.is_connect() {
        "no connection"
    } else if error.is_timeout() {
        "no answer in time"
    } else {
        "the connection broke"
    };
    ApiError::Network { what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: bool) {
        assert_eq!(is_plain(path), expected, "{path:?}");
    }

    #[test]
    fn only_plain_paths_are_followed() {
        check("documents/file_12.md", true);
        check("photos/file-1.jpg", true);
        check("/var/lib/telegram-bot-api/1:a/documents/file_1.md", false);
        check("../getMe", false);
        check("documents/../../botX/getMe", false);
        check("documents/file?x=1", false);
        check("documents/файл.md", false);
        check("http://example.org/x", false);
    }

    #[test]
    fn no_token_is_shown() {
        let api = Api::new(reqwest::Client::new(), "http://127.0.0.1:1", "42:secret");
        assert!(!format!("{api:?}").contains("secret"));
    }
}
