//! Raw HTML: tags that Telegram knows are formatting, comments are left out, of other elements the words stay; what is no
//! element of HTML at all, such as `Vec<String>`, is shown as it stands.

use super::walk::{RULE, Walk};
use super::words::{By, Gap};
use crate::stored::{Kind, NAMES, Role, decode, tag, value, word};

/// Elements whose words stay. A paragraph's distance is kept around the first, a line's around the second kind.
const PARAGRAPHS: &str = " address article aside blockquote body center details div dl figure figcaption footer form h1 h2 h3 \
    h4 h5 h6 header html main nav ol p picture section summary table ul video ";
const LINES: &str = " caption dd dt head li legend tbody tfoot thead title tr ";
const INLINE: &str = " abbr audio base bdi bdo big button canvas cite col colgroup data datalist dfn em embed fieldset font \
    iframe input kbd label link map mark meta meter nobr noscript object optgroup option output param progress q rp rt ruby \
    samp select slot small source sub sup svg td template textarea th time track tt var wbr g path rect circle text line a \
    span ";
/// Elements whose words go, too.
const SILENT: [&str; 2] = ["script", "style"];

/// Reads raw HTML: one tag within a paragraph, or a block of its own.
pub(super) fn read(walk: &mut Walk<'_>, html: &str, at: usize, is_block: bool) {
    let mut rest = html;
    let mut is_first = is_block;
    while !rest.is_empty() {
        let next = rest.find('<').unwrap_or(rest.len());
        let (words, after) = rest.split_at(next);
        text(walk, words, is_first);
        is_first = false;
        let here = at + html.len() - after.len();
        rest = &after[markup(walk, after, here)..];
    }
}

/// What is still open at the end is no formatting.
pub(super) fn finish(walk: &mut Walk<'_>) {
    while let Some(mark) = walk.out.forget(By::Tag) {
        walk.warn(mark.at, "tag-open", [("tag", NAMES[mark.name].into())]);
    }
}

/// Words between tags; line ends are spaces, except in code.
fn text(walk: &mut Walk<'_>, source: &str, is_first: bool) {
    let is_code = walk.out.is_in_tag(|kind| matches!(kind, Kind::Pre { .. }));
    for (index, line) in source.split('\n').enumerate() {
        if index > 0 && is_code {
            walk.out.write("\n");
        } else if index > 0 {
            walk.out.gap(Gap::Space);
        }
        let is_last =
            source.len() == line.as_ptr() as usize - source.as_ptr() as usize + line.len();
        let line = if is_code || (index == 0 && !is_first) {
            line
        } else {
            line.trim_start()
        };
        let line = if is_code || is_last {
            line
        } else {
            line.trim_end()
        };
        let mut words = String::new();
        decode(&named(line), &mut words);
        walk.out.write(&words);
    }
}

/// Some references that are often met; `CommonMark` knows them all, but not within HTML.
fn named(line: &str) -> String {
    const KNOWN: [(&str, &str); 9] = [
        ("&nbsp;", "\u{a0}"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&hellip;", "…"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&copy;", "©"),
        ("&rarr;", "→"),
        ("&apos;", "'"),
    ];
    let mut line = line.to_owned();
    if line.contains('&') {
        for (name, words) in KNOWN {
            line = line.replace(name, words);
        }
    }
    line
}

/// Reads what begins with `<`; how long it is.
fn markup(walk: &mut Walk<'_>, source: &str, at: usize) -> usize {
    for (start, end) in [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
    ] {
        if let Some(inner) = source.strip_prefix(start) {
            let length = inner.find(end).map_or(inner.len(), |at| at + end.len());
            return start.len() + length;
        }
    }
    if let Some((role, length)) = tag(source) {
        match role {
            Role::Start(start) if walk.out.open_tags() >= super::DEPTH => {
                walk.warn(at, "tag-open", [("tag", NAMES[start.name].into())]);
            }
            Role::Start(start) => {
                let (kind, name) = (start.kind, start.name);
                if NAMES[name] == "a" && kind.is_none() {
                    dead_link(walk, &source[..length], at);
                }
                let kind = match (kind, start.language) {
                    (Some(Kind::Code), language @ Some(_)) if in_pre(walk) => {
                        walk.out.forget(By::Tag);
                        let pre = NAMES.iter().position(|name| *name == "pre");
                        let kind = Some(Kind::Pre { language });
                        walk.out.open(By::Tag, kind, pre.unwrap_or_default(), at);
                        None
                    }
                    (kind, _) => kind,
                };
                walk.out.open(By::Tag, kind, name, at);
            }
            Role::End(name) => end(walk, name, at),
            Role::Text => {}
        }
        return length;
    }
    other(walk, source, at).unwrap_or_else(|| {
        let length = source.len().min(1);
        walk.out.write(&source[..length]);
        length
    })
}

fn in_pre(walk: &Walk<'_>) -> bool {
    walk.out
        .is_in_tag(|kind| *kind == Kind::Pre { language: None })
}

/// The end of a tag; those left open inside are no formatting.
fn end(walk: &mut Walk<'_>, name: usize, at: usize) {
    if !walk.out.has_tag(name) {
        walk.warn(at, "tag-not-opened", [("tag", NAMES[name].into())]);
        return;
    }
    while let Some(inner) = walk.out.top_tag() {
        if inner == name {
            walk.out.close(By::Tag);
            return;
        }
        if let Some(mark) = walk.out.forget(By::Tag) {
            walk.warn(mark.at, "tag-open", [("tag", NAMES[mark.name].into())]);
        }
    }
}

/// A tag that Telegram does not know.
fn other(walk: &mut Walk<'_>, source: &str, at: usize) -> Option<usize> {
    let inner = source.strip_prefix('<')?;
    let is_end = inner.starts_with('/');
    let (name, rest) = word(inner.trim_start_matches('/'));
    let name = name.to_ascii_lowercase();
    let close = rest
        .find(['>', '<'])
        .filter(|&at| rest[at..].starts_with('>'));
    let (Some(close), true) = (close, name.starts_with(|c: char| c.is_ascii_alphabetic())) else {
        return None;
    };
    let length = source.len() - rest.len() + close + 1;
    let is_in = |list: &str| list.contains(&format!(" {name} "));
    match name.as_str() {
        "br" => walk.out.end_line(),
        "hr" => {
            walk.out.gap(Gap::Paragraph);
            walk.out.write(RULE);
            walk.out.gap(Gap::Paragraph);
        }
        "img" => image(walk, rest, at),
        _ if SILENT.contains(&name.as_str()) && !is_end => {
            walk.warn(at, "tag-dropped", [("tag", name.as_str().into())]);
            let end = source[length..].find(&format!("</{name}>"));
            return Some(end.map_or(source.len(), |end| length + end));
        }
        _ if SILENT.contains(&name.as_str()) => {}
        _ if is_in(PARAGRAPHS) || is_in(LINES) || is_in(INLINE) => {
            if !is_end {
                walk.warn(at, "tag-dropped", [("tag", name.as_str().into())]);
            }
            let gap = match () {
                () if is_in(PARAGRAPHS) => Gap::Paragraph,
                () if is_in(LINES) => Gap::Line,
                () => Gap::Nothing,
            };
            walk.out.gap(gap);
            if name == "li" && !is_end {
                walk.out.write("• ");
            }
        }
        _ => {
            walk.warn(at, "tag-shown", [("tag", source[..length].into())]);
            walk.out.write(&source[..length]);
        }
    }
    Some(length)
}

/// `<img src="…" alt="…">`.
fn image(walk: &mut Walk<'_>, rest: &str, at: usize) {
    let address = attribute(rest, "src");
    if !address.is_empty() {
        walk.medium(&attribute(rest, "alt"), &address, at);
    }
}

/// `<a href="…">` that leads nowhere in a chat; one without an address is no link.
fn dead_link(walk: &mut Walk<'_>, tag: &str, at: usize) {
    let address = attribute(word(&tag[1..]).1, "href");
    if !address.is_empty() {
        walk.warn(at, "link-dropped", [("address", address.as_str().into())]);
    }
}

/// The value of an attribute, by what stands behind the name of its tag; what is no attribute is passed over.
fn attribute(mut rest: &str, wanted: &str) -> String {
    let mut found = String::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c != '>' && !c.is_ascii_alphanumeric());
        let (key, after) = word(rest);
        if key.is_empty() {
            return found;
        }
        let after = after.trim_ascii_start();
        let valued = after
            .strip_prefix('=')
            .and_then(|after| value(after.trim_ascii_start()));
        let (source, next) = valued.unwrap_or(("", after));
        if key.eq_ignore_ascii_case(wanted) && found.is_empty() {
            decode(source, &mut found);
        }
        rest = next;
    }
}
