//! Jobs that end the process, and jobs that are taken over.

use std::time::Duration;

use anyhow::{Context, ensure};
use entity::job;
use playground::{Fault, Rule, What};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::files::{last_text, school, send};
use crate::harness::cast::{BOT, GRACE};
use crate::harness::{Base, Setting};

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

/// What happens in the database while a process is at a job: another takes it over as soon as the try has begun.
fn taken_over(base: Base) -> &'static [&'static str] {
    match base {
        Base::Sqlite => &[
            "CREATE TRIGGER taken_over AFTER UPDATE OF attempts ON jobs BEGIN \
             UPDATE jobs SET fence = fence + 1 WHERE id = NEW.id; END",
        ],
        Base::Postgres => &[
            "CREATE FUNCTION taken_over() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN NEW.fence := NEW.fence + 1; RETURN NEW; END $$",
            "CREATE TRIGGER taken_over BEFORE UPDATE OF attempts ON jobs FOR EACH ROW \
             EXECUTE FUNCTION taken_over()",
        ],
    }
}

/// Whoever was taken over in the middle of a job stores and says nothing of it, neither what came of it nor that it failed;
/// whoever has it then does it once.
pub async fn taken_over_change_nothing(setting: Setting) -> anyhow::Result<()> {
    for fails in [false, true] {
        let school = school(setting).await?;
        if fails {
            let mut plan = school.world().faults();
            let broken = Fault::ServerError { status: 502 };
            plan.rules.push(Rule::each("getFile", broken).times(1));
            school.world().set_faults(plan);
        }
        for statement in taken_over(setting.base) {
            school.database()?.execute_unprepared(statement).await?;
        }
        let said = send(&school, "tea.md", TEA.into()).await?;
        ensure!(
            said == "Reading “tea.md” …",
            "who was taken over has said: {said}"
        );
        let asked = school.world().history().into_iter().filter(
            |entry| matches!(&entry.what, What::Request { method, .. } if method == "getfile"),
        );
        ensure!(asked.count() == 1, "one try is one call, failed or not");
        let row = job::Entity::find().one(school.database()?).await?;
        let row = row.context("who was taken over has settled the job")?;
        let is_untouched = row.state == job::State::Waiting && row.reason.is_none();
        ensure!(
            is_untouched && (row.attempts, row.fence) == (1, 1),
            "who was taken over has noted: {row:?}"
        );
        let drop = match setting.base {
            Base::Sqlite => "DROP TRIGGER taken_over",
            Base::Postgres => "DROP TRIGGER taken_over ON jobs",
        };
        school.database()?.execute_unprepared(drop).await?;
        for _ in 0..100 {
            school.advance(Duration::from_secs(10));
            let answered = school.world().until(|world| {
                let message = world.last_from_bot(BOT, GRACE)?;
                message.to_string().contains("Tea").then_some(())
            });
            let answered = tokio::time::timeout(Duration::from_millis(200), answered);
            if answered.await.is_ok() {
                break;
            }
        }
        school.settle().await?;
        let shown = school.world().chat(BOT, GRACE);
        let shown = shown
            .iter()
            .filter(|message| message.to_string().contains("Tea"));
        ensure!(
            shown.count() == 1,
            "fails: {fails}; {:?}",
            last_text(&school)?
        );
        let left = job::Entity::find().count(school.database()?).await?;
        ensure!(left == 0, "{left} jobs are left");
        school.close().await?;
    }
    Ok(())
}
