//! Questions made to do harm: what is too much is refused, and costs no more than its letters.

use coursefile::{Weight, open_file, read, render};

const FRONT: &str = "---\nid: a\ntitle: A\n---\n";

#[track_caller]
fn check(markdown: &str, code: &str) {
    let problems = render(markdown, 1).problems;
    let found = problems.0.iter().find(|problem| problem.code == code);
    assert_eq!(found.map(|p| p.weight), Some(Weight::Error), "{problems:?}");
}

fn block(yaml: &str) -> String {
    format!("a\n\n```question\n{yaml}\n```")
}

#[test]
fn a_million_options_are_refused() {
    let options = "- [x] a\n".repeat(1_000_000);
    let problems = read(&format!("{FRONT}## A {{#a .end}}\n\na\n{options}")).problems;
    assert!(
        problems
            .0
            .iter()
            .any(|problem| problem.code == "step-too-large")
    );
    let options: Vec<String> = (0..20_000).map(|n| format!("- [x] {n}")).collect();
    check(&format!("a\n{}", options.join("\n")), "question-items-many");
    check(
        &format!("a\n{}", "- [x] a\n".repeat(20_000)),
        "question-item-twice",
    );
}

#[test]
fn ten_thousand_questions_are_refused() {
    let one = "a?\n\n- [x] a\n- [ ] b\n\n";
    check(&one.repeat(10_000), "questions-many");
    check(
        &"```question\nanswer: a\n```\n".repeat(8_000),
        "questions-many",
    );
}

#[test]
fn settings_are_read_once() {
    check(
        &block(&format!("answer: {}", "[".repeat(200_000))),
        "question-unreadable",
    );
    check(
        &block(&format!("answer: {}", "{a: ".repeat(50_000))),
        "question-unreadable",
    );
    check(
        &block(&format!("answer: [{}]", "a, ".repeat(70_000))),
        "question-answers-many",
    );
    let laughs = "answer: &a [b, b]\nwrong: [*a, *a, *a]\nhint: *a";
    check(&block(laughs), "key-not-text");
    let keys: String = (0..20_000)
        .map(|n| format!("k{n}: x\n"))
        .collect::<Vec<_>>()
        .concat();
    let rendered = render(&block(&format!("{keys}answer: a")), 1);
    assert_eq!(rendered.questions.len(), 1);
    check(
        &block(&format!("answer: {}", "a".repeat(200_000))),
        "question-item-long",
    );
    check(
        &block(&format!("number: {}", "9".repeat(200_000))),
        "question-number-bad",
    );
    check(
        &block(&format!("answer: a\nhint: \"{}\"", "> ".repeat(5_000))),
        "too-deep",
    );
}

#[test]
fn patterns_that_explode_are_refused() {
    for pattern in [
        "((((a{99}){99}){99}){99}){99}",
        r"\w{4000}",
        "(?:a|b|\\pL){9999}",
    ] {
        check(
            &block(&format!("pattern: '{pattern}'")),
            "question-pattern-bad",
        );
    }
    let nested = format!("{}a{}", "(".repeat(99), ")".repeat(99));
    check(
        &block(&format!("pattern: '{nested}'")),
        "question-pattern-bad",
    );
    // Building each of them would take minutes.
    let patterns = [r"'\w{1,5}'"; 50].join(", ");
    let question = format!("a?\n\n```question\npattern: [{patterns}]\n```\n\n");
    let steps: Vec<String> = (0..4)
        .map(|n| format!("## A{n} {{#a{n}}}\n\n{}", question.repeat(90)))
        .collect();
    let course = read(&format!("{FRONT}{}", steps.join("\n"))).course;
    assert_eq!(course.steps.len(), 4);
}

#[test]
fn files_of_questions_are_bounded() {
    let told = |name: &str, text: &str| {
        let problems = open_file(name, text.as_bytes()).problems;
        let codes: Vec<&str> = problems.0.iter().map(|problem| problem.code).collect();
        codes.join(" ")
    };
    assert!(told("a.gift", &"a?{T}\n\n".repeat(500_000)).contains("bank-too-many"));
    assert!(
        told("a.gift", &format!("a?{{{}=b}}", "~a ".repeat(1_000_000))).contains("options-cut")
    );
    assert!(told("a.gift", &format!("a?{{{}}}", "=a -> b ".repeat(300_000))).contains("unfit"));
    let categories: String = (0..200_000)
        .map(|n| format!("$CATEGORY: {n}\n\n"))
        .collect::<Vec<_>>()
        .concat();
    assert!(told("a.gift", &categories).contains("no-questions"));
    assert!(told("a.gift", &format!("{}{{T}}", "<a".repeat(1_000_000))).contains("text-cut"));
    assert!(told("a.gift", &"{".repeat(1_000_000)).contains("question-unread"));
    let cells = "a|".repeat(1_000_000);
    let row = format!("question,options,right\na,{cells}b,{cells}b\n");
    assert!(told("a.csv", &row).contains("options-cut"));
    let columns = "option,".repeat(300_000);
    assert!(told("a.csv", &format!("{columns}question\n{columns}b\n")).contains("right-unknown"));
}
