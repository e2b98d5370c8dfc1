//! Files that went through the stand-in: their ids, their kinds and their bytes.

use std::collections::HashMap;
use std::fmt::Write;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::api::Refusal;
use crate::file_rules::{check_address, check_photo, mime_of};

/// Other files by upload: Bot API, "Sending files", read 2026-09-01.
const FILE_BYTES: usize = 50 * 1024 * 1024;
/// What getFile hands out: Bot API, getFile, read 2026-09-01.
pub(crate) const DOWNLOAD_BYTES: usize = 20 * 1024 * 1024;

/// A file as it came in a request.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
    /// A digest of the content: equal files get equal `file_unique_id`s.
    pub(crate) digest: String,
}

impl Upload {
    pub(crate) fn new(name: String, kind: Option<&str>, bytes: Bytes) -> Self {
        let digest = Sha256::digest(&bytes);
        let digest = digest.iter().take(9).fold(String::new(), |mut text, byte| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
        let mime = match kind {
            Some(kind) if !kind.is_empty() && kind != "application/octet-stream" => kind.to_owned(),
            _ => mime_of(&name, &bytes).to_owned(),
        };
        Self {
            name,
            mime,
            bytes,
            digest,
        }
    }
}

/// A file the stand-in knows. The bytes live beside the world's state, not in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) bot: i64,
    /// The field of `Message` it may appear in: `photo`, `document`, `video`, …
    pub(crate) kind: String,
    pub(crate) unique: String,
    pub(crate) name: String,
    pub(crate) mime: String,
    pub(crate) size: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// A picture sent by address is never fetched; this is where it is.
    pub(crate) address: Option<String>,
    /// Where getFile says it is, below `/file/bot<token>/`.
    pub(crate) path: String,
}

/// All files by id, and the bytes by digest.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Files {
    by_id: HashMap<String, Stored>,
    by_path: HashMap<String, String>,
    next: u64,
    #[serde(skip)]
    pub(crate) bytes: HashMap<String, Bytes>,
}

impl Files {
    pub(crate) fn get(&self, id: &str) -> Option<&Stored> {
        self.by_id.get(id)
    }

    pub(crate) fn bytes_of(&self, stored: &Stored) -> Option<Bytes> {
        self.bytes.get(&stored.unique).cloned()
    }

    /// The file that getFile said is at `path`.
    pub(crate) fn at_path(&self, bot: i64, path: &str) -> Option<&Stored> {
        self.by_id
            .get(self.by_path.get(path)?)
            .filter(|stored| stored.bot == bot)
    }

    fn add(&mut self, mut stored: Stored) -> String {
        self.next += 1;
        // Ids of real files are long and hold no dot: a text with a dot is an address.
        let id = format!("{}-{}-{:x}", prefix(&stored.kind), stored.unique, self.next);
        let ending = match stored.name.rsplit_once('.') {
            Some((_, ending)) if ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) => ending,
            _ => stored.mime.strip_prefix("image/").unwrap_or("bin"),
        };
        stored.path = format!("{}s/file_{}.{ending}", stored.kind, self.next);
        self.by_path.insert(stored.path.clone(), id.clone());
        self.by_id.insert(id.clone(), stored);
        id
    }

    /// Takes a picture that was uploaded.
    pub(crate) fn add_photo(&mut self, bot: i64, upload: &Upload) -> Result<String, Refusal> {
        let (width, height) = check_photo(upload)?;
        self.bytes
            .insert(upload.digest.clone(), upload.bytes.clone());
        Ok(self.add(Stored {
            bot,
            kind: "photo".to_owned(),
            unique: upload.digest.clone(),
            name: upload.name.clone(),
            mime: upload.mime.clone(),
            size: upload.bytes.len(),
            width,
            height,
            address: None,
            path: String::new(),
        }))
    }

    /// Takes any other file that was uploaded.
    pub(crate) fn add_upload(
        &mut self,
        bot: i64,
        kind: &str,
        upload: &Upload,
    ) -> Result<String, Refusal> {
        if upload.bytes.len() > FILE_BYTES {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        if upload.bytes.is_empty() {
            return Err(Refusal::bad("file must be non-empty"));
        }
        let size = imagesize::blob_size(&upload.bytes).ok();
        self.bytes
            .insert(upload.digest.clone(), upload.bytes.clone());
        Ok(self.add(Stored {
            bot,
            kind: kind.to_owned(),
            unique: upload.digest.clone(),
            name: upload.name.clone(),
            mime: upload.mime.clone(),
            size: upload.bytes.len(),
            width: size.map_or(640, |size| size.width),
            height: size.map_or(360, |size| size.height),
            address: None,
            path: String::new(),
        }))
    }

    /// Takes a file by address, without looking there.
    pub(crate) fn add_address(
        &mut self,
        bot: i64,
        kind: &str,
        address: &str,
    ) -> Result<String, Refusal> {
        let url = check_address(kind, address)?;
        let name = url.path().rsplit('/').next().unwrap_or_default().to_owned();
        let upload = Upload::new(name, None, Bytes::copy_from_slice(address.as_bytes()));
        Ok(self.add(Stored {
            bot,
            kind: kind.to_owned(),
            unique: upload.digest,
            name: upload.name,
            mime: upload.mime,
            size: 65_536,
            width: 1280,
            height: 720,
            address: Some(address.to_owned()),
            path: String::new(),
        }))
    }

    /// The object under the message's field: `PhotoSize`s for a photo, else `Document`, `Video`, ….
    pub(crate) fn describe(&self, id: &str) -> Value {
        let Some(stored) = self.by_id.get(id) else {
            return Value::Null;
        };
        let mut object = json!({
            "file_id": id, "file_unique_id": stored.unique, "file_size": stored.size,
        });
        match stored.kind.as_str() {
            "photo" => {
                object["width"] = stored.width.into();
                object["height"] = stored.height.into();
                return Value::Array(vec![object]);
            }
            "video" | "animation" => {
                object["width"] = stored.width.into();
                object["height"] = stored.height.into();
                object["duration"] = 0.into();
            }
            "audio" | "voice" => object["duration"] = 0.into(),
            _ => {}
        }
        if !stored.name.is_empty() && stored.kind != "voice" {
            object["file_name"] = stored.name.clone().into();
        }
        object["mime_type"] = stored.mime.clone().into();
        object
    }
}

fn prefix(kind: &str) -> &'static str {
    match kind {
        "photo" => "AgACAgI",
        "video" => "BAACAgI",
        "audio" => "CQACAgI",
        "voice" => "AwACAgI",
        "animation" => "CgACAgI",
        _ => "BQACAgI",
    }
}

/// The name Telegram gives a kind of file in its messages.
pub(crate) fn spoken_kind(kind: &str) -> &'static str {
    match kind {
        "photo" => "Photo",
        "video" => "Video",
        "audio" => "Audio",
        "voice" => "VoiceNote",
        "animation" => "Animation",
        _ => "Document",
    }
}
