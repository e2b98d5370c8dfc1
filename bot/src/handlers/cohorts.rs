//! Routes for cohorts: authors make them and give out their links, learners join. The rules ask again with every press who is asking.

use chrono::NaiveDate;
use coursefile::Release;
use entity::{CohortId, CourseId};
use teloxide::dptree;

use super::author::leave_question;
use super::context::in_place;
use super::{Answer, Awaiting, Context, Routes, learner};
use crate::courses::cohorts::Days;
use crate::courses::secret::Token;
use crate::courses::{Action, Refusal};
use crate::telegram::{CohortPress, Press, Reply};
use crate::views;

/// What can be pressed.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Cohort(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

async fn press(ctx: Context, press: CohortPress) -> Answer {
    if !matches!(press, CohortPress::Join { .. }) {
        leave_question(&ctx).await?;
    }
    match press {
        CohortPress::Which { page } => turn_choice(&ctx, page).await,
        CohortPress::List { course, page } => list(&ctx, course, page).await,
        CohortPress::New { course } => {
            let author = ctx.author().await?;
            author.may(&*ctx.db, Action::InviteLearners, course).await?;
            ask(&ctx, Awaiting::CohortName { course }, "cohort-ask-name").await
        }
        CohortPress::One { cohort } => one(&ctx, cohort).await,
        CohortPress::Link { cohort } => link(&ctx, cohort).await,
        CohortPress::Rename { cohort } => {
            let (_, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
            ctx.wait_for(Awaiting::NewCohortName { cohort }).await?;
            let said = views::cohorts::ask_new_name(&ctx.texts, &seen);
            Ok(Reply::say(said))
        }
        CohortPress::Days { cohort } => ask_days(&ctx, cohort).await,
        CohortPress::Close { cohort } => set_open(&ctx, cohort, false).await,
        CohortPress::Open { cohort } => set_open(&ctx, cohort, true).await,
        CohortPress::Delete { cohort } => ask_delete(&ctx, cohort).await,
        CohortPress::DeleteConfirmed { cohort } => {
            let author = ctx.author().await?;
            let course = author.delete_cohort(&*ctx.db, cohort).await?;
            let reply = list(&ctx, course, 0).await?;
            Ok(reply.with_toast(ctx.texts.say("cohort-deleted")))
        }
        CohortPress::Join { a, b, c } => join(&ctx, [a, b, c]).await,
    }
}

/// The cohorts of which course; with one there is nothing to choose.
pub async fn choose(ctx: &Context, name: &str) -> Answer {
    let author = ctx.author().await?;
    if !name.is_empty() {
        let course = author.named(&*ctx.db, Action::InviteLearners, name).await?;
        return list(ctx, course.id, 0).await;
    }
    let courses = author.courses(&*ctx.db, Action::InviteLearners).await?;
    match courses.as_slice() {
        [only] => list(ctx, only.id, 0).await,
        many => Ok(Reply::show(views::cohorts::choice(&ctx.texts, many, 0))),
    }
}

async fn turn_choice(ctx: &Context, page: u16) -> Answer {
    let author = ctx.author().await?;
    if !views::help::has(author.rights.anywhere(), "cohorts") {
        return Err(Refusal::NotAnAuthor.into());
    }
    let courses = author.courses(&*ctx.db, Action::InviteLearners).await?;
    let screen = views::cohorts::choice(&ctx.texts, &courses, page);
    Ok(in_place(ctx, screen))
}

async fn list(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let author = ctx.author().await?;
    let (draft, seen) = author.cohorts(&*ctx.db, course).await?;
    let screen = views::cohorts::list(&ctx.texts, &draft.called(), &seen, page);
    Ok(in_place(ctx, screen))
}

async fn one(ctx: &Context, cohort: CohortId) -> Answer {
    let (draft, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
    let screen = views::cohorts::one(&ctx.texts, &draft.called(), &seen);
    Ok(in_place(ctx, screen))
}

async fn ask_delete(ctx: &Context, cohort: CohortId) -> Answer {
    let (draft, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
    let screen = views::cohorts::ask_delete(&ctx.texts, &draft.called(), &seen);
    Ok(in_place(ctx, screen))
}

async fn link(ctx: &Context, cohort: CohortId) -> Answer {
    let (draft, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
    let link = ctx.house.cohort_link(&seen.cohort);
    let shown = views::cohorts::link(&ctx.texts, &draft.course, &seen.cohort, &link);
    Ok(Reply::nothing().and(shown))
}

async fn set_open(ctx: &Context, cohort: CohortId, is_open: bool) -> Answer {
    let author = ctx.author().await?;
    author.open_cohort(&*ctx.db, cohort, is_open).await?;
    one(ctx, cohort).await
}

async fn ask(ctx: &Context, awaiting: Awaiting, key: &'static str) -> Answer {
    ctx.wait_for(awaiting).await?;
    Ok(Reply::say(ctx.texts.say(key)))
}

async fn ask_days(ctx: &Context, cohort: CohortId) -> Answer {
    let (_, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
    ctx.wait_for(Awaiting::NewCohortDays { cohort }).await?;
    let said = views::cohorts::ask_new_days(&ctx.texts, &seen);
    Ok(Reply::say(said))
}

/// The name of a new cohort is there; its days are asked for.
pub async fn named(ctx: &Context, course: CourseId, name: &str) -> Answer {
    let author = ctx.author().await?;
    let name = author
        .check_cohort_name(&*ctx.db, course, name, None)
        .await?;
    ask(
        ctx,
        Awaiting::CohortDays { course, name },
        "cohort-ask-days",
    )
    .await
}

/// Its days are there: it is made.
pub async fn dated(ctx: &Context, (course, name): (CourseId, &str), words: &str) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::InviteLearners, course).await?;
    let Some(days) = days(words) else {
        return Ok(Reply::say(ctx.texts.say("cohort-days-wanted")));
    };
    let made = author.make_cohort(&*ctx.db, course, name, days).await?;
    done(ctx, made).await
}

/// Another name is there.
pub async fn renamed(ctx: &Context, cohort: CohortId, name: &str) -> Answer {
    let author = ctx.author().await?;
    author.rename_cohort(&*ctx.db, cohort, name).await?;
    done(ctx, cohort).await
}

/// Other days are there.
pub async fn moved(ctx: &Context, cohort: CohortId, words: &str) -> Answer {
    let author = ctx.author().await?;
    author.cohort(&*ctx.db, cohort).await?;
    let Some(days) = days(words) else {
        return Ok(Reply::say(ctx.texts.say("cohort-days-wanted")));
    };
    author.move_cohort(&*ctx.db, cohort, days).await?;
    done(ctx, cohort).await
}

async fn done(ctx: &Context, cohort: CohortId) -> Answer {
    ctx.wait_for(Awaiting::Nothing).await?;
    let (draft, seen) = ctx.author().await?.cohort(&*ctx.db, cohort).await?;
    let screen = views::cohorts::one(&ctx.texts, &draft.called(), &seen);
    Ok(Reply::show(screen))
}

/// One day or two, however they are parted: `2026-12-01 – 2027-01-31`.
fn days(words: &str) -> Option<Days> {
    let is_date = |word: &&str| word.chars().filter(char::is_ascii_digit).count() >= 6;
    let dates: Option<Vec<NaiveDate>> = words
        .split_whitespace()
        .filter(is_date)
        .map(
            |word| match Release::read(word.trim_matches([',', ';', '–', '—'])) {
                Ok(Release::Date { day, .. }) => Some(day),
                _ => None,
            },
        )
        .collect();
    match dates?.as_slice() {
        [start] => Some((*start, None)),
        [start, end] => Some((*start, Some(*end))),
        _ => None,
    }
}

/// Somebody has opened the link of a cohort.
pub async fn opened(ctx: &Context, token: &str) -> Answer {
    let Some(found) = ctx.walk().cohort_by_link(&*ctx.db, token).await? else {
        return Ok(Reply::say(ctx.texts.say("unknown-link")));
    };
    if found.is_member {
        return learner::resume(ctx, found.course.id).await;
    }
    if !found.lets_in {
        return Ok(Reply::say(views::cohorts::over(&ctx.texts, &found)));
    }
    let token = Token::read(token).ok_or(Refusal::UnknownCohort)?;
    let [a, b, c] = token.numbers();
    let join = CohortPress::Join { a, b, c };
    let today = ctx.zone().local(ctx.now).date();
    let screen = views::cohorts::offer(&ctx.texts, &found, join, today);
    Ok(Reply::show(screen))
}

async fn join(ctx: &Context, numbers: [i64; 3]) -> Answer {
    let token = Token::from_numbers(numbers).ok_or(Refusal::UnknownCohort)?;
    let standing = ctx.walk().join_cohort(&*ctx.db, &token.text()).await?;
    let reply = learner::shown(ctx, &standing).await?;
    Ok(reply.with_toast(ctx.texts.say("cohort-joined")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: Option<(&str, Option<&str>)>) {
        let date = |words: &str| words.parse::<NaiveDate>().expect("a date");
        let expected = expected.map(|(start, end)| (date(start), end.map(date)));
        assert_eq!(days(words), expected, "{words}");
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        check("2026-12-01", Some(("2026-12-01", None)));
        check("1.12.2026", Some(("2026-12-01", None)));
        check(
            "2026-12-01 – 2027-01-31",
            Some(("2026-12-01", Some("2027-01-31"))),
        );
        check(
            "с 1.12.2026 до 31.1.2027",
            Some(("2026-12-01", Some("2027-01-31"))),
        );
        check(
            "2026-12-01, 2027-01-31",
            Some(("2026-12-01", Some("2027-01-31"))),
        );
        for words in ["", "soon", "2026-02-30", "2026-12-01 2026-12-02 2026-12-03"] {
            check(words, None);
        }
    }
}
