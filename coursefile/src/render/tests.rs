//! What Markdown becomes in a chat.

use super::*;
use crate::MediumKind;

fn check(markdown: &str, expected: &str) {
    let rendered = render(markdown, 1);
    let html = rendered.html.unwrap_or_default();
    assert_eq!(html, expected, "{markdown:?}");
    let tidy = crate::stored::Text::from_html(&html);
    assert_eq!(
        tidy.to_html(),
        html,
        "{markdown:?} is stored as the bot would store it"
    );
    assert_eq!(tidy.words.chars().count(), rendered.length, "{markdown:?}");
    assert_eq!(rendered.problems, Problems::default(), "{markdown:?}");
}

/// The problems as `line code`, and what is shown.
fn check_problems(markdown: &str, expected: &str, problems: &[&str]) {
    let rendered = render(markdown, 1);
    let told = rendered.problems.0.iter();
    let told: Vec<String> = told
        .map(|told| format!("{} {}", told.line, told.code))
        .collect();
    assert_eq!(told, problems, "{markdown:?}");
    assert_eq!(rendered.html.unwrap_or_default(), expected, "{markdown:?}");
}

#[test]
fn words_and_styles() {
    check("", "");
    check("a\nb\n\nc\\\nd  \ne", "a b\n\nc\nd\ne");
    check(
        "**b** *i* `c` ~~s~~ ||p **q**||",
        "<b>b</b> <i>i</i> <code>c</code> <s>s</s> <tg-spoiler>p <b>q</b></tg-spoiler>",
    );
    check(
        "`a || b` and \\|\\| or &#124;&#124;",
        "<code>a || b</code> and || or ||",
    );
    check("a \\||b||c||", "a ||b<tg-spoiler>c</tg-spoiler>");
    check(
        "**a ||b** c||",
        "<b>a <tg-spoiler>b</tg-spoiler></b><tg-spoiler> c</tg-spoiler>",
    );
    check(
        "a &amp; &lt;b&gt; &mdash; 1 < 2",
        "a &amp; &lt;b&gt; — 1 &lt; 2",
    );
    check("&#32;&#32;a", "a");
    check("a\\\n&#32;&#32;b", "a\n  b");
}

#[test]
fn links() {
    check(
        "[x](https://example.org/a?b=1&c=2) <https://example.org> <a@b.org> [y](tg://user?id=1)",
        "<a href=\"https://example.org/a?b=1&amp;c=2\">x</a> <a href=\"https://example.org/\">https://example.org</a> \
         a@b.org <a href=\"tg://user?id=1\">y</a>",
    );
    check(
        "[x][y]\n\n[y]: https://example.org",
        "<a href=\"https://example.org/\">x</a>",
    );
    check_problems(
        "a\n[x](b.md) [y](#c)",
        "a x y",
        &["2 link-dropped", "2 link-dropped"],
    );
    check_problems("[x](mailto:a@b.org?subject=c)", "x", &["1 link-mail"]);
}

#[test]
fn a_link_defined_in_another_step_is_told() {
    check_problems(
        "a\n[x][y] [z][] [w]",
        "a [x][y] [z][] [w]",
        &["2 reference-missing", "2 reference-missing"],
    );
}

#[test]
fn blocks_stand_as_they_are_written() {
    check(
        "a\n\n> q\n>\n> **r**\n\nb",
        "a\n\n<blockquote>q\n\n<b>r</b></blockquote>\n\nb",
    );
    check("a\n> q\n> r\n\nb", "a\n<blockquote>q r</blockquote>\n\nb");
    check(
        "> a\n> > b\n> > > c\n\nd",
        "<blockquote>a\nb\nc</blockquote>\n\nd",
    );
    check(
        "> a\n\n> b",
        "<blockquote>a</blockquote>\n\n<blockquote>b</blockquote>",
    );
    check(
        "### h\na\n\n#### i {#x}\n\nb",
        "<b>h</b>\na\n\n<b>i</b>\n\nb",
    );
    check("a\n\n---\n\nb", "a\n\n———\n\nb");
    check("a\n***\nb", "a\n———\nb");
    check(
        "```rust,ignore x\nlet a = 1 || 2;\n\n```\nb",
        "<pre><code class=\"language-rust\">let a = 1 || 2;\n</code></pre>\nb",
    );
    check(
        "``` {.c++ .x}\na\n```\n\n    b\n     c",
        "<pre><code class=\"language-c++\">a</code></pre>\n\n<pre>b\n c</pre>",
    );
    check("```\n## no step\n```", "<pre>## no step</pre>");
}

#[test]
fn lists() {
    check("a\n- b\n- c\n\nd", "a\n• b\n• c\n\nd");
    check("- a\n\n- b\n\n  c\n\nd", "• a\n\n• b\n\n   c\n\nd");
    check(
        "3. a\n4. b\n   - c\n   - d\n5. e",
        "3. a\n4. b\n   • c\n   • d\n5. e",
    );
    check("- a\\\n  b\n- [ ] c", "• a\n   b\n☐ c");
    check("- c\n  - [x] d", "• c\n   ☑ d");
    check(
        "- > a\n- ```\n  b\n  ```\n-\n- c",
        "• <blockquote>a</blockquote>\n• <pre>b</pre>\n• c",
    );
    check("> - a\n> - b", "<blockquote>• a\n• b</blockquote>");
    check("- - a", "• a");
}

#[test]
fn tables() {
    check(
        "| Name | Age |\n|:--|--:|\n| Anna | 5 |\n| **Иван** | 41 |",
        "<pre>Name | Age\n-----+----\nAnna |   5\nИван |  41</pre>",
    );
    check("|猫|b|\n|-|-|\n|a|c|", "<pre>猫 | b\n---+--\na  | c</pre>");
    check(
        "| Word | Meaning |\n|-|-|\n| *one* | a number that is the smallest of all |\n| two | | \n",
        "<b>Word:</b> <i>one</i>\n<b>Meaning:</b> a number that is the smallest of all\n\n<b>Word:</b> two",
    );
    check(
        "|a|\n|-|\n|[x](https://b.c)|",
        "<b>a:</b> <a href=\"https://b.c/\">x</a>",
    );
    let nine = format!("{0}\n{1}\n{0}", "|a".repeat(9), "|-".repeat(9));
    let lines = [
        "a | a | a | a | a | a | a | a | a",
        "--+---+---+---+---+---+---+---+--",
    ];
    let shown = format!("<pre>{}\n{}\n{}</pre>", lines[0], lines[1], lines[0]);
    check_problems(&nine, &shown, &["1 table-too-wide"]);
}

#[test]
fn footnotes() {
    check(
        "a[^x] b[^y] c[^x]\n\n[^y]: two\n\n    more\n\n[^x]: one[^y]\n\nd",
        "a¹ b² c¹\n\nd\n\n¹ one²\n² two\n\nmore",
    );
    check_problems(
        "a[^1]\n\n[^2]: b",
        "a[^1]",
        &["1 footnote-missing", "3 footnote-unused"],
    );
}

#[test]
fn pictures() {
    let first = render("\n![A *cat*](cat.png)\n\ntext", 7);
    let cat = Mention {
        path: "cat.png".to_owned(),
        kind: MediumKind::Picture,
        alt: Some("A cat".to_owned()),
        line: 8,
    };
    assert_eq!(first.media, [cat]);
    assert_eq!(first.html.as_deref(), Some("text"));
    check("a\n\n![x](y.png)\n\nb", "a\n\nb");
    check("<img alt=\"x\" src='y.png'>\n\nb", "b");
    check_problems(
        "a\n![p](my pic.png) and\n\n![](<my pic.png>)",
        "a ![p](my pic.png) and",
        &["2 picture-blank"],
    );
    check(
        "`![p](my pic.png)` \\![p](my pic.png) (my pic.png) [p](my pic.png)",
        "<code>![p](my pic.png)</code> ![p](my pic.png) (my pic.png) [p](my pic.png)",
    );
    let long = format!("![](a.png)\n\n{}", "a".repeat(1025));
    check_problems(&long, &"a".repeat(1025), &["1 caption-too-long"]);
    check_problems(
        &"a".repeat(32_001),
        &"a".repeat(32_001),
        &["1 text-too-long"],
    );
}

#[test]
fn raw_html() {
    check(
        "<u>a</u> <b>b<br>c</b> <span class=\"tg-spoiler\">d</span>",
        "<u>a</u> <b>b\nc</b> <tg-spoiler>d</tg-spoiler>",
    );
    check("a\n<!-- b -->\nc <!-- d -->e", "a\nc e");
    check(
        "<blockquote expandable>\n\n**a**\n\nb\n\n</blockquote>\n\nc",
        "<blockquote expandable><b>a</b>\n\nb</blockquote>\n\nc",
    );
    check(
        "<blockquote>a *b*\nc</blockquote>\n\nd",
        "<blockquote>a *b* c</blockquote>\n\nd",
    );
    check(
        "<pre><code class=\"language-c\">a\n\n &lt;b</code></pre>\n\nc",
        "<pre><code class=\"language-c\">a\n\n &lt;b</code></pre>\n\nc",
    );
    check("a<pre>b\nc</pre>", "a<pre>b\nc</pre>");
    check_problems(
        "<div align=\"center\">\n\n*a*\n\n</div>",
        "<i>a</i>",
        &["1 tag-dropped"],
    );
    check_problems("A Vec<String>.", "A Vec&lt;String&gt;.", &["1 tag-shown"]);
    check_problems(
        "<ul><li>a</li>\n<li>b</li></ul>",
        "• a\n• b",
        &["1 tag-dropped", "1 tag-dropped", "2 tag-dropped"],
    );
    check_problems("<script>\nlet a;\n</script>\nb", "b", &["1 tag-dropped"]);
    check_problems(
        "<b>a\n\nb</i>",
        "a\n\nb",
        &["1 tag-open", "3 tag-not-opened"],
    );
    check_problems(
        "a ||b\n\nc|| d",
        "a ||b\n\nc|| d",
        &["1 spoiler-open", "3 spoiler-open"],
    );
}

#[test]
fn headings_of_steps_do_not_belong_in_a_step() {
    check_problems("# a\n\nb", "<b>a</b>\n\nb", &["1 heading-too-high"]);
}

#[test]
fn hostile_markdown_is_refused_or_read_quickly() {
    let begun = std::time::Instant::now();
    for piece in [
        ">", "[", "![", "<", "<b>", "</b>", "<b></i>", "<div>", "`", "*a_", "* ", "1. ", "||",
        "|a", "[^1]", "[^1]: ", "&", "\\", "[a](b)", "- \n", "a\n\n", "<!--", "<pre>", "~~a",
        "[a]: b\n", "#", "<script>", "||a\n\n", "![](a)", "<br>", "- [ ] ",
    ] {
        render(&piece.repeat(100_000 / piece.len()), 1);
    }
    let notes: Vec<String> = (0..10_000)
        .map(|n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))
        .collect();
    render(&notes.concat(), 1);
    let table = format!(
        "{}\n{}\n{}",
        "|a".repeat(100),
        "|-".repeat(100),
        "|b|||\n".repeat(5_000)
    );
    render(&table, 1);
    check_problems(&">".repeat(100_000), "", &["1 too-deep"]);
    // A second or two without optimisation when linear, minutes when not.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn media_of_every_kind() {
    let rendered = render(
        "![A](a.jpg)\n![](b.mp4) and\n![x](c){.video}\n\n![](d.png){.fancy} e",
        1,
    );
    let shown: Vec<_> = rendered
        .media
        .iter()
        .map(|medium| (medium.path.as_str(), medium.kind))
        .collect();
    let expected = [
        ("a.jpg", MediumKind::Picture),
        ("b.mp4", MediumKind::Video),
        ("c", MediumKind::Video),
        ("d.png", MediumKind::Picture),
    ];
    assert_eq!(shown, expected);
    assert_eq!(rendered.html.as_deref(), Some("and\n\n{.fancy} e"));
    assert!(rendered.problems.0.is_empty(), "{:?}", rendered.problems);
    check_problems("![](a.ogg)\n\n![](b.png)", "", &["3 album-mixed"]);
    check_problems("![](a.pdf)\n![](b.png)", "", &["2 album-mixed"]);
    let eleven = "![](a.png)\n".repeat(11);
    check_problems(&eleven, "", &["11 album-large"]);
    let long = format!("![{}](a.png)", "a".repeat(301));
    check_problems(&long, "", &["1 alt-long"]);
    // Below an album the text is a message of its own in any case.
    let long = format!("![](a.png)\n![](b.png)\n\n{}", "a".repeat(1025));
    check_problems(&long, &"a".repeat(1025), &[]);
}

#[test]
fn buttons_that_lead_elsewhere() {
    let rendered = render(
        "a\n\n[Map *x*](https://e.org/m){.button} [Site](http://e.org){.button}\n[Chat](tg://resolve?domain=x){.button}\n\nb\n\n<https://e.org>{.button}",
        1,
    );
    let rows: Vec<Vec<(&str, &str)>> = rendered
        .links
        .iter()
        .map(|row| {
            row.iter()
                .map(|button| (button.label.as_str(), button.url.as_str()))
                .collect()
        })
        .collect();
    let expected = [
        vec![("Map x", "https://e.org/m"), ("Site", "http://e.org/")],
        vec![("Chat", "tg://resolve?domain=x")],
        vec![("https://e.org", "https://e.org/")],
    ];
    assert_eq!(rows, expected);
    assert_eq!(rendered.html.as_deref(), Some("a\n\nb"));
    assert!(rendered.problems.0.is_empty(), "{:?}", rendered.problems);
    check_problems(
        "See [x](https://e.org/){.button} here",
        "See <a href=\"https://e.org/\">x</a>{.button} here",
        &["1 button-inside"],
    );
    check_problems("[x](javascript:y){.button}", "", &["1 button-address"]);
    let long = format!("[{}](https://e.org){{.button}}", "a".repeat(65));
    check_problems(&long, "", &["1 button-label"]);
    let nine = "[x](https://e.org){.button} ".repeat(9);
    check_problems(&nine, "", &["1 buttons-row"]);
    let many = "[x](https://e.org){.button}\n".repeat(25);
    check_problems(&many, "", &["1 buttons-many"]);
}

#[test]
fn buttons_ask_nothing() {
    let rendered = render("[x](https://e.org){.button}\n\n- [x] a\n- [ ] b", 1);
    assert_eq!(rendered.links.len(), 1);
    assert_eq!(rendered.questions.len(), 1);
    assert_eq!(rendered.questions[0].ask, None);
}
