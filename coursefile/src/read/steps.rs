//! The steps of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::opening;
use super::split::{Heading, Parts};
use crate::limits::{STEP_TITLE, STEPS};
use crate::problem::Problem;
use crate::render::{Mention, Source, render};
use crate::stored::is_blank;
use crate::{Medium, Spent, Step, quiz, slug};

/// Reads the steps with the media they name, and all that is wrong with each.
pub(super) fn read(
    source: &Source<'_>,
    parts: &Parts,
    media: &mut Vec<Mention>,
    problems: &mut Vec<Problem>,
) -> Vec<Step> {
    let headings = &parts.steps[..parts.steps.len().min(STEPS)];
    let slugs = slugs(source, headings, problems);
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    let mut steps = Vec::with_capacity(headings.len());
    for (index, (heading, slug)) in headings.iter().zip(slugs).enumerate() {
        let line = source.line(heading.range.start);
        check_title(heading, line, problems);
        let first = *titles.entry(&heading.title).or_insert(line);
        if first != line && !heading.title.is_empty() {
            let words = [
                ("title", heading.title.as_str().into()),
                ("line", first.into()),
            ];
            problems.push(Problem::error(line, "step-title-repeated", words));
        }
        let end = parts
            .steps
            .get(index + 1)
            .map_or(source.text.len(), |next| next.range.start);
        let (start, markdown) = body(source.text, heading.range.end, end);
        let rendered = render(markdown, source.line(start));
        let quiz = quiz::quiz(rendered.questions, &heading.flags, line, problems);
        let has_flag = |wanted: &str| heading.flags.iter().any(|flag| flag == wanted);
        let step = Step {
            slug,
            title: heading.title.clone(),
            markdown: markdown.to_owned(),
            html: rendered.html,
            length: rendered.length,
            media: rendered.media.iter().map(Medium::from).collect(),
            links: rendered.links,
            is_protected: has_flag(".protected"),
            quiz,
            release: heading
                .release
                .as_ref()
                .and_then(|words| opening::rule(words, line, problems)),
            is_active: !has_flag(".off"),
            is_end: has_flag(".end"),
        };
        let is_refused = rendered.problems.is_fatal();
        problems.extend(rendered.problems.0);
        media.extend(rendered.media);
        if step.is_empty() && !is_refused {
            let words = [("title", step.title.as_str().into())];
            problems.push(Problem::warning(line, "step-empty", words));
        }
        steps.push(step);
    }
    check_spent(source, headings, &steps, problems);
    steps
}

/// Whoever has no attempts left can only be led to a step before.
fn check_spent(
    source: &Source<'_>,
    headings: &[Heading],
    steps: &[Step],
    problems: &mut Vec<Problem>,
) {
    let mut places = BTreeMap::new();
    for (place, step) in steps.iter().enumerate() {
        places.entry(step.slug.as_str()).or_insert(place);
    }
    for (place, step) in steps.iter().enumerate() {
        let Some(Spent::Step(slug)) = step.quiz.as_ref().map(|quiz| &quiz.spent) else {
            continue;
        };
        let code = match places.get(slug.as_str()) {
            None => "step-spent-nowhere",
            Some(there) if *there >= place => "step-spent-behind",
            Some(_) => continue,
        };
        let line = source.line(headings[place].range.start);
        let id = [("id", slug.as_str().into())];
        problems.push(Problem::error(line, code, id));
    }
}

/// What stands between two headings, without blank lines around it, and where it begins.
fn body(text: &str, start: usize, end: usize) -> (usize, &str) {
    let body = text[start..end].trim_end_matches([' ', '\t', '\n']);
    let mut lead = 0;
    for line in body.split_inclusive('\n') {
        if !line.trim_matches([' ', '\t', '\n']).is_empty() {
            break;
        }
        lead += line.len();
    }
    (start + lead, &body[lead..])
}

fn check_title(heading: &Heading, line: usize, problems: &mut Vec<Problem>) {
    if is_blank(&heading.title) {
        problems.push(Problem::error(line, "step-no-title", []));
    }
    if heading.has_picture {
        problems.push(Problem::error(line, "picture-in-title", []));
    }
    let title = heading.title.as_str();
    problems.extend(super::check::too_long(
        title,
        STEP_TITLE,
        line,
        "step-title-too-long",
    ));
    if heading.is_underlined {
        problems.push(Problem::warning(
            line,
            "step-underlined",
            [("title", title.into())],
        ));
    }
    let is_known = |flag: &&String| {
        matches!(flag.as_str(), ".end" | ".off" | ".protected") || quiz::is_ours(flag)
    };
    for flag in heading.flags.iter().filter(|flag| !is_known(flag)) {
        let words = [("flag", flag.as_str().into())];
        problems.push(Problem::warning(line, "step-flag-unknown", words));
    }
}

/// The slug of each step: its id, or one made from the title that no other step has.
fn slugs(source: &Source<'_>, headings: &[Heading], problems: &mut Vec<Problem>) -> Vec<String> {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let ids = headings.iter().filter_map(|heading| heading.id.as_deref());
    let mut taken: BTreeSet<String> = ids.map(str::to_owned).collect();
    let mut propose = |words: &str| {
        let proposal = slug::from_title(words, "step");
        let proposal = slug::free(&proposal, |slug| taken.contains(slug));
        taken.insert(proposal.clone());
        proposal
    };
    let mut slugs = Vec::with_capacity(headings.len());
    let mut proposed: Option<(usize, String, usize)> = None;
    for heading in headings {
        let line = source.line(heading.range.start);
        let Some(id) = heading.id.as_deref() else {
            let proposal = propose(&heading.title);
            proposed.get_or_insert((line, proposal.clone(), 0)).2 += 1;
            slugs.push(proposal);
            continue;
        };
        let first = *lines.entry(id).or_insert(line);
        if slug::is_slug(id) && first == line {
            slugs.push(id.to_owned());
            continue;
        }
        let proposal = propose(id);
        let (id, proposed) = (("id", id.into()), ("proposal", proposal.as_str().into()));
        problems.push(if first == line {
            Problem::error(line, "step-id-bad", [id, proposed])
        } else {
            Problem::error(
                line,
                "step-id-repeated",
                [id, ("line", first.into()), proposed],
            )
        });
        slugs.push(proposal);
    }
    if let Some((line, id, count)) = proposed {
        let words = [("count", count.into()), ("id", id.as_str().into())];
        problems.push(Problem::warning(line, "step-ids-proposed", words));
    }
    slugs
}
