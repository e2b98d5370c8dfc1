//! The door that asks.

use anyhow::ensure;
use playground::{What, World};

use super::{hide_inbox, pass_until, taken};
use crate::harness::School;
use crate::harness::cast::{AMINA, BOT};

/// While the database fails the offset stays where it is; afterwards the updates come again and are answered, once.
pub async fn unstored(school: School) -> anyhow::Result<()> {
    hide_inbox(school.database()?, true).await?;
    let since = school.world().seq();
    for text in ["/help", "/courses", "/cancel"] {
        school.world().say(BOT, AMINA, text)?;
    }
    // Handed out, not stored, asked for again a second later, handed out again.
    let handed_out = |world: &World| {
        let handed_out = |what: &What| matches!(what, What::HandedOut { .. });
        let entries = world.history_after(since);
        entries
            .iter()
            .filter(|entry| handed_out(&entry.what))
            .count()
            >= 4
    };
    pass_until(&school, "updates to be handed out again", handed_out).await?;
    let confirmed = |what: &What| matches!(what, What::Confirmed { .. });
    ensure!(
        !school
            .world()
            .history_after(since)
            .iter()
            .any(|entry| confirmed(&entry.what)),
        "an update was confirmed that is not stored"
    );
    hide_inbox(school.database()?, false).await?;
    pass_until(&school, "the updates to be stored", taken).await?;
    school.settle().await?;
    let answers = school.world().chat(BOT, AMINA);
    let answers = answers
        .iter()
        .filter(|message| message["from_bot"] == true)
        .count();
    ensure!(answers == 3, "three updates got {answers} answers");
    school.close().await
}
