//! How many learners of a course were forgotten at their wish, and how they had done.

use sea_orm::entity::prelude::*;

use crate::CourseId;

/// One row per course that somebody was in who was forgotten. Nothing in it says who, or when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "past_learners")]
pub struct Model {
    /// The course.
    #[sea_orm(primary_key, auto_increment = false)]
    pub course_id: CourseId,
    /// How many of them were in it.
    pub learners: i64,
    /// How many had finished it.
    pub finished: i64,
    /// How many had answered both of a pair that is asked before and after.
    pub compared: i64,
    /// How many such pairs of answers there were.
    pub pairs: i64,
    /// How many of those were right before, at the first try.
    pub right_before: i64,
    /// How many were right after, at the first try.
    pub right_after: i64,
}

impl ActiveModelBehavior for ActiveModel {}
