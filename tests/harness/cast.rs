//! Who plays: the people of every story, and the bot.

use playground::{BotAccount, Person};

/// The bot's number.
pub const BOT: i64 = 1_000_001;
/// The bot's token; it opens nothing outside the stand-in.
pub const TOKEN: &str = "1000001:school";
/// The bot's username.
pub const USERNAME: &str = "stepwise_bot";

/// A learner whose Telegram speaks English.
pub const AMINA: i64 = 501;
/// A learner whose Telegram speaks Russian.
pub const BORIS: i64 = 502;
/// Writes courses, in the stories that say so.
pub const GRACE: i64 = 503;
/// Runs the instance.
pub const OLGA: i64 = 504;
/// Writes courses too, in the stories that say so; has no username.
pub const PETER: i64 = 505;
/// A learner whose Telegram speaks a language that the bot does not; her number needs more than 32 bits.
pub const INES: i64 = 7_000_000_506;

/// Everybody.
pub fn people() -> Vec<Person> {
    let person = |id, first_name: &str, username: Option<&str>, language: &str| Person {
        id,
        first_name: first_name.to_owned(),
        username: username.map(str::to_owned),
        language_code: Some(language.to_owned()),
        ..Person::default()
    };
    let mut peter = person(PETER, "Peter", None, "en");
    peter.last_name = Some("Moss".to_owned());
    vec![
        person(AMINA, "Amina", Some("amina"), "en"),
        person(BORIS, "Борис", Some("boris"), "ru"),
        person(GRACE, "Grace", Some("Grace_Writes"), "en"),
        person(OLGA, "Olga", Some("olga"), "en"),
        peter,
        person(INES, "Inês", Some("ines"), "pt-br"),
    ]
}

/// Somebody by the first name that the stories use.
pub fn named(name: &str) -> Option<i64> {
    people()
        .into_iter()
        .find(|person| person.first_name == name)
        .map(|person| person.id)
}

/// The first name of somebody, for what is shown.
pub fn name_of(id: i64) -> String {
    people()
        .into_iter()
        .find(|person| person.id == id)
        .map_or_else(|| "the group".to_owned(), |person| person.first_name)
}

/// The bot's account.
pub fn bot() -> BotAccount {
    BotAccount {
        token: TOKEN.to_owned(),
        username: USERNAME.to_owned(),
        first_name: "Stepwise".to_owned(),
    }
}
