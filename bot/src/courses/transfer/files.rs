//! A course as files: Markdown, and the pictures beside it.

use std::collections::{BTreeMap, HashMap, HashSet};

use coursefile::bundle::{folded, place};
use coursefile::{Course, Media, Named, Problems, QuestionFormat, Step};
use entity::media;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{is_ours, renamed, written};
use crate::courses::media::SCHEME;

/// Pictures by their names in the rows.
pub type Pictures = HashMap<String, Media>;

/// A course as one file that can be sent or saved.
#[derive(Clone, PartialEq, Eq)]
pub struct Files {
    /// What it is called.
    pub name: String,
    /// Such as `text/markdown`.
    pub content_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Steps whose picture could not be had: the file is without it.
    pub lost: Vec<Lost>,
    /// What its format cannot say.
    pub unsaid: Problems,
}

/// A step that has lost its picture.
pub type Lost = Named;

/// The pictures of a course that are kept, by their names in the rows.
///
/// # Errors
/// What the database says.
pub async fn pictures(db: &impl ConnectionTrait, course: &Course) -> Result<Pictures, DbErr> {
    let mut pictures = Pictures::new();
    for step in &course.steps {
        let Some(name) = step.picture.as_deref() else {
            continue;
        };
        let Some(hash) = name.strip_prefix(SCHEME) else {
            continue;
        };
        if pictures.contains_key(name) {
            continue;
        }
        let kept = media::Entity::find()
            .filter(media::COLUMN.hash.eq(hash))
            .one(db)
            .await?;
        if let Some(kept) = kept {
            let content_type = super::super::media::kind_of(&kept.bytes).unwrap_or("image/jpeg");
            let bytes = kept.bytes;
            pictures.insert(
                name.to_owned(),
                Media {
                    content_type,
                    bytes,
                },
            );
        }
    }
    Ok(pictures)
}

/// How many bytes the kept pictures of a course have together, each counted once.
///
/// # Errors
/// What the database says.
pub async fn weight(db: &impl ConnectionTrait, course: &Course) -> Result<usize, DbErr> {
    let pictures = course
        .steps
        .iter()
        .filter_map(|step| step.picture.as_deref());
    let hashes: HashSet<&str> = pictures
        .filter_map(|name| name.strip_prefix(SCHEME))
        .collect();
    let sum: Option<i64> = media::Entity::find()
        .select_only()
        .column_as(Expr::cust("COALESCE(SUM(LENGTH(bytes)), 0)"), "bytes")
        .filter(media::COLUMN.hash.is_in(hashes))
        .into_tuple()
        .one(db)
        .await?;
    Ok(sum
        .and_then(|sum| usize::try_from(sum).ok())
        .unwrap_or_default())
}

/// The course as a file: Markdown alone, or a zip when there are pictures. Reading it gives the course again.
pub fn pack(mut course: Course, pictures: &Pictures) -> Files {
    let mut packing = Packing::new(&course);
    for step in &mut course.steps {
        packing.step(step, pictures);
    }
    let Packing { packed, lost, .. } = packing;
    let slug = course.slug.clone();
    if packed.is_empty() {
        return Files {
            name: format!("{slug}.md"),
            content_type: "text/markdown",
            bytes: coursefile::print(&course).into_bytes(),
            lost,
            unsaid: Problems::default(),
        };
    }
    Files {
        name: format!("{slug}.zip"),
        content_type: "application/zip",
        bytes: coursefile::pack(&course, &packed),
        lost,
        unsaid: Problems::default(),
    }
}

/// The questions of a course as a file in another format. None: it asks nothing.
pub fn questions(course: &Course, format: QuestionFormat) -> Option<Files> {
    if course.steps.iter().all(|step| step.quiz.is_none()) {
        return None;
    }
    let exported = format.write(course);
    Some(Files {
        name: format!("{}.{}", course.slug, format.ending()),
        content_type: format.content_type(),
        bytes: exported.text.into_bytes(),
        lost: Vec::new(),
        unsaid: exported.problems,
    })
}

/// Pictures on their way into the zip.
struct Packing {
    /// By the paths that the steps write.
    packed: BTreeMap<String, Media>,
    /// The picture at each place in the zip; large and small letters are the same there, as where it is unpacked.
    places: HashMap<String, (String, String)>,
    /// The path of each picture that is packed.
    paths: HashMap<String, String>,
    /// Places that any step names: a new path is none of them.
    named: HashSet<String>,
    /// Places named by steps that have no picture: nothing comes to lie there.
    bare: HashSet<String>,
    lost: Vec<Lost>,
}

impl Packing {
    fn new(course: &Course) -> Self {
        let (mut named, mut bare) = (HashSet::new(), HashSet::new());
        for step in &course.steps {
            let rendered = coursefile::render(&step.markdown, 1);
            let places = rendered.pictures.iter();
            let mut places = places.map(|picture| place(&picture.path).map(|place| folded(&place)));
            if step.picture.is_none() {
                bare.extend(places.clone().next().flatten());
            }
            named.extend(places.by_ref().flatten());
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

    fn step(&mut self, step: &mut Step, pictures: &Pictures) {
        let Some(name) = step.picture.clone().filter(|name| is_ours(name)) else {
            return;
        };
        let Some(picture) = pictures.get(&name) else {
            self.lost.push(Named {
                slug: step.slug.clone(),
                title: step.title.clone(),
            });
            let without = coursefile::drop_picture(&step.markdown);
            let retold = || coursefile::markdown_of(step.html.as_deref(), None, step.quiz.as_ref());
            step.markdown = without.unwrap_or_else(retold);
            step.picture = None;
            return;
        };
        let wish = written(step).filter(|path| self.fits(path, &name));
        let path = match (wish, self.paths.get(&name)) {
            (Some(path), _) => path,
            (None, Some(path)) => path.clone(),
            (None, None) => self.free_path(&step.slug, picture),
        };
        step.markdown = renamed(step, &path);
        if let Some(place) = place(&path) {
            self.places.insert(folded(&place), (place, name.clone()));
        }
        self.paths.insert(name, path.clone());
        self.packed.insert(path.clone(), picture.clone());
        step.picture = Some(path);
    }

    /// Whether the picture of this name can lie where its step says.
    fn fits(&self, path: &str, name: &str) -> bool {
        let Some(place) = place(path).filter(|_| !is_ours(path)) else {
            return false;
        };
        let key = folded(&place);
        let there = self.places.get(&key);
        !self.bare.contains(&key)
            && there.is_none_or(|(other, picture)| *other == place && picture == name)
    }

    /// A path of our own: called as the step.
    fn free_path(&self, slug: &str, picture: &Media) -> String {
        let ending = match picture.content_type {
            "image/png" => "png",
            "image/gif" => "gif",
            "image/webp" => "webp",
            _ => "jpg",
        };
        let path = format!("pictures/{slug}.{ending}");
        let others = (2..).map(|number: u32| format!("pictures/{slug}-{number}.{ending}"));
        let is_free = |path: &String| !self.places.contains_key(path) && !self.named.contains(path);
        let mut paths = std::iter::once(path).chain(others);
        paths.find(is_free).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(slug: &str, markdown: &str, picture: Option<&str>) -> Step {
        let rendered = coursefile::render(markdown, 1);
        Step {
            slug: slug.to_owned(),
            title: slug.to_owned(),
            markdown: markdown.to_owned(),
            html: rendered.html,
            length: rendered.length,
            picture: picture.map(str::to_owned),
            quiz: None,
            is_active: true,
            is_end: false,
        }
    }

    fn picture(number: u8) -> Media {
        let png = include_bytes!("../../../../tests/harness/picture.png");
        Media {
            content_type: "image/png",
            bytes: png.iter().copied().chain([number]).collect(),
        }
    }

    /// Packs the steps, reads the file, and looks at which picture each step has then.
    fn check(steps: &[(&str, &str, Option<&str>)], missing: &[&str]) {
        let course = Course {
            slug: "tea".to_owned(),
            title: "Tea".to_owned(),
            steps: steps
                .iter()
                .map(|(slug, markdown, picture)| step(slug, markdown, *picture))
                .collect(),
            ..Course::default()
        };
        let names = ["media:1", "media:2", "media:3"];
        let pictures = names
            .into_iter()
            .zip(1..)
            .map(|(name, number)| (name.to_owned(), picture(number)));
        let pictures: Pictures = pictures
            .filter(|(name, _)| !missing.contains(&name.as_str()))
            .collect();
        let files = pack(course.clone(), &pictures);
        let opened = coursefile::open_file(&files.name, &files.bytes);
        assert!(!opened.problems.is_fatal(), "{:?}", opened.problems);
        for (before, after) in course.steps.iter().zip(&opened.course.steps) {
            let kept = before.picture.as_ref().and_then(|name| pictures.get(name));
            let got = after
                .picture
                .as_ref()
                .and_then(|path| opened.media.get(path));
            assert_eq!(got, kept, "{before:?} {after:?}");
            assert_eq!(after.html, before.html);
            let mut kept_name = after.clone();
            kept_name.picture.clone_from(&before.picture);
            assert!(
                kept.is_none() || super::super::same_but_path(before, &kept_name),
                "{before:?} {kept_name:?}"
            );
        }
    }

    #[test]
    fn every_picture_comes_back() {
        let one = Some("media:1");
        for markdown in [
            "![x](a.png)",
            "<img src=\"img/my pot.png\">\n\na",
            "![x][r]\n\na\n\n[r]: <../my pictures/a.png>",
            "![x](a\\(1\\).png)",
            "![x](a&amp;b.png)",
            "![x](a%20b.png \"T\")",
            "![x](.pics/a.png)",
            "![x](/a.png) b",
            "![x](C:/a.png)",
            "![x](pot)",
            "`![x](../a.png)`\n\n![x](../a.png)",
            "![](media:1)\n\na",
        ] {
            check(&[("pot", markdown, one)], &[]);
        }
    }

    #[test]
    fn no_picture_takes_the_place_of_another() {
        let (one, two) = (Some("media:1"), Some("media:2"));
        check(
            &[
                ("a", "![](pictures/Tea.png)", one),
                ("b", "![](pictures/tea.png)", two),
            ],
            &[],
        );
        check(
            &[
                ("a", "![](./a.png)", one),
                ("b", "![](a.png)", two),
                ("c", "![](a.png)", one),
            ],
            &[],
        );
        check(
            &[
                ("a", "![](pictures/cup.png)\n\na", None),
                ("cup", "![](media:1)", one),
            ],
            &[],
        );
        check(&[("a", "![](a.png)", None), ("b", "![](A.png)", two)], &[]);
        check(
            &[
                ("cup", "![](media:1)", one),
                ("b", "![](pictures/cup.png)", two),
            ],
            &[],
        );
    }

    #[test]
    fn a_lost_picture_takes_nothing_along() {
        let course = Course {
            steps: vec![step("a", "![](a.png)\n\n[x]: b\n\n* c", Some("media:1"))],
            ..Course::default()
        };
        let files = pack(course, &Pictures::new());
        let text = String::from_utf8(files.bytes).expect("text");
        assert!(text.ends_with("[x]: b\n\n* c\n"), "{text}");
        assert_eq!(files.lost.len(), 1);
        check(&[("a", "![](a.png)\n\nb", Some("media:1"))], &["media:1"]);
    }
}
