//! Files that went through the stand-in: their ids, their kinds and their bytes.

use std::collections::HashMap;
use std::fmt::Write;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::api::Refusal;
use crate::file_rules::{check_address, check_photo, ending_of, kind_of, mime_of, prefix};
use crate::measure::measure;

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
        let mime = match kind.map(|kind| kind.split(';').next().unwrap_or(kind).trim()) {
            Some("audio/mp3") => "audio/mpeg".to_owned(),
            Some("audio/x-m4a" | "audio/m4a") => "audio/mp4".to_owned(),
            Some("audio/opus" | "application/ogg") => "audio/ogg".to_owned(),
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
    /// Of a video or a recording.
    #[serde(default)]
    pub(crate) traits: Traits,
    /// A picture sent by address is never fetched; this is where it is.
    pub(crate) address: Option<String>,
    /// Where getFile says it is, below `/file/bot<token>/`.
    pub(crate) path: String,
}

/// What a sender says of a video or a recording; what is not said is measured, where that is possible.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Traits {
    /// Seconds.
    pub(crate) duration: u64,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) title: String,
    pub(crate) performer: String,
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
            _ => ending_of(&stored.mime),
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
            traits: Traits::default(),
            address: None,
            path: String::new(),
        }))
    }

    /// Takes any other file that was uploaded; it may become a plainer kind than it was sent as.
    pub(crate) fn add_upload(
        &mut self,
        bot: i64,
        kind: &str,
        upload: &Upload,
        mut traits: Traits,
    ) -> Result<String, Refusal> {
        if upload.bytes.len() > FILE_BYTES {
            return Err(Refusal::new(413, "Request Entity Too Large"));
        }
        if upload.bytes.is_empty() {
            return Err(Refusal::bad("file must be non-empty"));
        }
        let kind = kind_of(kind, &upload.mime);
        let found = measure(&upload.bytes);
        let or = |said: usize, found: usize| if said > 0 { said } else { found };
        traits.width = or(traits.width, found.width);
        traits.height = or(traits.height, found.height);
        if traits.duration == 0 {
            traits.duration = found.duration;
        }
        self.bytes
            .insert(upload.digest.clone(), upload.bytes.clone());
        Ok(self.add(Stored {
            bot,
            kind: kind.to_owned(),
            unique: upload.digest.clone(),
            name: upload.name.clone(),
            mime: upload.mime.clone(),
            size: upload.bytes.len(),
            width: or(traits.width, 640),
            height: or(traits.height, 360),
            traits,
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
        traits: Traits,
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
            traits,
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
                object["duration"] = stored.traits.duration.into();
            }
            "video_note" => {
                object["length"] = stored.width.into();
                object["duration"] = stored.traits.duration.into();
                return object;
            }
            "sticker" => return sticker(object, stored),
            "audio" | "voice" => object["duration"] = stored.traits.duration.into(),
            _ => {}
        }
        for (name, words) in [
            ("title", &stored.traits.title),
            ("performer", &stored.traits.performer),
        ] {
            if stored.kind == "audio" && !words.is_empty() {
                object[name] = words.clone().into();
            }
        }
        if !stored.name.is_empty() && stored.kind != "voice" {
            object["file_name"] = stored.name.clone().into();
        }
        object["mime_type"] = stored.mime.clone().into();
        object
    }
}

fn sticker(mut object: Value, stored: &Stored) -> Value {
    object["type"] = "regular".into();
    object["width"] = stored.width.into();
    object["height"] = stored.height.into();
    object["is_animated"] = false.into();
    object["is_video"] = false.into();
    object
}
