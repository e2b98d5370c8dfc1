//! Links, and media on the way through the events of a step.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::walk::Walk;
use super::words::By;
use crate::stored::{Kind, link};

impl Walk<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, address: &str, range: &Range<usize>) {
        let url = link(address);
        if url.is_none() && link_type != LinkType::Email {
            let (code, written) = match address.strip_prefix("mailto:") {
                Some(mail) => ("link-mail", mail.split('?').next().unwrap_or(mail)),
                None => ("link-dropped", address),
            };
            self.warn(range.start, code, [("address", written.into())]);
        }
        self.out
            .open(By::Markdown, url.map(|url| Kind::Link { url }), 0, 0);
    }

    pub(super) fn start_image(&mut self, address: &str, range: &Range<usize>) {
        match &mut self.image {
            Some((_, _, depth)) => *depth += 1,
            None => self.image = Some((String::new(), address.to_owned(), 0)),
        }
        self.end = Some(range.start);
    }

    pub(super) fn end_image(&mut self, range: &Range<usize>) {
        if let Some((_, _, depth @ 1..)) = &mut self.image {
            *depth -= 1;
        } else if let Some((description, address, _)) = self.image.take() {
            self.medium(&description, &address, range.start);
            self.end = Some(range.end);
            self.image_end = Some(range.end);
        }
    }

    /// What was meant as a picture, but has a blank in its path: Markdown sees plain words there. `at` is where the bracket
    /// with the path begins.
    pub(super) fn tell_blank_path(&mut self, at: usize) {
        let text = self.source.text;
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let Some(before) = text[line..at].strip_suffix(']') else {
            return;
        };
        let is_picture = before
            .rfind('[')
            .is_some_and(|open| before[..open].ends_with('!') && !before[..open].ends_with("\\!"));
        let rest = text[at + 1..].lines().next().unwrap_or_default();
        let Some((path, _)) = rest.split_once(')').filter(|_| is_picture) else {
            return;
        };
        let path = path.trim();
        if path.contains(' ') && !path.contains(['<', '>', '"']) {
            let instead = path.replace(' ', "%20");
            let words = [("path", path.into()), ("instead", instead.as_str().into())];
            self.warn(line, "picture-blank", words);
        }
    }

    /// A picture that is a link leads nowhere in a chat. `index` is its end.
    pub(super) fn tell_link_around(&mut self, index: usize, range: &Range<usize>) {
        let events = self.events;
        let is_end = |(event, _): &(Event<'_>, _)| *event == Event::End(TagEnd::Link);
        if self.image.is_some() || !events.get(index + 1).is_some_and(is_end) {
            return;
        }
        let mut before = events[..index].iter().rev();
        let before = before.find(|(_, known)| known.start < range.start);
        if let Some((Event::Start(Tag::Link { dest_url, .. }), _)) = before
            && link(dest_url).is_some()
        {
            let address = [("address", (&**dest_url).into())];
            self.warn(range.start, "picture-linked", address);
        }
    }
}
