//! What is promised in writing: the examples of the specification and the sample courses read without a problem.

use std::collections::{BTreeMap, BTreeSet};

use coursefile::{CODES, Problems, print, read, render};

const SPECIFICATION: &str = include_str!("../../docs/COURSE-FILE.md");
const SAMPLES: [&str; 2] = [
    include_str!("../../bot/samples/sample.en.md"),
    include_str!("../../bot/samples/sample.ru.md"),
];

const SENTENCES: [&str; 2] = [
    include_str!("../../bot/locales/en.ftl"),
    include_str!("../../bot/locales/ru.ftl"),
];

/// The blocks of code that are Markdown.
fn examples() -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in SPECIFICATION.lines() {
        open = match open {
            None => line
                .strip_suffix("markdown")
                .filter(|fence| fence.len() >= 3 && fence.bytes().all(|byte| byte == b'`'))
                .map(|fence| (fence, String::new())),
            Some((fence, example)) if line == fence => {
                examples.push(example);
                None
            }
            Some((fence, example)) => Some((fence, example + line + "\n")),
        };
    }
    examples
}

#[test]
fn the_examples_read_without_a_problem() {
    let examples = examples();
    assert!(examples.len() >= 13, "{} examples", examples.len());
    for example in examples {
        if !example.contains("\n## ") {
            assert_eq!(
                render(&example, 1).problems,
                Problems::default(),
                "{example}"
            );
            continue;
        }
        let reading = read(&example);
        let told: Vec<&str> = reading
            .problems
            .0
            .iter()
            .map(|problem| problem.code)
            .collect();
        let expected: &[&str] = if example.starts_with("---") {
            &[]
        } else {
            &["course-id-proposed"]
        };
        assert_eq!(told, expected, "{example}");
        assert_eq!(reading.course.slug, "tea");
        assert_eq!(read(&print(&reading.course)).course, reading.course);
    }
}

#[test]
fn the_sample_courses_read_without_a_problem() {
    for sample in SAMPLES {
        let reading = read(sample);
        assert_eq!(reading.problems, Problems::default());
        let again = read(&print(&reading.course));
        assert_eq!(again.course, reading.course);
        assert_eq!(again.problems, Problems::default());
    }
}

#[test]
fn the_limits_are_those_of_the_specification() {
    use coursefile::limits;
    for (limit, words) in [
        (limits::SLUG, "1 to 48 of"),
        (limits::COURSE_TITLE, "up to 64 characters"),
        (limits::COURSE_DESCRIPTION, "up to 300 characters"),
        (limits::STEP_TITLE, "A title is up to 64 characters"),
        (limits::STEPS, "at most 500 steps"),
        (limits::STEP_TEXT, "at most 32,000 characters"),
        (limits::STEP_SOURCE / 1024, "at most 256 KB"),
        (limits::FRONT_MATTER / 1024, "may be 64 KB"),
        (limits::FILE / 1024 / 1024, "at most 8 MB"),
        (limits::CAPTION, "up to 1,024 characters"),
        (limits::OPTIONS, "has 2 to 10 options"),
        (
            limits::OPTION,
            "up to 200 characters, and none is there twice",
        ),
        (limits::ASK, "has up to 2,000 characters"),
        (
            limits::FEEDBACK,
            "feedback, a hint and an explanation up to 1,000 each",
        ),
        (limits::EXPLANATION, "explanation up to 1,000 each"),
        (limits::QUESTIONS, "may ask up to 100 questions"),
        (limits::VARIANTS, "At most 50 answers"),
        (
            limits::PATTERN,
            "up to 200 characters, and so has a pattern",
        ),
        (limits::UNIT, "`unit`, up to 30 characters"),
        (limits::ATTEMPTS.into(), "may give, 1 to 100"),
        (limits::POINTS.into(), "is worth, 0 to 100"),
    ] {
        let text = SPECIFICATION.replace('\n', " ");
        assert!(text.contains(words), "{words}");
        assert!(
            words.replace(',', "").contains(&limit.to_string()),
            "{words}"
        );
    }
}

/// The arguments of each sentence about a problem, by its code.
fn sentences(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut sentences: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut code = None;
    for line in file.lines() {
        let goes_on = line.is_empty() || line.starts_with([' ', '}']);
        if !goes_on {
            code = line
                .strip_prefix("problem-")
                .and_then(|line| line.split_once(" ="));
        }
        let Some((code, _)) = code else {
            continue;
        };
        let arguments = line.split('$').skip(1);
        let is_name = |c: char| !c.is_ascii_alphanumeric();
        let names = arguments.filter_map(|rest| rest.split(is_name).next());
        sentences.entry(code).or_default().extend(names);
    }
    sentences
}

#[test]
fn every_problem_has_its_sentence() {
    for file in SENTENCES {
        let sentences = sentences(file);
        for (code, arguments) in CODES {
            let expected: BTreeSet<&str> = arguments.iter().copied().collect();
            assert_eq!(sentences.get(code), Some(&expected), "{code}");
        }
    }
    let codes: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), CODES.len(), "each is listed once");
}
