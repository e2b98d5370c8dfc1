//! The parameters of a request, in any of the four forms the Bot API takes: query string,
//! urlencoded form, multipart form, JSON body.

use std::collections::HashMap;

use axum::body::{Bytes, to_bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::api::answer::Refusal;
use crate::files::Upload;

/// 50 MB of upload and some room for the other fields: Bot API, "Sending files".
pub(crate) const BODY_LIMIT: usize = 51 * 1024 * 1024;

/// What came with a request.
#[derive(Debug, Default)]
pub(crate) struct Params {
    fields: Map<String, Value>,
    pub(crate) files: HashMap<String, Upload>,
}

impl Params {
    /// Reads the query string and the body.
    pub(crate) async fn read(request: Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        if let Some(query) = request.uri().query() {
            params.urlencoded(query);
        }
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            params.multipart(request).await?;
            return Ok(params);
        }
        let body = to_bytes(request.into_body(), BODY_LIMIT)
            .await
            .map_err(|_| Refusal::new(413, "Request Entity Too Large"))?;
        if kind.starts_with("application/json") {
            params.json_body(&body)?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let text = std::str::from_utf8(&body).map_err(|_| not_utf8())?;
            params.urlencoded(text);
        }
        Ok(params)
    }

    /// Parameters given as one JSON object, as in the answer to a webhook.
    pub(crate) fn from_object(fields: Map<String, Value>) -> Self {
        Self {
            fields,
            files: HashMap::new(),
        }
    }

    fn urlencoded(&mut self, text: &str) {
        let Ok(mut url) = reqwest::Url::parse("http://localhost/") else {
            return;
        };
        url.set_query(Some(text));
        for (name, value) in url.query_pairs() {
            self.fields
                .insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    fn json_body(&mut self, body: &Bytes) -> Result<(), Refusal> {
        if body.is_empty() {
            return Ok(());
        }
        if std::str::from_utf8(body).is_err() {
            return Err(not_utf8());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(fields)) => {
                self.fields.extend(fields);
                Ok(())
            }
            _ => Err(Refusal::bad("can't parse request body as a JSON object")),
        }
    }

    async fn multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| Refusal::bad("can't parse multipart form"))?;
        while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let kind = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| broken(&error))?;
            if let Some(file_name) = file_name {
                let upload = Upload::new(file_name, kind.as_deref(), bytes);
                self.files.insert(name, upload);
            } else {
                let text = String::from_utf8(bytes.to_vec()).map_err(|_| not_utf8())?;
                self.fields.insert(name, Value::String(text));
            }
        }
        Ok(())
    }

    /// Everything but the uploads, for the history.
    pub(crate) fn to_value(&self) -> Value {
        let mut fields = self.fields.clone();
        for (name, file) in &self.files {
            let note = format!("<{} bytes of {}>", file.bytes.len(), file.mime);
            fields.insert(name.clone(), Value::String(note));
        }
        Value::Object(fields)
    }

    /// A text; numbers and booleans in a JSON body count as their text, as in the real server.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        }
    }

    /// An integer; anything unreadable counts as absent.
    pub(crate) fn int(&self, name: &str) -> Option<i64> {
        match self.fields.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A flag: `true`, `yes` and `1` in any case.
    pub(crate) fn flag(&self, name: &str) -> bool {
        match self.fields.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            Some(Value::String(text)) => {
                matches!(
                    text.trim().to_ascii_lowercase().as_str(),
                    "true" | "yes" | "1"
                )
            }
            _ => false,
        }
    }

    /// A nested value; in forms it travels as JSON text. An empty text counts as absent.
    pub(crate) fn nested(&self, name: &str) -> Result<Option<Value>, serde_json::Error> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text).map(Some),
            Some(other) => Ok(Some(other.clone())),
        }
    }

    /// A nested value of a known shape, or `None` when it is absent or shaped otherwise.
    pub(crate) fn shaped<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_value(self.nested(name).ok()??).ok()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name) || self.files.contains_key(name)
    }
}

fn broken(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::new(413, "Request Entity Too Large")
    } else {
        Refusal::bad("can't parse multipart form")
    }
}

fn not_utf8() -> Refusal {
    Refusal::bad("strings must be encoded in UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn read(kind: &str, uri: &str, body: &str) -> Params {
        let request = Request::builder()
            .method("POST")
            .uri(uri)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body.to_owned()))
            .unwrap();
        Params::read(request).await.unwrap()
    }

    #[tokio::test]
    async fn four_forms_say_the_same() {
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n\
             --x\r\nContent-Disposition: form-data; name=\"flag\"\r\n\r\nTrue\r\n\
             --x\r\nContent-Disposition: form-data; name=\"deep\"\r\n\r\n{\"a\":1}\r\n--x--\r\n";
        let forms = [
            read("", "/?chat_id=7&flag=YES&deep=%7B%22a%22:1%7D", "").await,
            read(
                "application/x-www-form-urlencoded",
                "/",
                "chat_id=7&flag=1&deep={\"a\":1}",
            )
            .await,
            read(
                "application/json",
                "/",
                r#"{"chat_id":7,"flag":true,"deep":{"a":1}}"#,
            )
            .await,
            read("multipart/form-data; boundary=x", "/", multipart).await,
        ];
        for params in forms {
            assert_eq!(params.int("chat_id"), Some(7));
            assert!(params.flag("flag"));
            assert_eq!(params.nested("deep").unwrap().unwrap()["a"], 1);
        }
    }
}
