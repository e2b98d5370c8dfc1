//! A piece of the history for people to read.

use std::collections::HashSet;

use playground::{Entry, Outcome, What};
use serde_json::Value;

use super::reading::text;

/// How many lines stand before and after the place in question.
const BEFORE: usize = 30;
const AFTER: usize = 12;

/// The history around a place, as far as it concerns one person or the bot's own life; the place itself is marked.
pub fn excerpt(history: &[Entry], person: i64, seq: u64) -> String {
    let mut acting = 0;
    let mut updates = HashSet::new();
    let mut lines = Vec::new();
    for entry in history {
        match &entry.what {
            What::User { person, .. } => acting = *person,
            What::Queued { update_id, .. } if acting == person => {
                updates.insert(*update_id);
            }
            _ => {}
        }
        let Some(line) = line(&entry.what, person, &updates) else {
            continue;
        };
        let mark = if entry.seq == seq { '>' } else { ' ' };
        let line = format!(
            "{mark} #{:<7} {} ms  {line}",
            entry.seq,
            entry.at_ms % 1_000_000
        );
        lines.push((entry.seq, line));
    }
    let middle = lines.partition_point(|(at, _)| *at < seq);
    let from = middle.saturating_sub(BEFORE);
    let to = (middle + AFTER).min(lines.len());
    let lines: Vec<String> = lines.drain(from..to).map(|(_, line)| line).collect();
    lines.join("\n")
}

fn line(what: &What, wanted: i64, updates: &HashSet<i64>) -> Option<String> {
    match what {
        What::Queued { update_id, .. }
        | What::HandedOut { update_id }
        | What::Confirmed { update_id }
        | What::Expired { update_id }
        | What::DeliveryFailed { update_id, .. }
            if !updates.contains(update_id) =>
        {
            None
        }
        What::User {
            person,
            action,
            message_id,
            text,
        } if *person == wanted => {
            let text = text.as_deref().unwrap_or_default();
            let message = message_id.map(|id| format!(" below {id}"));
            Some(format!("{action} {text:?}{}", message.unwrap_or_default()))
        }
        What::Queued { update_id, .. } => Some(format!("  … is update {update_id}")),
        What::HandedOut { update_id } => Some(format!("  update {update_id} handed out")),
        What::Confirmed { update_id } => Some(format!("  update {update_id} confirmed")),
        What::Expired { update_id } => Some(format!("  update {update_id} expired")),
        What::DeliveryFailed { update_id, why } => {
            Some(format!("  update {update_id} not delivered: {why}"))
        }
        What::Request { method, .. } if method == "getme" => {
            Some("---- the bot starts ----".to_owned())
        }
        What::Request {
            method,
            params,
            outcome,
        } if params["chat_id"].as_i64() == Some(wanted) => Some(request(method, params, outcome)),
        _ => None,
    }
}

fn request(method: &str, params: &Value, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ok { result } => shown(method, params, result, ""),
        Outcome::LostAnswer { result } => shown(method, params, result, " (answer lost)"),
        Outcome::Refused { refusal } => format!("{method}: {}", refusal.description),
        Outcome::LostRequest => format!("{method}: lost"),
        Outcome::ServerError { status } => format!("{method}: {status}"),
    }
}

fn shown(method: &str, params: &Value, result: &Value, lost: &str) -> String {
    let id = &result["message_id"];
    let first = text(result).lines().next().unwrap_or_default();
    if method.starts_with("send") {
        return format!("bot shows {id}: {first}{lost}");
    }
    format!("{method} of {}{lost}", params["message_id"])
}
