//! Files of questions: every form of GIFT, Aiken and tables, each question counted and each loss told.

use coursefile::{Argument, Form, Kind, Opened, Question, QuestionFormat, Spent, open_file};

use crate::{bundle, titles, told};

const GIFT: &str = r"// Every form that there is.
$CATEGORY: $course$/top/Nature/Water

Read this before you answer. It has \{no answers\} \{at all\}.

::Boiling::At how many degrees does water boil at the sea?{
  =100 # Right!
  ~%50%99 # Nearly.
  // a comment within
  ~0#That is ice \= frozen.
####It depends on the pressure.}

[markdown]Which of these are *wet*? {~%50%[plain]rain ~%50%fog ~%-100%sand#No.}

Water is made of hydrogen and oxygen.{TRUE#It is.#Well done.}

Вода сухая.{F}

::typed::[html]<p>What is <b>frozen</b> water?</p>{=ice =%100%snow =%30%hail#Ice it is, too. =*cream#Hungry?}

Two and {=two ~three} are four.

::number::How many?{#5:0.5#Yes}

How many are there between?{#1..2}

How many legs?{#
  =4:0#Four.
  =%50%4:1#Not quite.
  ~#Look again.
}

Match. {
  =cat -> miaow
  =dog -> woof
  =cow -> moo
  = -> quack
}

Write about the sea. {}

$CATEGORY: $course$/top/Other
Which do you like?{~tea~coffee}

Escapes: \~ \= \# \{ \} \: and \\n.{=a\=b ~c\~d\#e}

<p>Look: <img src='@@PLUGINFILE@@/a.png'></p>{T}
";

fn questions(opened: &Opened) -> Vec<&Question> {
    let quizzes = opened
        .course
        .steps
        .iter()
        .filter_map(|step| step.quiz.as_ref());
    quizzes.flat_map(|quiz| &quiz.questions).collect()
}

/// A question in one line: its name, its form, and its options, the right ones with a star.
fn short(question: &Question) -> String {
    let mark = |is_right| if is_right { "*" } else { "" };
    let rest: Vec<String> = match &question.form {
        Form::Typed { variants, .. } => variants
            .iter()
            .map(|variant| mark(variant.is_right).to_owned() + &variant.words)
            .collect(),
        Form::Number { spans, .. } => spans
            .iter()
            .map(|span| format!("{}{}..{}", mark(span.is_right), span.low, span.high))
            .collect(),
        Form::Match { pairs, extra } => pairs
            .iter()
            .map(|pair| format!("{}={}", pair.left, pair.right))
            .chain(extra.iter().cloned())
            .collect(),
        Form::Order(items) => items.clone(),
        form => form
            .options()
            .iter()
            .map(|option| mark(option.is_right).to_owned() + &option.words)
            .collect(),
    };
    let form = format!("{:?}", question.form);
    let name = form.split(['(', ' ']).next().unwrap_or_default();
    format!("{} {name}: {}", question.slug, rest.join(" | "))
}

#[test]
fn every_form_of_gift_comes_in() {
    let opened = bundle(&[("bank.gift", GIFT)]);
    assert_eq!(opened.kind, Kind::Gift);
    assert_eq!(opened.course.title, "bank");
    assert_eq!(titles(&opened), ["Water", "Other"]);
    let step = &opened.course.steps[0];
    let text = "Read this before you answer. It has {no answers} {at all}.";
    assert_eq!(step.html.as_deref(), Some(text));
    let found: Vec<String> = questions(&opened).into_iter().map(short).collect();
    let expected = [
        "boiling Single: *100 | 99 | 0",
        "which-of-these-are-wet Multiple: *rain | *fog | sand",
        "water-is-made-of-hydrogen-and-oxygen Single: *True | False",
        "voda-sukhaya Single: Верно | *Неверно",
        "typed Typed: *ice | *snow | hail | *.*cream",
        "two-and-are-four Single: *two | three",
        "number Number: *4.5..5.5",
        "how-many-are-there-between Number: *1..2",
        "how-many-legs Number: *4..4 | 3..5",
        "match Match: cat=miaow | dog=woof | cow=moo | quack",
        "which-do-you-like Poll: tea | coffee",
        "escapes-and-n Single: *a=b | c~d#e",
        "look Single: *True | False",
    ];
    assert_eq!(found, expected);
    let expected = [
        "question-weights :6",
        "question-weights :13",
        "question-weights :19",
        "more-alike :0",
        "question-feedback-dropped :27",
        "question-essay :40",
        "question-made-poll :43",
        "question-picture-dropped :47",
    ];
    assert_eq!(told(&opened), expected);
}

#[test]
fn what_gift_says_besides_comes_in() {
    let opened = bundle(&[("bank.gift", GIFT)]);
    let questions = questions(&opened);
    let boiling = questions[0];
    let pressure = Some("It depends on the pressure.");
    assert_eq!(boiling.explanation.as_deref(), pressure);
    let feedback = boiling.form.options().iter();
    let feedback: Vec<_> = feedback.map(|option| option.feedback.as_deref()).collect();
    let ice = "That is ice = frozen.";
    assert_eq!(feedback, [Some("Right!"), Some("Nearly."), Some(ice)]);
    let truth = questions[2].form.options();
    assert_eq!(truth[0].feedback.as_deref(), Some("Well done."));
    assert_eq!(truth[1].feedback.as_deref(), Some("It is."));
    let html = "What is <b>frozen</b> water?";
    assert_eq!(questions[4].ask.as_deref(), Some(html));
    assert_eq!(questions[5].ask.as_deref(), Some("Two and _____ are four."));
    let signs = "Escapes: ~ = # { } : and \\n.";
    assert_eq!(questions[11].ask.as_deref(), Some(signs));
    let quiz = opened.course.steps[0].quiz.as_ref().expect("a quiz");
    assert_eq!((quiz.draw, &quiz.spent), (None, &Spent::Show));
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let opened = open_file("a.gift", b"Good?{T}\n\nOpen?{=a ~b\n\nBraces?{=a {x} ~b}\n\nTruth?{maybe}\n\nNumber?{#x}\n\nAlone?{=a ~a}\n");
    let expected = [
        "question-unread :3",
        "question-unread :5",
        "question-unread :7",
        "question-unread :9",
        "question-options-cut :11",
        "question-unfit :11",
    ];
    assert_eq!(told(&opened), expected);
    assert_eq!(told(&open_file("a.gift", b"")), ["no-questions :0"]);
}

#[test]
fn aiken_comes_in() {
    let text = "\u{feff}What is dry?\r\nA. Water\r\nB) Sand\r\nANSWER: B\r\n\r\nWhat\nis wet?\nA. Water\nB. Sand\nANSWER: A\n";
    let opened = bundle(&[("my_bank.txt", text)]);
    assert_eq!(
        (opened.kind, opened.course.title.as_str()),
        (Kind::Aiken, "my bank")
    );
    let found: Vec<String> = questions(&opened).into_iter().map(short).collect();
    let expected = [
        "what-is-dry Single: Water | *Sand",
        "what-is-wet Single: *Water | Sand",
    ];
    assert_eq!(found, expected);
    assert_eq!(told(&opened), [] as [&str; 0]);
    let bad = "A?\nA. a\nB. b\nANSWER: C\nB?\nA. a\nwhat?\nA. a\nB. b\nANSWER: A\nC?\n";
    let opened = open_file("a.txt", bad.as_bytes());
    let expected = [
        "question-right-unknown :4",
        "question-unread :7",
        "question-unread :11",
    ];
    assert_eq!(told(&opened), expected);
    assert_eq!(questions(&opened).len(), 1);
}

#[test]
fn tables_come_in() {
    for separator in [',', ';', '\t'] {
        let text = "\u{feff}Right|Question|Option 1|Option 2|Option 3|Explanation|Feedback 1|Feedback 2|Feedback 3|Colour|Category\r\n\
            B|What is dry?|Water|Sand|Ice|Because.|No|Yes|No|red|Land\r\n\
            \"1, 3\"|\"What is\nwet \"\"now\"\"?\"|Water|Sand|Tea|||||||\r\n\
            Paris|The capital?||||||||\r\n";
        let text = text.replace('|', &separator.to_string());
        let text = if separator == ',' {
            text
        } else {
            text.replace("1, 3", "1 3")
        };
        let opened = bundle(&[("t.csv", &text)]);
        assert_eq!((opened.kind, titles(&opened)), (Kind::Table, vec!["Land"]));
        let found: Vec<String> = questions(&opened).into_iter().map(short).collect();
        let expected = [
            "what-is-dry Single: Water | *Sand | Ice",
            "what-is-wet-now Multiple: *Water | Sand | *Tea",
            "the-capital Typed: *Paris",
        ];
        assert_eq!(found, expected);
        let dry = questions(&opened)[0];
        assert_eq!(dry.explanation.as_deref(), Some("Because."));
        assert_eq!(dry.form.options()[1].feedback.as_deref(), Some("Yes"));
        assert_eq!(told(&opened), ["field-unknown :1"]);
    }
    let opened = open_file(
        "t.csv",
        b"question,options,right\nA?,a|b,c\n,a|b,a\nC?,a|b,\nD?,a|b,b\n",
    );
    let expected = [
        "question-right-unknown :2",
        "table-row-unasked :3",
        "question-right-unknown :4",
    ];
    assert_eq!(told(&opened), expected);
    assert_eq!(
        told(&open_file("t.csv", b"a,b\nc,d\n"))[2],
        "table-no-question :1"
    );
}

#[test]
fn a_bank_is_parted_into_steps_that_hold_it() {
    let text: String = (0..250)
        .map(|n| format!("Question {n}?{{T}}\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let opened = bundle(&[("bank.gift", &text)]);
    assert_eq!(questions(&opened).len(), 250);
    assert_eq!(titles(&opened), ["bank", "bank (2)", "bank (3)"]);
    assert_eq!(told(&opened), ["chapter-split :1"]);
}

/// Every form of the course file, with everything that only it can say.
const FORMS: &str = include_str!("every_form.md");

#[test]
fn what_goes_out_comes_in_again() {
    let course = coursefile::read(FORMS).course;
    let asked = |course: &coursefile::Course| -> Vec<String> {
        let quizzes = course.steps.iter().filter_map(|step| step.quiz.as_ref());
        quizzes
            .flat_map(|quiz| &quiz.questions)
            .map(short)
            .collect()
    };
    let all = asked(&course);
    let lost = |format: QuestionFormat| {
        let exported = format.write(&course);
        let name = format!("bank.{}", format.ending());
        let opened = open_file(&name, exported.text.as_bytes());
        assert!(!opened.problems.is_fatal(), "{:?}", opened.problems);
        let again = asked(&opened.course);
        let told = exported.problems.0.iter().map(|problem| {
            let place = problem.file.as_deref().unwrap_or_default();
            match &problem.arguments[0].1 {
                Argument::Word(word) => format!("{place}: {word}"),
                Argument::Number(number) => format!("{place}: {number}"),
            }
        });
        let told: Vec<String> = told.collect();
        let lost: Vec<String> = all
            .iter()
            .filter(|one| !again.contains(one))
            .cloned()
            .collect();
        (lost, told)
    };
    let (gone, told) = lost(QuestionFormat::Gift);
    let expected = [
        "words Typed: *Vienna | *Wi+en | Graz",
        "order Order: Boil | Pour | Wait",
    ];
    assert_eq!(gone, expected);
    let expected = [
        "Everything: .must-pass",
        "Everything › one: attempts",
        "Everything › one: shuffle",
        "Everything › one: hint",
        "Everything › words: typo",
        "Everything › words: pattern",
        "Everything › degrees: unit",
        "Everything › order: order",
        "Everything › like: poll",
    ];
    assert_eq!(told, expected);
    let (gone, _) = lost(QuestionFormat::Csv);
    let expected = [
        "words Typed: *Vienna | *Wi+en | Graz",
        "order Order: Boil | Pour | Wait",
        "pairs Match: Black=three | Green=two | twenty",
    ];
    assert_eq!(gone, expected);
}
