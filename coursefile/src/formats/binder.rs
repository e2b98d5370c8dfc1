//! The steps of a course as it is being put together from another format, with the pictures they need.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::Bundle;
use crate::course::{Course, Step};
use crate::limits::{COURSE_DESCRIPTION, COURSE_TITLE, STEP_TITLE, STEPS};
use crate::open::is_address;
use crate::open::picture::{Verdict, is_local, is_nowhere, verdict};
use crate::open::{Kind, Media, Opened, attach};
use crate::problem::{Problem, Weight};
use crate::read::is_language;
use crate::render::{Rendered, alone};
use crate::slug;
use crate::stored::one_line;
use crate::told::{Notes, Place, number, word};
use crate::{Medium, MediumKind};

/// See above.
pub(crate) struct Binder {
    pub(crate) bundle: Bundle,
    pub(crate) notes: Notes,
    course: Course,
    /// Titles and names that are taken; a title is known with how often it was wanted.
    titles: BTreeMap<String, usize>,
    slugs: BTreeSet<String>,
    /// The pictures: what steps write → the path in the bundle.
    pictures: BTreeMap<String, String>,
    /// Pictures that were named, good or not.
    named: BTreeSet<String>,
    /// Steps that found no room.
    beyond: usize,
}

/// A step before it has its name.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) title: String,
    pub(crate) markdown: String,
    pub(crate) rendered: Rendered,
    pub(crate) is_off: bool,
    /// What it is part of, for a title that is there already.
    pub(crate) within: Option<String>,
    /// Whether it goes on with the step before it, which was told.
    pub(crate) is_more: bool,
    /// A name it already has.
    pub(crate) slug: Option<String>,
}

impl Binder {
    pub(crate) fn new(bundle: Bundle, notes: Notes) -> Self {
        Self {
            bundle,
            notes,
            course: Course::default(),
            titles: BTreeMap::new(),
            slugs: BTreeSet::new(),
            pictures: BTreeMap::new(),
            named: BTreeSet::new(),
            beyond: 0,
        }
    }

    /// Says what the course is called and is about.
    pub(crate) fn name(&mut self, title: &str, description: Option<&str>, language: Option<&str>) {
        let title = one_line(title);
        let kept = cut(&title, COURSE_TITLE);
        let place = Place::default();
        if kept != title {
            self.cut(&place, &title, &kept, COURSE_TITLE);
        }
        self.course.slug = slug::from_title(&kept, "course");
        self.course.title = kept;
        let description = description.map(one_line).filter(|text| !text.is_empty());
        self.course.description = description.map(|text| {
            let kept = cut(&text, COURSE_DESCRIPTION);
            if kept != text {
                let limit = vec![("limit", number(COURSE_DESCRIPTION))];
                let notes = &mut self.notes;
                notes.tell(&place, Weight::Warning, "description-cut", limit);
            }
            kept
        });
        self.course.language = language.map(str::trim).and_then(|language| {
            if is_language(language) {
                return Some(language.to_owned());
            }
            let value = vec![("value", word(language))];
            let notes = &mut self.notes;
            notes.tell(&place, Weight::Warning, "language-unknown", value);
            None
        });
    }

    /// Another step has this title.
    fn changed(&mut self, place: &Place, title: &str, now: &str) {
        let words = vec![("title", word(title)), ("now", word(now))];
        self.notes
            .tell(place, Weight::Warning, "title-changed", words);
    }

    /// The title is too long.
    fn cut(&mut self, place: &Place, title: &str, now: &str, limit: usize) {
        let words = [("title", word(title)), ("now", word(now))];
        let words = words.into_iter().chain([("limit", number(limit))]);
        self.notes
            .tell(place, Weight::Warning, "title-cut", words.collect());
    }

    /// A name that is free; one that was wished for and cannot be had is told.
    fn slug(&mut self, wish: Option<&str>, title: &str, place: &Place) -> String {
        let wish = wish.filter(|wish| slug::is_slug(wish));
        let base = wish.map_or_else(|| slug::from_title(title, "step"), str::to_owned);
        let slug = slug::free(&base, |slug| self.slugs.contains(slug));
        if wish.is_some() && slug != base {
            let words = vec![("id", word(&base)), ("now", word(&slug))];
            let notes = &mut self.notes;
            notes.tell(place, Weight::Warning, "id-taken", words);
        }
        self.slugs.insert(slug.clone());
        slug
    }

    /// What a step writes for the picture an author named in a file. None: it cannot be shown, and that is told.
    pub(crate) fn picture(&mut self, file: &str, written: &str, place: &Place) -> Option<String> {
        if is_embedded(written) {
            let notes = &mut self.notes;
            notes.tell(place, Weight::Warning, "picture-embedded", vec![]);
            return None;
        }
        if is_nowhere(written) {
            let address = vec![("address", word(written))];
            let notes = &mut self.notes;
            notes.tell(place, Weight::Warning, "picture-nowhere", address);
            return None;
        }
        if !is_local(written) {
            return Some(written.to_owned());
        }
        let path = attach::resolved(&self.bundle, file, written);
        let found = verdict(&self.bundle, &path);
        if self.named.insert(path.clone()) {
            attach::tell(
                &mut self.notes,
                place,
                (MediumKind::Picture, written),
                found,
            );
        }
        if !matches!(found, Verdict::Good(_)) {
            return None;
        }
        let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
        let base: String = path
            .chars()
            .map(|c| if plain(c) { c } else { '-' })
            .collect();
        let mut name = base.clone();
        let mut number = 1;
        while self.pictures.get(&name).is_some_and(|known| *known != path) {
            number += 1;
            name = format!("{number}-{base}");
        }
        self.pictures.insert(name.clone(), path);
        Some(name)
    }

    /// A text with one medium at most: further ones become links where they have an address, which is told.
    pub(crate) fn with_one_medium(&mut self, markdown: String, place: &Place) -> String {
        let (markdown, others) = alone(&markdown);
        for medium in others {
            let code = if is_address(&medium.path) {
                "picture-second-linked"
            } else {
                "picture-second-dropped"
            };
            let address = vec![("address", word(&medium.path))];
            self.notes.tell(place, Weight::Warning, code, address);
        }
        markdown
    }

    /// Whether there is no room for another step.
    pub(crate) fn is_full(&self) -> bool {
        self.course.steps.len() == STEPS
    }

    /// Counts a step that found no room.
    pub(crate) fn leave_out(&mut self) {
        self.beyond += 1;
    }

    /// Puts a step behind the others.
    pub(crate) fn put(&mut self, written: Written, place: &Place) {
        if self.is_full() {
            return self.leave_out();
        }
        let title = self.title(&written, place);
        let slug = self.slug(written.slug.as_deref(), &title, place);
        let rendered = &written.rendered;
        let is_bare = rendered.html.is_none() && rendered.media.is_empty();
        let is_empty = is_bare && rendered.questions.is_empty();
        if is_empty && !rendered.problems.is_fatal() {
            let words = vec![("title", word(&title))];
            let code = "step-empty";
            self.notes.tell(place, Weight::Warning, code, words);
        }
        self.course.steps.push(Step {
            slug,
            title,
            markdown: written.markdown,
            html: written.rendered.html,
            length: written.rendered.length,
            media: written.rendered.media.iter().map(Medium::from).collect(),
            links: written.rendered.links,
            is_protected: false,
            quiz: None,
            release: None,
            is_active: !written.is_off,
            is_end: false,
        });
    }

    /// A title that is short enough and not there yet.
    fn title(&mut self, written: &Written, place: &Place) -> String {
        let wanted = match one_line(&written.title) {
            title if title.is_empty() => written.within.clone().unwrap_or_else(|| "1".to_owned()),
            title => title,
        };
        let mut title = cut(&wanted, STEP_TITLE);
        let is_cut = title != wanted && !self.titles.contains_key(&title);
        if self.titles.contains_key(&title)
            && let Some(within) = &written.within
        {
            title = cut(&format!("{wanted} ({within})"), STEP_TITLE);
        }
        let base = title.clone();
        while self.titles.contains_key(&title) {
            let count = self.titles.entry(base.clone()).or_default();
            *count += 1;
            let end = format!(" ({})", *count + 1);
            title = cut(&base, STEP_TITLE - end.len()) + &end;
        }
        self.titles.insert(title.clone(), 0);
        if one_line(&written.title).is_empty() {
            let words = vec![("now", word(&title))];
            let notes = &mut self.notes;
            notes.tell(place, Weight::Warning, "title-none", words);
        } else if is_cut && !written.is_more {
            self.cut(place, &wanted, &title, STEP_TITLE);
        } else if title != wanted && !written.is_more {
            self.changed(place, &wanted, &title);
        }
        title
    }

    /// The course as an export of it is read: what cannot stand in a file as it is becomes what the file would say.
    fn settle(&mut self) {
        if self.course.steps.is_empty() {
            return;
        }
        let reading = crate::read(&crate::print(&self.course));
        if reading.problems.is_fatal() {
            let wrong = reading.problems.0.into_iter();
            // What was told where it stands is not told again.
            let wrong = wrong.filter(|problem| problem.weight == Weight::Error);
            let new: Vec<_> = wrong
                .filter(|problem| !self.notes.has(problem.code))
                .collect();
            for problem in new {
                self.notes.push(Problem { line: 0, ..problem });
            }
        }
        self.course = reading.course;
    }

    /// There is no course, and why was told.
    pub(crate) fn refused(self, kind: Kind) -> Opened {
        Opened {
            kind,
            problems: self.notes.into_problems(),
            ..Opened::default()
        }
    }

    /// The course is whole.
    pub(crate) fn finish(mut self, kind: Kind, below: &str) -> Opened {
        if self.beyond > 0 {
            let count = ("count", number(STEPS + self.beyond));
            let figures = vec![count, ("limit", number(STEPS))];
            let place = Place::default();
            self.notes
                .tell(&place, Weight::Error, "too-many-steps", figures);
        } else if self.course.steps.is_empty() {
            self.notes
                .tell(&Place::default(), Weight::Error, "no-course", vec![]);
        }
        let steps = &mut self.course.steps;
        let last = steps.iter().rposition(|step| step.is_active);
        if let Some(last) = last {
            steps[last].is_end = true;
        }
        attach::tell_unused(&self.bundle, below, &self.named, &mut self.notes);
        self.settle();
        let mut media = BTreeMap::new();
        let named = self.course.steps.iter().flat_map(|step| &step.media);
        for medium in named {
            let Some((name, path)) = self.pictures.get_key_value(&medium.source) else {
                continue;
            };
            if let Verdict::Good(content_type) = verdict(&self.bundle, path)
                && let Some(bytes) = self.bundle.files.remove(path)
            {
                media.insert(
                    name.clone(),
                    Media {
                        content_type: content_type.to_owned(),
                        bytes,
                    },
                );
            }
        }
        Opened {
            kind,
            course: self.course,
            // No other format has a place for it.
            id_is_proposed: true,
            media,
            problems: self.notes.into_problems(),
        }
    }
}

/// The first so many characters, the last of them an ellipsis when something is missing.
fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Whether an address is the picture itself.
pub(crate) fn is_embedded(written: &str) -> bool {
    let scheme = written.trim_start().get(..5);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
