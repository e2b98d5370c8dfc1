//! What is different between two states of a course, step by step. A step is known by its slug.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Course, Step};

/// What has changed from one state of a course to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// The title of the course.
    pub title: Option<Replaced>,
    /// Its description.
    pub description: Option<Replaced>,
    /// The language it is written in.
    pub language: Option<Replaced>,
    /// The pass mark, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<Replaced>,
    /// When those who fell silent are reminded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Replaced>,
    /// When its steps open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Replaced>,
    /// Steps that are new, in their new order.
    pub added: Vec<Named>,
    /// Steps that are gone, in their old order.
    pub removed: Vec<Named>,
    /// Steps that were there before and read differently now, in their new order.
    pub changed: Vec<Changed>,
    /// As few steps as explain the new order, in that order. What is added or removed moves nobody.
    pub moved: Vec<Named>,
}

/// Words and what stands in their place now; none: there were none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// Before.
    pub old: Option<String>,
    /// Now.
    pub new: Option<String>,
}

/// A step by its names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The stable name.
    pub slug: String,
    /// The title: of a removed step the old one, otherwise the new one.
    pub title: String,
}

/// A step that reads differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The stable name.
    pub slug: String,
    /// The title it has now.
    pub title: String,
    /// What is different: at least one part.
    pub parts: Vec<Part>,
}

/// A part of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The title.
    Title,
    /// What it says.
    Text,
    /// What it asks.
    Questions,
    /// What is shown above the text. Files that were written before there were several kinds of media say `picture`.
    #[serde(alias = "picture")]
    Media,
    /// The buttons that lead elsewhere.
    Links,
    /// When it opens.
    Release,
    /// Whether it is switched on, whether it is an end, and whether it is protected.
    Flags,
}

impl Changes {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether what comes to learners by itself, or when, may be another now: words, pictures and questions are not.
    pub fn is_of_schedule(&self) -> bool {
        let is_schedule = |part: &Part| matches!(part, Part::Release | Part::Flags);
        self.reminders.is_some()
            || self.release.is_some()
            || !(self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty())
            || self
                .changed
                .iter()
                .any(|step| step.parts.iter().any(is_schedule))
    }
}

/// What has to happen to `old` to make it `new`. The slugs of the two courses are not compared. Steps whose slug repeats
/// an earlier one of the same course are left out.
pub fn compare(old: &Course, new: &Course) -> Changes {
    let before = places(&old.steps);
    let after = places(&new.steps);
    let steps = |course: &'_ Course, own: &BTreeMap<&str, usize>, other: &BTreeMap<&str, usize>| {
        let is_alone = |(place, step): &(usize, &Step)| {
            own.get(step.slug.as_str()) == Some(place) && !other.contains_key(step.slug.as_str())
        };
        let steps = course.steps.iter().enumerate().filter(is_alone);
        steps.map(|(_, step)| named(step)).collect()
    };
    let common: Vec<(usize, usize)> = (0..new.steps.len())
        .filter(|&now| after.get(new.steps[now].slug.as_str()) == Some(&now))
        .filter_map(|now| Some((*before.get(new.steps[now].slug.as_str())?, now)))
        .collect();
    let stay = longest_rise(&common.iter().map(|&(was, _)| was).collect::<Vec<_>>());
    let is_moved = |(index, _): &(usize, &(usize, usize))| !stay.contains(index);
    let moved = common.iter().enumerate().filter(is_moved);
    let changed = common.iter().filter_map(|&(was, now)| {
        let step = &new.steps[now];
        let parts = parts(&old.steps[was], step);
        (!parts.is_empty()).then(|| Changed {
            slug: step.slug.clone(),
            title: step.title.clone(),
            parts,
        })
    });
    Changes {
        title: replaced(Some(&old.title), Some(&new.title)),
        description: replaced(old.description.as_ref(), new.description.as_ref()),
        language: replaced(old.language.as_ref(), new.language.as_ref()),
        pass_mark: replaced(percent(old).as_ref(), percent(new).as_ref()),
        reminders: replaced(reminders(old).as_ref(), reminders(new).as_ref()),
        release: replaced(opening(old).as_ref(), opening(new).as_ref()),
        added: steps(new, &after, &before),
        removed: steps(old, &before, &after),
        changed: changed.collect(),
        moved: moved.map(|(_, &(_, now))| named(&new.steps[now])).collect(),
    }
}

fn percent(course: &Course) -> Option<String> {
    course.pass_mark.map(|percent| percent.to_string())
}

fn reminders(course: &Course) -> Option<String> {
    course.reminders.as_ref().map(ToString::to_string)
}

fn opening(course: &Course) -> Option<String> {
    course.release.as_ref().map(ToString::to_string)
}

/// Where each slug stands first.
fn places(steps: &[Step]) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    for (place, step) in steps.iter().enumerate() {
        places.entry(step.slug.as_str()).or_insert(place);
    }
    places
}

fn named(step: &Step) -> Named {
    Named {
        slug: step.slug.clone(),
        title: step.title.clone(),
    }
}

fn replaced(old: Option<&String>, new: Option<&String>) -> Option<Replaced> {
    (old != new).then(|| Replaced {
        old: old.cloned(),
        new: new.cloned(),
    })
}

/// What is different between two states of a step. Media, buttons and questions stand in the Markdown as well: where only they
/// are others, the text is the same.
fn parts(old: &Step, new: &Step) -> Vec<Part> {
    let is_other_medium = old.media != new.media;
    let is_other_link = old.links != new.links;
    let is_other_quiz = old.quiz != new.quiz;
    let is_explained = is_other_medium || is_other_link || is_other_quiz;
    let is_other_text = old.html != new.html || (old.markdown != new.markdown && !is_explained);
    let flags = |step: &Step| (step.is_active, step.is_end, step.is_protected);
    let is_other_flag = flags(old) != flags(new);
    [
        (Part::Title, old.title != new.title),
        (Part::Text, is_other_text),
        (Part::Questions, is_other_quiz),
        (Part::Media, is_other_medium),
        (Part::Links, is_other_link),
        (Part::Release, old.release != new.release),
        (Part::Flags, is_other_flag),
    ]
    .into_iter()
    .filter_map(|(part, is_other)| is_other.then_some(part))
    .collect()
}

/// The places of one longest strictly rising subsequence, by patience sorting.
fn longest_rise(numbers: &[usize]) -> BTreeSet<usize> {
    // For each length, the place where the rise of that length with the smallest last number ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    std::iter::successors(ends.last().copied(), |&place| before[place]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Medium;
    use proptest::prelude::*;

    /// A course whose steps have these names and, behind a colon, this text.
    fn course(steps: &str) -> Course {
        let step = |word: &str| {
            let (slug, text) = word.split_once(':').unwrap_or((word, ""));
            Step {
                slug: slug.to_owned(),
                title: slug.to_uppercase(),
                markdown: text.to_owned(),
                html: Some(text.to_owned()),
                is_active: true,
                ..Step::default()
            }
        };
        Course {
            steps: steps.split_whitespace().map(step).collect(),
            ..Course::default()
        }
    }

    /// What is added, removed, changed and moved, between bars.
    fn check(old: &str, new: &str, expected: &str) {
        let changes = compare(&course(old), &course(new));
        let names = |list: &[Named]| {
            let names: Vec<&str> = list.iter().map(|step| step.slug.as_str()).collect();
            names.join(" ")
        };
        let rewritten: Vec<&str> = changes.changed.iter().map(|s| s.slug.as_str()).collect();
        let found = [
            names(&changes.added),
            names(&changes.removed),
            rewritten.join(" "),
            names(&changes.moved),
        ];
        assert_eq!(found.join("|"), expected, "{old} → {new}");
        assert_eq!(changes.is_empty(), old == new);
    }

    #[test]
    fn steps_are_known_by_their_slug() {
        check("a b c", "a b c", "|||");
        check("a b c", "a x b c", "x|||");
        check("a b c", "a c", "|b||");
        check("a:1 b:1", "a:1 b:2", "||b|");
        check("a b c d", "d a b c", "|||d");
        check("a b c d", "b c d a", "|||a");
        check("a b c d", "d:9 x c b", "x|a|d|d c");
        check("a", "", "|a||");
    }

    #[test]
    fn parts_are_told_apart() {
        let old = Step {
            markdown: "![](a.png)\n\nText".to_owned(),
            html: Some("Text".to_owned()),
            media: vec![Medium::picture("a.png")],
            ..Step::default()
        };
        let picture = Step {
            markdown: "![](b.png)\n\nText".to_owned(),
            media: vec![Medium::picture("b.png")],
            ..old.clone()
        };
        assert_eq!(parts(&old, &picture), [Part::Media]);
        let alt = Step {
            markdown: "![A cat](a.png)\n\nText".to_owned(),
            ..old.clone()
        };
        assert_eq!(parts(&old, &alt), [Part::Text]);
        let quiz = crate::Quiz {
            draw: Some(1),
            ..crate::Quiz::default()
        };
        let asks = Step {
            markdown: "![](a.png)\n\nText\n\n- [x] a".to_owned(),
            quiz: Some(quiz),
            ..old.clone()
        };
        assert_eq!(parts(&old, &asks), [Part::Questions]);
        let end = Step {
            title: "Bye".to_owned(),
            is_end: true,
            ..old.clone()
        };
        assert_eq!(parts(&old, &end), [Part::Title, Part::Flags]);
    }

    #[test]
    fn the_course_itself_is_compared() {
        let old = course("a");
        let new = Course {
            title: "T".to_owned(),
            language: Some("en".to_owned()),
            ..old.clone()
        };
        let changes = compare(&old, &new);
        assert_eq!(
            changes.title.and_then(|title| title.new).as_deref(),
            Some("T")
        );
        assert!(changes.language.is_some() && changes.description.is_none());
    }

    #[test]
    fn words_do_not_touch_the_schedule() {
        let old = course("a b c");
        let is_of_schedule = |new: &Course| compare(&old, new).is_of_schedule();
        let mut words = course("a:1 b c:2");
        words.title = "T".to_owned();
        words.steps[1].quiz = Some(crate::Quiz::default());
        assert!(!is_of_schedule(&words));
        for steps in ["a b", "a b c d", "b a c"] {
            assert!(is_of_schedule(&course(steps)), "{steps}");
        }
        let release = Some(crate::Release::Minutes(5));
        let mut opens = course("a b c");
        opens.steps[1].release.clone_from(&release);
        assert!(is_of_schedule(&opens));
        let whole = Course {
            release,
            ..course("a b c")
        };
        assert!(is_of_schedule(&whole));
        let reminded = Course {
            reminders: Some(crate::Ladder::none()),
            ..course("a b c")
        };
        assert!(is_of_schedule(&reminded));
    }

    proptest! {
        #[test]
        fn moving_the_moved_steps_explains_the_order(order in Just((0..9).collect::<Vec<u8>>()).prop_shuffle()) {
            let words = |list: &[u8]| list.iter().map(|n| format!("s{n}")).collect::<Vec<_>>().join(" ");
            let old = course(&words(&(0..9).collect::<Vec<_>>()));
            let changes = compare(&old, &course(&words(&order)));
            let moved: Vec<&str> = changes.moved.iter().map(|step| step.slug.as_str()).collect();
            let names: Vec<String> = order.iter().map(|n| format!("s{n}")).collect();
            let stay: Vec<&String> = names.iter().filter(|n| !moved.contains(&n.as_str())).collect();
            prop_assert!(stay.is_sorted());
        }
    }
}
