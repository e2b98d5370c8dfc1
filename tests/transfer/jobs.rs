//! Jobs that end the process.

use std::time::Duration;

use anyhow::ensure;
use entity::job;
use playground::{Fault, Rule};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::files::{last_text, school, send};
use crate::harness::Setting;
use crate::harness::cast::{BOT, GRACE};

const TEA: &str = "---\nid: tea\ntitle: Tea\n---\n\n## A {#a .end}\n\nText.\n";

/// A try is counted when it begins. A file that has ended the process at every try is not read once more, and its sender
/// hears of it.
pub async fn deadly_are_given_up(setting: Setting) -> anyhow::Result<()> {
    let mut school = school(setting).await?;
    let mut plan = school.world().faults();
    let busy = Fault::RetryAfter { seconds: 3600 };
    plan.rules.push(Rule::each("getFile", busy).times(1));
    school.world().set_faults(plan);
    send(&school, "tea.md", TEA.into()).await?;
    let job = job::Entity::find().one(school.database()?).await?;
    let begun = job.map(|job| job.attempts);
    ensure!(begun == Some(1), "begun: {begun:?}");
    job::Entity::update_many()
        .col_expr(job::Column::Attempts, Expr::value(6))
        .exec(school.database()?)
        .await?;
    school.restart().await?;
    for _ in 0..100 {
        // On PostgreSQL the job belongs to the process that is gone for half a minute more.
        school.advance(Duration::from_secs(10));
        let shown = school.world().until(|world| {
            let message = world.last_from_bot(BOT, GRACE)?;
            let text = message["text"].as_str()?;
            text.starts_with("Something went wrong").then_some(())
        });
        if tokio::time::timeout(Duration::from_millis(200), shown)
            .await
            .is_ok()
        {
            break;
        }
    }
    school.settle().await?;
    let said = last_text(&school)?;
    ensure!(said.starts_with("Something went wrong"), "{said}");
    let left = job::Entity::find()
        .filter(job::COLUMN.state.eq(job::State::Waiting))
        .count(school.database()?)
        .await?;
    ensure!(left == 0, "{left} jobs wait");
    school.close().await
}
