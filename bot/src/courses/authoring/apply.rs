//! Turning what learners walk into another content, while they stand on it.
//!
//! A step keeps its row, and with it everybody's place, by its slug. The number of statements depends on the number of
//! steps, never on the number of learners.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use coursefile::{Course, Release};
use entity::{CourseId, StepId, step, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};

use super::impact::Plan;
use super::steps::GAP;
use crate::courses::holding::{Columns, Holding};
use crate::courses::{content, offers};

/// The steps of a course, about to become others.
pub struct Rewriting<'a> {
    /// The course.
    pub course: CourseId,
    /// Its steps as they are.
    pub rows: &'a [step::Model],
    /// What they are.
    pub old: &'a Course,
    /// What they shall be.
    pub new: &'a Course,
    /// How.
    pub plan: &'a Plan<'a>,
    /// The revision in which that happens.
    pub number: i32,
    /// UTC; when.
    pub now: DateTime<Utc>,
}

/// Positions and titles are unique at every moment, so what changes them steps aside first. The sign cannot stand in a
/// title: those are cleaned of control characters.
const ASIDE: (&str, &str) = ("-1000 - position", "'\u{1}' || id");

impl Rewriting<'_> {
    /// Does it: new rows in, what moves behind learners written down for them, learners off the rows that go, those rows out, and the rest changed where it stands.
    pub async fn run(&self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let known: HashMap<&str, &step::Model> = self
            .rows
            .iter()
            .map(|row| (row.slug.as_str(), row))
            .collect();
        self.insert(db, &known).await?;
        let ids: HashMap<String, StepId> = step::Entity::find()
            .select_only()
            .columns([step::Column::Slug, step::Column::Id])
            .filter(step::COLUMN.course_id.eq(self.course))
            .into_tuple()
            .all(db)
            .await?
            .into_iter()
            .collect();
        self.offer(db, &ids).await?;
        self.remove(db, &ids).await?;
        self.change(db, &known, &ids).await
    }

    /// The new rows, aside: their places may still be taken.
    async fn insert(
        &self,
        db: &impl ConnectionTrait,
        known: &HashMap<&str, &step::Model>,
    ) -> Result<(), DbErr> {
        let fresh: Vec<step::ActiveModel> = self
            .new
            .steps
            .iter()
            .filter(|step| !known.contains_key(step.slug.as_str()))
            .zip(1..)
            .map(|(step, number)| step::ActiveModel {
                course_id: Set(self.course),
                slug: Set(step.slug.clone()),
                position: Set(-number),
                title: Set(format!("\u{1}new {number}")),
                since_revision: Set(self.number),
                ..Default::default()
            })
            .collect();
        if !fresh.is_empty() {
            step::Entity::insert_many(fresh)
                .exec_without_returning(db)
                .await?;
        }
        Ok(())
    }

    /// What moves from ahead of learners to behind them waits to be offered to each.
    async fn offer(
        &self,
        db: &impl ConnectionTrait,
        ids: &HashMap<String, StepId>,
    ) -> Result<(), DbErr> {
        let mut overtaken: HashMap<StepId, Vec<StepId>> = HashMap::new();
        for (at, steps) in self.plan.overtaken() {
            let Some(at) = ids.get(at) else { continue };
            for step in steps.into_iter().filter_map(|step| ids.get(step)) {
                overtaken.entry(*step).or_default().push(*at);
            }
        }
        offers::record(db, self.course, self.number, &overtaken).await
    }

    /// Those who stand on rows that go are led to the heirs; then the rows go.
    async fn remove(
        &self,
        db: &impl ConnectionTrait,
        ids: &HashMap<String, StepId>,
    ) -> Result<(), DbErr> {
        let mut moves = Moves::new();
        for gone in self.plan.gone() {
            let Some(id) = ids.get(gone.slug) else {
                continue;
            };
            let row = |slug: Option<&str>| slug.and_then(|slug| ids.get(slug).copied());
            let heirs = (row(gone.heir), row(gone.done));
            moves.entry(heirs).or_default().push(*id);
        }
        let gone: Vec<StepId> = moves.values().flatten().copied().collect();
        if gone.is_empty() {
            return Ok(());
        }
        lead(db, &moves, self.now).await?;
        // From here on nobody arrives on a row that goes, and who has arrived meanwhile is led away too. SQLite has one
        // writer and needs no lock.
        step::Entity::find()
            .select_only()
            .column(step::Column::Id)
            .filter(step::COLUMN.id.is_in(gone.clone()))
            .lock_exclusive()
            .into_tuple::<StepId>()
            .all(db)
            .await?;
        lead(db, &moves, self.now).await?;
        step::Entity::delete_many()
            .filter(step::COLUMN.id.is_in(gone))
            .exec(db)
            .await?;
        Ok(())
    }

    /// Every row that is not yet as it shall be.
    async fn change(
        &self,
        db: &impl ConnectionTrait,
        known: &HashMap<&str, &step::Model>,
        ids: &HashMap<String, StepId>,
    ) -> Result<(), DbErr> {
        let wanted = self.new.steps.iter().zip(1..).filter_map(|(step, number)| {
            let row = known.get(step.slug.as_str()).copied();
            Some((ids.get(&step.slug)?, row, self.row(step, number * GAP, row)))
        });
        let wanted: Vec<_> = wanted
            .filter(|(_, row, wanted)| row.is_none_or(|row| !already(row, wanted)))
            .collect();
        let aside = wanted.iter().filter_map(|(id, row, wanted)| {
            let moves =
                row.is_some_and(|row| row.position != wanted.position || row.title != wanted.title);
            moves.then_some(**id)
        });
        step::Entity::update_many()
            .col_expr(step::Column::Position, Expr::cust(ASIDE.0))
            .col_expr(step::Column::Title, Expr::cust(ASIDE.1))
            .filter(step::COLUMN.id.is_in(aside))
            .exec(db)
            .await?;
        for (id, _, wanted) in wanted {
            step::Entity::update_many()
                .col_expr(step::Column::Position, Expr::value(wanted.position))
                .col_expr(step::Column::Title, Expr::value(wanted.title))
                .col_expr(step::Column::TextContent, Expr::value(wanted.html))
                .col_expr(step::Column::Source, Expr::value(wanted.source))
                .col_expr(step::Column::ImageUrl, Expr::value(wanted.shows.image_url))
                .col_expr(step::Column::Media, Expr::value(wanted.shows.media))
                .col_expr(step::Column::Links, Expr::value(wanted.shows.links))
                .col_expr(step::Column::Release, Expr::value(wanted.release))
                .col_expr(
                    step::Column::ReleaseSince,
                    Expr::value(wanted.release_since),
                )
                .col_expr(step::Column::IsProtected, Expr::value(wanted.is_protected))
                .col_expr(step::Column::Quiz, Expr::value(wanted.quiz))
                .col_expr(step::Column::IsActive, Expr::value(wanted.is_active))
                .col_expr(step::Column::IsEnd, Expr::value(wanted.is_end))
                .col_expr(step::Column::SinceRevision, Expr::value(wanted.since))
                .filter(step::COLUMN.id.eq(*id))
                .exec(db)
                .await?;
        }
        Ok(())
    }

    fn row(&self, step: &coursefile::Step, position: i32, row: Option<&step::Model>) -> Wanted {
        let appears = self.plan.appears(&step.slug);
        let since = row.map_or(self.number, |row| row.since_revision);
        Wanted {
            position,
            title: step.title.clone(),
            html: step.html.clone(),
            source: content::source(step),
            shows: Holding::from(step).columns(),
            release: content::stored_release(step.release.as_ref()),
            release_since: self.release_since(&step.slug, row),
            is_protected: step.is_protected,
            quiz: content::stored_quiz(step),
            is_active: step.is_active,
            is_end: step.is_end,
            since: if appears { self.number } else { since },
        }
    }

    /// Since when a step opens as it shall: of what goes by the calendar before or after, this is the instant of the change.
    fn release_since(&self, slug: &str, row: Option<&step::Model>) -> Option<DateTime<Utc>> {
        let (before, after) = (opening(self.old, slug), opening(self.new, slug));
        if before == after {
            return row.and_then(|row| row.release_since);
        }
        let by_calendar = |rule: Option<&Release>| rule.is_some_and(Release::is_by_calendar);
        (by_calendar(before) || by_calendar(after)).then_some(self.now)
    }
}

/// The rule by which a step opens, its own or that of its course; none: at once, or there is no such step.
fn opening<'a>(course: &'a Course, slug: &str) -> Option<&'a Release> {
    let step = course.steps.iter().find(|step| step.slug == slug)?;
    let rule = step.release.as_ref().or(course.release.as_ref());
    rule.filter(|rule| **rule != Release::AtOnce)
}

/// What a row shall be.
struct Wanted {
    position: i32,
    title: String,
    html: Option<String>,
    source: Option<String>,
    shows: Columns,
    release: Option<String>,
    release_since: Option<DateTime<Utc>>,
    is_protected: bool,
    quiz: Option<String>,
    is_active: bool,
    is_end: bool,
    since: i32,
}

fn already(row: &step::Model, wanted: &Wanted) -> bool {
    (row.position == wanted.position && row.title == wanted.title)
        && (row.text_content == wanted.html && row.source == wanted.source)
        && (row.image_url == wanted.shows.image_url && row.media == wanted.shows.media)
        && (row.links == wanted.shows.links && row.is_protected == wanted.is_protected)
        && (row.quiz == wanted.quiz && row.release == wanted.release)
        && row.release_since == wanted.release_since
        && (row.is_active == wanted.is_active && row.is_end == wanted.is_end)
        && row.since_revision == wanted.since
}

/// The rows that go, by where those go on who stand there, and where those wait on who were done with it.
type Moves = HashMap<(Option<StepId>, Option<StepId>), Vec<StepId>>;

/// Leads everybody off the rows that go: two statements for each pair of heirs. What they asked for stays asked for: who waits is
/// led to what they had done before, so that the step they wait for is still the next one.
async fn lead(db: &impl ConnectionTrait, moves: &Moves, now: DateTime<Utc>) -> Result<(), DbErr> {
    let asked = progress::COLUMN.asked_at;
    for ((heir, done), gone) in moves {
        for (to, who) in [(done, asked.is_not_null()), (heir, asked.is_null())] {
            progress::Entity::update_many()
                .col_expr(progress::Column::CurrentStepId, Expr::value(*to))
                .col_expr(progress::Column::StoodSince, Expr::value(now))
                .filter(progress::COLUMN.current_step_id.is_in(gone.clone()))
                .filter(who)
                .exec(db)
                .await?;
        }
    }
    Ok(())
}
