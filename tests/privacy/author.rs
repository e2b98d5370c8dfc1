//! Who works on courses is forgotten: the courses stay, without their name.

use std::time::Duration;

use anyhow::ensure;
use entity::{course, draft_step, revision, user_role};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::find::Traces;
use super::learner::{press, say};
use crate::harness::cast::{AMINA, INES, OLGA};
use crate::harness::{School, Setting, given};

/// Everything an author does leaves their number somewhere; afterwards it is nowhere, and the course is taken as before.
pub async fn nothing_is_found(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    say(&school, INES, "/start").await?;
    given::make_author(school.database()?, INES).await?;
    write(&school).await?;
    say(&school, AMINA, "/start c_herbs").await?;
    press(&school, AMINA, "Start").await?;
    announce(&school).await?;
    let traces = Traces {
        id: INES,
        words: vec!["Inês", "Quellwolke"],
    };
    let before = traces.found(&school).await?;
    ensure!(before.len() > 5, "not everything was found: {before:?}");

    say(&school, INES, "/forgetme").await?;
    press(&school, INES, "Forget me…").await?;
    press(&school, INES, "Yes, forget everything").await?;
    for _ in 0..3 {
        school.advance(Duration::from_secs(6));
        school.settle().await?;
    }
    let left = traces.found(&school).await?;
    ensure!(left.is_empty(), "{}", left.join("\n"));
    let db = school.database()?;
    let courses = course::Entity::find().all(db).await?;
    ensure!(
        courses.len() == 1 && courses[0].author_id.is_none(),
        "{courses:?}"
    );
    ensure!(
        draft_step::Entity::find().count(db).await? == 1,
        "a draft is gone"
    );
    ensure!(
        revision::Entity::find().count(db).await? == 1,
        "a revision is gone"
    );
    ensure!(
        user_role::Entity::find().count(db).await? == 0,
        "a role is left"
    );
    say(&school, AMINA, "/continue").await?;
    let told = super::learner::last(&school, AMINA)?;
    ensure!(told.contains("Herbs"), "{told}");
    say(&school, OLGA, "/mycourses").await?;
    school.close().await
}

/// A course by chat, published, with an invitation and a code.
async fn write(school: &School) -> anyhow::Result<()> {
    for words in [
        "/addcourse",
        "Herbs",
        "All about herbs",
        "/addstep herbs",
        "Sage",
        "It is green.",
    ] {
        say(school, INES, words).await?;
    }
    press(school, INES, "Mark as end").await?;
    say(school, INES, "/publish herbs").await?;
    press(school, INES, "Publish").await
}

/// An announcement that has gone out, and one that waits for its words.
async fn announce(school: &School) -> anyhow::Result<()> {
    say(school, INES, "/broadcast herbs").await?;
    press(school, INES, "Everybody in the course").await?;
    say(school, INES, "Quellwolke for all of you").await
}
