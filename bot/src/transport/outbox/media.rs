//! Where a picture comes from when it is sent: an address or a file id goes as it is; a file that the bot keeps is
//! uploaded once and goes by the id that Telegram gave it from then on.

use entity::{attachment, media};
use sea_orm::{DbErr, EntityTrait};

use crate::transport::api::Upload;

use super::Inner;
use super::call::Attached;

/// What stands in the call for the picture.
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

    /// The picture of a call. `fresh` uploads again, when Telegram no longer knows the id.
    pub async fn source(&self, picture: &str, fresh: bool) -> Result<Source, DbErr> {
        if let Some(file_id) = picture.strip_prefix(crate::courses::media::AT_TELEGRAM) {
            return Ok(Source::Named(file_id.to_owned()));
        }
        let Some(hash) = picture.strip_prefix(crate::courses::media::SCHEME) else {
            return Ok(Source::Named(picture.to_owned()));
        };
        let known = super::lock(&self.files).get(hash).cloned();
        if let Some(file_id) = known.filter(|_| !fresh) {
            return Ok(Source::Named(file_id));
        }
        let Some(kept) = media::Entity::find_by_id(hash.to_owned())
            .one(&self.database.read)
            .await?
        else {
            return Ok(Source::Gone);
        };
        if let (Some(file_id), Some(bot), false) = (kept.file_id, kept.file_bot_id, fresh)
            && bot == self.bot
        {
            super::lock(&self.files).insert(hash.to_owned(), file_id.clone());
            return Ok(Source::Named(file_id));
        }
        let ending = kept.content_type.rsplit('/').next().unwrap_or("jpg");
        let upload = Upload {
            field: "photo".to_owned(),
            name: format!("picture.{ending}"),
            content_type: kept.content_type.clone(),
            bytes: kept.bytes,
        };
        Ok(Source::Bytes(upload, hash.to_owned()))
    }
}
