//! Pictures the bot keeps itself, by what is in them.

use entity::media;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Set};
use sha2::{Digest, Sha256};

/// The word before the hash in `steps.image_url`.
pub const SCHEME: &str = "media:";

/// Keeps a file and gives back the name under which a step shows it. The same bytes are kept once.
pub async fn keep(
    db: &impl ConnectionTrait,
    content_type: &str,
    bytes: &[u8],
) -> Result<String, DbErr> {
    let hash = hex(&Sha256::digest(bytes));
    let row = media::ActiveModel {
        hash: Set(hash.clone()),
        content_type: Set(content_type.to_owned()),
        bytes: Set(bytes.to_vec()),
        ..Default::default()
    };
    media::Entity::insert(row)
        .on_conflict(
            OnConflict::column(media::Column::Hash)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(format!("{SCHEME}{hash}"))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes everything");
            hex
        })
}
