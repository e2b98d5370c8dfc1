//! Course files, good and bad.

use super::*;
use crate::Step;
use crate::problem::Argument;

const FRONT: &str = "---\nid: tea\ntitle: Tea\n---\n";

fn told(problems: &Problems) -> Vec<String> {
    let told = problems.0.iter().map(|problem| {
        let words = problem
            .arguments
            .iter()
            .map(|(_, argument)| match argument {
                Argument::Number(number) => format!(" {number}"),
                Argument::Word(word) => format!(" {word}"),
            });
        format!(
            "{} {}{}",
            problem.line,
            problem.code,
            words.collect::<String>()
        )
    });
    told.collect()
}

/// The problems of a file as `line code arguments`.
fn check(text: &str, expected: &[&str]) {
    let reading = read(text);
    assert_eq!(told(&reading.problems), expected, "{text:?}");
    let again = read(&text.replace('\n', "\r\n"));
    assert_eq!(again, reading, "with other line ends: {text:?}");
}

/// The problems of steps below a front matter of four lines.
fn check_steps(text: &str, expected: &[&str]) {
    check(&format!("{FRONT}{text}"), expected);
}

/// The steps as `slug title flags: text`.
fn steps(text: &str) -> Vec<String> {
    let step = |step: Step| {
        let off = if step.is_active { "" } else { " off" };
        let end = if step.is_end { " end" } else { "" };
        format!("{} {}{off}{end}: {}", step.slug, step.title, step.markdown)
    };
    read(&format!("{FRONT}{text}"))
        .course
        .steps
        .into_iter()
        .map(step)
        .collect()
}

#[test]
fn a_course_is_read() {
    let text = "\u{feff}---\nid: tea\ntitle: \"Tea: a start\"\ndescription: >-\n  How to\n  make it.\nlanguage: en\n---\n\n\
        ## *Boil*  `water` {#boil}\n\n![A kettle](kettle.png)\n\nBoil **it**.\n\n\n## Wait {#wait .off}\n\n## Drink {#drink .end}\nSlowly.\n";
    check(text, &["17 step-empty Wait"]);
    let course = read(text).course;
    assert_eq!(
        (course.slug.as_str(), course.title.as_str()),
        ("tea", "Tea: a start")
    );
    assert_eq!(course.description.as_deref(), Some("How to make it."));
    assert_eq!(course.language.as_deref(), Some("en"));
    let boil = Step {
        slug: "boil".to_owned(),
        title: "Boil water".to_owned(),
        markdown: "![A kettle](kettle.png)\n\nBoil **it**.".to_owned(),
        html: Some("Boil <b>it</b>.".to_owned()),
        length: 8,
        media: vec![crate::Medium {
            alt: Some("A kettle".to_owned()),
            ..crate::Medium::picture("kettle.png")
        }],
        links: Vec::new(),
        is_protected: false,
        quiz: None,
        release: None,
        is_active: true,
        is_end: false,
    };
    assert_eq!(course.steps[0], boil);
    assert!(!course.steps[1].is_active && course.steps[2].is_end);
}

#[test]
fn the_language_is_named_by_its_code() {
    let head = |language: &str| {
        format!("---\nid: t\ntitle: T\nlanguage: {language}\n---\n## A {{#a .end}}\nx")
    };
    for language in ["en", "pt-BR", "zh-Hans-CN", "fil"] {
        check(&head(language), &[]);
    }
    for language in ["English", "e", "en_GB", "russian"] {
        check(
            &head(language),
            &[&format!("4 language-unknown {language}")],
        );
    }
}

#[test]
fn the_front_matter() {
    check(
        "## A {#a .end}\nx",
        &["1 course-id-proposed course", "1 no-title"],
    );
    check(
        "# Tea time\n\n## A {#a .end}\nx",
        &["1 course-id-proposed tea-time"],
    );
    check(
        "---\nid: tea\n\n## A {#a .end}\nx",
        &["1 front-matter-open"],
    );
    check(
        "---\nid: Tea time\ntitle: Tea\n...\n## A {#a .end}\nx",
        &["2 course-id-bad Tea time tea-time"],
    );
    check(
        "---\nid: tea\ntitle: Tea\nTitle: x\nlang: en\nid: b\ndefaults:\n  drip: [1, {a: b}]\n  x: y\nsteps: [a, b]\nlanguage: {a: b}\n---\n## A {#a .end}\nx",
        &[
            "4 key-unknown Title",
            "5 key-unknown lang",
            "6 key-repeated id",
            "8 default-unknown drip",
            "9 default-unknown x",
            "10 key-unknown steps",
            "11 key-not-text language",
        ],
    );
    check(
        "---\nid: tea\ntitle: a: b\n---\n## A {#a .end}\nx",
        &["3 front-matter-unreadable title: a: b"],
    );
    check(
        "---\n- a\n---\n# T\n## A {#a .end}\nx",
        &["1 course-id-proposed t", "2 front-matter-no-keys"],
    );
    check(
        "---\nid: 2024\ntitle: 1.10\nlanguage: english please\n---\n## A {#a .end}\nx",
        &["4 language-unknown english please"],
    );
    check(
        "---\nid: &a tea\ntitle: *a\n---\n## A {#a .end}\nx",
        &["1 no-title", "3 key-not-text title"],
    );
    let long = format!(
        "---\nid: a\ntitle: {}\ndescription: {}\n---\n## A {{#a .end}}\nx",
        "é".repeat(65),
        "a".repeat(301)
    );
    check(
        &long,
        &["3 title-too-long 65 64", "4 description-too-long 301 300"],
    );
    let large = format!(
        "---\nid: a\ntitle: {}\n---\n# T\n## A {{#a .end}}\nx",
        "a".repeat(70_000)
    );
    check(
        &large,
        &["1 course-id-proposed t", "1 front-matter-too-large 68 64"],
    );
}

#[test]
fn before_the_first_step() {
    let words = "Once *upon*\na time.\n\nAnd so on.\n\n## A {#a .end}\nx";
    check_steps(words, &[]);
    let description = read(&format!("{FRONT}{words}")).course.description;
    assert_eq!(description.as_deref(), Some("Once upon a time. And so on."));
    check(
        "---\nid: tea\ntitle: Tea\ndescription: d\n---\n# Tea\n\nx\n\n## A {#a .end}\nx",
        &["8 text-before-steps 1 300"],
    );
    check_steps(
        &format!("\n{}\n\n## A {{#a .end}}\nx", "a".repeat(301)),
        &["6 text-before-steps 301 300"],
    );
    check_steps("# Coffee\n\n## A {#a .end}\nx", &["5 title-twice Coffee"]);
    check_steps("# Tea\n\n## A {#a .end}\nx", &[]);
}

#[test]
fn headings() {
    assert_eq!(
        steps(
            "## A {#a}\n\n```\n## B\n```\n\n> ## C\n\n- d\n\n  ## D\n\n### E {#e}\nx\n## F\\# &#32; `g` {x} {#f .end}\n\n    code\n"
        ),
        [
            "a A: ```\n## B\n```\n\n> ## C\n\n- d\n\n  ## D\n\n### E {#e}\nx",
            "f F#   g {x} end:     code"
        ]
    );
    check_steps(
        "## A\nx\n\nB\n-\ny\n## A a {.end}\nx",
        &["5 step-ids-proposed 3 a", "8 step-underlined B"],
    );
    assert_eq!(
        steps("## A\nx\n\n## Ä a {#a .end}\ny"),
        ["a-2 A: x", "a Ä a end: y"]
    );
    check_steps(
        "## A {#Big_one .fin key=v}\nx\n## B {#b}\nx\n## C {#b}\nx\n## B {#d .end}\nx\n## {#e}\nx\n## ![](f) {#f .end}\nx",
        &[
            "5 step-flag-unknown .fin",
            "5 step-flag-unknown key=v",
            "5 step-id-bad Big_one big-one",
            "9 step-id-repeated b 7 b-2",
            "11 step-title-repeated B 7",
            "13 end-unreachable B 2",
            "13 step-no-title",
            "15 picture-in-title",
            "15 step-no-title",
        ],
    );
    let long = format!("## {} {{#a .end}}\nx", "я".repeat(65));
    check_steps(&long, &["5 step-title-too-long 65 64"]);
    check_steps(
        "##A {#a}\n\n## B {#b .end}\nx\n\n###C",
        &[
            "5 heading-without-space ##A {#a}",
            "10 heading-without-space ###C",
        ],
    );
    check_steps("## A {#a .end}\nx\n# B", &["7 heading-too-high B"]);
    check_steps(
        "# A\nx\n# B\ny",
        &[
            "0 no-steps-but-headings 2",
            "5 title-twice A",
            "7 title-twice B",
        ],
    );
    check_steps("x", &["0 no-steps"]);
    let many: Vec<String> = (0..501)
        .map(|n| format!("## A{n} {{#a{n} .end}}\nx\n"))
        .collect();
    check_steps(
        &many.concat(),
        &["0 too-many-steps 501 500", "7 end-unreachable A0 499"],
    );
}

#[test]
fn the_end() {
    check_steps(
        "## A {#a}\nx\n## B {#b}\nx\n## C {#c .off}\nx",
        &["7 end-added B"],
    );
    check_steps("## A {#a .off .end}\nx\n## B {#b}\nx", &["7 end-added B"]);
    check_steps(
        "## A {#a .end}\nx\n## B {#b}\nx\n## C {#c}\nx",
        &["7 end-unreachable A 2"],
    );
    check_steps("## A {#a .off}\nx", &["5 all-off"]);
    check(
        "---\nid: tea\ntitle: Tea\nunfinished: true\n---\n## A {#a}\nx",
        &[],
    );
    check("---\nid: tea\ntitle: Tea\nunfinished: true\n---\n", &[]);
}

#[test]
fn blocks_left_open() {
    check_steps("## A {#a .end}\n~~~~ c\nx", &["6 block-closed"]);
    assert_eq!(
        steps("## A {#a .end}\n~~~~ c\nx\n\n"),
        ["a A end: ~~~~ c\nx\n~~~~"]
    );
    check_steps(
        "## A {#a .end}\n<!-- x",
        &["5 step-empty A", "6 block-closed"],
    );
    check_steps(
        "## A {#a}\n```\nx\n## B {#b}\ny\n## C {#c .end}\nz",
        &["5 end-added A", "6 block-open 2"],
    );
}

#[test]
fn lines_are_counted_through_the_file() {
    check_steps(
        "## A {#a}\n\nx\n\n[y](z)\n\n## B {#b .end}\n\n\n\n![](a.png)![](b)",
        &["9 link-dropped z", "15 album-mixed"],
    );
}

#[test]
fn hostile_files_are_refused_quickly() {
    let begun = std::time::Instant::now();
    check(
        &"x".repeat(crate::limits::FILE + 1),
        &["0 file-too-large 9 8"],
    );
    let bomb: Vec<String> = (0..9)
        .map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1))
        .collect();
    for yaml in [
        bomb.concat(),
        "[".repeat(60_000),
        "{".repeat(60_000),
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        (0..9_000)
            .map(|n| format!("k{n}:\n"))
            .collect::<Vec<_>>()
            .concat(),
        "a: ".repeat(20_000),
        "&".repeat(60_000),
        "\"".repeat(60_000),
        "!".repeat(60_000),
        "%".repeat(60_000),
        "|\n".repeat(30_000),
    ] {
        read(&format!("---\n{yaml}\n---\n## A\nx"));
    }
    for piece in [
        "## \n",
        "## A {#a}\n",
        "# A\n",
        "##A\n",
        "## A\n```\n",
        "a\n-\n",
        "<!--\n## A\n",
        "- ## A\n",
        "\n",
        "> ## A\n",
        "## &#0;{#a .b .c}\n",
    ] {
        read(&piece.repeat(400_000 / piece.len()));
    }
    // A few seconds without optimisation when linear, minutes when not.
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

#[test]
fn an_error_is_told_among_a_thousand_warnings() {
    let links = "[a](b.md)\n\n".repeat(120);
    let step = |number: usize| format!("## S{number} {{#s{number}}}\n\n{links}");
    let many: String = (0..9).map(step).collect();
    let long = "x".repeat(65);
    let reading = read(&format!("{FRONT}{many}## {long} {{#long}}\n\nEnd.\n"));
    let problems = &reading.problems;
    assert!(problems.is_fatal());
    let of = |code| {
        problems
            .0
            .iter()
            .filter(move |problem| problem.code == code)
    };
    assert_eq!(of("step-title-too-long").count(), 1);
    assert_eq!(of("link-dropped").count(), MANY - 1);
    // All that were left out, with those of the end and of the links.
    let counts: Vec<_> = of("more").map(|problem| &problem.arguments[0].1).collect();
    assert_eq!(counts, [&Argument::Number(9 * 120 + 2 - MANY as u64)]);
}

#[test]
fn values_of_the_head_are_one_line_each() {
    let text = "---\nid: tea\ntitle: |\n  Tea\n  for \u{202e}two\ndescription: \"a\\0b\"\nunfinished: ture\n---\n\n## A {#a}\n\nB.\n";
    let reading = read(text);
    assert_eq!(reading.course.title, "Tea for two");
    assert_eq!(reading.course.description.as_deref(), Some("a b"));
    assert!(
        told(&reading.problems).contains(&"7 neither-true-nor-false unfinished ture".to_owned())
    );
}

#[test]
fn what_braces_lose_is_told() {
    check_steps(
        "## The set {x}\n\nA.\n\n## B {#b #c .end}\n\nC.\n",
        &[
            "5 step-flag-unknown x",
            "5 step-ids-proposed 1 the-set",
            "9 step-flag-unknown #b",
        ],
    );
}

#[test]
fn a_preface_too_large_is_told() {
    let large = "word ".repeat(60_000);
    let told = told(&read(&format!("{FRONT}{large}\n\n## A {{#a .end}}\n\nB.\n")).problems);
    assert_eq!(told, ["5 text-before-steps 299999 300"]);
}
