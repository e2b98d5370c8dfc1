//! Files that wait to be sent with a call of the outbox.

use sea_orm::entity::prelude::*;

/// One row per file. It goes with the row of the call.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachments")]
pub struct Model {
    /// The call that sends it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outbox_id: i64,
    /// The file.
    #[sea_orm(column_type = "Blob")]
    pub bytes: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
