//! The workbench of a course: each sees what they may do with it.

use entity::Door;

use super::super::doors::open_to;
use super::super::{LIST_PAGE, opening, page_of, pager};
use super::step_label;
use crate::courses::Action;
use crate::courses::authoring::Workbench;
use crate::telegram::{
    AuthorPress, Button, CohortPress, DoorPress, LadderPress, OpeningPress, Press, Rich, Screen,
    TeamPress,
};
use crate::texts::Texts;

/// The workbench of a course: what it is, its steps, what can be done with it.
pub fn course(texts: &Texts, bench: &Workbench, link: &str, page: u16) -> Screen {
    let (draft, id) = (&bench.draft, bench.draft.course.id);
    let (page, pages) = page_of(bench.steps, page);
    let from = usize::from(page) * LIST_PAGE;
    let mut screen = Screen::new(course_text(texts, bench, link, (from, pages)));
    if bench.may.has(Action::Review) {
        let steps = draft.steps.iter().enumerate().skip(from).take(LIST_PAGE);
        screen = steps
            .fold(screen, |screen, (index, step)| {
                // Who changes nothing sees it as a learner would.
                let press = if bench.may.has(Action::Edit) {
                    AuthorPress::Step { step: step.id }
                } else {
                    AuthorPress::Preview { step: step.id }
                };
                screen.row([Button::new(step_label(texts, index + 1, step), press)])
            })
            .row(pager(texts, page, pages, |page| {
                AuthorPress::Course { course: id, page }.into()
            }));
    }
    what_can_be_done(texts, bench)
        .into_iter()
        .fold(screen, Screen::row)
        .row([Button::new(
            texts.say("button-to-my-courses"),
            AuthorPress::Courses { page: 0 },
        )])
}

/// The rows of buttons for what this person may do to a course.
fn what_can_be_done(texts: &Texts, bench: &Workbench) -> [Vec<Button>; 7] {
    let course = bench.draft.course.id;
    let button = |action, key, press: Press| {
        bench
            .may
            .has(action)
            .then(|| Button::new(texts.say(key), press))
    };
    let author = |action, key, press: AuthorPress| button(action, key, press.into());
    let publish = || {
        let press = AuthorPress::Publish { course };
        author(Action::Publish, "button-publish", press)
    };
    let (is_open, is_changed) = (bench.draft.course.is_active, bench.is_changed);
    let door = if is_open {
        let press = AuthorPress::Unpublish { course };
        author(Action::Close, "button-unpublish", press)
    } else {
        publish()
    };
    let again = (is_changed && is_open).then(publish).flatten();
    let discard = AuthorPress::Discard { course };
    let discard = is_changed.then(|| author(Action::Edit, "button-discard", discard));
    let add = AuthorPress::AddStep { course };
    let look = AuthorPress::PreviewCourse { course };
    let look =
        (!bench.draft.steps.is_empty()).then(|| author(Action::Review, "button-preview", look));
    let history = AuthorPress::History { course, page: 0 };
    let history = bench
        .is_published
        .then(|| author(Action::SeeHistory, "button-history", history));
    let file = author(
        Action::Export,
        "button-as-file",
        AuthorPress::Export { course },
    );
    let results = AuthorPress::Results { course };
    let results = bench
        .asks
        .then(|| author(Action::SeeStatistics, "button-results", results));
    let invites = bench.may.has(Action::InviteLearners) && !bench.draft.steps.is_empty();
    let cohorts = invites.then(|| {
        let press = CohortPress::List { course, page: 0 };
        Button::new(texts.say("button-cohorts"), press)
    });
    let rename = AuthorPress::RenameCourse { course };
    let describe = AuthorPress::DescribeCourse { course };
    let delete = AuthorPress::DeleteCourse { course };
    let team = TeamPress::Team {
        place: Some(course),
        page: 0,
    };
    let row = |buttons: [Option<Button>; 3]| buttons.into_iter().flatten().collect();
    [
        row([again, discard.flatten(), None]),
        row([author(Action::Edit, "button-add-step", add), door, None]),
        row([look.flatten(), history.flatten(), file]),
        what_comes_by_itself(texts, bench),
        row([results.flatten(), cohorts, None]),
        row([
            author(Action::Edit, "button-rename", rename),
            author(Action::Edit, "button-describe", describe),
            author(Action::Delete, "button-delete", delete),
        ]),
        row([
            button(
                Action::Publish,
                "button-door",
                DoorPress::Ask { course }.into(),
            ),
            button(
                Action::InviteLearners,
                "button-link",
                DoorPress::Link { course }.into(),
            ),
            button(Action::ManageTeam, "button-team", team.into()),
        ]),
    ]
}

/// The row of buttons for when steps and reminders come.
fn what_comes_by_itself(texts: &Texts, bench: &Workbench) -> Vec<Button> {
    if !author_opens(bench) {
        return Vec::new();
    }
    let course = bench.draft.course.id;
    let opens = OpeningPress::Course { course };
    let ladder = LadderPress::Ask { course };
    vec![
        Button::new(texts.say("button-opening-course"), opens),
        Button::new(texts.say("button-ladder"), ladder),
    ]
}

/// Whether when its steps open can be said here.
fn author_opens(bench: &Workbench) -> bool {
    bench.may.has(Action::Edit) && !bench.draft.steps.is_empty()
}

fn course_text(texts: &Texts, bench: &Workbench, link: &str, (from, pages): (usize, u16)) -> Rich {
    let draft = &bench.draft;
    let mut text = Rich::new();
    text.push_bold(&bench.title);
    let mut add = |words: &str| {
        text.line();
        text.push_str(words);
    };
    if let Some(description) = &bench.description {
        add(description);
    }
    add("");
    let is_open = draft.course.is_active;
    add(&if is_open {
        open_to(texts, draft.course.door)
    } else {
        texts.say("workbench-closed")
    });
    if bench.may.has(Action::SeeStatistics) {
        add(&texts.with("workbench-learners", [("learners", bench.learners.into())]));
    }
    let everybody = draft.course.door == Door::Public;
    if is_open && (everybody || bench.may.has(Action::InviteLearners)) {
        add(link);
    }
    let total = bench.steps;
    add(&if total == 0 {
        texts.say("workbench-no-steps")
    } else if pages > 1 {
        let to = (from + LIST_PAGE).min(total);
        texts.with(
            "workbench-steps-page",
            [
                ("from", (from + 1).into()),
                ("to", to.into()),
                ("total", total.into()),
            ],
        )
    } else {
        texts.with("steps", [("count", total.into())])
    });
    if let Some(rule) = draft
        .release
        .as_ref()
        .filter(|_| bench.may.has(Action::Review))
    {
        let rule = opening::rule(texts, rule);
        add(&texts.with("workbench-opens", [("rule", (&rule).into())]));
    }
    if bench.is_changed && bench.may.has(Action::Review) {
        add(&texts.say("workbench-changed"));
    }
    text
}
