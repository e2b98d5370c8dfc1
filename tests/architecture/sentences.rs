//! The sentences: the same in every language, each of them said, none missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::read_to_string;

use anyhow::anyhow;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::source::{below, root};

/// What stands in the file of one language: each key with the names of its arguments.
type Language = BTreeMap<String, BTreeSet<String>>;

fn languages() -> anyhow::Result<BTreeMap<String, Language>> {
    let mut languages = BTreeMap::new();
    for file in std::fs::read_dir(root().join("bot/locales"))? {
        let path = file?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = std::fs::read_to_string(&path)?;
        let parsed = parser::parse(source.as_str());
        let resource = parsed.map_err(|(_, errors)| anyhow!("{name} does not read: {errors:?}"))?;
        let mut language = Language::new();
        for entry in &resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut arguments = BTreeSet::new();
            if let Some(pattern) = &message.value {
                collect(pattern, &mut arguments);
            }
            language.insert(message.id.name.to_owned(), arguments);
        }
        languages.insert(name, language);
    }
    Ok(languages)
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => named(inline, arguments),
            PatternElement::Placeable {
                expression: Expression::Select { selector, variants },
            } => {
                named(selector, arguments);
                for variant in variants {
                    collect(&variant.value, arguments);
                }
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn named(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        arguments.insert(id.name.to_owned());
    }
}

/// Every language has the same keys with the same arguments.
pub fn same() -> anyhow::Result<Vec<String>> {
    let languages = languages()?;
    let mut wrong = Vec::new();
    for (name, language) in &languages {
        for (other_name, other) in &languages {
            for (key, arguments) in language {
                match other.get(key) {
                    None => wrong.push(format!("{key} is in {name}, not in {other_name}")),
                    Some(others) if others != arguments => {
                        wrong.push(format!(
                            "{key} takes {arguments:?} in {name}, {others:?} in {other_name}"
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    Ok(wrong)
}

/// Every key is asked for somewhere.
pub fn unused() -> anyhow::Result<Vec<String>> {
    let mut asked = String::new();
    for source in below("bot/src")? {
        asked.push_str(&source.text());
    }
    let keys = languages()?
        .into_values()
        .next()
        .unwrap_or_default()
        .into_keys();
    // The problems of a course file are called by their codes, and a test of the views asks for each of them.
    let mut told = read_to_string(root().join("coursefile/src/problem.rs"))?;
    told += &read_to_string(root().join("coursefile/src/told.rs"))?;
    let is_told = |key: &str| {
        let code = key.strip_prefix("problem-");
        code.is_some_and(|code| told.contains(&format!("\"{code}\"")))
    };
    let unused = keys.filter(|key| !asked.contains(&format!("\"{key}\"")) && !is_told(key));
    Ok(unused.map(|key| format!("{key} is never said")).collect())
}

/// Every key that is asked for is there.
pub fn missing() -> anyhow::Result<Vec<String>> {
    let known = languages()?.into_values().next().unwrap_or_default();
    let mut missing = Vec::new();
    for source in below("bot/src")? {
        let text = source.text();
        for call in [".say(", ".with("] {
            for (_, rest) in text
                .match_indices(call)
                .map(|(at, call)| (at, &text[at + call.len()..]))
            {
                let literal = rest
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                let key =
                    literal.filter(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
                if let Some(key) = key.filter(|key| !known.contains_key(*key)) {
                    missing.push(format!("{} asks for {key:?}", source.path));
                }
            }
        }
    }
    Ok(missing)
}
