//! What a line beginning with `faults` may say: `none`, or what goes wrong from now on, in addition to what does already.
//!
//! | line | what goes wrong |
//! |---|---|
//! | `sendMessage: retry after 5 s` | Telegram asks to wait |
//! | `sendMessage: status 502` | a proxy answers instead |
//! | `sendPhoto: refused "Bad Request: …"` | Telegram refuses in these words |
//! | `sendMessage: dropped before` | the connection breaks before anything has happened |
//! | `sendMessage: dropped after` | it happens, but the answer is lost |
//! | `updates twice`, `presses twice` | each comes a second time |
//!
//! With `, once` or `, 3 times` at the end that is all of it.

use anyhow::{Context, bail};
use playground::{Fault, Plan, Refusal, Rule};

/// Adds to the plan what the line says.
///
/// # Errors
/// What does not read.
pub fn read(line: &str, plan: &mut Plan) -> anyhow::Result<()> {
    match line {
        "none" => *plan = Plan::default(),
        "updates twice" => plan.repeat_updates_every = Some(1),
        "presses twice" => plan.repeat_presses_every = Some(1),
        _ => plan.rules.push(rule(line)?),
    }
    Ok(())
}

fn rule(line: &str) -> anyhow::Result<Rule> {
    let (method, what) = line
        .split_once(": ")
        .context("a fault is a method, a colon and what goes wrong")?;
    let (what, times) = match what.rsplit_once(", ") {
        Some((what, "once")) => (what, Some(1)),
        Some((what, times)) if times.ends_with(" times") => {
            (what, Some(times.trim_end_matches(" times").parse()?))
        }
        _ => (what, None),
    };
    let rule = Rule::each(method, fault(what)?);
    Ok(match times {
        Some(times) => rule.times(times),
        None => rule,
    })
}

fn fault(what: &str) -> anyhow::Result<Fault> {
    if let Some(seconds) = what.strip_prefix("retry after ") {
        let seconds = seconds.trim_end_matches(" s").parse()?;
        return Ok(Fault::RetryAfter { seconds });
    }
    if let Some(status) = what.strip_prefix("status ") {
        return Ok(Fault::ServerError {
            status: status.parse()?,
        });
    }
    if let Some(words) = what.strip_prefix("refused ") {
        let description = words.trim_matches('"').to_owned();
        let code = if description.starts_with("Forbidden") {
            403
        } else {
            400
        };
        let refusal = Refusal {
            code,
            description,
            retry_after: None,
            migrate_to_chat_id: None,
        };
        return Ok(Fault::Refuse { refusal });
    }
    Ok(match what {
        "dropped before" => Fault::DropBefore,
        "dropped after" => Fault::DropAfter,
        _ => bail!("{what:?} is no fault"),
    })
}
