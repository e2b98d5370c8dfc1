//! What is there before a story begins: courses and people, put into the database without the bot.
//!
//! | line | what is there |
//! |---|---|
//! | `course first-aid` | an open course of three steps; see [`titles`] for those with a title of their own |
//! | `course sleep with 5 steps by Grace, closed` | any of these, in any order, with commas or without |
//! | `… with a 9000-character text at step 2` | that step is long |
//! | `… with a picture at step 2`, `… with a refused picture at step 2` | Telegram takes it, or does not |
//! | `… without steps`, `… without end` | |
//! | `12 courses` | `Course 01` to `Course 12`, open |
//! | `Grace is an author` | |
//! | `Amina stands on step 2 of first-aid` | she has joined it |
//! | `Amina has finished first-aid` | she stands on its last step |
//! | `Olga has said hello` | she has started the bot |

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use entity::{CourseId, UserId, author, course, step, user, user_course_progress as progress};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
};

use super::cast;
use super::school::BEGINNING;

/// A course as a story describes it.
#[derive(Clone, Debug)]
struct Wanted {
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

/// Puts it in.
///
/// # Errors
/// What does not read, or what the database says.
pub async fn arrange(db: &DatabaseConnection, line: &str) -> anyhow::Result<()> {
    if let Some(course) = line.strip_prefix("course ") {
        return plant(db, &wanted(course)?).await;
    }
    if let Some(count) = line.strip_suffix(" courses") {
        for number in 1..=count.parse::<usize>()? {
            plant(db, &Wanted::new(&format!("course-{number:02}"))).await?;
        }
        return Ok(());
    }
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    let who = cast::named(name).with_context(|| format!("nobody is called {name:?}"))?;
    if rest == "is an author" {
        return make_author(db, who).await;
    }
    if let Some(place) = rest.strip_prefix("stands on step ") {
        let (number, slug) = place.split_once(" of ").context("of which course?")?;
        return stand(db, who, slug, Some(number.parse()?)).await;
    }
    if let Some(slug) = rest.strip_prefix("has finished ") {
        return stand(db, who, slug, None).await;
    }
    bail!("{line:?} cannot be given")
}

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
    fn new(slug: &str) -> Wanted {
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

fn wanted(line: &str) -> anyhow::Result<Wanted> {
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

async fn plant(db: &DatabaseConnection, wanted: &Wanted) -> anyhow::Result<()> {
    if let Some(author) = wanted.author {
        make_author(db, author).await?;
    }
    let (title, description, known) = titles(&wanted.slug);
    let course = course::Entity::insert(course::ActiveModel {
        slug: Set(wanted.slug.clone()),
        title: Set(title),
        description: Set(description.map(str::to_owned)),
        is_active: Set(wanted.open),
        author_id: Set(wanted.author.map(UserId)),
        revision: Set(1),
        ..Default::default()
    });
    let course = course.exec_with_returning(db).await?.id;
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
            course_id: Set(course),
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
    if !steps.is_empty() {
        step::Entity::insert_many(steps).exec(db).await?;
    }
    Ok(())
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

/// Puts a person in, as if they had spoken to the bot before.
///
/// # Errors
/// What the database says.
pub async fn meet(db: &DatabaseConnection, id: i64) -> anyhow::Result<()> {
    let person = cast::people().into_iter().find(|person| person.id == id);
    let person = person.context("nobody has this number")?;
    let row = user::ActiveModel {
        id: Set(UserId(id)),
        first_name: Set(person.first_name),
        last_name: Set(person.last_name),
        username: Set(person.username),
        ..Default::default()
    };
    user::Entity::insert(row)
        .on_conflict(OnConflict::column(user::Column::Id).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn make_author(db: &DatabaseConnection, id: i64) -> anyhow::Result<()> {
    meet(db, id).await?;
    let row = author::ActiveModel {
        user_id: Set(UserId(id)),
        added_by: Set(UserId(cast::OLGA)),
        ..Default::default()
    };
    author::Entity::insert(row)
        .on_conflict(
            OnConflict::column(author::Column::UserId)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
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

async fn stand(
    db: &DatabaseConnection,
    who: i64,
    slug: &str,
    number: Option<usize>,
) -> anyhow::Result<()> {
    meet(db, who).await?;
    let course = course_id(db, slug).await?;
    let steps = step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course))
        .order_by_asc(step::Column::Position)
        .all(db)
        .await?;
    let step = match number {
        Some(number) => steps.get(number - 1),
        None => steps.last(),
    };
    let now: DateTime<Utc> =
        DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    let row = progress::ActiveModel {
        user_id: Set(UserId(who)),
        course_id: Set(course),
        current_step_id: Set(Some(step.context("there is no such step")?.id)),
        finished_at: Set(number.is_none().then_some(now)),
        visited_at: Set(now),
        ..Default::default()
    };
    progress::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
