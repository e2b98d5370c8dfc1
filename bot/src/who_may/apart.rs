//! What no role tells apart today and the table does: a cohort is a way in, like a code, and asks for the right to invite.

use entity::role_permission;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::stage::{End, acted, furnished, pressed, said};
use crate::handlers::Awaiting;
use crate::telegram::{CohortPress, Press};

/// The author of the first course.
const AUTHOR: i64 = 14;

#[tokio::test]
async fn who_edits_and_does_not_invite_has_no_cohorts() {
    let db = furnished().await;
    role_permission::Entity::delete_many()
        .filter(role_permission::Column::Permission.eq("invite_learners"))
        .exec(&db)
        .await
        .expect("nobody but the named owner invites");
    let end = |update| acted(&db, AUTHOR, false, Awaiting::Nothing, update);
    let edit = Press::decode("h:1").expect("when a step opens");
    assert_eq!(end(pressed(AUTHOR, edit)).await, End::Passed);
    assert_eq!(end(said(AUTHOR, "/cohorts")).await, End::NotForYou);
    for letters in CohortPress::LETTERS {
        let press = (0..=3)
            .find_map(|count| Press::decode(&format!("{letters}{}", ":1".repeat(count))))
            .expect("ones fit every press");
        let end = end(pressed(AUTHOR, press)).await;
        assert_ne!(end, End::Passed, "{press:?}");
    }
}
