//! The buttons of the screens on which courses are made.

use entity::{CourseId, DraftStepId, ImportId, UserId};

use super::press::{Number, codec, course, natural, page};

/// A pressed button on an author's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorPress {
    /// The author's courses, a page from 0.
    Courses { page: u16 },
    /// The courses to choose from for this, a page from 0.
    Choose { wish: Wish, page: u16 },
    /// The workbench of one course, a page of its steps from 0.
    Course { course: CourseId, page: u16 },
    /// Begin a new course.
    NewCourse,
    /// No description for the course that is being made.
    SkipDescription,
    /// Write one more step at the end.
    AddStep { course: CourseId },
    /// The workbench of one step.
    Step { step: DraftStepId },
    /// See the step exactly as a learner gets it.
    Preview { step: DraftStepId },
    /// See the step after this one, as a learner gets it.
    PreviewNext { step: DraftStepId },
    /// The same in a preview in which it is another time, in minutes since 1970 (UTC).
    PreviewOn { step: DraftStepId, at: i64 },
    /// A step at that time, whether it is open or not.
    PreviewAt { step: DraftStepId, at: i64 },
    /// The reminder that comes to who falls silent there.
    PreviewReminder { step: DraftStepId, at: i64 },
    /// This step ends the course.
    MarkEnd { step: DraftStepId },
    /// This step does not end the course.
    UnmarkEnd { step: DraftStepId },
    /// Ask whether to delete the step: this *Undo* was drawn before steps had versions.
    UndoStep { step: DraftStepId },
    /// Take back the step that was just added, if it is still in this version.
    UndoStepNow { step: DraftStepId, version: i64 },
    /// Ask for a new title of the course.
    RenameCourse { course: CourseId },
    /// Ask for a new description of the course.
    DescribeCourse { course: CourseId },
    /// Ask for a new title of the step.
    RenameStep { step: DraftStepId },
    /// Ask for new content of the step.
    RewriteStep { step: DraftStepId },
    /// One place earlier.
    MoveUp { step: DraftStepId },
    /// One place later.
    MoveDown { step: DraftStepId },
    /// Skipped by those who come.
    SwitchOff { step: DraftStepId },
    /// Shown again.
    SwitchOn { step: DraftStepId },
    /// Ask whether to delete the step.
    DeleteStep { step: DraftStepId },
    /// Ask again whether to delete the step: buttons drawn before steps had versions do not say which one was shown.
    DeleteStepConfirmed { step: DraftStepId },
    /// Delete the step, if it is still in this version.
    DeleteStepNow { step: DraftStepId, version: i64 },
    /// See the draft from its first step, as a learner gets it.
    PreviewCourse { course: CourseId },
    /// Tell what publishing the draft would do, and ask.
    Publish { course: CourseId },
    /// Publish the draft, if that would still do what was told.
    PublishConfirmed { course: CourseId, stamp: i64 },
    /// Ask whether to forget what was never published.
    Discard { course: CourseId },
    /// Forget it, if the draft is still in this version.
    DiscardConfirmed { course: CourseId, version: i64 },
    /// A page (from 0) of the revisions.
    History { course: CourseId, page: u16 },
    /// A page (from 0) of the revisions, to go back to one.
    RollBackWhich { course: CourseId, page: u16 },
    /// What one revision was.
    Revision { course: CourseId, number: i32 },
    /// Tell what publishing an older revision again would do, and ask.
    RollBack { course: CourseId, number: i32 },
    /// Publish it, if that would still do what was told.
    RollBackConfirmed {
        course: CourseId,
        number: i32,
        stamp: i64,
    },
    /// Close the course to newcomers.
    Unpublish { course: CourseId },
    /// Ask whether to delete the course.
    DeleteCourse { course: CourseId },
    /// Ask again whether to delete the course: buttons drawn earlier do not say which version was shown.
    DeleteCourseConfirmed { course: CourseId },
    /// Delete the course, if its draft is still in this version.
    DeleteCourseNow { course: CourseId, version: i64 },
    /// Take the author's right from this person.
    RemoveAuthor { user: UserId },
    /// Get the course as a file.
    Export { course: CourseId },
    /// See how learners have done.
    Results { course: CourseId },
    /// Get that as a table, learner by learner.
    ResultsAsCsv { course: CourseId },
    /// The same for Excel and its kin.
    ResultsAsXlsx { course: CourseId },
    /// Put what was read from a file into the draft.
    ApplyImport { import: ImportId },
    /// Forget what was read from a file.
    CancelImport { import: ImportId },
}

/// For what a course is chosen. The numbers on buttons are the places here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// See its workbench.
    Look,
    /// Change it.
    Edit,
    /// Write one more step.
    AddStep,
    /// Publish its draft.
    Publish,
    /// See its revisions.
    SeeHistory,
    /// Publish an older one.
    RollBack,
    /// Get it as a file.
    Export,
    /// See how learners have done.
    SeeResults,
}

impl Wish {
    const ALL: [Wish; 8] = [
        Wish::Look,
        Wish::Edit,
        Wish::AddStep,
        Wish::Publish,
        Wish::SeeHistory,
        Wish::RollBack,
        Wish::Export,
        Wish::SeeResults,
    ];
}

impl Number for Wish {
    fn number(self) -> i64 {
        self as i64
    }
}
impl Number for DraftStepId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for ImportId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for i32 {
    fn number(self) -> i64 {
        self.into()
    }
}
impl Number for UserId {
    fn number(self) -> i64 {
        self.0
    }
}

fn wish(number: i64) -> Option<Wish> {
    let place = usize::try_from(number).ok()?;
    Wish::ALL.get(place).copied()
}
pub(super) fn draft_step(number: i64) -> Option<DraftStepId> {
    (number > 0).then_some(DraftStepId(number))
}
fn revision(number: i64) -> Option<i32> {
    i32::try_from(number).ok().filter(|number| *number > 0)
}
fn import(number: i64) -> Option<ImportId> {
    (number > 0).then_some(ImportId(number))
}
fn user(number: i64) -> Option<UserId> {
    (number > 0).then_some(UserId(number))
}

codec!(AuthorPress; {
    "a.cs" => Courses { page: page },
    "a.cs2" => Choose { wish: wish, page: page },
    "a.c" => Course { course: course, page: page },
    "a.new" => NewCourse,
    "a.nodesc" => SkipDescription,
    "a.add" => AddStep { course: course },
    "a.s" => Step { step: draft_step },
    "a.see" => Preview { step: draft_step },
    "a.see2" => PreviewNext { step: draft_step },
    "a.see3" => PreviewOn { step: draft_step, at: natural },
    "a.see4" => PreviewAt { step: draft_step, at: natural },
    "a.see5" => PreviewReminder { step: draft_step, at: natural },
    "a.end" => MarkEnd { step: draft_step },
    "a.noend" => UnmarkEnd { step: draft_step },
    "a.undo" => UndoStep { step: draft_step },
    "a.undo2" => UndoStepNow { step: draft_step, version: natural },
    "a.ct" => RenameCourse { course: course },
    "a.cd" => DescribeCourse { course: course },
    "a.st" => RenameStep { step: draft_step },
    "a.sc" => RewriteStep { step: draft_step },
    "a.up" => MoveUp { step: draft_step },
    "a.dn" => MoveDown { step: draft_step },
    "a.off" => SwitchOff { step: draft_step },
    "a.on" => SwitchOn { step: draft_step },
    "a.del" => DeleteStep { step: draft_step },
    "a.del!" => DeleteStepConfirmed { step: draft_step },
    "a.del2" => DeleteStepNow { step: draft_step, version: natural },
    "a.seec" => PreviewCourse { course: course },
    "a.pub" => Publish { course: course },
    "a.pub!" => PublishConfirmed { course: course, stamp: natural },
    "a.dis" => Discard { course: course },
    "a.dis!" => DiscardConfirmed { course: course, version: natural },
    "a.h" => History { course: course, page: page },
    "a.h2" => RollBackWhich { course: course, page: page },
    "a.r" => Revision { course: course, number: revision },
    "a.rb" => RollBack { course: course, number: revision },
    "a.rb!" => RollBackConfirmed { course: course, number: revision, stamp: natural },
    "a.unpub" => Unpublish { course: course },
    "a.cdel" => DeleteCourse { course: course },
    "a.cdel!" => DeleteCourseConfirmed { course: course },
    "a.cdel2" => DeleteCourseNow { course: course, version: natural },
    "a.fire" => RemoveAuthor { user: user },
    "a.file" => Export { course: course },
    "a.res" => Results { course: course },
    "a.csv" => ResultsAsCsv { course: course },
    "a.xlsx" => ResultsAsXlsx { course: course },
    "a.imp!" => ApplyImport { import: import },
    "a.imp0" => CancelImport { import: import },
});
