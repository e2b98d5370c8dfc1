//! Which course somebody means: named behind the command, the only one there is, or chosen from a list.

use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::edit;
use super::{compose, history, publish, questions_out, results};
use crate::courses::{Action, Failure};
use crate::telegram::{Reply, ResultsForm, Screen, Wish};
use crate::views;

/// What somebody must be allowed to do to a course that is chosen for this.
fn action(wish: Wish) -> Action {
    match wish {
        Wish::Look => Action::Look,
        Wish::Edit | Wish::AddStep => Action::Edit,
        Wish::Publish | Wish::RollBack => Action::Publish,
        Wish::SeeHistory => Action::SeeHistory,
        Wish::Export => Action::Export,
        Wish::SeeResults => Action::SeeStatistics,
    }
}

/// What a command asks for, of the course that it names; without a name the list, or the only course where there is nothing
/// to choose.
pub async fn course(ctx: &Context, wish: Wish, name: &str) -> Answer {
    let author = ctx.author().await?;
    if !name.trim().is_empty() {
        let course = author.named(&*ctx.db, action(wish), name).await?;
        return go(ctx, wish, course.id).await;
    }
    let is_list = matches!(wish, Wish::Look | Wish::Edit);
    let courses = author.courses(&*ctx.db, action(wish)).await?;
    match courses.as_slice() {
        [only] if !is_list => go(ctx, wish, only.id).await,
        _ => Ok(Reply::show(list(ctx, wish, 0).await?)),
    }
}

/// Another page of the list, in the message that shows it.
pub async fn turn(ctx: &Context, wish: Wish, page: u16) -> Answer {
    let screen = list(ctx, wish, page).await?;
    Ok(in_place(ctx, screen))
}

async fn list(ctx: &Context, wish: Wish, page: u16) -> Result<Screen, Failure> {
    let author = ctx.author().await?;
    let courses = author.courses(&*ctx.db, action(wish)).await?;
    let may = author.rights.anywhere();
    Ok(views::author::courses(
        &ctx.texts, wish, &courses, page, may,
    ))
}

async fn go(ctx: &Context, wish: Wish, course: CourseId) -> Answer {
    match wish {
        Wish::Look | Wish::Edit => edit::course(ctx, course, 0).await,
        Wish::AddStep => compose::begin_step(ctx, course).await,
        Wish::Publish => publish::ask(ctx, course).await,
        Wish::SeeHistory => history::page(ctx, course, 0).await,
        Wish::RollBack => history::page_to_go_back(ctx, course, 0).await,
        Wish::Export => questions_out::export(ctx, course).await,
        Wish::SeeResults => results::ask(ctx, course, ResultsForm::Message).await,
    }
}
