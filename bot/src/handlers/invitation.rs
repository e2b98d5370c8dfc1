//! Invitations to a part: making one, the list of those that stand open, opening the link, accepting.

use entity::{CourseId, InvitationId};

use super::team::{course_of, in_place, pass, role};
use super::{Answer, Context, menu};
use crate::courses::invitation::Invited;
use crate::courses::secret::Token;
use crate::courses::{Refusal, invitation};
use crate::telegram::{Act, Reply, Screen, TeamPress};
use crate::texts::Texts;
use crate::views;

/// To which part somebody is to be invited.
pub async fn ask(ctx: &Context, place: Option<CourseId>) -> Answer {
    pass(ctx, place).await?;
    let course = course_of(ctx, place).await?;
    let screen = views::team::invite(&ctx.texts, course.as_ref());
    Ok(in_place(ctx, screen))
}

/// Makes the link, and shows it this once.
pub async fn make(ctx: &Context, place: Option<CourseId>, number: u8) -> Answer {
    let (rights, role) = (ctx.rights().await?, role(number)?);
    let (db, dice) = (&*ctx.db, &ctx.house.dice);
    let to = Invited {
        course: place,
        role,
    };
    let token = invitation::invite(db, &rights, to, dice, ctx.now).await?;
    let course = course_of(ctx, place).await?;
    let link = ctx.house.invitation(token);
    let screen = views::team::invited(&ctx.texts, course.as_ref(), role, &link);
    Ok(in_place(ctx, screen))
}

/// The invitations that stand open.
pub async fn list(ctx: &Context, place: Option<CourseId>, page: u16) -> Answer {
    let rights = ctx.rights().await?;
    let open = invitation::open(&*ctx.db, &rights, place, ctx.now).await?;
    let course = course_of(ctx, place).await?;
    let screen = views::team::invitations(&ctx.texts, course.as_ref(), &open, page, ctx.now);
    Ok(in_place(ctx, screen))
}

/// Takes an invitation back.
pub async fn revoke(ctx: &Context, id: InvitationId) -> Answer {
    let rights = ctx.rights().await?;
    let (place, revoked) = invitation::revoke(&*ctx.db, &rights, id, ctx.now).await?;
    let reply = list(ctx, place, 0).await?;
    Ok(reply.with_toast(views::team::revoked(&ctx.texts, &revoked)))
}

/// Somebody has opened a link: who invites them to what?
pub async fn opened(ctx: &Context, token: &str) -> Answer {
    let token = Token::read(token).ok_or(Refusal::InvitationGone)?;
    let (owners, user) = (&ctx.house.owners, ctx.user.id);
    let offer = invitation::look(&*ctx.db, owners, user, token, ctx.now).await?;
    let [a, b, c] = token.numbers();
    let accept = TeamPress::Accept { a, b, c };
    Ok(Reply::show(views::team::offer(&ctx.texts, &offer, accept)))
}

/// They accept: the part is theirs, and who invited them hears of it.
pub async fn accept(ctx: &Context, numbers: [i64; 3]) -> Answer {
    let token = Token::from_numbers(numbers).ok_or(Refusal::InvitationGone)?;
    let (owners, user) = (&ctx.house.owners, ctx.user.id);
    let offer = invitation::accept(&*ctx.db, owners, user, token, ctx.now).await?;
    let (role, course) = (offer.invitation.role, offer.course.as_ref());
    let part = views::team::part(&ctx.texts, role, course);
    let said = ctx.texts.with("team-told", [("part", (&part).into())]);
    let mut reply = in_place(ctx, Screen::plain(said));
    if offer.maker.is_active {
        let texts = Texts::new(ctx.house.language_of(&offer.maker));
        let (name, part) = (
            views::owner::full_name(&ctx.user),
            views::team::part(&texts, role, course),
        );
        let told = texts.with(
            "invitation-accepted",
            [("name", (&name).into()), ("part", (&part).into())],
        );
        reply = reply.and(Act::Tell(offer.maker.id.0, Screen::plain(told)));
    }
    let (_, menus) = menu::brought_up_to_date(&ctx.db, &ctx.house, &ctx.user).await?;
    Ok(menus.into_iter().fold(reply, Reply::and))
}
