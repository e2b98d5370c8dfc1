//! Steps of a draft in the form of those that learners walk, to be looked at.

use entity::{DraftStepId, StepId, draft_step, step};

/// A step of the draft as learners would see it.
pub(super) fn shown(step: &draft_step::Model) -> step::Model {
    step::Model {
        id: seen(step.id),
        course_id: step.course_id,
        slug: step.slug.clone(),
        position: step.position,
        title: step.title.clone(),
        text_content: step.text_content.clone(),
        source: step.source.clone(),
        quiz: step.quiz.clone(),
        image_url: step.image_url.clone(),
        media: step.media.clone(),
        links: step.links.clone(),
        release: step.release.clone(),
        release_since: None,
        is_protected: step.is_protected,
        is_active: step.is_active,
        is_end: step.is_end,
        since_revision: 0,
        created_at: step.created_at,
        updated_at: step.updated_at,
    }
}

/// The number under which [`super::Draft::outline`] shows a step of the draft.
pub fn seen(step: DraftStepId) -> StepId {
    StepId(step.0)
}
