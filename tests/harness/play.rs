//! Plays a story in a school and compares what happens with what is expected.

use std::fmt::Write;

use anyhow::{Context, bail};

use super::Setting;
use super::stage::Stage;
use super::story::{Beat, Story};

/// Plays the story and fails where something else happens than what is expected.
///
/// # Errors
/// The first difference, with both sides.
pub async fn play(story: &Story, setting: Setting) -> anyhow::Result<()> {
    let mut stage = Stage::open(setting).await?;
    for beat in &story.beats {
        let happened = stage.act(beat).await.with_context(|| place(story, beat))?;
        if flattened(&happened) != flattened(&beat.expected) {
            bail!(
                "{}\n{}",
                place(story, beat),
                difference(&beat.expected, &happened)
            );
        }
        stage.check().with_context(|| place(story, beat))?;
    }
    stage.school.close().await
}

/// Plays the story and writes what happens into it as what is expected from now on.
///
/// # Errors
/// What can be no expectation: that an act is impossible, or that an invariant is broken.
pub async fn accept(story: &Story, setting: Setting) -> anyhow::Result<()> {
    let mut stage = Stage::open(setting).await?;
    let (mut happened, mut broken) = (Vec::new(), Vec::new());
    for beat in &story.beats {
        match stage.act(beat).await {
            Ok(lines) => happened.push(lines),
            Err(error) => {
                broken.push(format!("{}\n{error:#}", place(story, beat)));
                break;
            }
        }
        if let Err(error) = stage.check() {
            broken.push(format!("{}\n{error:#}", place(story, beat)));
        }
    }
    story.accept(&happened)?;
    stage.school.close().await?;
    if broken.is_empty() {
        Ok(())
    } else {
        bail!(broken.join("\n\n"))
    }
}

/// Expected and happened lines are the same when they differ only in how far things stand apart.
fn flattened(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn place(story: &Story, beat: &Beat) -> String {
    format!(
        "{}.chat, line {}: {}",
        story.name,
        beat.line,
        beat.written.join(" / ")
    )
}

fn difference(expected: &[String], happened: &[String]) -> String {
    let (old, new) = (flattened(expected), flattened(happened));
    let pairs = old.iter().zip(&new);
    let above = pairs.take_while(|(old, new)| old == new).count();
    let pairs = old[above..].iter().rev().zip(new[above..].iter().rev());
    let below = pairs.take_while(|(old, new)| old == new).count();
    let mut text = String::from("lines with - were expected, those with + came instead\n");
    let (gone, came) = (expected.len() - below, happened.len() - below);
    let marked = [
        (' ', &expected[..above]),
        ('-', &expected[above..gone]),
        ('+', &happened[above..came]),
        (' ', &expected[gone..]),
    ];
    for (mark, lines) in marked {
        for line in lines {
            let _ = writeln!(text, "{mark} {line}");
        }
    }
    text
}
