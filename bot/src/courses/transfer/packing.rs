//! Media on their way into the zip: each gets a path that no other has, and the Markdown that names it.

use std::collections::{BTreeMap, HashMap, HashSet};

use coursefile::bundle::{folded, place};
use coursefile::{Course, Media, Medium, MediumKind, Mention, Named, Step};

use super::files::{Lost, Pictures};
use super::{is_ours, mentions, places, retold};

/// See above.
pub(super) struct Packing {
    /// By the paths that the steps write.
    pub(super) packed: BTreeMap<String, Media>,
    /// The medium at each place in the zip; large and small letters are the same there, as where it is unpacked.
    places: HashMap<String, (String, String)>,
    /// The path of each medium that is packed.
    paths: HashMap<String, String>,
    /// Places that any step names: a new path is none of them.
    named: HashSet<String>,
    /// Places named where there is no medium: nothing comes to lie there.
    bare: HashSet<String>,
    pub(super) lost: Vec<Lost>,
}

impl Packing {
    pub(super) fn new(course: &Course) -> Self {
        let (mut named, mut bare) = (HashSet::new(), HashSet::new());
        for step in &course.steps {
            let mentions = mentions(step);
            let there = places(&mentions, &step.media);
            for (at, mention) in mentions.iter().enumerate() {
                let Some(place) = place(&mention.path).map(|place| folded(&place)) else {
                    continue;
                };
                if !there.contains(&Some(at)) {
                    bare.insert(place.clone());
                }
                named.insert(place);
            }
        }
        Self {
            packed: BTreeMap::new(),
            places: HashMap::new(),
            paths: HashMap::new(),
            named,
            bare,
            lost: Vec::new(),
        }
    }

    /// Gives the media of a step their paths; those that cannot be had are taken out.
    pub(super) fn step(&mut self, step: &mut Step, pictures: &Pictures) {
        if !step.media.iter().any(|medium| is_ours(&medium.source)) {
            return;
        }
        let is_typed = step.markdown == retold(step);
        let is_whole = self.drop_lost(step, pictures);
        let written = mentions(step);
        let there = places(&written, &step.media);
        let mut markdown = Some(step.markdown.clone()).filter(|_| !is_typed && is_whole);
        for (at, place) in there.into_iter().enumerate() {
            let mention = place.and_then(|place| written.get(place));
            let path = self.path(step, at, mention, pictures);
            markdown = markdown
                .zip(place)
                .and_then(|(markdown, place)| coursefile::rename_medium(&markdown, place, &path));
            step.media[at].source = path;
        }
        // A path says less of the kind than the rows do, where it had to be another.
        let is_right = |markdown: &String| {
            let read = coursefile::render(markdown, 1).media;
            let read = read.iter().map(|mention| (&mention.path, mention.kind));
            let meant = step
                .media
                .iter()
                .map(|medium| (&medium.source, medium.kind));
            is_whole_in(meant, read)
        };
        let right = markdown.filter(is_right);
        step.markdown = right.unwrap_or_else(|| retold(step));
    }

    /// Takes out what cannot be had, and says whether the Markdown could be kept all the same.
    fn drop_lost(&mut self, step: &mut Step, pictures: &Pictures) -> bool {
        let there = places(&mentions(step), &step.media);
        let is_lost =
            |medium: &Medium| is_ours(&medium.source) && !pictures.contains_key(&medium.source);
        let lost: Vec<usize> = (0..step.media.len())
            .filter(|at| is_lost(&step.media[*at]))
            .collect();
        if lost.is_empty() {
            return true;
        }
        self.lost.push(Named {
            slug: step.slug.clone(),
            title: step.title.clone(),
        });
        let mut is_whole = true;
        for at in lost.into_iter().rev() {
            let dropped =
                there[at].and_then(|place| coursefile::drop_medium(&step.markdown, place));
            is_whole &= dropped.is_some();
            step.markdown = dropped.unwrap_or_else(|| step.markdown.clone());
            step.media.remove(at);
        }
        is_whole
    }

    /// The path of a medium, which is packed.
    fn path(
        &mut self,
        step: &Step,
        at: usize,
        mention: Option<&Mention>,
        pictures: &Pictures,
    ) -> String {
        let medium = &step.media[at];
        let name = medium.source.clone();
        let Some(kept) = pictures.get(&name).filter(|_| is_ours(&name)) else {
            return name;
        };
        let wish = mention.map(|mention| mention.path.clone());
        let wish = wish.filter(|path| self.fits(path, &name));
        let is_right = |path: &&String| {
            let name = path.rsplit('/').next();
            let is_called_so = medium.name.is_none() || medium.name.as_deref() == name;
            is_called_so && MediumKind::of_name(path) == medium.kind
        };
        let known = self.paths.get(&name).filter(is_right);
        let path = match (wish, known) {
            (Some(path), _) => path,
            (None, Some(path)) => path.clone(),
            (None, None) => self.free_path(&step.slug, medium, kept),
        };
        if let Some(place) = place(&path) {
            self.places.insert(folded(&place), (place, name.clone()));
        }
        self.paths.insert(name, path.clone());
        self.packed.insert(path.clone(), kept.clone());
        path
    }

    /// Whether the medium of this name can lie where its step says.
    fn fits(&self, path: &str, name: &str) -> bool {
        let Some(place) = place(path).filter(|_| !is_ours(path)) else {
            return false;
        };
        let key = folded(&place);
        let there = self.places.get(&key);
        !self.bare.contains(&key)
            && there.is_none_or(|(other, medium)| *other == place && medium == name)
    }

    /// A path of our own: called as the file, or as the step.
    fn free_path(&self, slug: &str, medium: &Medium, kept: &Media) -> String {
        let folder = match medium.kind {
            MediumKind::Picture => "pictures",
            MediumKind::Document => "files",
            _ => "media",
        };
        let ending = coursefile::ending_for(medium.kind, &kept.content_type);
        let named = medium.name.iter().map(|name| format!("{folder}/{name}"));
        let named = named.filter(|path| place(path).as_deref() == Some(path));
        let path = format!("{folder}/{slug}.{ending}");
        let others = (2..).map(|number: u32| format!("{folder}/{slug}-{number}.{ending}"));
        let is_free = |path: &String| {
            let key = folded(path);
            !self.places.contains_key(&key) && !self.named.contains(&key)
        };
        let mut paths = named.chain([path]).chain(others);
        paths.find(is_free).unwrap_or_default()
    }
}

/// Whether the media that are meant are those that are read; what is read and not there may stand between them.
fn is_whole_in<'a>(
    meant: impl Iterator<Item = (&'a String, MediumKind)>,
    mut read: impl Iterator<Item = (&'a String, MediumKind)>,
) -> bool {
    let mut meant = meant;
    meant.all(|medium| read.any(|mention| mention == medium))
}
