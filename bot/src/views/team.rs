//! Who works on courses: members, their parts, invitations.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, Role, UserId, course, invitation, user};

use super::owner::full_name;
use super::{LIST_PAGE, page_of, pager};
use crate::courses::invitation::{Offer, Revoked};
use crate::courses::team::{Loss, Member, roles};
use crate::telegram::{AuthorPress, Button, Press, Rich, Screen, TeamPress};
use crate::texts::Texts;

/// A course, or the whole instance.
pub type Place<'a> = Option<&'a course::Model>;

fn id(place: Place<'_>) -> Option<CourseId> {
    place.map(|course| course.id)
}

/// The name of a role.
pub fn role(texts: &Texts, role: Role) -> String {
    texts.say(match role {
        Role::Owner => "role-owner",
        Role::Author => "role-author",
        Role::Reviewer => "role-reviewer",
        Role::Analyst => "role-analyst",
    })
}

/// A part in words: the role, and where.
pub fn part(texts: &Texts, role: Role, place: Place<'_>) -> String {
    let Some(course) = place else {
        return texts.say(match role {
            Role::Owner => "part-owner",
            Role::Author => "part-author",
            Role::Reviewer => "part-reviewer",
            Role::Analyst => "part-analyst",
        });
    };
    let title = [("title", (&course.title).into())];
    match role {
        Role::Owner | Role::Author => texts.with("part-author-course", title),
        Role::Reviewer => texts.with("part-reviewer-course", title),
        Role::Analyst => texts.with("part-analyst-course", title),
    }
}

/// A role as the number that a button carries.
pub fn number(role: Role) -> u8 {
    let place = Role::ALL.iter().zip(0..).find(|(other, _)| **other == role);
    place.map_or(u8::MAX, |(_, number)| number)
}

/// Whose team is to be shown: of which of these courses, or – for who runs the instance – of all of it.
pub fn choice(texts: &Texts, courses: &[course::Model], whole: bool, page: u16) -> Screen {
    let whole = whole.then(|| {
        let press = TeamPress::Team {
            place: None,
            page: 0,
        };
        Button::new(texts.say("button-team-instance"), press)
    });
    let (page, pages) = page_of(courses.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = courses.iter().skip(from).take(LIST_PAGE);
    shown
        .fold(
            Screen::plain(texts.say("team-which")).row(whole),
            |screen, course| {
                let place = Some(course.id);
                let press = TeamPress::Team { place, page: 0 };
                screen.row([Button::new(course.title.clone(), press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            TeamPress::Which { page }.into()
        }))
}

/// Who there is to be shown.
pub struct Everybody {
    /// Those with a role there.
    pub members: Vec<Member>,
    /// The owners named in the settings; of who never wrote to the bot only the number is known.
    pub named: Vec<(UserId, Option<user::Model>)>,
}

/// Everybody with a role there. Who is named in the settings has no button: the chat cannot change them.
pub fn team(texts: &Texts, place: Place<'_>, who: &Everybody, page: u16) -> Screen {
    let members = &who.members;
    let mut text = Rich::new();
    text.push_bold(&match place {
        Some(course) => texts.with("team-title", [("title", (&course.title).into())]),
        None => texts.say("team-title-instance"),
    });
    text.line();
    if members.is_empty() {
        text.push_str(&texts.say("team-nobody"));
        text.line();
    }
    if !who.named.is_empty() {
        let names = who.named.iter().map(|(id, user)| match user {
            Some(user) => full_name(user),
            None => texts.with("team-owner-unmet", [("id", (&id.to_string()).into())]),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        text.push_str(&texts.with("team-owners-too", [("names", (&names).into())]));
    }
    let (page, pages) = page_of(members.len(), page);
    let place_id = id(place);
    let screen = members
        .iter()
        .skip(usize::from(page) * LIST_PAGE)
        .take(LIST_PAGE)
        .fold(Screen::new(text), |screen, member| {
            let (name, role) = (full_name(&member.user), role(texts, member.held.role));
            let label = texts.with(
                "button-member",
                [("name", (&name).into()), ("role", (&role).into())],
            );
            let member = member.held.id;
            screen.row([Button::new(label, TeamPress::Member { member })])
        })
        .row(pager(texts, page, pages, |page| {
            TeamPress::Team {
                place: place_id,
                page,
            }
            .into()
        }))
        .row([
            Button::new(
                texts.say("button-invite"),
                TeamPress::Invite { place: place_id },
            ),
            Button::new(
                texts.say("button-invitations"),
                TeamPress::Invitations {
                    place: place_id,
                    page: 0,
                },
            ),
        ]);
    match place_id {
        Some(course) => screen.row([to_course(texts, course)]),
        None => screen,
    }
}

fn to_course(texts: &Texts, course: CourseId) -> Button {
    let press = AuthorPress::Course { course, page: 0 };
    Button::new(texts.say("button-to-course"), press)
}

fn to_team(texts: &Texts, place: Option<CourseId>) -> Button {
    Button::new(
        texts.say("button-to-team"),
        TeamPress::Team { place, page: 0 },
    )
}

/// One member: their part, and what else it could be.
pub fn member(texts: &Texts, place: Place<'_>, member: &Member) -> Screen {
    let (name, part) = (
        full_name(&member.user),
        part(texts, member.held.role, place),
    );
    let said = texts.with(
        "team-member",
        [("name", (&name).into()), ("part", (&part).into())],
    );
    let others = roles(id(place)).filter(|other| *other != member.held.role);
    let changes = others.map(|other| {
        let label = texts.with("button-make-role", [("role", (&role(texts, other)).into())]);
        let press = TeamPress::Change {
            member: member.held.id,
            from: number(member.held.role),
            role: number(other),
        };
        Button::new(label, press)
    });
    let remove = TeamPress::Remove {
        member: member.held.id,
    };
    Screen::plain(said)
        .row(changes)
        .row([Button::new(texts.say("button-remove-part"), remove)])
        .row([to_team(texts, id(place))])
}

/// To which part somebody is to be invited.
pub fn invite(texts: &Texts, place: Place<'_>) -> Screen {
    let explained = texts.say(match place {
        Some(_) => "roles-explained-course",
        None => "roles-explained-instance",
    });
    let question = format!("{}\n\n{explained}", texts.say("invite-ask"));
    let place = id(place);
    let parts = roles(place).map(|other| {
        let press = TeamPress::InviteTo {
            place,
            role: number(other),
        };
        Button::new(role(texts, other), press)
    });
    Screen::plain(question)
        .row(parts)
        .row([to_team(texts, place)])
}

/// An invitation that was just made: the only time its link is seen.
pub fn invited(texts: &Texts, place: Place<'_>, role: Role, link: &str) -> Screen {
    let part = part(texts, role, place);
    let said = texts.with("invitation-made", [("part", (&part).into())]);
    Screen::plain(format!("{said}\n{link}")).row([to_team(texts, id(place))])
}

/// The invitations that stand open, each with the button that takes it back.
pub fn invitations(
    texts: &Texts,
    place: Place<'_>,
    open: &[(invitation::Model, user::Model)],
    page: u16,
    now: DateTime<Utc>,
) -> Screen {
    if open.is_empty() {
        return Screen::plain(texts.say("invitations-none")).row([to_team(texts, id(place))]);
    }
    let mut text = Rich::plain(&texts.say("invitations-title"));
    let (page, pages) = page_of(open.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = open.iter().zip(1_usize..).skip(from).take(LIST_PAGE);
    for ((invitation, maker), number) in shown.clone() {
        let (role, name) = (role(texts, invitation.role), full_name(maker));
        text.line();
        text.push_str(&texts.with(
            "invitation-line",
            [
                ("number", number.into()),
                ("role", (&role).into()),
                ("name", (&name).into()),
                ("left", (&time(texts, invitation.ends_at - now)).into()),
            ],
        ));
    }
    let screen = shown.fold(Screen::new(text), |screen, ((invitation, _), number)| {
        let label = texts.with("button-revoke", [("which", number.into())]);
        let invitation = invitation.id;
        screen.row([Button::new(label, TeamPress::Revoke { invitation })])
    });
    let place = id(place);
    screen
        .row(pager(texts, page, pages, |page| {
            TeamPress::Invitations { place, page }.into()
        }))
        .row([to_team(texts, place)])
}

/// What became of an invitation that was to be taken back.
pub fn revoked(texts: &Texts, revoked: &Revoked) -> String {
    match revoked {
        Revoked::Done => texts.say("invitation-revoked"),
        Revoked::Accepted(Some(who)) => {
            let name = full_name(who);
            texts.with("invitation-taken", [("name", (&name).into())])
        }
        Revoked::Accepted(None) => texts.say("invitation-taken-by-nobody"),
        Revoked::Ended => texts.say("invitation-ended"),
    }
}

/// What goes with a member's role, and whether it may.
pub fn loss(texts: &Texts, member: &Member, place: Place<'_>, loss: &Loss) -> String {
    let name = full_name(&member.user);
    match loss {
        Loss::LastAuthor => {
            let title = place.map(|course| course.title.as_str());
            let title = title.unwrap_or_default().into();
            texts.with(
                "team-last-author",
                [("name", (&name).into()), ("title", title)],
            )
        }
        Loss::LastOwner => texts.with("team-last-owner", [("name", (&name).into())]),
        Loss::Courses { count, orphans } => {
            let titles = super::publishing::titles(texts, orphans);
            texts.with(
                "team-loses-courses",
                [
                    ("name", (&name).into()),
                    ("count", (*count).into()),
                    ("orphans", orphans.len().into()),
                    ("titles", (&titles).into()),
                ],
            )
        }
    }
}

/// So much time, in minutes, in hours or in days, each to the nearest.
pub fn time(texts: &Texts, time: TimeDelta) -> String {
    let minutes = u64::try_from(time.num_seconds())
        .unwrap_or(0)
        .div_ceil(60)
        .max(1);
    let hours = (minutes + 30) / 60;
    let (key, count) = if minutes < 60 {
        ("left-minutes", minutes)
    } else if hours < 48 && hours != 24 {
        ("left-hours", hours)
    } else {
        ("left-days", (hours + 12) / 24)
    };
    texts.with(key, [("count", count.into())])
}

/// What somebody is invited to, who has opened the link.
pub fn offer(texts: &Texts, offer: &Offer, accept: TeamPress) -> Screen {
    let (name, part) = (
        full_name(&offer.maker),
        part(texts, offer.invitation.role, offer.course.as_ref()),
    );
    let question = texts.with(
        "invitation-offer",
        [("name", (&name).into()), ("part", (&part).into())],
    );
    Screen::plain(question).row([
        Button::new(texts.say("button-accept"), accept),
        Button::new(texts.say("button-cancel"), Press::Dismiss),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn check(seconds: i64, expected: &str) {
        let said = time(&Texts::new(Lang::En), TimeDelta::seconds(seconds));
        // Numbers stand between marks of direction.
        let said: String = said.chars().filter(char::is_ascii).collect();
        assert_eq!(said, expected, "{seconds} s");
    }

    #[test]
    fn how_much_time_is_left() {
        check(-5, "1 minute");
        check(20, "1 minute");
        check(59 * 60, "59 minutes");
        check(60 * 60, "1 hour");
        check(23 * 3600 + 59 * 60, "1 day");
        check(25 * 3600, "25 hours");
        check(49 * 3600, "2 days");
        check(7 * 24 * 3600 - 1, "7 days");
    }
}
