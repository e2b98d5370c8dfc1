//! Other people's formats become courses, and what they say is what an export would write.

use coursefile::{
    Argument, Bundle, Kind, Opened, Weight, open, open_file, open_path, pack, print, read,
};

#[path = "hostile/zips.rs"]
#[expect(dead_code, reason = "the hostile ones need more of it")]
mod zips;

mod formats {
    mod books;
    mod questions;
    mod told;
}

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

const WEBP: &[u8] =
    b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";

fn bundle(files: &[(&str, &str)]) -> Opened {
    let files = files.iter().map(|(path, text)| {
        let bytes = match *text {
            "PNG" => PNG.to_vec(),
            "WEBP" => WEBP.to_vec(),
            text => text.as_bytes().to_vec(),
        };
        ((*path).to_owned(), bytes)
    });
    let opened = open(Bundle {
        files: files.collect(),
        name: Some("my-course".to_owned()),
        ..Bundle::default()
    });
    let mut again = read(&print(&opened.course)).course;
    for (step, known) in again.steps.iter_mut().zip(&opened.course.steps) {
        // A picture that is not there is still named by the text.
        if known.media.is_empty() {
            step.media.clear();
        }
    }
    assert_eq!(again, opened.course, "an export is read back");
    opened
}

/// Code, file and line of everything that was told.
fn told(opened: &Opened) -> Vec<String> {
    let told = opened.problems.0.iter().map(|problem| {
        let file = problem.file.as_deref().unwrap_or_default();
        format!("{} {file}:{}", problem.code, problem.line)
    });
    told.collect()
}

/// Code and arguments of everything that was told.
fn said(opened: &Opened) -> Vec<String> {
    let told = opened.problems.0.iter().map(|problem| {
        let arguments = problem
            .arguments
            .iter()
            .map(|(_, argument)| match argument {
                Argument::Word(word) => format!(" {word}"),
                Argument::Number(number) => format!(" {number}"),
            });
        problem.code.to_owned() + &arguments.collect::<String>()
    });
    told.collect()
}

fn titles(opened: &Opened) -> Vec<&str> {
    let steps = opened.course.steps.iter();
    steps.map(|step| step.title.as_str()).collect()
}

#[test]
fn a_book_in_the_order_of_its_summary() {
    let opened = bundle(&[
        (
            "book.toml",
            "[book]\ntitle = \"A book\"\nlanguage = \"en\"\ndescription = \"About it\"\n[preprocessor.mermaid]\n",
        ),
        (
            "src/SUMMARY.md",
            "# Summary\n\n[Hello](hello.md)\n\n# Part & one\n\n- [One](a/one.md)\n    - [Later]()\n- [Two](two.md)\n",
        ),
        (
            "src/hello.md",
            "# Hello\n\nSee [one](a/one.md#x) and [two].\n\n[two]: two.md\n",
        ),
        (
            "src/a/one.md",
            "# One\n\n## Deeper {#deep}\n\n![Here](<../img/a b.png>)\n\n```rust,ignore\n# use x;\nfn main() {}\n## y\n```\n",
        ),
        (
            "src/two.md",
            "Words\n=====\n\n{{#include ../code/x.rs:here}} \\{{#include y}}\n\n{{#include no.rs}}\n",
        ),
        ("src/img/a b.png", "PNG"),
        ("src/img/unused.png", "PNG"),
        (
            "code/x.rs",
            "no\n// ANCHOR: here\nyes\n// ANCHOR_END: here\n",
        ),
    ]);
    assert_eq!(opened.kind, Kind::MdBook);
    let course = &opened.course;
    assert_eq!(
        (course.slug.as_str(), course.title.as_str()),
        ("a-book", "A book")
    );
    assert_eq!(course.description.as_deref(), Some("About it"));
    assert_eq!(course.language.as_deref(), Some("en"));
    assert_eq!(titles(&opened), ["Hello", "One", "Words"]);
    let words = |index: usize| course.steps[index].markdown.as_str();
    assert_eq!(words(0), "See one and two.");
    assert_eq!(
        words(1),
        "**Part \\& one**\n\n### Deeper\n\n![Here](src/img/a-b.png)\n\n```rust\nfn main() {}\n# y\n```"
    );
    assert_eq!(words(2), "yes {{#include y}}");
    assert_eq!(course.steps[1].media[0].source, "src/img/a-b.png");
    assert_eq!(opened.media["src/img/a-b.png"].bytes, PNG);
    assert!(course.steps[2].is_end && !course.steps[1].is_end);
    let expected = [
        "preprocessor-unknown book.toml:0",
        "part-in-text src/SUMMARY.md:5",
        "chapter-draft src/SUMMARY.md:8",
        "include-missing src/two.md:6",
        "links-plain src/hello.md:3",
        "picture-unused src/img/unused.png:0",
    ];
    assert_eq!(told(&opened), expected);
}

#[test]
fn a_book_is_short_of_a_chapter() {
    let opened = bundle(&[
        ("SUMMARY.md", "- [A](a.md)\n- [B](../b.md)\n"),
        ("b.md", "x"),
    ]);
    let codes: Vec<_> = told(&opened);
    assert_eq!(
        codes,
        [
            "chapter-missing SUMMARY.md:1",
            "chapter-missing SUMMARY.md:2",
            "no-course :0"
        ]
    );
}

#[test]
fn includes_that_go_round_and_grow_are_bounded() {
    let round = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        ("a.md", "x\n{{#include a.md}}"),
    ]);
    assert_eq!(round.course.steps[0].markdown.matches('x').count(), 11);
    let twice = "{{#include b.md}}{{#include b.md}}".repeat(40);
    let grown = bundle(&[
        ("SUMMARY.md", "[A](a.md)"),
        ("a.md", &twice),
        ("b.md", &twice),
    ]);
    assert!(
        told(&grown)
            .iter()
            .any(|told| told.starts_with("include-too-much"))
    );
    assert!(grown.problems.is_fatal());
}

#[test]
fn html_in_a_book_is_reduced() {
    let html = "<div class=\"warning\">\n\nMind <kbd>Ctrl</kbd> <span class=\"x\">and</span> x<sup>2</sup>.<br>Next\n\n</div>\n\n\
        <details><summary>More</summary>\n<p>Words <b>bold</b></p></details>\n\n<Listing name=\"a\">\n\n`x`\n\n</Listing>\n\n\
        <!-- nothing -->\n\n<a id=\"x\"></a><a href=\"y.html\">there</a>\n";
    let opened = bundle(&[("SUMMARY.md", "[A](a.md)"), ("a.md", html)]);
    let html = opened.course.steps[0].html.as_deref().unwrap_or_default();
    assert_eq!(
        html,
        "Mind <code>Ctrl</code> and x^2.\nNext\n\n<b>More</b>\n\nWords <b>bold</b>\n\n<code>x</code>\n\nthere"
    );
}

#[test]
fn a_long_chapter_and_one_with_pictures_become_several_steps() {
    let long = format!("## Head\n\n{}\n\n", "word ".repeat(300)).repeat(30);
    let long = format!("# Long\n\n{long}\n[^1]\n\n[^1]: A note.\n");
    let shown = "# Shown\n\n![](a.png)\n\none\n\n## Then\n\n![](a.png)\n\ntwo\n";
    let code = format!("# Code\n\n```rust\n{}```\n", "let x = 1;\n".repeat(4_000));
    let open = "# Open\n\n```rust\nlet x = 1;\n";
    let opened = bundle(&[
        ("SUMMARY.md", "[a](a.md)\n[b](b.md)\n[c](c.md)\n[d](d.md)"),
        ("a.md", &long),
        ("b.md", shown),
        ("c.md", &code),
        ("d.md", open),
        ("a.png", "PNG"),
    ]);
    let titles = titles(&opened);
    assert_eq!(titles[..4], ["Long", "Long (2)", "Shown", "Shown (2)"]);
    assert!(titles.contains(&"Code (2)") && titles.contains(&"Open"));
    for step in &opened.course.steps {
        assert!(
            step.length <= coursefile::limits::STEP_TEXT,
            "{}",
            step.title
        );
    }
    assert!(opened.course.steps[1].markdown.ends_with("[^1]: A note."));
    assert_eq!(
        opened.course.steps[3].markdown,
        "### Then\n\n![](a.png)\n\ntwo"
    );
}

#[test]
fn more_steps_than_a_course_may_have_are_refused() {
    let line = |number| format!("- [{number}]({number}.md)\n");
    let summary = (0..501).map(line).collect::<Vec<_>>().concat();
    let mut files = vec![("SUMMARY.md".to_owned(), summary)];
    files.extend((0..501).map(|number| (format!("{number}.md"), "x".to_owned())));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let opened = bundle(&files);
    let last = opened
        .problems
        .0
        .last()
        .map(|problem| (problem.code, problem.weight));
    assert_eq!(last, Some(("too-many-steps", Weight::Error)));
}

#[test]
fn numbered_files_in_the_order_of_their_numbers() {
    let opened = bundle(&[
        ("10-last.md", "no heading"),
        (
            "2. middle.md",
            "---\ntitle: Second\nid: second\nweight: 1\n---\nSee [first](01-first.md)\n",
        ),
        ("01-first.md", "# The first\n\n## Part\n"),
        ("README.md", "not a step"),
    ]);
    assert_eq!(opened.kind, Kind::Folder);
    assert_eq!(opened.course.title, "My course");
    assert_eq!(titles(&opened), ["The first", "Second", "Last"]);
    assert_eq!(opened.course.steps[1].slug, "second");
    assert_eq!(opened.course.steps[1].markdown, "See first");
    let expected = [
        "file-unnumbered README.md:0",
        "field-unknown 2. middle.md:4",
        "links-plain 2. middle.md:6",
    ];
    assert_eq!(told(&opened), expected);
}

#[test]
fn a_course_of_coob() {
    let json = r#"{"title": "Care", "description": "About care", "is_publish": true, "cover": "x", "steps": [
        {"name": "Second", "step_number": 2, "is_publish": false, "content_components": []},
        {"name": "First", "text": "In *short*", "type": "image", "step_number": 1, "content_components": [
            {"type": "mermaid", "sort_index": 2, "input_data": {"source": "graph TD"}},
            {"type": "text", "sort_index": 1, "input_data": {"html": "<h2>Head</h2>\n\n<p>One <strong>two</strong></p><ul><li>a</li><li>b</li></ul><pre>x\n\ny</pre>"}},
            {"type": "image", "sort_index": 3, "input_data": {"url": "x"}}
        ]}
    ]}"#;
    let opened = bundle(&[("course.json", json)]);
    assert_eq!(opened.kind, Kind::Coob);
    assert_eq!(titles(&opened), ["First", "Second"]);
    let first = &opened.course.steps[0];
    assert_eq!(
        first.html.as_deref(),
        Some(
            "In *short*\n\n<b>Head</b>\n\nOne <b>two</b>\n\n• a\n• b\n\n<pre>x\n\ny</pre>\n\n<pre>graph TD</pre>"
        )
    );
    assert!(first.is_end && !opened.course.steps[1].is_active);
    let expected = [
        "field-dropped is_publish",
        "field-unknown cover",
        "field-dropped steps.type",
        "component-dropped mermaid First",
        "component-dropped image First",
        "step-empty Second",
    ];
    assert_eq!(said(&opened), expected);
}

#[test]
fn a_packed_course_is_the_same_course() {
    let opened = bundle(&[
        (
            "a.md",
            "---\nid: a\ntitle: A\n---\n\n## One {#one}\n\n![x](./img/a%20b.png)\n\n## Two {#two .end}\n\n![](no.png)\n",
        ),
        ("img/a b.png", "PNG"),
        ("unused.png", "PNG"),
    ]);
    assert_eq!(opened.kind, Kind::Markdown);
    let expected = ["picture-missing :12", "picture-unused unused.png:0"];
    assert_eq!(told(&opened)[..2], expected, "{:?}", told(&opened));
    let zip = pack(&opened.course, &opened.media);
    assert_eq!(zip, pack(&opened.course, &opened.media));
    let again = open_file("a.zip", &zip);
    assert_eq!(again.course, opened.course);
    assert_eq!(again.media, opened.media);
}

#[test]
fn every_error_of_a_book_is_told_and_of_warnings_the_first_three() {
    let deep = format!("{}x", "> ".repeat(200));
    let opened = bundle_of(&[
        (
            "SUMMARY.md".to_owned(),
            ["1", "2", "3", "4", "5", "6"]
                .map(|n| format!("- [C{n}](c{n}.md)\n"))
                .concat(),
        ),
        ("c1.md".to_owned(), deep.clone()),
        ("c2.md".to_owned(), deep),
        ("c3.md".to_owned(), "||a||".to_owned()),
        ("c4.md".to_owned(), "a ||b".to_owned()),
        ("c5.md".to_owned(), "a ||b".to_owned()),
        ("c6.md".to_owned(), "a ||b\n\nc ||d\n".to_owned()),
    ]);
    let told = told(&opened);
    let of = |code: &str| told.iter().filter(|told| told.starts_with(code)).count();
    assert_eq!(of("too-deep"), 2, "{told:?}");
    assert_eq!(of("spoiler-open"), 3, "{told:?}");
    assert_eq!(of("more-alike"), 1, "{told:?}");
}

fn bundle_of(files: &[(String, String)]) -> Opened {
    let files = files.iter();
    let files = files.map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    open(Bundle {
        files: files.collect(),
        ..Bundle::default()
    })
}

#[test]
fn a_picture_is_found_however_it_is_written() {
    let course = "---\nid: tea\ntitle: Tea\n---\n\n## A {#a}\n\n<img src=\"pictures/a.png\" alt=\"x\">\n\n\
        ## B {#b}\n\n![x][pot]\n\n[pot]: ./pictures/a.png\n\n## C {#c}\n\n![](DATA:image/png;base64,AAAA)\n\n\
        ## D {#d}\n\n![](gone.png)\n\n## E {#e .end}\n\n![](HTTPS://e.org/a.png)\n";
    let files = [("en/tea.md", course.as_bytes()), ("en/pictures/a.png", PNG)];
    let files = files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    let opened = open(Bundle {
        files: files.into(),
        is_folder: true,
        ..Bundle::default()
    });
    let told = told(&opened);
    let expected = [
        "picture-nowhere en/tea.md:18",
        "picture-missing en/tea.md:22",
    ];
    let found: Vec<_> = told
        .iter()
        .filter(|told| told.starts_with("picture"))
        .collect();
    assert_eq!(found, expected, "{told:?}");
    let pictures: Vec<_> = opened
        .course
        .steps
        .iter()
        .map(|step| step.media.first().map(|medium| medium.source.as_str()))
        .collect();
    let kept = [
        Some("pictures/a.png"),
        Some("./pictures/a.png"),
        None,
        None,
        Some("HTTPS://e.org/a.png"),
    ];
    assert_eq!(pictures, kept);
    let media: Vec<_> = opened
        .media
        .iter()
        .map(|(path, media)| (path.as_str(), media.bytes.len()))
        .collect();
    assert_eq!(
        media,
        [
            ("./pictures/a.png", PNG.len()),
            ("pictures/a.png", PNG.len())
        ]
    );
}

#[test]
fn the_command_line_reads_what_lies_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path().join(name), bytes).expect("a file is written");
    };
    write(
        "tea.md",
        b"---\nid: tea\ntitle: Tea\n---\n\n## A {#a .end}\n\n<img src=\"a.png\">\n",
    );
    write("a.png", PNG);
    write("course.json", b"{\"title\": \"![](a.png)\", \"steps\": []}");
    let opened = open_path(&folder.path().join("tea.md"));
    assert_eq!(told(&opened), Vec::<String>::new());
    assert_eq!(opened.media.keys().collect::<Vec<_>>(), ["a.png"]);
    let opened = open_path(&folder.path().join("course.json"));
    assert_eq!(opened.kind, Kind::Coob);
    assert!(opened.media.is_empty());
}
