//! The courses that stories begin with.

use anyhow::{Context, bail};
use entity::{CourseId, Role, UserId, course, draft, draft_step, step};
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait, QueryFilter};

use super::school::BEGINNING;
use super::{cast, given};

/// A course as a story describes it.
#[derive(Clone, Debug)]
pub struct Wanted {
    slug: String,
    steps: usize,
    author: Option<i64>,
    open: bool,
    end: bool,
    long: Option<(usize, usize)>,
    picture: Option<(usize, &'static str)>,
}

const PICTURE: &str = "https://pictures.example/heart.png";
const REFUSED: &str = "https://broken.example/heart.png";

/// Titles, descriptions and steps of the courses that have some; any other slug is its own title.
fn titles(
    slug: &str,
) -> (
    String,
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
) {
    match slug {
        "first-aid" => (
            "First aid".to_owned(),
            Some("What to do until help is there."),
            &[
                (
                    "Check for danger",
                    "Look around first. Nobody is helped by a second casualty.",
                ),
                ("Call for help", "Dial 112 and say where you are."),
                ("Stay there", "Keep the person warm until help comes."),
            ],
        ),
        "pervaya-pomoshch" => (
            "Первая помощь".to_owned(),
            Some("Что делать, пока едет скорая."),
            &[
                (
                    "Осмотритесь",
                    "Сначала убедитесь, что вам ничего не грозит.",
                ),
                ("Позвоните", "Наберите 112 и скажите, где вы."),
                ("Оставайтесь рядом", "Не давайте человеку замёрзнуть."),
            ],
        ),
        other => {
            let mut title = other.replace('-', " ");
            if let Some(first) = title.get(..1).map(str::to_uppercase) {
                title.replace_range(..1, &first);
            }
            (title, None, &[])
        }
    }
}

impl Wanted {
    /// An open course of three steps.
    pub fn new(slug: &str) -> Wanted {
        Wanted {
            slug: slug.to_owned(),
            steps: 3,
            author: None,
            open: true,
            end: true,
            long: None,
            picture: None,
        }
    }
}

/// Reads what a story says of a course.
///
/// # Errors
/// What does not read.
pub fn wanted(line: &str) -> anyhow::Result<Wanted> {
    let words: Vec<&str> = line
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let (slug, mut rest) = words.split_first().context("which course?")?;
    let mut wanted = Wanted::new(slug);
    let number = |text: &str| text.parse::<usize>().context("a number is missing");
    while !rest.is_empty() {
        let used = match rest {
            ["closed", ..] => {
                wanted.open = false;
                1
            }
            ["by", name, ..] => {
                wanted.author =
                    Some(cast::named(name).with_context(|| format!("who is {name:?}?"))?);
                2
            }
            ["without", "steps", ..] => {
                wanted.steps = 0;
                2
            }
            ["without", "end", ..] => {
                wanted.end = false;
                2
            }
            ["with", "a", "picture", "at", "step", at, ..] => {
                wanted.picture = Some((number(at)?, PICTURE));
                6
            }
            ["with", "a", "refused", "picture", "at", "step", at, ..] => {
                wanted.picture = Some((number(at)?, REFUSED));
                7
            }
            ["with", "a", length, "text", "at", "step", at, ..] => {
                let length = length.trim_end_matches("-character");
                wanted.long = Some((number(length)?, number(at)?));
                7
            }
            ["with", count, "steps" | "step", ..] => {
                wanted.steps = number(count)?;
                3
            }
            other => bail!("{other:?} says nothing about a course"),
        };
        rest = &rest[used..];
    }
    Ok(wanted)
}

/// Puts a course in, as it would be if it had been published before revisions were kept; its draft says the same.
///
/// # Errors
/// What the database says.
pub async fn plant(db: &DatabaseConnection, wanted: &Wanted) -> anyhow::Result<()> {
    if let Some(author) = wanted.author {
        given::make_author(db, author).await?;
    }
    let (title, description, known) = titles(&wanted.slug);
    let beginning =
        chrono::DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    let course = course::Entity::insert(course::ActiveModel {
        slug: Set(wanted.slug.clone()),
        title: Set(title.clone()),
        description: Set(description.map(str::to_owned)),
        is_active: Set(wanted.open),
        author_id: Set(wanted.author.map(UserId)),
        revision: Set(1),
        created_at: Set(beginning),
        updated_at: Set(beginning),
        ..Default::default()
    });
    let course = course.exec_with_returning(db).await?;
    if let Some(author) = wanted.author {
        given::give_role(db, author, Role::Author, Some(course.id)).await?;
    }
    let steps = (1..=wanted.steps).map(|number| {
        let (title, text) = match known.get(number - 1) {
            Some((title, text)) => ((*title).to_owned(), (*text).to_owned()),
            None => (format!("Part {number}"), format!("Text of part {number}.")),
        };
        let text = match wanted.long {
            Some((length, at)) if at == number => long_text(length),
            _ => text,
        };
        let picture = wanted.picture.filter(|(at, _)| *at == number);
        step::ActiveModel {
            course_id: Set(course.id),
            slug: Set(format!("part-{number}")),
            position: Set(i32::try_from(number).unwrap_or_default() * 10),
            title: Set(title),
            text_content: Set(Some(text)),
            image_url: Set(picture.map(|(_, address)| address.to_owned())),
            is_end: Set(wanted.end && number == wanted.steps),
            ..Default::default()
        }
    });
    let steps: Vec<step::ActiveModel> = steps.collect();
    let drafted: Vec<draft_step::ActiveModel> = steps.iter().map(drafted).collect();
    let head = draft::ActiveModel {
        course_id: Set(course.id),
        title: Set(title),
        description: Set(description.map(str::to_owned)),
        version: Set(1),
        edited_at: Set(course.created_at),
        head_version: Set(1),
        head_edited_at: Set(course.created_at),
        ..Default::default()
    };
    draft::Entity::insert(head)
        .exec_without_returning(db)
        .await?;
    if !steps.is_empty() {
        step::Entity::insert_many(steps).exec(db).await?;
        draft_step::Entity::insert_many(drafted).exec(db).await?;
    }
    Ok(())
}

/// The step in the draft that says the same.
fn drafted(step: &step::ActiveModel) -> draft_step::ActiveModel {
    draft_step::ActiveModel {
        course_id: step.course_id.clone(),
        slug: step.slug.clone(),
        position: step.position.clone(),
        title: step.title.clone(),
        text_content: step.text_content.clone(),
        image_url: step.image_url.clone(),
        is_end: step.is_end.clone(),
        version: Set(1),
        edited_at: Set(chrono::DateTime::default()),
        ..Default::default()
    }
}

/// Paragraphs of a few hundred characters, this long all together.
pub fn long_text(length: usize) -> String {
    let paragraphs = (1..).map(|number| {
        format!(
            "Paragraph {number}. {}\n\n",
            "Slowly and steadily. ".repeat(18)
        )
    });
    paragraphs
        .flat_map(|paragraph| paragraph.chars().collect::<Vec<_>>())
        .take(length - 1)
        .chain(['.'])
        .collect()
}

/// The course of this slug.
///
/// # Errors
/// That there is none.
pub async fn course_id(db: &DatabaseConnection, slug: &str) -> anyhow::Result<CourseId> {
    let found = course::Entity::find().filter(course::COLUMN.slug.eq(slug.to_owned()));
    let found = found.one(db).await?;
    Ok(found
        .with_context(|| format!("no course {slug:?} was given"))?
        .id)
}
