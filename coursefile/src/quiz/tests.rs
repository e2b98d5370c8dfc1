//! Questions, good and bad.

use rust_decimal::Decimal;

use crate::problem::Argument;
use crate::render::render;
use crate::{Choice, Form, Gate, Measures, Pair, Question, Span, Spent, Taken, Variant, read};

/// The questions of a step that reads without a problem.
fn questions(markdown: &str) -> Vec<Question> {
    let rendered = render(markdown, 1);
    assert!(rendered.problems.0.is_empty(), "{markdown}\n{rendered:?}");
    rendered.questions
}

/// The only question.
fn question(markdown: &str) -> Question {
    let mut questions = questions(markdown);
    assert_eq!(questions.len(), 1, "{markdown}");
    questions.remove(0)
}

fn told(problems: &crate::Problems) -> Vec<String> {
    let told = problems.0.iter().map(|problem| {
        let words = problem.arguments.iter().map(|(_, word)| match word {
            Argument::Number(number) => format!(" {number}"),
            Argument::Word(word) => format!(" {word}"),
        });
        let words = words.collect::<String>();
        format!("{} {}{words}", problem.line, problem.code)
    });
    told.collect()
}

/// The problems of a step as `line code arguments`.
fn check(markdown: &str, expected: &[&str]) {
    let found = told(&render(markdown, 1).problems);
    assert_eq!(found, expected, "{markdown}");
}

fn choice(words: &str, is_right: bool, feedback: Option<&str>) -> Choice {
    Choice {
        words: words.to_owned(),
        is_right,
        feedback: feedback.map(str::to_owned),
    }
}

#[test]
fn a_ticked_list_is_a_question() {
    let markdown = "Some text.\n\nWhat *boils*?\n\n- [x] Water\n  > **Right**, at 100 °C.\n- [ ] Stone & sand\n\nMore text.";
    let rendered = render(markdown, 1);
    assert_eq!(rendered.html.as_deref(), Some("Some text.\n\nMore text."));
    let question = question(markdown);
    assert_eq!(question.slug, "what-boils");
    assert_eq!(question.ask.as_deref(), Some("What <i>boils</i>?"));
    assert_eq!(
        question.form,
        Form::Single(vec![
            choice("Water", true, Some("<b>Right</b>, at 100 °C.")),
            choice("Stone & sand", false, None),
        ])
    );
    assert_eq!((question.points, question.attempts), (1, None));
}

#[test]
fn several_ticks_are_a_question_with_several_answers() {
    let asked = questions(
        "Hi\n\nA?\n- [x] a\n- [x] b\n- [ ] c\n\n<!-- -->\n\n- [X] d\n\n- [ ] e\n\n  > no",
    );
    assert!(matches!(&asked[0].form, Form::Multiple(options) if options.len() == 3));
    assert_eq!(asked[0].slug, "a");
    assert_eq!(
        (asked[1].ask.as_deref(), asked[1].slug.as_str()),
        (None, "question")
    );
    assert_eq!(asked[1].form.options()[1].feedback.as_deref(), Some("no"));
}

#[test]
fn boxes_to_tick_stay_text() {
    for (markdown, html) in [
        ("- [ ] a\n- [ ] b", "☐ a\n☐ b"),
        ("- x\n  - [x] a\n  - [ ] b", "• x\n   ☑ a\n   ☐ b"),
        ("> - [x] a\n> - [ ] b", "<blockquote>☑ a\n☐ b</blockquote>"),
    ] {
        let rendered = render(markdown, 1);
        assert_eq!(rendered.html.as_deref(), Some(html));
        assert!(rendered.questions.is_empty() && rendered.problems.0.is_empty());
    }
}

#[test]
fn settings_stand_below() {
    let markdown = "Pick.\n\n- [x] a\n- [ ] b\n\n```question\nid: pick\nkind: multiple\nhint: Look *up*.\nexplanation: |\n  One.\n\n  Two.\n\
        attempts: 2\npoints: 0\nshuffle: yes\nmeasures: pretest\n```";
    let question = question(markdown);
    assert_eq!(question.slug, "pick");
    assert!(matches!(question.form, Form::Multiple(_)));
    assert_eq!(question.hint.as_deref(), Some("Look <i>up</i>."));
    assert_eq!(question.explanation.as_deref(), Some("One.\n\nTwo."));
    assert_eq!((question.attempts, question.points), (Some(2), 0));
    assert!(question.shuffle && question.measures == Some(Measures::Pretest));
    assert_eq!(render(markdown, 1).html, None);
}

#[test]
fn what_is_typed() {
    let asked = question(
        "The capital?\n\n```question\nwrong:\n  - {answer: Lyon, feedback: Large!}\n  - Nice\nanswer: [Paris, {answer: Lutetia, feedback: Old}]\n\
        pattern: 'par.s'\ntypo: true\nfeedback: Yes\n```",
    );
    let variant = |words: &str, is_pattern, is_right, feedback: Option<&str>| Variant {
        words: words.to_owned(),
        is_pattern,
        is_right,
        feedback: feedback.map(str::to_owned),
    };
    let variants = vec![
        variant("Lyon", false, false, Some("Large!")),
        variant("Nice", false, false, None),
        variant("Paris", false, true, Some("Yes")),
        variant("Lutetia", false, true, Some("Old")),
        variant("par.s", true, true, Some("Yes")),
    ];
    assert_eq!(
        asked.form,
        Form::Typed {
            variants,
            typo: true
        }
    );
    let asked = question("Text.\n\n---\n\n```question\nask: |\n  One?\n\n  Two?\nanswer: 42\n```");
    assert_eq!(asked.ask.as_deref(), Some("One?\n\nTwo?"));
    assert!(matches!(asked.form, Form::Typed { .. }));
}

#[test]
fn what_is_a_number() {
    let asked = question(
        "How much?\n\n```question\nnumber: [3.14, 5..6.5]\ntolerance: 0,01\nunit: m\nwrong: [{number: −2, feedback: Up!}]\n```",
    );
    let span = |low, high, scale, is_right, feedback: Option<&str>| Span {
        low: Decimal::new(low, scale),
        high: Decimal::new(high, scale),
        is_right,
        feedback: feedback.map(str::to_owned),
    };
    let spans = vec![
        span(313, 315, 2, true, None),
        span(499, 651, 2, true, None),
        span(-2, -2, 0, false, Some("Up!")),
    ];
    let unit = Some("m".to_owned());
    assert_eq!(asked.form, Form::Number { spans, unit });
}

#[test]
fn order_pairs_and_polls() {
    let asked = questions(
        "Order!\n\n1. a\n2. b\n\n```question\nkind: order\n```\n\nMatch!\n\n|a|b|\n|-|-|\n|cat|miaow|\n|dog|woof \\| wow|\n||moo|\n\n```question\nkind: match\n```\n\n\
        Poll!\n\n- [ ] yes\n- [ ] no\n\n```question\nkind: poll\n```",
    );
    assert_eq!(
        asked[0].form,
        Form::Order(vec!["a".to_owned(), "b".to_owned()])
    );
    let pair = |left: &str, right: &str| Pair {
        left: left.to_owned(),
        right: right.to_owned(),
    };
    let pairs = vec![pair("cat", "miaow"), pair("dog", "woof | wow")];
    let extra = vec!["moo".to_owned()];
    assert_eq!(asked[1].form, Form::Match { pairs, extra });
    assert!(matches!(&asked[2].form, Form::Poll(options) if options.len() == 2));
}

#[test]
fn names_are_told_apart() {
    let list = "\n- [x] a\n- [ ] b\n";
    let asked = questions(&format!(
        "Why?\n{list}\nWhy?\n{list}\n```question\nid: why-2\n```\n\nWhy?\n{list}"
    ));
    let names: Vec<&str> = asked
        .iter()
        .map(|question| question.slug.as_str())
        .collect();
    assert_eq!(names, ["why", "why-2", "why-3"]);
}

#[test]
fn what_is_wrong_with_choices() {
    check("a\n- [x] a", &["2 question-items-few"]);
    check("a\n- [x] a\n- [ ] a", &["3 question-item-twice a"]);
    check("a\n- [x] a\n- b", &["3 question-box-missing"]);
    check("- [x] a\n- [ ] b", &["1 question-not-asked"]);
    check(
        "a\n- [x] **a**\n- [ ] `b` ||",
        &["2 question-item-styled", "3 question-item-styled"],
    );
    check("a\n- [x] ![x](y.png)\n- [ ] b", &["2 question-picture"]);
    check("a\n- [x] a\n\n  more\n- [ ] b", &["2 question-item-more"]);
    let long = format!(
        "a\n- [x] {}\n- [ ] b\n  > {}",
        "a".repeat(201),
        "b".repeat(1001)
    );
    check(
        &long,
        &[
            "2 question-item-long 201 200",
            "3 question-text-long feedback 1001 1000",
        ],
    );
    let many = format!(
        "a\n- [x] a\n{}",
        (0..10)
            .map(|n| format!("- [ ] {n}"))
            .collect::<Vec<_>>()
            .join("\n")
    );
    check(&many, &["2 question-items-many 11 10"]);
    let block = |kind: &str, list: &str| format!("a\n\n{list}\n\n```question\nkind: {kind}\n```");
    check(
        &block("single", "- [ ] a\n- [ ] b"),
        &["3 question-none-right"],
    );
    check(
        &block("single", "- [x] a\n- [x] b"),
        &["3 question-several-right"],
    );
    check(
        &block("poll", "- [x] a\n- [ ] b"),
        &["3 question-poll-ticked"],
    );
    check(
        &block("order", "- [x] a\n- [ ] b"),
        &["7 question-kind-unfit order"],
    );
    check(
        &block("quiz", "- [x] a\n- [ ] b"),
        &["7 question-kind-unknown quiz"],
    );
    check(
        &block("match", "|a|\n|-|\n|b|"),
        &["3 question-match-columns 1"],
    );
    check(
        &block("match", "|a|b|\n|-|-|\n|c||\n|d|e|"),
        &["5 question-item-empty"],
    );
}

#[test]
fn what_is_wrong_with_settings() {
    let block = |yaml: &str| format!("a\n\n```question\n{yaml}\n```");
    check(
        &block("answer: a\nanswr: b"),
        &["5 question-key-unknown answr answer"],
    );
    check(&block("answer: a\nanswer: b"), &["5 key-repeated answer"]);
    check(&block("hint: a"), &["3 question-nothing"]);
    check(&block("wrong: a"), &["3 question-none-typed"]);
    check(&block("- a"), &["3 question-nothing", "4 question-no-keys"]);
    check(
        &block("a: ["),
        &["3 question-nothing", "4 question-unreadable a: ["],
    );
    check(&block("answer: a\nid: A b"), &["5 question-id-bad A b a-b"]);
    check(
        &block("answer: a\nattempts: 0\npoints: x"),
        &[
            "5 question-figure-bad attempts 0 1 100",
            "6 question-figure-bad points x 0 100",
        ],
    );
    check(
        &block("answer: a\nmeasures: all\ntypo: maybe"),
        &[
            "5 question-measures-unknown all",
            "6 neither-true-nor-false typo maybe",
        ],
    );
    check(
        &block("answer: a\nnumber: 1"),
        &["3 question-answers-mixed"],
    );
    check(&block("number: one"), &["4 question-number-bad one"]);
    check(&block("number: 3..1"), &["4 question-number-bad 3..1"]);
    check(
        &block("number: 3\ntolerance: -1"),
        &["5 question-tolerance-bad -1"],
    );
    check(&block("pattern: '('"), &["4 question-pattern-bad ("]);
    check(
        &block("answer: ''"),
        &["3 question-none-typed", "4 question-answer-empty"],
    );
    check(
        &block("answer: a\nunit: m\ntolerance: 1"),
        &[
            "5 question-key-unfit unit",
            "6 question-key-unfit tolerance",
        ],
    );
    check(
        &block("answer: a\nhint: '![](x.png)'"),
        &["5 question-picture"],
    );
    check(
        "- x\n\n  ```question\n  answer: a\n  ```",
        &["3 question-inside"],
    );
    check("```question\nanswer: a\n```", &["1 question-not-asked"]);
}

#[test]
fn the_heading_says_what_has_to_be_done() {
    let file = |flags: &str| {
        format!(
            "---\nid: a\ntitle: A\npass: 80\n---\n## Basics {{#basics}}\nx\n\n## Quiz {{#quiz .end {flags}}}\n\na\n- [x] a\n- [ ] b\n"
        )
    };
    let reading = read(&file(".must-pass draw=1 spent=basics"));
    assert_eq!(told(&reading.problems), [] as [&str; 0]);
    assert_eq!(reading.course.pass_mark, Some(80));
    let quiz = reading.course.steps[1].quiz.clone().expect("a quiz");
    assert_eq!((quiz.gate, quiz.draw), (Gate::Pass, Some(1)));
    assert_eq!(quiz.spent, Spent::Step("basics".to_owned()));
    assert_eq!(read(&crate::print(&reading.course)).course, reading.course);
    let spent = |words: &str| {
        let steps = read(&file(words)).course.steps;
        steps[1].quiz.clone().map(|quiz| quiz.spent)
    };
    assert_eq!(spent("spent=90m"), Some(Spent::Wait(90)));
    assert_eq!(spent("spent=2d"), Some(Spent::Wait(2880)));
    assert_eq!(spent("spent=show"), Some(Spent::Show));
    for (flags, expected) in [
        ("draw=0", "9 step-draw-bad 0"),
        ("draw=2", "9 step-draw-many 2 1"),
        ("spent=0m", "9 step-spent-bad 0m"),
        ("spent=nobody", "9 step-spent-nowhere nobody"),
        ("spent=quiz", "9 step-spent-behind quiz"),
    ] {
        assert_eq!(told(&read(&file(flags)).problems), [expected], "{flags}");
    }
    let idle = read(&file("").replace("## Basics {#basics}", "## Basics {#basics .must-answer}"));
    assert_eq!(told(&idle.problems), ["6 step-flag-idle .must-answer"]);
    let bad = read(&file("").replace("pass: 80", "pass: 101"));
    assert_eq!(told(&bad.problems), ["4 pass-mark-bad 101"]);
}

#[test]
fn work_is_handed_in() {
    let takes = |takes: &[Taken]| Form::Work {
        takes: takes.to_vec(),
    };
    let both = question("Show it.\n\n```question\nwork: [photo, text]\npoints: 5\n```");
    assert_eq!(both.form, takes(&[Taken::Photo, Taken::Text]));
    assert_eq!((both.slug.as_str(), both.points), ("show-it", 5));
    let one = question("Say it.\n\n```question\nwork: Voice\n```");
    assert_eq!(one.form, takes(&[Taken::Voice]));
    let none = question("Write it.\n\n```question\nkind: work\n```");
    assert_eq!(none.form, takes(&[Taken::Text]));
    // What stands above is text, not what is chosen from.
    let below_a_list = render("- a\n- b\n\n```question\nwork: text\nask: c\n```", 1);
    assert_eq!(below_a_list.html.as_deref(), Some("• a\n• b"));
    assert_eq!(below_a_list.questions[0].form, takes(&[Taken::Text]));
}

#[test]
fn work_that_nobody_can_hand_in() {
    check(
        "Show it.\n\n```question\nwork: [poem, photo]\nanswer: a\n```",
        &[
            "4 question-work-unknown poem",
            "5 question-key-unfit answer",
        ],
    );
    check(
        "Show it.\n\n```question\nwork: []\n```",
        &["4 question-work-unknown "],
    );
    check(
        "- [ ] a\n- [ ] b\n\n```question\nkind: work\nask: c\n```",
        &[],
    );
}
