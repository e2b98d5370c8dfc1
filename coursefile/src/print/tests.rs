//! What comes out goes in again.

use proptest::prelude::*;

use super::strategy::{any_links, any_media};
use super::*;
use crate::quiz::strategy::{any_asking, any_quiz, any_text};
use crate::release::strategy::any_release;
use crate::stored::strategy::{any_stored, any_words};
use crate::{Ladder, MediumKind, Reading, Release, read};

fn check(html: &str, expected: &str) {
    let markdown = markdown_of(Said::of(Some(html), None));
    assert_eq!(markdown, expected, "{html:?}");
    assert_eq!(
        render(&markdown, 1).html.as_deref(),
        Some(html),
        "{markdown:?}"
    );
}

#[test]
fn what_was_typed_in_the_chat_is_readable() {
    check(
        "Hello <b>you</b>!\nHow <i>are</i> you?\n\nFine.",
        "Hello **you**!\\\nHow *are* you?\n\nFine.",
    );
    check(
        "<a href=\"https://example.org/\">x</a> <a href=\"https://example.org/a\">https://example.org/a</a> https://example.org/a_b",
        "[x](https://example.org/) <https://example.org/a> https://example.org/a_b",
    );
    check(
        "<code>a`b</code> <s>c</s> <u>d</u> <tg-spoiler>e</tg-spoiler>",
        "``a`b`` ~~c~~ <u>d</u> ||e||",
    );
    check(
        "Buy:\n• tea\n• <b>milk</b>\n   • fresh\n\n1. a\n2. b",
        "Buy:\n- tea\n- **milk**\n  - fresh\n\n1. a\n2. b",
    );
    check(
        "<pre><code class=\"language-c\">a\n\n```</code></pre>\nb",
        "````c\na\n\n```\n````\nb",
    );
    check(
        "a\n<blockquote>b\nc\n\nd</blockquote>\n\ne",
        "a\n> b\\\n> c\n>\n> d\n\ne",
    );
    check(
        "<blockquote expandable>b\n\nc</blockquote>\n\ne",
        "<blockquote expandable>\n\nb\n\nc\n\n</blockquote>\n\ne",
    );
    check(
        "☐ a\n☐ b\n\n———\n\n# no heading\n\n- no item",
        "- [ ] a\n- [ ] b\n\n---\n\n\\# no heading\n\n\\- no item",
    );
    check(
        "a*b_c_d [e](f) || g | h\n1. i\n  j &amp;lt; 2 &lt; 3 &amp; C:\\x",
        "a\\*b_c_d \\[e\\](f) \\|| g | h\\\n1\\. i\\\n&#32;&#32;j \\&lt; 2 \\< 3 & C:\\x",
    );
    check("☐ a\n☑ b", "☐ a\\\n☑ b");
    check("a\n\n\n\nb", "a\n\n<br><br>b");
    check("<b>a\n\nb</b>", "**a<br><br>b**");
    check("a<b>b</b>c <b>!</b>d", "a**b**c <b>!</b>d");
}

#[test]
fn a_flood_of_formatting_is_printed_quickly() {
    let begun = std::time::Instant::now();
    for piece in ["<i>a</i> ", "<i>a</i>\n", "• <b>a</b>\n", "<b>a</b>\n\n"] {
        markdown_of(Said::of(Some(&piece.repeat(30_000)), None));
    }
    // Seconds when linear, many minutes when not.
    assert!(begun.elapsed().as_secs() < 60);
}

#[test]
fn a_picture_comes_first() {
    for picture in [
        "media:00ff",
        "tg:AgAC-_x",
        "https://example.org/a_(b)?c=d&e=f",
        "a b/é<>\\.png",
    ] {
        let media = [Medium::picture(picture)];
        let markdown = markdown_of(Said {
            media: &media,
            ..Said::of(Some("a"), None)
        });
        let rendered = render(&markdown, 1);
        let shown: Vec<Medium> = rendered.media.iter().map(Medium::from).collect();
        assert_eq!(shown, media, "{markdown}");
        assert_eq!(rendered.html.as_deref(), Some("a"), "{markdown}");
    }
    assert_eq!(markdown_of(Said::default()), "");
}

#[test]
fn media_and_buttons_are_readable() {
    let medium = |kind, source: &str, alt: Option<&str>| Medium {
        kind,
        source: source.to_owned(),
        alt: alt.map(str::to_owned),
        name: None,
    };
    let media = [
        medium(MediumKind::Picture, "media:00ff", Some("A [cup]")),
        medium(MediumKind::Video, "tg:AgAC-_x", None),
        medium(MediumKind::Video, "a b.mp4", Some("B")),
    ];
    let button = |label: &str, url: &str| LinkButton {
        label: label.to_owned(),
        url: url.to_owned(),
    };
    let links = [
        vec![
            button("Map", "https://e.org/m"),
            button("A_b_ *c*", "http://e.org/"),
        ],
        vec![button("Chat", "tg://resolve?domain=x")],
    ];
    let markdown = markdown_of(Said {
        html: Some("Text"),
        media: &media,
        links: &links,
        quiz: None,
    });
    let expected = "![A \\[cup\\]](media:00ff)\n![](tg:AgAC-_x){.video}\n![B](<a b.mp4>)\n\nText\n\n\
        [Map](https://e.org/m){.button} [A_b\\_ \\*c\\*](http://e.org/){.button}\n[Chat](tg://resolve?domain=x){.button}";
    assert_eq!(markdown, expected);
}

#[test]
fn words_that_look_like_a_button_stay_words() {
    let html = "<a href=\"https://e.org/\">x</a>{.button}";
    let markdown = markdown_of(Said::of(Some(html), None));
    let rendered = render(&markdown, 1);
    assert_eq!(rendered.html.as_deref(), Some(html), "{markdown}");
    assert!(rendered.links.is_empty());
}

#[test]
fn a_course_is_printed() {
    let step = |slug: &str, title: &str, markdown: &str, is_end| Step {
        slug: slug.to_owned(),
        title: title.to_owned(),
        markdown: markdown.to_owned(),
        html: (!markdown.is_empty()).then(|| markdown.to_owned()),
        length: markdown.len(),
        quiz: None,
        is_active: !markdown.is_empty(),
        is_end,
        ..Step::default()
    };
    let mut course = Course {
        slug: "tea".to_owned(),
        title: "Tea: a start".to_owned(),
        description: Some("How to make it.".to_owned()),
        language: Some("en".to_owned()),
        pass_mark: None,
        reminders: None,
        release: None,
        steps: vec![
            step("boil", "Boil {water} # twice", "Boil.", false),
            step("drink", "Drink", "", true),
        ],
    };
    let file = "---\nid: tea\ntitle: \"Tea: a start\"\ndescription: How to make it.\nlanguage: en\nunfinished: true\n---\n\n\
        ## Boil {water} # twice {#boil}\n\nBoil.\n\n## Drink {#drink .end .off}\n";
    assert_eq!(print(&course), file);
    assert_eq!(read(file).course, course);
    course.steps.clear();
    assert_eq!(read(&print(&course)).course, course);
    assert!(!read(&print(&course)).problems.is_fatal());
}

#[test]
fn questions_are_readable() {
    for markdown in [
        "Some text.\n\nWhat *boils*?\n\n- [x] Water\n  > **Yes**, at 100 °C.\n- [ ] Stones | sand\n\n```question\nhint: Look up.\npoints: 2\n```",
        "Some text.\n\n<!-- -->\n\n```question\nanswer:\n  - Paris\n  - answer: Lutetia\n    feedback: In old times.\nwrong:\n  - answer: Lyon\n    feedback: Large, but *no*.\ntypo: true\n```",
        "Sort!\n\n1. one\n2. two\n\n```question\nkind: order\n```\n\nMatch!\n\n|  |  |\n|--|--|\n| cat | miaow |\n| dog | woof |\n|  | moo |\n\n```question\nkind: match\n```",
        "How much?\n\n```question\nid: much\nnumber: 3.13..3.15\nfeedback: Well done!\nunit: m\nattempts: 3\n```",
    ] {
        let rendered = render(markdown, 1);
        let quiz = Quiz {
            questions: rendered.questions,
            ..Quiz::default()
        };
        let printed = markdown_of(Said::of(rendered.html.as_deref(), Some(&quiz)));
        assert_eq!(printed, markdown);
    }
}

/// A step as the chat or a file can make it: its title, its Markdown and what that asks, and whether it is an end, on and
/// protected, and when it opens.
type Parts = (String, (String, Option<Quiz>), [bool; 3], Option<Release>);

fn any_step() -> impl Strategy<Value = Parts> {
    let quiz = prop::option::weighted(0.3, any_quiz());
    let chat = (any_stored(), any_media(), any_links(), quiz);
    let chat = chat.prop_map(|(text, media, links, quiz)| {
        let html = (!text.is_empty()).then(|| text.to_html());
        let markdown = markdown_of(Said {
            html: html.as_deref(),
            media: &media,
            links: &links,
            quiz: quiz.as_ref(),
        });
        (markdown, quiz)
    });
    let release = prop::option::weighted(0.5, any_release());
    (any_words(), chat, any::<[bool; 3]>(), release)
}

/// A course that exists.
fn any_course() -> impl Strategy<Value = Course> {
    let language = prop::option::of(prop::sample::select(vec!["en", "ru", "pt-BR"]));
    let steps = prop::collection::vec(any_step(), 0..5);
    let mark = prop::option::of(1_u8..=100);
    let ladders = vec!["none", "1, 3, 7", "2", "1, 14, 365"];
    let ladder = prop::option::of(prop::sample::select(ladders));
    let mark = (mark, ladder, prop::option::of(any_release()));
    (
        any_words(),
        prop::option::of(any_words()),
        language,
        mark,
        steps,
    )
        .prop_map(
            |(title, description, language, (pass_mark, ladder, release), steps)| {
                let named = |words: &str, otherwise: &str| {
                    let words: String = words.chars().take(60).collect();
                    let words = crate::line(&words);
                    let is_blank = crate::is_blank(&words);
                    if is_blank {
                        otherwise.to_owned()
                    } else {
                        words
                    }
                };
                let step = |(index, (title, (markdown, quiz), flags, release)): (usize, Parts)| {
                    let [is_end, is_active, is_protected] = flags;
                    let rendered = render(&markdown, 1);
                    Step {
                        slug: format!("s{index}"),
                        title: named(&title, "T"),
                        markdown,
                        html: rendered.html,
                        length: rendered.length,
                        media: rendered.media.iter().map(Medium::from).collect(),
                        links: rendered.links,
                        is_protected,
                        quiz,
                        release,
                        is_active,
                        is_end,
                    }
                };
                Course {
                    slug: "x".to_owned(),
                    title: named(&title, "T"),
                    description: description.map(|words| named(&words, "D")),
                    language: language.map(str::to_owned),
                    pass_mark,
                    reminders: ladder.and_then(Ladder::parse),
                    release,
                    steps: steps.into_iter().enumerate().map(step).collect(),
                }
            },
        )
}

/// Markdown of any kind.
fn any_file() -> impl Strategy<Value = String> {
    let front = prop::sample::select(vec![
        "",
        "---\nid: x\ntitle: X\n---\n",
        "---\ntitle: [\n---\n",
        "---\nid: a\n",
        "# T\n",
    ]);
    let heading = prop::sample::select(vec![
        "",
        "\n## A\n",
        "\n## B {#b}\n",
        "\n## C {#c .end}\n",
        "\nD\n-\n",
    ]);
    let part = (heading, any_words()).prop_map(|(heading, words)| format!("{heading}{words}"));
    (front, prop::collection::vec(part, 0..6))
        .prop_map(|(front, parts)| format!("{front}{}", parts.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_the_chat_can_make_comes_back(text in any_stored()) {
        if text.is_empty() {
            return Ok(());
        }
        let html = text.to_html();
        let markdown = markdown_of(Said::of(Some(&html), None));
        let rendered = render(&markdown, 1);
        prop_assert_eq!(rendered.html, Some(html), "{}", markdown);
        prop_assert!(rendered.media.is_empty());
    }

    #[test]
    fn what_a_step_shows_comes_back(
        text in any_stored(), media in any_media(), links in any_links(), quiz in prop::option::of(any_quiz()),
    ) {
        let html = (!text.is_empty()).then(|| text.to_html());
        let said = Said { html: html.as_deref(), media: &media, links: &links, quiz: quiz.as_ref() };
        let markdown = markdown_of(said);
        let rendered = render(&markdown, 1);
        let shown: Vec<Medium> = rendered.media.iter().map(Medium::from).collect();
        prop_assert_eq!(&shown, &media, "{}", markdown);
        prop_assert_eq!(&rendered.links, &links, "{}", markdown);
        prop_assert_eq!(&rendered.html, &html, "{}", markdown);
        let questions = quiz.map(|quiz| quiz.questions).unwrap_or_default();
        prop_assert_eq!(&rendered.questions, &questions, "{}", markdown);
    }

    #[test]
    fn what_a_step_asks_comes_back(quiz in any_quiz(), html in any_text()) {
        let markdown = markdown_of(Said::of(html.as_deref(), Some(&quiz)));
        let rendered = render(&markdown, 1);
        prop_assert_eq!(&rendered.questions, &quiz.questions, "{}", markdown);
        prop_assert_eq!(rendered.html, html, "{}", markdown);
    }

    #[test]
    fn what_a_file_asks_comes_back(text in any_asking()) {
        let file = format!("---\nid: x\ntitle: X\n---\n\n## A {{#a .end}}\n\nText.\n\n{text}");
        crate::fuzzing::read_course(file.as_bytes());
    }

    #[test]
    fn a_course_comes_back(course in any_course()) {
        let file = print(&course);
        let Reading { course: again, .. } = read(&file);
        prop_assert_eq!(again, course, "{}", file);
    }

    #[test]
    fn a_file_is_stable_once_it_was_printed(text in any_file()) {
        let once = read(&text).course;
        // Without titles it is refused.
        if once.title.is_empty() || once.steps.iter().any(|step| step.title.is_empty()) {
            return Ok(());
        }
        let file = print(&once);
        prop_assert_eq!(read(&file).course, once, "{}", file);
    }
}
