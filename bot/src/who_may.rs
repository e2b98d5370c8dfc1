//! The table of who may do what, tried: every press, every command and every half-finished dialogue, by everybody, and
//! again after their part was taken away. What is expected follows from `policy::allowed` alone; a press or a dialogue
//! that this does not know does not compile, or is missed by its letters.

use entity::Role;
use entity::role_permission::Reach;
use teloxide::utils::command::BotCommands;

use crate::courses::policy::allowed;
use crate::courses::{Action, Actions};
use crate::handlers::Awaiting;
use crate::telegram::{
    Act, AuthorCommand, AuthorPress, BroadcastCommand, BroadcastPress, CohortPress, DoorPress,
    GoalPress, HoldingPress, JobsPress, LadderPress, OpeningPress, OwnerCommand, Press,
    PrivacyPress, QuestionPress, ReviewerCommand, TeamCommand, TeamPress,
};
use crate::views;

mod apart;
mod dialogues;
mod needs;
mod stage;

use dialogues::{dialogues, need_of_dialogue};
use needs::{
    need_of_broadcast, need_of_cohort, need_of_door, need_of_holding, need_of_question,
    need_of_team, need_of_work,
};
use stage::{End, acted, answered, furnished, pressed, said, sent};

/// The roles somebody holds: of a course, or of the whole instance.
type Held = &'static [(Role, Option<i64>)];

/// Everybody there is: what they hold, and in which course. The last one is named in the settings.
const PEOPLE: [(i64, Held); 10] = [
    (11, &[]),
    (12, &[(Role::Reviewer, Some(1))]),
    (13, &[(Role::Analyst, Some(1))]),
    (14, &[(Role::Author, Some(1))]),
    (15, &[(Role::Author, Some(2))]),
    (16, &[(Role::Author, None)]),
    (17, &[(Role::Owner, None)]),
    (19, &[(Role::Reviewer, None)]),
    (20, &[(Role::Analyst, None)]),
    (NAMED, &[]),
];
const NAMED: i64 = 18;

/// What something takes.
#[derive(Clone, Copy, Debug)]
enum Need {
    /// Nothing.
    Nothing,
    /// This, in the whole instance.
    Instance(Action),
    /// One of these, anywhere.
    Somewhere(Actions),
    /// This, in the first course.
    Course(Action),
    /// The same, where it is not told apart from what is not there.
    Hidden(Action),
    /// There is no such thing, whoever asks.
    Impossible,
}

fn need_of_author(press: AuthorPress) -> Need {
    use AuthorPress as P;
    match press {
        // What is applied or forgotten is one's own import; there is none here.
        P::Courses { .. } | P::Choose { .. } | P::ApplyImport { .. } | P::CancelImport { .. } => {
            Need::Somewhere(Actions::ALL)
        }
        P::Export { .. } => Need::Course(Action::Export),
        P::Results { .. } | P::ResultsAsCsv { .. } | P::ResultsAsXlsx { .. } => {
            Need::Course(Action::SeeStatistics)
        }
        P::NewCourse | P::SkipDescription => Need::Instance(Action::MakeCourses),
        P::RemoveAuthor { .. } => Need::Instance(Action::ManageAuthors),
        P::Course { .. } => Need::Course(Action::Look),
        P::Preview { .. }
        | P::PreviewNext { .. }
        | P::PreviewOn { .. }
        | P::PreviewAt { .. }
        | P::PreviewReminder { .. }
        | P::PreviewCourse { .. } => Need::Course(Action::Review),
        P::AddStep { .. }
        | P::Step { .. }
        | P::MarkEnd { .. }
        | P::UnmarkEnd { .. }
        | P::UndoStep { .. }
        | P::UndoStepNow { .. }
        | P::RenameCourse { .. }
        | P::DescribeCourse { .. }
        | P::RenameStep { .. }
        | P::RewriteStep { .. }
        | P::MoveUp { .. }
        | P::MoveDown { .. }
        | P::SwitchOff { .. }
        | P::SwitchOn { .. }
        | P::DeleteStep { .. }
        | P::DeleteStepConfirmed { .. }
        | P::DeleteStepNow { .. }
        | P::Discard { .. }
        | P::DiscardConfirmed { .. } => Need::Course(Action::Edit),
        P::Publish { .. }
        | P::PublishConfirmed { .. }
        | P::RollBack { .. }
        | P::RollBackWhich { .. }
        | P::RollBackConfirmed { .. } => Need::Course(Action::Publish),
        P::History { .. } | P::Revision { .. } => Need::Course(Action::SeeHistory),
        P::Unpublish { .. } => Need::Course(Action::Close),
        P::DeleteCourse { .. } | P::DeleteCourseConfirmed { .. } | P::DeleteCourseNow { .. } => {
            Need::Course(Action::Delete)
        }
    }
}

/// Every press that somebody with a role can make, with ones for numbers: the first course, its first step, its first
/// member, its first invitation and code; and again with the whole instance for a place.
fn presses() -> Vec<(Press, Need)> {
    let letters = AuthorPress::LETTERS
        .iter()
        .chain(TeamPress::LETTERS)
        .chain(DoorPress::LETTERS)
        .chain(QuestionPress::LETTERS)
        .chain(HoldingPress::LETTERS)
        .chain(OpeningPress::LETTERS)
        .chain(LadderPress::LETTERS)
        .chain(BroadcastPress::LETTERS)
        .chain(CohortPress::LETTERS)
        .chain(JobsPress::LETTERS)
        .chain(GoalPress::LETTERS)
        .chain(PrivacyPress::LETTERS)
        .chain(&["wi", "wo", "wc", "wx", "wa", "wa+", "wr"]);
    // The whole instance; the second submission is a question.
    let anywhere = ["t:0:0", "t.i:0", "t.it:0:1", "t.is:0:0", "wn:2"];
    let anywhere = anywhere.map(|data| Press::decode(data).expect("these are whole"));
    letters
        .map(|letters| {
            let decoded = (0..=3)
                .find_map(|count| Press::decode(&format!("{letters}{}", ":1".repeat(count))));
            decoded.expect("ones fit every press")
        })
        .chain(anywhere)
        .map(|press| {
            let need = match press {
                Press::Author(press) => need_of_author(press),
                Press::Team(press) => need_of_team(press),
                Press::Door(press) => need_of_door(press),
                Press::Question(press) => need_of_question(press),
                Press::Work(press) => need_of_work(press),
                Press::Holding(press) => need_of_holding(press),
                Press::Cohort(press) => need_of_cohort(press),
                Press::Opening(_) | Press::Ladder(_) => Need::Course(Action::Edit),
                Press::Broadcast(press) => need_of_broadcast(press),
                // One's own, whoever one is.
                Press::Goal(_) | Press::Privacy(_) => Need::Nothing,
                Press::Jobs(_) => Need::Instance(Action::ManageAuthors),
                other => unreachable!("{other:?} is everybody's"),
            };
            (press, need)
        })
        .collect()
}

/// What somebody may do in the first course, in the whole instance, and anywhere, by the table.
fn may(who: i64) -> (Actions, Actions, Actions) {
    if who == NAMED {
        return (Actions::ALL, Actions::ALL, Actions::ALL);
    }
    let held = PEOPLE
        .iter()
        .find(|(id, _)| *id == who)
        .map_or(&[][..], |(_, held)| held);
    held.iter().fold(
        (Actions::NONE, Actions::NONE, Actions::NONE),
        |(course, instance, anywhere), (role, of)| {
            let reach = if of.is_some() {
                Reach::Course
            } else {
                Reach::Instance
            };
            let allowed = allowed(*role, reach);
            (
                if of.is_none_or(|of| of == 1) {
                    course.and(allowed)
                } else {
                    course
                },
                if of.is_none() {
                    instance.and(allowed)
                } else {
                    instance
                },
                anywhere.and(allowed),
            )
        },
    )
}

fn expected(who: i64, need: Need) -> End {
    let (course, instance, anywhere) = may(who);
    let passed = |passed| if passed { End::Passed } else { End::NotForYou };
    match need {
        Need::Nothing => End::Passed,
        Need::Instance(action) => passed(instance.has(action)),
        Need::Somewhere(actions) => passed(anywhere.any(actions)),
        Need::Course(_) | Need::Hidden(_) if anywhere.is_empty() => End::NotForYou,
        Need::Course(action) | Need::Hidden(action) if course.has(action) => End::Passed,
        Need::Course(_) if course.has(Action::Look) => End::NotYourPart,
        Need::Course(_) | Need::Hidden(_) | Need::Impossible => End::NotThere,
    }
}

/// By everybody, with their part and after it was taken away.
async fn check(
    db: &sea_orm::DatabaseConnection,
    what: &str,
    need: Need,
    awaiting: &Awaiting,
    update: impl Fn(i64) -> serde_json::Value,
) {
    for (who, held) in PEOPLE {
        let end = acted(db, who, false, awaiting.clone(), update(who)).await;
        assert_eq!(
            end,
            expected(who, need),
            "{what} by {held:?} ({who}), {need:?}"
        );
        if !held.is_empty() {
            let end = acted(db, who, true, awaiting.clone(), update(who)).await;
            let nobody = expected(PEOPLE[0].0, need);
            assert_eq!(end, nobody, "{what} by who was {held:?} ({who}), {need:?}");
        }
    }
}

#[tokio::test]
async fn presses_and_old_menus() {
    let db = furnished().await;
    for (press, need) in presses() {
        let what = format!("{press:?}");
        check(&db, &what, need, &Awaiting::Nothing, |who| {
            pressed(who, press)
        })
        .await;
    }
}

#[tokio::test]
async fn commands() {
    let db = furnished().await;
    let names = |list: Vec<teloxide::types::BotCommand>| {
        list.into_iter()
            .map(|known| known.command.trim_start_matches('/').to_owned())
    };
    let known: Vec<String> = names(AuthorCommand::bot_commands())
        .chain(names(TeamCommand::bot_commands()))
        .chain(names(BroadcastCommand::bot_commands()))
        .chain(names(ReviewerCommand::bot_commands()))
        .chain(names(OwnerCommand::bot_commands()))
        .collect();
    let mut offered = views::help::own_commands(Actions::ALL);
    offered.sort_unstable();
    let mut sorted: Vec<&str> = known.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, offered, "every command has its line in the table");
    for name in known {
        for (who, held) in PEOPLE {
            let (_, _, anywhere) = may(who);
            let offered = views::help::own_commands(anywhere).contains(&name.as_str());
            let wanted = if offered { End::Passed } else { End::NotForYou };
            let update = || said(who, &format!("/{name}"));
            let end = acted(&db, who, false, Awaiting::Nothing, update()).await;
            assert_eq!(end, wanted, "/{name} by {held:?} ({who})");
            if !held.is_empty() {
                let end = acted(&db, who, true, Awaiting::Nothing, update()).await;
                assert_eq!(end, End::NotForYou, "/{name} by who was {held:?} ({who})");
            }
        }
    }
}

/// A command that names a course tells who may not do that whether it is there no more than for one that is not.
#[tokio::test]
async fn commands_about_a_course() {
    let db = furnished().await;
    for (name, action) in [
        ("publish", Action::Publish),
        ("history", Action::SeeHistory),
        ("rollback", Action::Publish),
        ("team", Action::ManageTeam),
        ("link", Action::InviteLearners),
        ("cohorts", Action::InviteLearners),
        ("export", Action::Export),
        ("results", Action::SeeStatistics),
        ("broadcast", Action::Announce),
    ] {
        for (who, held) in PEOPLE {
            let (course, _, anywhere) = may(who);
            let has = views::help::has(anywhere, name);
            let wanted = match (has, course.has(action)) {
                (false, _) => End::NotForYou,
                (true, true) => End::Passed,
                (true, false) => End::NotThere,
            };
            let one = acted(
                &db,
                who,
                false,
                Awaiting::Nothing,
                said(who, &format!("/{name} one")),
            )
            .await;
            assert_eq!(one, wanted, "/{name} one by {held:?} ({who})");
            let none = acted(
                &db,
                who,
                false,
                Awaiting::Nothing,
                said(who, &format!("/{name} none")),
            )
            .await;
            let wanted = if has { End::NotThere } else { End::NotForYou };
            assert_eq!(none, wanted, "/{name} none by {held:?} ({who})");
        }
    }
}

/// A file is taken up from who may put courses in, and from nobody else.
#[tokio::test]
async fn files() {
    let db = furnished().await;
    for (who, held) in PEOPLE {
        let (_, _, anywhere) = may(who);
        let taken = anywhere.any(Actions::of(&[Action::MakeCourses, Action::Import]));
        for lost in [false, true] {
            let update = sent(who, "course.md");
            let answer = answered(&db, who, lost, Awaiting::Nothing, update).await;
            let acts = answer.expect("a file is no refusal").acts;
            let begun = acts.iter().any(|act| matches!(act, Act::Later(_)));
            let wanted = taken && (who == NAMED || !lost);
            assert_eq!(begun, wanted, "a file by {held:?} ({who}), lost: {lost}");
        }
    }
}

#[tokio::test]
async fn answers_within_dialogues() {
    let db = furnished().await;
    for awaiting in dialogues() {
        let need = need_of_dialogue(&awaiting);
        let what = format!("{awaiting:?}");
        check(&db, &what, need, &awaiting, |who| said(who, "11")).await;
    }
}
