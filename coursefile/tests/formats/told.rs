//! What could not be carried is told, truly and where it is.

use coursefile::{Opened, open_file};

use crate::{bundle, said, titles, told};

#[test]
fn an_odd_field_of_coob_costs_no_more_than_itself() {
    let json = r#"{"title": 7, "description": ["x"], "steps": [
        {"name": null, "step_number": "2", "text": "a", "extra": {"x": [1]}},
        {"name": "First", "step_number": 1.0, "is_publish": "false", "content_components": [
            3,
            {"type": "text", "sort_index": 1, "input_data": {"html": "<p>Hi <iframe src=x></iframe></p>", "align": "left"}},
            {"type": "text", "sort_index": 2, "input_data": {}},
            {"type": "text", "sort_index": 3, "input_data": {"html": "<p><img src='data:image/png;base64,AAAA'>x</p>"}}
        ]}
    ]}"#;
    let opened = bundle(&[("course.json", json)]);
    assert_eq!(titles(&opened), ["First", "1"]);
    assert_eq!(opened.course.title, "7");
    assert!(!opened.course.steps[0].is_active);
    assert_eq!(opened.course.steps[0].markdown, "Hi\n\nx");
    let expected = [
        "field-unread description",
        "field-unread steps.content_components",
        "field-unknown input_data.align",
        "tag-dropped iframe",
        "component-dropped text First",
        "picture-embedded",
        "field-unknown steps.extra",
        "title-none 1",
    ];
    assert_eq!(said(&opened), expected);
    let none = open_file("course.json", b"[1]");
    assert_eq!(said(&none), ["no-course"]);
    let broken = open_file("course.json", b"{\n\"title\": }");
    assert_eq!(told(&broken), ["json-unreadable :2", "no-course :0"]);
}

#[test]
fn html_that_is_too_long_is_told_and_not_left_out() {
    let html = format!("<p>{}</p>", "w".repeat(300_000));
    let json = format!(
        "{{\"title\": \"T\", \"steps\": [{{\"name\": \"S\", \"content_components\": [{{\"type\": \"text\", \
         \"input_data\": {{\"html\": \"{html}\"}}}}]}}]}}"
    );
    let told = said(&open_file("a.json", json.as_bytes()));
    assert_eq!(told[0], "step-too-large 256");
    let opened = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        (
            "a.md",
            "x\n\n<div>\n<video src=\"a.mp4\"></video>\n</div>\n",
        ),
    ]);
    assert_eq!(told_but_the_unused(&opened), ["tag-dropped a.md:3"]);
}

fn told_but_the_unused(opened: &Opened) -> Vec<String> {
    let told = told(opened).into_iter();
    told.filter(|told| !told.starts_with("picture-unused"))
        .collect()
}

#[test]
fn pictures_that_are_written_into_the_text_are_told() {
    let opened = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        (
            "a.md",
            "x\n\n![](data:image/png;base64,AAAA)\n\n<img src=\"DATA:image/png;base64,AAAA\">\n",
        ),
    ]);
    assert_eq!(opened.course.steps[0].markdown, "x");
    assert_eq!(
        told(&opened),
        ["picture-embedded a.md:3", "picture-embedded a.md:5"]
    );
}

#[test]
fn ids_and_titles_that_cannot_stay_are_told() {
    let long = format!("# {}\n\nx", "word ".repeat(20));
    let opened = bundle(&[
        ("1.md", "---\nid: My step\n---\n# A\n\nx"),
        ("2.md", "---\nid: my-step\n---\n# A\n\nx"),
        ("3.md", &long),
    ]);
    let slugs: Vec<&str> = opened
        .course
        .steps
        .iter()
        .map(|step| step.slug.as_str())
        .collect();
    assert_eq!(slugs[..2], ["my-step", "my-step-2"]);
    let expected = [
        "course-id-bad 1.md:2",
        "title-changed 2.md:6",
        "id-taken 2.md:6",
        "title-cut 3.md:3",
    ];
    assert_eq!(told(&opened), expected);
}

#[test]
fn a_chapter_is_parted_for_a_reason() {
    let code = |text: &str| {
        let opened = bundle(&[("SUMMARY.md", "[A](a.md)"), ("a.md", text)]);
        said(&opened)[0].split(' ').next().map(str::to_owned)
    };
    let pictures = "![](https://a.b/c.png)\n\n".repeat(2);
    assert_eq!(code(&pictures).as_deref(), Some("chapter-split-pictures"));
    let long = format!("{}\n\n", "word ".repeat(1_000)).repeat(8);
    assert_eq!(code(&long).as_deref(), Some("chapter-split"));
}

#[test]
fn a_table_that_is_parted_keeps_its_head() {
    let rows = "| a word or two | and some more of them |\n".repeat(1_500);
    let text = format!("x\n\n| One | Two |\n|---|---|\n{rows}");
    let opened = bundle(&[("SUMMARY.md", "[A](a.md)"), ("a.md", &text)]);
    let steps = &opened.course.steps;
    assert!(steps.len() > 3);
    for step in &steps[1..] {
        let words = &step.markdown;
        assert!(words.starts_with("| One | Two |\n|---|---|\n"), "{words}");
    }
    let shown: usize = steps
        .iter()
        .map(|step| step.markdown.matches("a word").count())
        .sum();
    assert_eq!(shown, 1_500);
}

#[test]
fn links_and_pictures_in_html_are_not_lost_untold() {
    let opened = bundle(&[
        (
            "a.md",
            "---\nid: a\ntitle: A\n---\n\n## One {#one .end}\n\n<A HREF=\"x.md\">there</a> <a id=\"y\"></a>\n\n\
             <IMG data.x=\"x\" SRC='a.webp'>\n",
        ),
        ("a.webp", "WEBP"),
    ]);
    assert_eq!(opened.course.steps[0].media[0].source, "a.webp");
    assert_eq!(told(&opened), ["link-dropped :8", "picture-webp :10"]);
    let opened = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        (
            "a.md",
            "[![badge](https://x.y/a.png)](https://x.y/)\n\n<div>\n<IMG SRC=\"a.png\">\n</div>\n",
        ),
        ("a.png", "PNG"),
    ]);
    assert_eq!(opened.course.steps[1].media[0].source, "a.png");
    assert_eq!(
        told(&opened),
        ["chapter-split-pictures a.md:1", "picture-linked a.md:1"]
    );
}

#[test]
fn problems_stand_in_the_order_of_the_lines() {
    let text = "---\nid: t\ntitle: T\n---\n\n## A {#a}\n\n![](gone.png)\n\n## B {#b .end .new}\n\n[x](y)\n";
    let expected = [
        "picture-missing :8",
        "step-flag-unknown :10",
        "link-dropped :12",
    ];
    assert_eq!(told(&open_file("t.md", text.as_bytes())), expected);
}

#[test]
fn a_second_picture_within_the_text_is_told_once() {
    let text = "---\nid: t\ntitle: T\n---\n\n## A {#a .end}\n\n![](https://a.b/c.png)\n\n![](data:image/png;base64,AAAA)\n";
    let opened = open_file("t.md", text.as_bytes());
    assert_eq!(told(&opened), ["picture-nowhere :10"]);
}

#[test]
fn a_file_alone_is_not_named() {
    let opened = open_file("t.md", b"---\nid: t\ntitle: T\n---\n\n## A\n\n\xcf\n");
    assert_eq!(told(&opened)[0], "file-not-utf8 :8");
}

#[test]
fn the_title_of_a_page_and_that_of_a_file_are_told() {
    let opened = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        ("a.md", "{{#title My page}}\n# A\n\nx\n"),
    ]);
    assert_eq!(told(&opened), ["title-helper a.md:1"]);
    let opened = open_file("tea.json", br#"{"steps": [{"name": "S", "text": "x"}]}"#);
    assert_eq!(said(&opened), ["title-of-file tea"]);
}
