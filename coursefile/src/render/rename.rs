//! A medium of a step by another name, or gone, and everything else as its author wrote it.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::media::kind_in_braces;
use super::{Mention, OPTIONS, Rendered, render};
use crate::open::is_address;
use crate::print::address;
use crate::stored::{decode, value, word};

/// How many places that may name the medium are tried.
const TRIES: usize = 12;

/// The Markdown of a step with another name for its medium at this place, whichever way it is written. None: it shows no such
/// medium, or the name does not fit where it stands. What kind of medium it is may follow from the name.
pub fn rename_medium(markdown: &str, at: usize, name: &str) -> Option<String> {
    let before = render(markdown, 1);
    let medium = before.media.get(at)?;
    if medium.path == name {
        return Some(markdown.to_owned());
    }
    let spots = spots(markdown, |path| path == medium.path);
    let renamed = spots.iter().flat_map(|spot| spot.renamed(markdown, name));
    renamed.take(2 * TRIES).find(|renamed| {
        let after = render(renamed, 1);
        let old = before.media.iter().map(|medium| medium.path.as_str());
        let wanted = old
            .enumerate()
            .map(|(place, path)| if place == at { name } else { path });
        let is_named = after
            .media
            .iter()
            .map(|medium| medium.path.as_str())
            .eq(wanted);
        is_named && says_the_same(&after, &before)
    })
}

/// The Markdown of a step without its medium at this place. None: it shows no such medium, or it would say something else.
pub fn drop_medium(markdown: &str, at: usize) -> Option<String> {
    let before = render(markdown, 1);
    let medium = before.media.get(at)?;
    let spots = spots(markdown, |path| path == medium.path);
    let dropped = spots.iter().take(TRIES).map(|spot| spot.dropped(markdown));
    let mut dropped = dropped.map(|dropped| without_blank_lines(&dropped));
    let named = |medium: &Mention| (medium.path.clone(), medium.kind);
    dropped.find(|dropped| {
        let after = render(dropped, 1);
        let mut wanted: Vec<_> = before.media.iter().map(named).collect();
        wanted.remove(at);
        after.media.iter().map(named).eq(wanted) && says_the_same(&after, &before)
    })
}

/// The Markdown with its first medium alone, and the places of the others, which become links where they have an address.
pub(crate) fn alone(markdown: &str) -> (String, Vec<Mention>) {
    let before = render(markdown, 1);
    if before.media.len() < 2 {
        return (markdown.to_owned(), Vec::new());
    }
    let mut text = markdown.to_owned();
    let written: Vec<Spot> = spots(markdown, |_| true);
    for spot in written.iter().skip(1).rev() {
        let Spot::Image(range, described) = spot else {
            text = spot.dropped(&text);
            continue;
        };
        let inside = &markdown[range.start + 2..*described];
        let path = address_in(&markdown[*described..range.end]);
        let path = path.map(|at| &markdown[described + at.start..described + at.end]);
        let path = path.map(|path| path.trim_start_matches('<').trim_end_matches('>'));
        text = match path {
            Some(path) if is_address(path) && inside.trim().is_empty() => {
                with(&text, range.clone(), &format!("<{path}>"))
            }
            Some(path) if is_address(path) => with(&text, range.start..range.start + 1, ""),
            _ => spot.dropped(&text),
        };
    }
    (text, before.media.into_iter().skip(1).collect())
}

fn says_the_same(after: &Rendered, before: &Rendered) -> bool {
    after.html == before.html && after.questions == before.questions && after.links == before.links
}

fn without_blank_lines(markdown: &str) -> String {
    let lead = markdown.len() - markdown.trim_start().len();
    let begin = markdown[..lead].rfind('\n').map_or(0, |end| end + 1);
    markdown[begin..].trim_end().to_owned()
}

/// A place that names a picture.
enum Spot {
    /// `![…](…)` or `![…][…]`; and where the description ends.
    Image(Range<usize>, usize),
    /// `<img …>`; and where the address is within.
    Tag(Range<usize>, Range<usize>),
}

impl Spot {
    /// The text with another name here: as it is written, then with the name right behind the description.
    fn renamed(&self, text: &str, name: &str) -> Vec<String> {
        match self {
            Self::Image(range, described) => {
                let name = address(name);
                let inline = address_in(&text[*described..range.end]);
                let inline = inline.map(|at| described + at.start..described + at.end);
                let inline = inline.map(|at| with(text, at, &name));
                let plain = with(text, *described..range.end, &format!("]({name})"));
                inline.into_iter().chain([plain]).collect()
            }
            Self::Tag(_, address) => {
                let name = name.replace('&', "&amp;");
                let name = name.replace('<', "&lt;").replace('>', "&gt;");
                let name = name.replace('"', "&quot;").replace('\'', "&#39;");
                let quoted = format!("\"{name}\"");
                let plain = with(text, address.clone(), &name);
                vec![plain, with(text, address.clone(), &quoted)]
            }
        }
    }

    /// The text without it, and without what says its kind.
    fn dropped(&self, text: &str) -> String {
        let (Self::Image(range, _) | Self::Tag(range, _)) = self;
        let behind = kind_in_braces(&text[range.end..]).map_or(0, |(_, length)| length);
        with(text, range.start..range.end + behind, "")
    }
}

fn with(text: &str, range: Range<usize>, new: &str) -> String {
    [&text[..range.start], new, &text[range.end..]].concat()
}

/// Where the address is in `](address "title")`.
fn address_in(rest: &str) -> Option<Range<usize>> {
    let inner = rest.strip_prefix("](")?;
    let start = rest.len() - inner.trim_start().len();
    let inner = &rest[start..];
    let is_angled = inner.starts_with('<');
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, c) in inner.char_indices() {
        let is_end = match c {
            _ if is_escaped => false,
            '>' if is_angled => return Some(start..start + at + 1),
            '(' if !is_angled => {
                depth += 1;
                false
            }
            ')' if !is_angled && depth > 0 => {
                depth -= 1;
                false
            }
            c => !is_angled && (c == ')' || c.is_whitespace()),
        };
        if is_end {
            return Some(start..start + at);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

/// Every place that names such a medium, in the order in which they stand.
fn spots(text: &str, is_it: impl Fn(&str) -> bool) -> Vec<Spot> {
    let mut spots = Vec::new();
    // The open picture, how many lie within it, and where its description ends.
    let mut image: Option<(bool, usize, usize)> = None;
    // A block of raw HTML comes line by line.
    let mut html: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        if let Event::Html(_) = event {
            html.get_or_insert(range.clone()).end = range.end;
            continue;
        }
        if let Some(block) = html.take() {
            tags(text, block, &is_it, &mut spots);
        }
        match (&event, &mut image) {
            (Event::Start(Tag::Image { dest_url, .. }), None) => {
                image = Some((is_it(dest_url), 0, range.start + 2));
            }
            (Event::End(TagEnd::Image), Some((is_meant, 0, described))) => {
                if *is_meant {
                    // The empty brackets of `![…][]` are not counted in.
                    let is_written = text[range.clone()].ends_with("[]");
                    let is_collapsed = text[range.end..].starts_with("[]") && !is_written;
                    let end = range.end + if is_collapsed { 2 } else { 0 };
                    spots.push(Spot::Image(range.start..end, *described));
                }
                image = None;
            }
            (event, Some((_, depth, described))) => {
                *described = range.end.max(*described);
                match event {
                    Event::Start(Tag::Image { .. }) => *depth += 1,
                    Event::End(TagEnd::Image) => *depth -= 1,
                    _ => {}
                }
            }
            (Event::InlineHtml(_), None) => tags(text, range, &is_it, &mut spots),
            _ => {}
        }
    }
    if let Some(block) = html {
        tags(text, block, &is_it, &mut spots);
    }
    spots
}

/// The places in raw HTML.
fn tags(text: &str, range: Range<usize>, is_it: &dyn Fn(&str) -> bool, spots: &mut Vec<Spot>) {
    let html = &text[range.clone()];
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    for (start, _) in html.match_indices('<') {
        let (name, mut rest) = word(&html[start + 1..]);
        if !name.eq_ignore_ascii_case("img") {
            continue;
        }
        let Some(end) = rest.find('>') else { continue };
        let tag = range.start + start..at(rest) + end + 1;
        while let (key, after) = word(rest.trim_ascii_start())
            && !key.is_empty()
        {
            let after = after.trim_ascii_start();
            let valued = after
                .strip_prefix('=')
                .and_then(|after| value(after.trim_ascii_start()));
            let (source, next) = valued.unwrap_or(("", after));
            let mut decoded = String::new();
            decode(source, &mut decoded);
            if key.eq_ignore_ascii_case("src") && is_it(&decoded) {
                let address = at(source)..at(source) + source.len();
                spots.push(Spot::Tag(tag.clone(), address));
            }
            rest = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(markdown: &str, renamed: &str, dropped: &str) {
        let got = rename_medium(markdown, 0, "pictures/cup.png");
        assert_eq!(got.as_deref(), Some(renamed), "{markdown:?}");
        let got = drop_medium(markdown, 0);
        assert_eq!(got.as_deref(), Some(dropped), "{markdown:?}");
    }

    #[test]
    fn every_notation() {
        check("![x](a.png)\n\nb", "![x](pictures/cup.png)\n\nb", "b");
        check(
            "a ![*x* `]`](<b c.png> \"T\") d",
            "a ![*x* `]`](pictures/cup.png \"T\") d",
            "a  d",
        );
        check("![x](a\\(1\\).png)", "![x](pictures/cup.png)", "");
        check("![x](a(1).png)", "![x](pictures/cup.png)", "");
        check("![](a&amp;b.png)", "![](pictures/cup.png)", "");
        check(
            "![x][r]\n\na\n\n[r]: <my pictures/a.png>",
            "![x](pictures/cup.png)\n\na\n\n[r]: <my pictures/a.png>",
            "a\n\n[r]: <my pictures/a.png>",
        );
        check(
            "![x]\n\n[x]: a.png",
            "![x](pictures/cup.png)\n\n[x]: a.png",
            "[x]: a.png",
        );
        check(
            "![x][]\n\n[x]: a.png",
            "![x](pictures/cup.png)\n\n[x]: a.png",
            "[x]: a.png",
        );
        check(
            "<img src=\"img/my pot.png\">\n\na",
            "<img src=\"pictures/cup.png\">\n\na",
            "a",
        );
        check(
            "a <img alt='x' src=b.png> c",
            "a <img alt='x' src=pictures/cup.png> c",
            "a  c",
        );
        check(
            "`![x](a.png)`\n\n![x](a.png)",
            "`![x](a.png)`\n\n![x](pictures/cup.png)",
            "`![x](a.png)`",
        );
        check(
            "    ![x](a.png)\n\nb\n\n> ![x](a.png)",
            "    ![x](a.png)\n\nb\n\n> ![x](pictures/cup.png)",
            "    ![x](a.png)\n\nb\n\n>",
        );
        assert_eq!(rename_medium("no picture", 0, "a.png"), None);
    }

    #[test]
    fn one_of_an_album() {
        let album =
            "a\n\n![A](a.png)\n![B](b.mp4){.document}\n![A](a.png)\n\n[x](https://e.org){.button}";
        let renamed = rename_medium(album, 2, "c.png").expect("it fits");
        assert_eq!(
            renamed,
            album.replace("\n![A](a.png)\n\n", "\n![A](c.png)\n\n")
        );
        let dropped = drop_medium(album, 1).expect("it goes");
        assert_eq!(dropped, album.replace("![B](b.mp4){.document}", ""));
        assert_eq!(drop_medium(album, 3), None);
    }

    #[test]
    fn the_first_stays_alone() {
        let (text, others) =
            alone("![](a.png) ![b](https://e.org/b.png)\n![](https://e.org/c.gif) ![d](d.png)");
        assert_eq!(
            text,
            "![](a.png) [b](https://e.org/b.png)\n<https://e.org/c.gif> "
        );
        assert_eq!(others.len(), 3);
    }

    proptest! {
        #[test]
        fn any_path_in_any_notation(
            path in "[a-z][a-z ()&<>'\"%\\[\\]é/.-]{0,12}[a-z]\\.png",
            name in "[a-z0-9-]{1,8}( ?[a-z(&]{1,3})?/[a-z0-9-]{1,8}\\.png",
            notation in 0..6,
            (before, after) in prop::sample::select(vec![
                ("", ""), ("a\n\n", "\n\nb"), ("a ", " b"), ("> ", "\n\nb"), ("- ", "\n- b"), ("**", "a**"),
                ("`![x](a.png)` ", ""), ("a[^1] ", "\n\n[^1]: note"), ("\\![x](a.png) ", ""),
            ]),
        ) {
            let escaped = path
                .replace('&', "&amp;")
                .replace('>', "&gt;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;");
            let written = match notation {
                0 => format!("![x]({})", address(&path)),
                1 => format!("![x]({} \"T\")", address(&path)),
                2 => format!("<img src=\"{escaped}\">"),
                3 => format!("<img alt='y' src='{escaped}' width=3>"),
                4 => "![x][ref]".to_owned(),
                _ => "![*ref*][]".to_owned(),
            };
            let label = if notation == 4 { "ref" } else { "*ref*" };
            let markdown = format!("{before}{written}{after}\n\n[{label}]: {}", address(&path));
            let old = render(&markdown, 1);
            prop_assume!(old.media.len() == 1 && old.media[0].path == path);
            let renamed = rename_medium(&markdown, 0, &name);
            prop_assert!(renamed.is_some(), "{}", markdown);
            let renamed = renamed.unwrap_or_default();
            let new = render(&renamed, 1);
            prop_assert_eq!(&new.media[0].path, &name);
            prop_assert_eq!(&new.html, &old.html);
            // There and back again.
            let back = rename_medium(&renamed, 0, &path);
            prop_assert!(back.is_some_and(|back| render(&back, 1).media == old.media));
        }
    }
}
