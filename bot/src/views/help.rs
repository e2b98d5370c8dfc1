//! Greeting, help by role, languages, and the command menus.

use crate::courses::{Action, Actions};
use crate::telegram::{Button, LearnerCommand, Press, Screen};
use crate::texts::{Lang, Texts};

/// The first words to a person.
pub fn greeting(texts: &Texts, name: &str, bot: &str) -> String {
    texts.with("hello", [("name", name.into()), ("bot", bot.into())])
}

/// The commands that not everybody has, in the order of the menu, with what they serve: who may do one of these things
/// somewhere has the command.
const FOR_AUTHORS: [(&str, Actions); 15] = [
    ("addcourse", MAKING),
    ("addstep", EDITING),
    ("editcourse", EDITING),
    (
        "mycourses",
        Actions::of(&[Action::MakeCourses, Action::Look]),
    ),
    ("publish", PUBLISHING),
    (
        "history",
        Actions::of(&[Action::MakeCourses, Action::SeeHistory]),
    ),
    ("rollback", PUBLISHING),
    (
        "import",
        Actions::of(&[Action::MakeCourses, Action::Import]),
    ),
    (
        "export",
        Actions::of(&[Action::MakeCourses, Action::Export]),
    ),
    ("results", Actions::of(&[Action::SeeStatistics])),
    ("broadcast", Actions::of(&[Action::Announce])),
    ("inbox", Actions::of(&[Action::Assess])),
    ("team", Actions::of(&[Action::ManageTeam])),
    ("link", Actions::of(&[Action::InviteLearners])),
    ("cohorts", Actions::of(&[Action::InviteLearners])),
];

/// The same for those who run the instance.
const FOR_OWNERS: [(&str, Actions); 3] = [
    ("addauthor", Actions::of(&[Action::ManageAuthors])),
    ("removeauthor", Actions::of(&[Action::ManageAuthors])),
    ("jobs", Actions::of(&[Action::ManageAuthors])),
];

const MAKING: Actions = Actions::of(&[Action::MakeCourses]);
const PUBLISHING: Actions = Actions::of(&[Action::MakeCourses, Action::Publish]);
const EDITING: Actions = Actions::of(&[Action::MakeCourses, Action::Edit]);

/// Whether a command is for somebody who may do this somewhere. The same table makes the menus and the help.
pub fn has(may: Actions, command: &str) -> bool {
    FOR_AUTHORS
        .iter()
        .chain(&FOR_OWNERS)
        .find(|(name, _)| *name == command)
        .is_none_or(|(_, serves)| may.any(*serves))
}

/// What somebody can do here who may do this somewhere.
pub fn help(texts: &Texts, may: Actions) -> Screen {
    let mut parts = vec![texts.say("help-learner")];
    for (heading, commands) in [
        ("help-author", FOR_AUTHORS.as_slice()),
        ("help-owner", FOR_OWNERS.as_slice()),
    ] {
        let lines: Vec<String> = commands
            .iter()
            .filter(|(_, serves)| may.any(*serves))
            .map(|(name, _)| explain(texts, name))
            .collect();
        if !lines.is_empty() {
            parts.push(format!("{}\n{}", texts.say(heading), lines.join("\n")));
        }
    }
    Screen::plain(parts.join("\n\n"))
}

/// The choice of languages, each named in itself.
pub fn languages(texts: &Texts) -> Screen {
    let buttons = Lang::ALL.into_iter().zip(0..).map(|(lang, choice)| {
        Button::new(
            Texts::new(lang).say("language-name"),
            Press::Language { choice },
        )
    });
    let telegram = Press::Language { choice: u8::MAX };
    Screen::plain(texts.say("language-ask"))
        .row(buttons)
        .row([Button::new(texts.say("language-as-telegram"), telegram)])
}

/// What text alone means, and the way in or out.
pub fn plain(texts: &Texts) -> Screen {
    let (key, button, choice) = if texts.is_plain {
        ("plain-is-on", "button-plain-off", 0)
    } else {
        ("plain-ask", "button-plain-on", 1)
    };
    Screen::plain(texts.say(key)).row([Button::new(texts.say(button), Press::Plain { choice })])
}

/// The names of the commands that somebody has beyond those that everybody has.
pub fn own_commands(may: Actions) -> Vec<&'static str> {
    FOR_AUTHORS
        .iter()
        .chain(&FOR_OWNERS)
        .filter(|(_, serves)| may.any(*serves))
        .map(|(name, _)| *name)
        .collect()
}

/// The command menu of somebody with these commands of their own: names without the slash, and descriptions.
pub fn menu(texts: &Texts, own: &[&str]) -> Vec<(String, String)> {
    LearnerCommand::MENU
        .iter()
        .chain(own)
        .map(|name| ((*name).to_owned(), describe(texts, name)))
        .collect()
}

/// A line of the help.
fn explain(texts: &Texts, command: &str) -> String {
    texts.say(match command {
        "addcourse" => "help-addcourse",
        "addstep" => "help-addstep",
        "editcourse" => "help-editcourse",
        "mycourses" => "help-mycourses",
        "publish" => "help-publish",
        "history" => "help-history",
        "rollback" => "help-rollback",
        "import" => "help-import",
        "export" => "help-export",
        "results" => "help-results",
        "broadcast" => "help-broadcast",
        "inbox" => "help-inbox",
        "team" => "help-team",
        "link" => "help-link",
        "cohorts" => "help-cohorts",
        "addauthor" => "help-addauthor",
        "jobs" => "help-jobs",
        _ => "help-removeauthor",
    })
}

fn describe(texts: &Texts, command: &str) -> String {
    texts.say(match command {
        "start" => "command-start",
        "courses" => "command-courses",
        "continue" => "command-continue",
        "progress" => "command-progress",
        "review" => "command-review",
        "rhythm" => "command-rhythm",
        "restart" => "command-restart",
        "leave" => "command-leave",
        "join" => "command-join",
        "ask" => "command-ask",
        "language" => "command-language",
        "plain" => "command-plain",
        "announcements" => "command-announcements",
        "privacy" => "command-privacy",
        "cancel" => "command-cancel",
        "addcourse" => "command-addcourse",
        "addstep" => "command-addstep",
        "editcourse" => "command-editcourse",
        "mycourses" => "command-mycourses",
        "publish" => "command-publish",
        "history" => "command-history",
        "rollback" => "command-rollback",
        "import" => "command-import",
        "export" => "command-export",
        "results" => "command-results",
        "broadcast" => "command-broadcast",
        "inbox" => "command-inbox",
        "team" => "command-team",
        "link" => "command-link",
        "cohorts" => "command-cohorts",
        "addauthor" => "command-addauthor",
        "removeauthor" => "command-removeauthor",
        "jobs" => "command-jobs",
        _ => "command-help",
    })
}
