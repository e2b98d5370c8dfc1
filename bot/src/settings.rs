//! What can be set. Besides the log, which begins before them, settings are read here alone. Every setting stands in `.env.example` with its default, unit and an example.

use std::net::SocketAddr;

use crate::courses::rhythm::Zone;
use crate::texts::Lang;

/// Everything that can be set.
#[derive(Clone)]
pub struct Settings {
    /// The bot's token.
    pub token: String,
    /// The Bot API server.
    pub api_url: String,
    /// The database.
    pub database_url: String,
    /// The Telegram user ids of those who run this instance.
    pub owners: Vec<i64>,
    /// How updates come.
    pub updates: Updates,
    /// Where health and the webhook are served; `None`: nowhere.
    pub listen: Option<SocketAddr>,
    /// Spoken to those whose Telegram speaks a language the bot does not: two letters.
    pub default_language: Language,
    /// Where the clock of those stands who have said nothing of theirs.
    pub time_zone: Zone,
    /// Messages a second to all chats; 0: no limit of our own.
    pub send_per_second: u32,
    /// Messages a second to one chat; 0: no limit of our own.
    pub send_per_chat: u32,
    /// How long Telegram's numbers of answered updates are kept, in hours; at least 24.
    pub keep_updates: u32,
    /// How long an update that could not be answered is kept as it was written, in days; at least 1.
    pub keep_set_aside: u32,
    /// Counts statements, for benches and tests.
    pub count_statements: bool,
}

/// A language the bot speaks, by its two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(pub(crate) Lang);

impl Language {
    /// The language of a code such as `ru`.
    pub fn from_code(code: &str) -> Option<Language> {
        Lang::from_code(code).map(Language)
    }
}

/// How updates come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Updates {
    /// The bot asks.
    Polling,
    /// Telegram calls.
    Webhook {
        /// The public address, `https://…`.
        url: String,
        /// Carried by every request of Telegram; `None`: derived from the token.
        secret: Option<String>,
    },
}

/// What is wrong with a setting, naming it and the form it should have.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingError {
    /// There is no token.
    #[error("TELOXIDE_TOKEN is not set")]
    NoToken,
    /// A value has the wrong form.
    #[error("{name} should be {expected}")]
    Malformed {
        /// The variable.
        name: &'static str,
        /// The form it should have.
        expected: &'static str,
    },
}

/// The database when none is set.
pub const DEFAULT_DATABASE: &str = "sqlite://stepwise.sqlite";
/// The Bot API server when none is set.
pub const DEFAULT_API: &str = "https://api.telegram.org";
/// Where health is served when nothing is set.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

impl Settings {
    /// Settings for a bot of `token`, everything else as if nothing were set.
    pub fn for_token(token: &str) -> Settings {
        Settings {
            token: token.to_owned(),
            api_url: DEFAULT_API.to_owned(),
            database_url: DEFAULT_DATABASE.to_owned(),
            owners: Vec::new(),
            updates: Updates::Polling,
            listen: None,
            default_language: Language(Lang::En),
            time_zone: Zone::UTC,
            send_per_second: 30,
            send_per_chat: 1,
            keep_updates: 72,
            keep_set_aside: 14,
            count_statements: false,
        }
    }

    /// Settings from the environment.
    ///
    /// # Errors
    /// The first setting that is missing or malformed.
    pub fn from_env() -> Result<Settings, SettingError> {
        Settings::read(|name| std::env::var(name).ok())
    }

    /// The language of the command line: `DEFAULT_LANGUAGE` when it is set, otherwise the language of the terminal.
    pub fn spoken() -> Language {
        let of = |name: &str| Language::from_code(&std::env::var(name).ok()?);
        ["DEFAULT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(of)
            .unwrap_or(Language(Lang::En))
    }

    /// The first of those who run this instance, for the command line.
    ///
    /// # Errors
    /// A list that does not read.
    pub fn first_owner() -> Result<Option<i64>, SettingError> {
        let list = std::env::var("OWNER_IDS").unwrap_or_default();
        Ok(owners(&list)?.first().copied())
    }

    /// Settings from anything that knows variables by name; a blank one counts as not set.
    ///
    /// # Errors
    /// The first setting that is missing or malformed.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Settings, SettingError> {
        let get = |name| {
            get(name)
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let token = get("TELOXIDE_TOKEN").ok_or(SettingError::NoToken)?;
        if !is_token(&token) {
            return malformed(
                "TELOXIDE_TOKEN",
                "the token from @BotFather, such as 123456:ABC-DEF",
            );
        }
        let mut settings = Settings::for_token(&token);
        if let Some(url) = get("TELOXIDE_API_URL") {
            if !(url.starts_with("https://") || url.starts_with("http://")) {
                return malformed(
                    "TELOXIDE_API_URL",
                    "an address beginning with https:// or http://",
                );
            }
            settings.api_url = url;
        }
        if let Some(url) = get("DATABASE_URL") {
            let known = ["sqlite:", "postgres://", "postgresql://"];
            if !known.iter().any(|scheme| url.starts_with(scheme)) {
                return malformed(
                    "DATABASE_URL",
                    "sqlite://path/to/file or postgres://user:password@host/database",
                );
            }
            settings.database_url = url;
        }
        settings.owners = owners(get("OWNER_IDS").as_deref().unwrap_or_default())?;
        settings.updates = updates(&get)?;
        settings.listen = match get("LISTEN_ADDR").as_deref() {
            None => DEFAULT_LISTEN.parse().ok(),
            Some("off") if settings.updates == Updates::Polling => None,
            Some(address) => match address.parse() {
                Ok(address) => Some(address),
                Err(_) => {
                    return malformed(
                        "LISTEN_ADDR",
                        "an address and a port, such as 127.0.0.1:8080, or off with polling",
                    );
                }
            },
        };
        if let Some(code) = get("DEFAULT_LANGUAGE") {
            match Language::from_code(&code) {
                Some(language) => settings.default_language = language,
                None => return malformed("DEFAULT_LANGUAGE", "en or ru"),
            }
        }
        if let Some(name) = get("TIME_ZONE") {
            match Zone::parse(&name) {
                Some(zone) => settings.time_zone = zone,
                None => {
                    return malformed(
                        "TIME_ZONE",
                        "a name of the IANA database or an offset, such as Europe/Berlin or +05:30",
                    );
                }
            }
        }
        settings.send_per_second = number(
            "SEND_PER_SECOND",
            get("SEND_PER_SECOND"),
            settings.send_per_second,
        )?;
        settings.send_per_chat = number(
            "SEND_PER_CHAT",
            get("SEND_PER_CHAT"),
            settings.send_per_chat,
        )?;
        settings.keep_updates = lasting(
            "KEEP_UPDATES_HOURS",
            get("KEEP_UPDATES_HOURS"),
            settings.keep_updates,
            (24, "a whole number of hours, 24 or more"),
        )?;
        settings.keep_set_aside = lasting(
            "KEEP_SET_ASIDE_DAYS",
            get("KEEP_SET_ASIDE_DAYS"),
            settings.keep_set_aside,
            (1, "a whole number of days, 1 or more"),
        )?;
        Ok(settings)
    }
}

fn malformed<T>(name: &'static str, expected: &'static str) -> Result<T, SettingError> {
    Err(SettingError::Malformed { name, expected })
}

/// Digits, a colon, and letters as Telegram gives them out.
fn is_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, secret)| {
        id.parse::<u64>().is_ok()
            && !secret.is_empty()
            && secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

fn owners(list: &str) -> Result<Vec<i64>, SettingError> {
    list.split([',', ' ', ';'])
        .filter(|part| !part.is_empty())
        .map(|part| match part.parse::<i64>() {
            Ok(id) if id > 0 => Ok(id),
            _ => malformed(
                "OWNER_IDS",
                "Telegram user ids between commas, such as 123456789,987654321",
            ),
        })
        .collect()
}

fn updates(get: &impl Fn(&'static str) -> Option<String>) -> Result<Updates, SettingError> {
    match get("UPDATES").as_deref() {
        None | Some("polling") => Ok(Updates::Polling),
        Some("webhook") => {
            let url = get("WEBHOOK_URL");
            let Some(url) = url
                .filter(|url| url.starts_with("https://") || url.starts_with("http://127.0.0.1"))
            else {
                return malformed(
                    "WEBHOOK_URL",
                    "the public address for Telegram, beginning with https://, since UPDATES is webhook",
                );
            };
            let secret = get("WEBHOOK_SECRET");
            let fits = |secret: &String| {
                secret.len() <= 256
                    && secret
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
            };
            if secret.as_ref().is_some_and(|secret| !fits(secret)) {
                return malformed(
                    "WEBHOOK_SECRET",
                    "1 to 256 of the characters A-Z a-z 0-9 _ -",
                );
            }
            Ok(Updates::Webhook { url, secret })
        }
        Some(_) => malformed("UPDATES", "polling or webhook"),
    }
}

fn number(name: &'static str, value: Option<String>, otherwise: u32) -> Result<u32, SettingError> {
    match value.map(|value| value.parse()) {
        None => Ok(otherwise),
        Some(Ok(number)) => Ok(number),
        Some(Err(_)) => malformed(name, "a whole number, 0 for no limit"),
    }
}

/// A time in whole units, not shorter than the least and not longer than a thousand years.
fn lasting(
    name: &'static str,
    value: Option<String>,
    otherwise: u32,
    (least, expected): (u32, &'static str),
) -> Result<u32, SettingError> {
    let Some(value) = value else {
        return Ok(otherwise);
    };
    match value.parse() {
        Ok(number) if (least..=9_000_000).contains(&number) => Ok(number),
        _ => malformed(name, expected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Result<(), SettingError>) {
        let get = |name: &str| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Settings::read(get).map(drop), expected, "{variables:?}");
    }

    fn wrong(name: &'static str, value: &str) {
        let get = |asked: &str| match asked {
            "TELOXIDE_TOKEN" if name != "TELOXIDE_TOKEN" => Some("1:a".to_owned()),
            "UPDATES" if name.starts_with("WEBHOOK") => Some("webhook".to_owned()),
            "WEBHOOK_URL" if name == "WEBHOOK_SECRET" => Some("https://example.org".to_owned()),
            asked if asked == name => Some(value.to_owned()),
            _ => None,
        };
        match Settings::read(get).map(drop) {
            Err(SettingError::Malformed { name: named, .. }) => assert_eq!(named, name),
            other => panic!("{name}={value}: {other:?}"),
        }
    }

    #[test]
    fn each_error_names_its_variable() {
        check(&[], Err(SettingError::NoToken));
        check(&[("TELOXIDE_TOKEN", "  ")], Err(SettingError::NoToken));
        check(&[("TELOXIDE_TOKEN", "42:abc")], Ok(()));
        check(
            &[("TELOXIDE_TOKEN", "42:abc"), ("LISTEN_ADDR", "off")],
            Ok(()),
        );
        for (name, value) in [
            ("TELOXIDE_TOKEN", "nonsense"),
            ("TELOXIDE_API_URL", "api.telegram.org"),
            ("DATABASE_URL", "mysql://x"),
            ("OWNER_IDS", "12,amina"),
            ("OWNER_IDS", "-5"),
            ("UPDATES", "both"),
            ("WEBHOOK_URL", "ftp://x"),
            ("WEBHOOK_SECRET", "with space"),
            ("LISTEN_ADDR", "8080"),
            ("DEFAULT_LANGUAGE", "tlh"),
            ("TIME_ZONE", "Mars/Olympus"),
            ("TIME_ZONE", "5"),
            ("SEND_PER_SECOND", "fast"),
            ("SEND_PER_CHAT", "-1"),
            ("KEEP_UPDATES_HOURS", "23"),
            ("KEEP_UPDATES_HOURS", "3d"),
            ("KEEP_SET_ASIDE_DAYS", "0"),
            ("KEEP_SET_ASIDE_DAYS", "9000001"),
        ] {
            wrong(name, value);
        }
    }

    #[test]
    fn owners_are_read_with_any_separator() {
        assert_eq!(owners("1, 2;3 4"), Ok(vec![1, 2, 3, 4]));
        assert_eq!(owners(""), Ok(vec![]));
    }
}
