//! Greeting, help by role, languages, and the command menus.

use crate::courses::Role;
use crate::telegram::{AuthorCommand, Button, LearnerCommand, OwnerCommand, Press, Screen};
use crate::texts::{Lang, Texts};

/// The first words to a person.
pub fn greeting(texts: &Texts, name: &str, bot: &str) -> String {
    texts.with("hello", [("name", name.into()), ("bot", bot.into())])
}

/// What this person can do here.
pub fn help(texts: &Texts, role: Role) -> Screen {
    let mut parts = vec![texts.say("help-learner")];
    if role >= Role::Author {
        parts.push(texts.say("help-author"));
    }
    if role >= Role::Owner {
        parts.push(texts.say("help-owner"));
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

/// The command menu of a role: names without the slash, and descriptions.
pub fn menu(texts: &Texts, role: Role) -> Vec<(String, String)> {
    let author: &[&str] = if role >= Role::Author {
        &AuthorCommand::MENU
    } else {
        &[]
    };
    let owner: &[&str] = if role >= Role::Owner {
        &OwnerCommand::MENU
    } else {
        &[]
    };
    LearnerCommand::MENU
        .iter()
        .chain(author)
        .chain(owner)
        .map(|name| ((*name).to_owned(), describe(texts, name)))
        .collect()
}

fn describe(texts: &Texts, command: &str) -> String {
    texts.say(match command {
        "start" => "command-start",
        "courses" => "command-courses",
        "continue" => "command-continue",
        "progress" => "command-progress",
        "restart" => "command-restart",
        "leave" => "command-leave",
        "language" => "command-language",
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
        "addauthor" => "command-addauthor",
        "removeauthor" => "command-removeauthor",
        _ => "command-help",
    })
}
