//! Where a medium comes from when it is sent: an address or a file id goes as it is; a file that the bot keeps is
//! uploaded once and goes by the id that Telegram gave it from then on.

use entity::{attachment, media};
use sea_orm::{DbErr, EntityTrait};

use crate::courses::media::stored_kind;
use crate::telegram::Showing;
use crate::transport::api::Upload;

use super::Inner;
use super::call::Attached;
use super::shown::field;

/// What stands in the call for the medium.
pub enum Source {
    /// Goes as a parameter.
    Named(String),
    /// Travels with the call; the hash it is kept under.
    Bytes(Upload, String),
    /// It is kept no longer.
    Gone,
}

impl Inner {
    /// The file that waits beside a row; none when the row has been done with meanwhile.
    pub async fn attachment(&self, row: i64, attached: &Attached) -> Result<Option<Upload>, DbErr> {
        let found = attachment::Entity::find_by_id(row)
            .one(&self.database.read)
            .await?;
        Ok(found.map(|file| Upload {
            field: if attached.is_photo {
                "photo"
            } else {
                "document"
            }
            .to_owned(),
            name: attached.name.clone(),
            content_type: attached.content_type.clone(),
            bytes: file.bytes,
        }))
    }

    /// The medium of a call. `fresh` uploads again, when Telegram no longer knows the id.
    pub async fn source(&self, showing: &Showing, fresh: bool) -> Result<Source, DbErr> {
        if let Some(file_id) = showing
            .source
            .strip_prefix(crate::courses::media::AT_TELEGRAM)
        {
            return Ok(Source::Named(file_id.to_owned()));
        }
        let Some(hash) = showing.source.strip_prefix(crate::courses::media::SCHEME) else {
            return Ok(Source::Named(showing.source.clone()));
        };
        let key = (hash.to_owned(), showing.kind);
        let known = super::lock(&self.files).get(&key).cloned();
        if let Some(file_id) = known.filter(|_| !fresh) {
            return Ok(Source::Named(file_id));
        }
        let Some(kept) = media::Entity::find_by_id(hash.to_owned())
            .one(&self.database.read)
            .await?
        else {
            return Ok(Source::Gone);
        };
        let is_ours =
            kept.file_bot_id == Some(self.bot) && kept.file_kind == stored_kind(showing.kind);
        if let (Some(file_id), true, false) = (&kept.file_id, is_ours, fresh) {
            super::lock(&self.files).insert(key, file_id.clone());
            return Ok(Source::Named(file_id.clone()));
        }
        let upload = Upload {
            field: field(showing.kind).to_owned(),
            name: name(showing, &kept.content_type),
            content_type: kept.content_type,
            bytes: kept.bytes,
        };
        Ok(Source::Bytes(upload, hash.to_owned()))
    }
}

/// What a file is called when it is uploaded.
fn name(showing: &Showing, content_type: &str) -> String {
    let ending = coursefile::ending_for(showing.kind, content_type);
    let plain = || format!("{}.{ending}", showing.kind.word());
    showing.name.clone().unwrap_or_else(plain)
}
