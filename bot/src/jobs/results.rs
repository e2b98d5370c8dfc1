//! How learners have done, looked up beside everything else: page by page, so that it takes little memory however many they
//! are.

use entity::{CourseId, UserId, user};
use sea_orm::EntityTrait;

use super::Parts;
use super::work::Trouble;
use crate::courses::authoring::Author;
use crate::courses::results::Table;
use crate::courses::{Failure, Fault, policy};
use crate::handlers::{Finished, Told};
use crate::telegram::{Document, ResultsForm};
use crate::texts::Texts;
use crate::views::results::{CsvTable, Sheet, XlsxTable};

/// Looks it up.
///
/// # Errors
/// What may be over when it is tried again.
pub async fn tell(
    parts: &Parts,
    who: UserId,
    course: CourseId,
    form: ResultsForm,
) -> Result<Finished, Trouble> {
    match told(parts, who, course, form).await {
        Ok(told) => Ok(Finished::Results(told)),
        Err(Failure::Refused(refusal)) => Ok(Finished::Refused(refusal)),
        Err(Failure::Fault(fault)) => Err(fault.into()),
    }
}

async fn told(
    parts: &Parts,
    who: UserId,
    course: CourseId,
    form: ResultsForm,
) -> Result<Told, Failure> {
    let db = &parts.database.read;
    let author = Author {
        user: who,
        rights: policy::rights(db, &parts.house.owners, who).await?,
        now: parts.clock.now(),
        dice: &parts.house.dice,
    };
    if form == ResultsForm::Message {
        let results = author.results(db, course).await?;
        return Ok(Told::Results(Box::new(results)));
    }
    let table = author.results_of_all(db, course).await?;
    let reader = user::Entity::find_by_id(who).one(db).await?;
    let lang = reader.map_or(parts.house.default_language, |user| {
        parts.house.language_of(&user)
    });
    let texts = Texts::new(lang);
    match form {
        ResultsForm::Xlsx => written::<XlsxTable>(parts, table, &texts).await,
        ResultsForm::Csv | ResultsForm::Message => written::<CsvTable>(parts, table, &texts).await,
    }
    .map(|file| file.map_or(Told::TooLarge(form), Told::Table))
}

/// The table, written line by line; `None`: it would be too large.
async fn written<S: Sheet>(
    parts: &Parts,
    mut table: Table,
    texts: &Texts,
) -> Result<Option<Document>, Failure> {
    let mut sheet = S::begin(texts, &table).map_err(unwritable)?;
    loop {
        let lines = table.next(&parts.database.read).await?;
        if lines.is_empty() {
            return Ok(Some(sheet.end(texts, &table).map_err(unwritable)?));
        }
        for line in &lines {
            sheet.line(line).map_err(unwritable)?;
        }
        if sheet.is_too_large() {
            return Ok(None);
        }
    }
}

fn unwritable(error: impl std::error::Error) -> Fault {
    tracing::error!(error = %error, "a table of results could not be written");
    Fault::Broken("a table of results could not be written")
}
