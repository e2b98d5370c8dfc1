//! Imports point downwards only: the table of the floor plan, as text.

use super::source::{Source, below};

/// A room of the bot, and what else may be named in it.
struct Room {
    name: &'static str,
    rooms: &'static [&'static str],
    crates: &'static [&'static str],
}

/// Crates that make a difference between floors; all others may be used anywhere.
const CRATES: [&str; 9] = [
    "teloxide",
    "axum",
    "reqwest",
    "sea_orm",
    "entity",
    "migration",
    "playground",
    "fluent_bundle",
    "governor",
];

const ROOMS: [Room; 9] = [
    Room {
        name: "courses",
        rooms: &["clock"],
        crates: &["sea_orm", "entity"],
    },
    Room {
        name: "telegram",
        rooms: &[],
        crates: &["teloxide", "entity"],
    },
    Room {
        name: "texts",
        rooms: &[],
        crates: &["fluent_bundle"],
    },
    Room {
        name: "views",
        rooms: &["courses", "telegram", "texts"],
        crates: &["entity"],
    },
    Room {
        name: "handlers",
        rooms: &["courses", "telegram", "texts", "views", "clock"],
        crates: &["teloxide", "sea_orm", "entity"],
    },
    Room {
        name: "transport",
        rooms: &[
            "courses", "telegram", "texts", "handlers", "clock", "database",
        ],
        crates: &[
            "teloxide", "axum", "reqwest", "sea_orm", "entity", "governor",
        ],
    },
    Room {
        name: "jobs",
        rooms: &[
            "courses",
            "telegram",
            "texts",
            "views",
            "handlers",
            "transport",
            "clock",
            "database",
        ],
        crates: &["sea_orm", "entity"],
    },
    Room {
        name: "desk",
        rooms: &[
            "courses", "telegram", "texts", "views", "clock", "database", "settings",
        ],
        crates: &["sea_orm", "entity"],
    },
    Room {
        name: "web",
        rooms: &["transport", "database", "clock"],
        crates: &["axum", "sea_orm", "entity"],
    },
];

/// Each room of the bot names only rooms below it.
pub fn imports() -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for source in below("bot/src")? {
        let inside = source.path.trim_start_matches("bot/src/").to_owned();
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        let Some(room) = ROOMS.iter().find(|known| known.name == room) else {
            continue;
        };
        // Tests in a file of their own may name what they like, as those in a folder.
        if inside.ends_with("/tests.rs") {
            continue;
        }
        for (number, line) in &source.lines {
            if room.name == "courses" && (line.contains("Clock") || line.contains("Utc::now")) {
                wrong.push(format!("{}:{number} asks the time", source.path));
            }
            for named in rooms_in(line, &inside) {
                let own =
                    named == room.name || !named.starts_with(|c: char| c.is_ascii_lowercase());
                // Deliberate bugs for the tests of the tests, never in a build that serves people.
                if !own && named != "sabotage" && !room.rooms.contains(&named.as_str()) {
                    wrong.push(format!(
                        "{}:{number} {} may not name {named}",
                        source.path, room.name
                    ));
                }
            }
            for named in crates_in(line) {
                if !room.crates.contains(&named) {
                    wrong.push(format!(
                        "{}:{number} {} may not name {named}",
                        source.path, room.name
                    ));
                }
            }
        }
    }
    Ok(wrong)
}

/// The stand-in shares nothing with what it tests, a migration keeps its old meaning, tables know no rules, and a
/// course as a file knows nothing of the bot.
pub fn crates() -> anyhow::Result<Vec<String>> {
    const NEVER: [(&str, &[&str]); 4] = [
        (
            "playground/src",
            &["stepwise", "entity", "migration", "sea_orm", "teloxide"],
        ),
        (
            "migration/src",
            &["stepwise", "entity", "teloxide", "playground"],
        ),
        (
            "entity/src",
            &[
                "stepwise",
                "migration",
                "teloxide",
                "axum",
                "playground",
                "chrono::Utc::now",
            ],
        ),
        (
            "coursefile/src",
            &[
                "stepwise",
                "entity",
                "migration",
                "sea_orm",
                "teloxide",
                "reqwest",
                "tokio",
                "playground",
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (folder, never) in NEVER {
        for source in below(folder)? {
            for (number, line) in &source.lines {
                for name in never.iter().filter(|name| names(line, name)) {
                    wrong.push(format!("{}:{number} may not name {name}", source.path));
                }
            }
        }
        let manifest = format!("{}/Cargo.toml", folder.trim_end_matches("/src"));
        let manifest_text = std::fs::read_to_string(super::source::root().join(&manifest))?;
        let keys = manifest_text
            .lines()
            .filter_map(|line| line.split([' ', '.', '=']).next());
        let keys: Vec<&str> = keys.collect();
        for name in never.iter().filter(|name| keys.contains(name)) {
            wrong.push(format!("{manifest} may not depend on {name}"));
        }
    }
    Ok(wrong)
}

/// A handler passes the transaction on and asks nothing of it; nor does it call Telegram.
pub fn queries() -> anyhow::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for source in below("bot/src/handlers")? {
        for (number, line) in &source.lines {
            let asks = line.contains("sea_orm::")
                && !line.trim().ends_with("sea_orm::DatabaseTransaction;");
            let query = ["Entity::", "ActiveModel", "bot.send_", "bot.edit_"]
                .iter()
                .any(|word| line.contains(word));
            if asks || query {
                wrong.push(format!("{}:{number} {}", source.path, line.trim()));
            }
        }
    }
    for source in below("bot/src/telegram")? {
        wrong.extend(rows_in(&source));
    }
    for source in below("bot/src/views")? {
        let waits = source
            .lines
            .iter()
            .filter(|(_, line)| line.contains("async fn") || line.contains(".await"));
        wrong.extend(waits.map(|(number, _)| format!("{}:{number} a view waits", source.path)));
    }
    Ok(wrong)
}

/// Of `entity`, the words of Telegram know ids only.
fn rows_in(source: &Source) -> Vec<String> {
    let rows = source.lines.iter().filter(|(_, line)| {
        line.split("entity::")
            .skip(1)
            .any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    });
    rows.map(|(number, _)| format!("{}:{number} names a row", source.path))
        .collect()
}

/// The rooms that a line names: after `crate::`, or after as many `super::` as lead out of the room.
fn rooms_in(line: &str, file: &str) -> Vec<String> {
    let mut named: Vec<String> = line
        .split("crate::")
        .skip(1)
        .flat_map(first_names)
        .collect();
    let depth = file.matches('/').count() + usize::from(!file.ends_with("mod.rs"));
    let chain = "super::".repeat(depth);
    if let Some((_, rest)) = line.split_once(&chain) {
        named.extend(first_names(rest));
    }
    named
}

/// The name at the beginning, or the names between braces.
fn first_names(rest: &str) -> Vec<String> {
    let word = |text: &str| {
        let text = text.trim_start();
        let end = text
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len());
        text[..end].to_owned()
    };
    match rest.strip_prefix('{') {
        Some(list) => list
            .split([',', '}'])
            .map(word)
            .filter(|name| !name.is_empty())
            .collect(),
        None => vec![word(rest)],
    }
}

fn crates_in(line: &str) -> impl Iterator<Item = &'static str> {
    CRATES.into_iter().filter(move |name| names(line, name))
}

/// Whether the line names the crate: its name followed by two colons, and nothing of a word before it.
fn names(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
    })
}
