//! What results keep of those who wanted to be forgotten: that they were there, without who they were or what they answered.

use entity::{
    CourseId, StepId, UserId, answer, past_answer, past_learner, user_course_progress as progress,
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter,
    QuerySelect, RelationDef,
};

use super::gain::{self, Gain};
use super::{Counts, Results};
use crate::courses::outline;
use crate::courses::quiz::Earned;

/// Counts what somebody has done, before it goes: in each of their courses, the questions that are asked there now. The words of
/// wrong answers are not kept.
///
/// # Errors
/// What the database says.
pub async fn keep(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    let places = progress::Entity::find()
        .filter(progress::COLUMN.user_id.eq(user))
        .all(db)
        .await?;
    for place in places {
        let Some(outline) = outline::fresh(db, place.course_id).await? else {
            continue;
        };
        let answers = Earned::rows_with_words()
            .filter(answer::COLUMN.user_id.eq(user))
            .filter(answer::COLUMN.course_id.eq(place.course_id))
            .into_model::<Earned>()
            .all(db)
            .await?;
        let (mut counts, mut gain) = (Counts::of(&outline), Gain::default());
        counts.count(&answers)?;
        gain.count(&gain::pairs(&outline), &answers);
        add_learner(db, place.course_id, place.finished_at.is_some(), gain).await?;
        for it in counts.counted.iter().filter(|it| it.tried > 0) {
            let right = it.first_right;
            add_answer(db, it.step, &it.question.slug, right).await?;
        }
    }
    Ok(())
}

async fn add_learner(
    db: &impl ConnectionTrait,
    course: CourseId,
    is_finished: bool,
    gain: Gain,
) -> Result<(), DbErr> {
    use past_learner::Column;
    let row = past_learner::ActiveModel {
        course_id: Set(course),
        learners: Set(1),
        finished: Set(i64::from(is_finished)),
        compared: Set(number(gain.learners)),
        pairs: Set(number(gain.pairs)),
        right_before: Set(number(gain.right_before)),
        right_after: Set(number(gain.right_after)),
    };
    let mut on_conflict = OnConflict::column(Column::CourseId);
    for column in [
        Column::Learners,
        Column::Finished,
        Column::Compared,
        Column::Pairs,
        Column::RightBefore,
        Column::RightAfter,
    ] {
        on_conflict.value(column, sum("past_learners", column));
    }
    past_learner::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn add_answer(
    db: &impl ConnectionTrait,
    step: StepId,
    question: &str,
    right: u64,
) -> Result<(), DbErr> {
    use past_answer::Column;
    let row = past_answer::ActiveModel {
        step_id: Set(step),
        question: Set(question.to_owned()),
        tried: Set(1),
        first_right: Set(number(right)),
    };
    let on_conflict = OnConflict::columns([Column::StepId, Column::Question])
        .value(Column::Tried, sum("past_answers", Column::Tried))
        .value(Column::FirstRight, sum("past_answers", Column::FirstRight))
        .to_owned();
    past_answer::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What stands in the row and what was to be put in.
fn sum(table: &'static str, column: impl sea_orm::sea_query::IntoIden + Copy) -> Expr {
    Expr::col((table, column)).add(Expr::col(("excluded", column)))
}

/// Adds those who were forgotten to what is known of a course.
pub(super) async fn add(
    db: &impl ConnectionTrait,
    course: CourseId,
    results: &mut Results,
    steps: &[(StepId, String)],
) -> Result<(), DbErr> {
    if let Some(past) = past_learner::Entity::find_by_id(course).one(db).await? {
        results.learners += count(past.learners);
        results.finished += count(past.finished);
        results.gain.learners += count(past.compared);
        results.gain.pairs += count(past.pairs);
        results.gain.right_before += count(past.right_before);
        results.gain.right_after += count(past.right_after);
    }
    let of_course: RelationDef = past_answer::Entity::belongs_to(entity::step::Entity)
        .from(past_answer::Column::StepId)
        .to(entity::step::Column::Id)
        .into();
    let answers = past_answer::Entity::find()
        .join(JoinType::InnerJoin, of_course)
        .filter(entity::step::COLUMN.course_id.eq(course))
        .all(db)
        .await?;
    for past in answers {
        let place = steps
            .iter()
            .position(|(step, question)| *step == past.step_id && *question == past.question);
        if let Some(tally) = place.and_then(|place| results.questions.get_mut(place)) {
            tally.tried += count(past.tried);
            tally.first_right += count(past.first_right);
        }
    }
    Ok(())
}

fn count(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
