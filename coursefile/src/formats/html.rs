//! HTML that stands in Markdown or in JSON → Markdown. What Telegram knows stays formatting, of the rest the words stay;
//! the same reader as for a step's raw HTML does the work, so nothing is understood in two ways. It is linear and knows no
//! nesting of its own.

use crate::problem::{Argument, Problem, Problems};
use crate::render::render;

/// Elements that are left out without a word: they carry no formatting that a chat has.
const DROPPED: [&str; 30] = [
    "abbr",
    "big",
    "button",
    "center",
    "cite",
    "details",
    "dfn",
    "div",
    "dl",
    "dd",
    "dt",
    "figcaption",
    "figure",
    "font",
    "footer",
    "header",
    "input",
    "label",
    "mark",
    "p",
    "picture",
    "q",
    "samp",
    "section",
    "small",
    "source",
    "sub",
    "sup",
    "summary",
    "var",
];

/// A tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// In small letters; empty: this is no tag.
    pub(super) name: String,
    pub(super) is_end: bool,
    /// Its `href`.
    pub(super) address: Option<String>,
    is_spoiler: bool,
}

impl Tag {
    pub(super) fn read(source: &str) -> Self {
        let end = source.find('>').map_or(source.len(), |end| end + 1);
        let source = &source[..end];
        let inner = source.strip_prefix('<').unwrap_or_default();
        let is_end = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let name: String = name
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Self {
            name,
            is_end,
            address: attribute(source, "href"),
            is_spoiler: source.contains("tg-spoiler"),
        }
    }
}

/// Whether a tag is left out and its words stay.
pub(super) fn is_dropped(tag: &Tag) -> bool {
    (tag.name == "span" && !tag.is_spoiler) || DROPPED.contains(&tag.name.as_str())
}

/// What HTML or Telegram may mean; the rest is somebody's own.
fn is_known(name: &str) -> bool {
    const OTHERS: &str = " a b strong i em u ins s strike del code pre blockquote tg-spoiler tg-emoji tg-time span br hr ul \
        ol li table thead tbody tr td th h1 h2 h3 h4 h5 h6 kbd script style nav video audio iframe svg ";
    DROPPED.contains(&name) || OTHERS.contains(&format!(" {name} "))
}

/// The value of an attribute.
fn attribute(source: &str, name: &str) -> Option<String> {
    let small = source.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let at = from + small.get(from..)?.find(name)?;
        from = at + name.len();
        let is_word = source[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let Some(value) = source[from..].trim_start().strip_prefix('=') else {
            continue;
        };
        if !is_word {
            continue;
        }
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| "\"'".contains(*c));
        let value = match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split([' ', '\n', '>']).next(),
        };
        return value.map(|value| value.replace("&amp;", "&"));
    }
}

/// The address and the description of an `<img>`.
pub(super) fn picture(tag: &str) -> (String, String) {
    let words = attribute(tag, "alt").unwrap_or_default();
    let words = crate::stored::one_line(&words).replace(['[', ']', '\\', '<', '`'], " ");
    (attribute(tag, "src").unwrap_or_default(), words)
}

/// The `<img>`s of a block, as many as anybody puts into one.
pub(super) fn pictures(html: &str) -> Vec<(String, String)> {
    const MANY: usize = 50;
    let small = html.to_ascii_lowercase();
    let found = small.match_indices("<img").map(|(at, _)| {
        let tag = html[at..].split('>').next();
        picture(tag.unwrap_or_default())
    });
    found.filter(|(to, _)| !to.is_empty()).take(MANY).collect()
}

/// The words of a block of HTML, without its pictures, and what was lost apart from elements that never show.
pub(super) fn reduced(html: &str) -> (String, Problems) {
    // A block of HTML ends at a blank line, and it must begin with an element to be one.
    let mut source = String::from("<div>\n");
    for line in headed(html).lines().filter(|line| !line.trim().is_empty()) {
        source.push_str(line);
        source.push('\n');
    }
    source.push_str("</div>");
    let mut rendered = render(&source, 1);
    let mut problems = std::mem::take(&mut rendered.problems);
    problems.0.retain(|problem| !is_silent(problem));
    let markdown = crate::markdown_of(crate::Said::of(rendered.html.as_deref(), None));
    (markdown.trim().to_owned(), problems)
}

/// Whether nobody misses what was left out: a tag whose words stay as they are.
fn is_silent(problem: &Problem) -> bool {
    const QUIET: &str = " span br hr ul ol li table thead tbody tr td th h1 h2 h3 h4 h5 h6 kbd ";
    let is_quiet = |argument: &Argument| match argument {
        Argument::Word(tag) => {
            DROPPED.contains(&tag.as_str()) || QUIET.contains(&format!(" {tag} "))
        }
        Argument::Number(_) => false,
    };
    let mut arguments = problem.arguments.iter();
    problem.code == "tag-dropped" && arguments.all(|(_, argument)| is_quiet(argument))
}

/// Headings are bold, cells of a table are parted, and pictures are left out.
fn headed(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut is_code = false;
    while let Some(at) = rest.find('<') {
        // A blank line in code would end the block.
        if is_code {
            out.push_str(&rest[..at].replace('\n', "&#10;"));
        } else {
            out.push_str(&rest[..at]);
        }
        rest = &rest[at..];
        // A tag ends before the next begins; so each stretch of the text is looked at once.
        let end = rest[1..].find(['<', '>']).map(|end| end + 1);
        let end = end.filter(|end| rest[*end..].starts_with('>'));
        let tag = end.map(|end| Tag::read(&rest[..=end])).unwrap_or_default();
        let Some(end) = end.filter(|_| !tag.name.is_empty()) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        let source = &rest[..=end];
        rest = &rest[end + 1..];
        is_code = (is_code && tag.name != "pre") || (tag.name == "pre" && !tag.is_end);
        match (tag.name.as_str(), tag.is_end) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary", false) => out.push_str("<p><b>"),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary", true) => out.push_str("</b></p>"),
            ("td" | "th", true) => out.push_str(" | "),
            ("img", _) => {}
            // An element of somebody's own: `<Listing caption="…">` and its end.
            (name, _) if !is_known(name) && (tag.is_end || source.contains('=')) => {}
            _ => out.push_str(source),
        }
    }
    out.push_str(rest);
    out
}
