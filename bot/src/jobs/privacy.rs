//! Putting together what is held about somebody; and, after somebody was forgotten, the last traces.

use std::sync::Arc;

use entity::{outbox, user};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use super::Parts;
use super::work::Trouble;
use crate::courses::{Fault, privacy};
use crate::handlers::{Finished, OwnData};
use crate::transport::queue::Taken;

/// How many files follow: Telegram takes about one a second in a chat.
const FILES: usize = 30;

/// Puts everything together.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn tell(parts: &Parts, taken: &Taken) -> Result<Finished, Trouble> {
    let db = &parts.database.read;
    let held = privacy::about(db, taken.user).await?;
    let mut files = privacy::files(db, taken.user).await?;
    let more = files.len().saturating_sub(FILES);
    files.truncate(FILES);
    let whole = json!({
        "bot": parts.house.bot_username,
        "user_id": taken.user,
        "made_at": parts.clock.now(),
        "held": held,
    });
    let bytes = serde_json::to_vec_pretty(&whole).map_err(Fault::from)?;
    Ok(Finished::OwnData(OwnData { bytes, files, more }))
}

/// When the goodbye has left: forgets what has become known of the person meanwhile – which message was sent last, and this job
/// itself – and has the database give up what it has written over. Nothing for who has come back.
///
/// # Errors
/// [`Trouble::NotYet`] while something is on its way to them; what may be over when it is tried again.
pub async fn finish_forgetting(parts: &Parts, taken: &Taken) -> Result<Finished, Trouble> {
    let (who, chat) = (taken.user, taken.chat);
    if user::Entity::find_by_id(who)
        .one(&parts.database.read)
        .await?
        .is_some()
    {
        return Ok(Finished::Nothing);
    }
    let on_their_way = outbox::Entity::find().filter(outbox::COLUMN.chat_id.eq(chat));
    if on_their_way.count(&parts.database.read).await? > 0 {
        return Err(Trouble::NotYet);
    }
    parts.outbox.forget(chat);
    let house = Arc::clone(&parts.house);
    let forgotten = parts.ledger.write(move |tx| async move {
        if user::Entity::find_by_id(who).one(&*tx).await?.is_none() {
            privacy::erase(&*tx, &house.dice, who).await?;
        }
        Ok(())
    });
    forgotten.await?;
    parts.database.scrub().await?;
    Ok(Finished::Nothing)
}
