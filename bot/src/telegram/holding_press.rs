//! The buttons with which an author changes what a step shows besides its text.

use entity::DraftStepId;

use super::author_press::draft_step;
use super::press::{Number, choice, codec, natural};

/// A pressed button on the workbench of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldingPress {
    /// Nobody shall forward or save it.
    Protect { step: DraftStepId },
    /// It may be forwarded and saved.
    Unprotect { step: DraftStepId },
    /// Ask for buttons that open an address.
    AskLinks { step: DraftStepId },
    /// Take those buttons away, if the step is still in this version.
    RemoveLinks { step: DraftStepId, version: i64 },
    /// Ask which medium is to be described.
    WhichMedium { step: DraftStepId },
    /// Ask for a description of the medium at this place, from 0.
    AskAlt { step: DraftStepId, place: u8 },
    /// Take the media away, if the step is still in this version.
    RemoveMedia { step: DraftStepId, version: i64 },
}

codec!(HoldingPress; {
    "k.pro" => Protect { step: draft_step },
    "k.free" => Unprotect { step: draft_step },
    "k.url" => AskLinks { step: draft_step },
    "k.url0" => RemoveLinks { step: draft_step, version: natural },
    "k.alts" => WhichMedium { step: draft_step },
    "k.alt" => AskAlt { step: draft_step, place: choice },
    "k.med0" => RemoveMedia { step: draft_step, version: natural },
});
