//! The settings: what the program reads is what `.env.example` explains.

use std::collections::BTreeSet;

use super::source::{below, root};

/// Names that no owner sets.
const FOR_TESTS: [&str; 1] = ["STEPWISE_SABOTAGE"];

/// Every variable that is read is explained, and every one that is explained is read.
pub fn explained() -> anyhow::Result<Vec<String>> {
    let (mut read, mut wrong) = (BTreeSet::new(), Vec::new());
    for source in below("bot/src")? {
        let text = source.text();
        let is_reader = ["settings.rs", "telemetry.rs"]
            .iter()
            .any(|name| source.path.ends_with(name));
        let calls: &[&str] = if is_reader {
            &["get(", "var("]
        } else {
            &["env::var("]
        };
        for call in calls {
            for (at, call) in text.match_indices(call) {
                let literal = text[at + call.len()..].trim_start().strip_prefix('"');
                let name = literal
                    .and_then(|rest| rest.split('"').next())
                    .unwrap_or_default();
                if is_variable(name) && !FOR_TESTS.contains(&name) {
                    read.insert(name.to_owned());
                }
            }
        }
    }
    let example = std::fs::read_to_string(root().join(".env.example"))?;
    let names = example
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.to_owned());
    let explained: BTreeSet<String> = names.filter(|name| is_variable(name)).collect();
    wrong.extend(
        read.difference(&explained)
            .map(|name| format!("{name} is read, but not in .env.example")),
    );
    wrong.extend(
        explained
            .difference(&read)
            .map(|name| format!("{name} is in .env.example, but never read")),
    );
    Ok(wrong)
}

fn is_variable(name: &str) -> bool {
    name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}
