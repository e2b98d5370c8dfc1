//! teloxide's `Storage` over the dialogue table, within the transaction of the update: a dialogue moves on if and only if
//! what caused it does.

use std::sync::Arc;

use entity::dialogue;
use futures::future::BoxFuture;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, EntityTrait, Set};
use teloxide::dispatching::dialogue::Storage;
use teloxide::types::ChatId;

use crate::courses::Fault;
use crate::handlers::{Awaiting, Dialogues};

/// The dialogues as the transaction sees them, as handlers ask for them.
pub fn within(tx: &Arc<DatabaseTransaction>) -> Arc<Dialogues> {
    DialogueStore::new(Arc::clone(tx)).erase()
}

/// The dialogues as one transaction sees them.
pub struct DialogueStore {
    tx: Arc<DatabaseTransaction>,
}

impl DialogueStore {
    /// The store within `tx`.
    pub fn new(tx: Arc<DatabaseTransaction>) -> Arc<DialogueStore> {
        Arc::new(DialogueStore { tx })
    }
}

impl Storage<Awaiting> for DialogueStore {
    type Error = Fault;

    /// Twice equals once: a dialogue that is not there is no error.
    fn remove_dialogue(self: Arc<Self>, chat_id: ChatId) -> BoxFuture<'static, Result<(), Fault>> {
        Box::pin(async move {
            dialogue::Entity::delete_by_id(chat_id.0)
                .exec(&*self.tx)
                .await?;
            Ok(())
        })
    }

    fn update_dialogue(
        self: Arc<Self>,
        chat_id: ChatId,
        dialogue: Awaiting,
    ) -> BoxFuture<'static, Result<(), Fault>> {
        Box::pin(async move {
            let row = dialogue::ActiveModel {
                chat_id: Set(chat_id.0),
                state: Set(serde_json::to_string(&dialogue)?),
                ..Default::default()
            };
            let on_conflict = OnConflict::column(dialogue::Column::ChatId)
                .update_column(dialogue::Column::State)
                .to_owned();
            dialogue::Entity::insert(row)
                .on_conflict(on_conflict)
                .exec_without_returning(&*self.tx)
                .await?;
            Ok(())
        })
    }

    /// A state that does not read – written by a newer version, say – is no state: the person starts anew.
    fn get_dialogue(
        self: Arc<Self>,
        chat_id: ChatId,
    ) -> BoxFuture<'static, Result<Option<Awaiting>, Fault>> {
        Box::pin(async move {
            let row = dialogue::Entity::find_by_id(chat_id.0)
                .one(&*self.tx)
                .await?;
            Ok(row.and_then(|row| serde_json::from_str(&row.state).ok()))
        })
    }
}
