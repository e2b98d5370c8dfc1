//! What a step of a draft shows besides its text: one more of an album, descriptions, buttons that lead elsewhere, protection.
//!
//! What is said in the chat takes the place of what a file said: the Markdown is made anew from what the step holds.

use coursefile::limits::{ADDRESS, ALBUM, ALT, BUTTONS, BUTTONS_IN_ROW, LABEL};
use coursefile::{LinkButton, MediumKind};
use entity::{DraftStepId, draft_step};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Expr;

use super::{Author, Content, Draft, limits};
use crate::courses::holding::Holding;
use crate::courses::refusal::{Failure, Field, Refusal};

impl Author<'_> {
    /// Puts more media behind those of a step, with their words below its text: what came with the first of them in one
    /// album. It is one edit with the first, so the version of the step stays.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::AlbumFull`], [`Refusal::AlbumMixed`], [`Refusal::TooLong`].
    pub async fn add_to_album(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        content: &Content,
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        let mut holding = draft.holding(step);
        holding.media.extend(content.media.iter().cloned());
        if holding.media.len() > ALBUM {
            return Err(Refusal::AlbumFull { limit: ALBUM }.into());
        }
        let kinds: Vec<MediumKind> = holding.media.iter().map(|medium| medium.kind).collect();
        if !MediumKind::fit_together(&kinds) {
            return Err(Refusal::AlbumMixed.into());
        }
        let text = [&found.text_content, &content.html];
        let text: Vec<&str> = text.into_iter().filter_map(Option::as_deref).collect();
        let text = (!text.is_empty()).then(|| text.join("\n\n"));
        let length = text.as_deref().map_or(0, crate::courses::content::length);
        short_enough(Field::StepText, length, limits::STEP_TEXT)?;
        let [image_url, media, links] = columns(&holding);
        let text = (draft_step::Column::TextContent, Expr::value(text));
        self.change(db, &found, [image_url, media, links, text])
            .await
    }

    /// Says what is to be seen or heard in a medium of a step, by its place from 0. `shown` as with [`Author::rename_step`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::UnknownMedium`], [`Refusal::Blank`], [`Refusal::TooLong`],
    /// [`Refusal::ChangedMeanwhile`].
    pub async fn describe_medium(
        &self,
        db: &impl ConnectionTrait,
        (step, place): (DraftStepId, usize),
        shown: Option<i64>,
        words: &str,
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        let mut holding = draft.holding(step);
        let medium = holding.media.get_mut(place);
        let medium = medium.ok_or(Refusal::UnknownMedium)?;
        let words = coursefile::line(words);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if coursefile::is_blank(&words) {
            return Err(Refusal::Blank(Field::Alt).into());
        }
        short_enough(Field::Alt, words.chars().count(), ALT)?;
        medium.alt = Some(words);
        self.hold(db, &found, &holding).await
    }

    /// Takes the media from a step that says something without them. `shown` as with [`Author::rename_step`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::EmptyStep`], [`Refusal::ChangedMeanwhile`].
    pub async fn remove_media(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        if found.text_content.is_none() && found.quiz.is_none() {
            return Err(Refusal::EmptyStep.into());
        }
        let holding = Holding {
            media: Vec::new(),
            ..draft.holding(step)
        };
        self.hold(db, &found, &holding).await
    }

    /// Gives a step other buttons that open an address, row by row; none takes them away. `shown` as with
    /// [`Author::rename_step`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::BadAddress`], [`Refusal::TooLong`], [`Refusal::TooManyButtons`],
    /// [`Refusal::ChangedMeanwhile`].
    pub async fn set_links(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
        links: &[Vec<LinkButton>],
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        let holding = Holding {
            links: checked(links)?,
            ..draft.holding(step)
        };
        self.hold(db, &found, &holding).await
    }

    /// Says whether a step can be forwarded and saved. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn set_protected(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        is_protected: bool,
    ) -> Result<Draft, Failure> {
        let (_, found) = self.take_up_step(db, step).await?;
        let column = (draft_step::Column::IsProtected, Expr::value(is_protected));
        self.change(db, &found, [column]).await
    }

    /// Writes what a step holds, under a new version.
    async fn hold(
        &self,
        db: &impl ConnectionTrait,
        found: &draft_step::Model,
        holding: &Holding,
    ) -> Result<Draft, Failure> {
        let [image_url, media, links] = columns(holding);
        let source = (draft_step::Column::Source, Expr::value(None::<String>));
        self.change_text(db, found, [image_url, media, links, source])
            .await
    }
}

fn columns(holding: &Holding) -> [(draft_step::Column, Expr); 3] {
    let columns = holding.columns();
    [
        (draft_step::Column::ImageUrl, Expr::value(columns.image_url)),
        (draft_step::Column::Media, Expr::value(columns.media)),
        (draft_step::Column::Links, Expr::value(columns.links)),
    ]
}

/// Buttons with words and addresses that Telegram takes.
fn checked(links: &[Vec<LinkButton>]) -> Result<Vec<Vec<LinkButton>>, Refusal> {
    let count = links.iter().map(Vec::len).sum::<usize>();
    let is_wide = links.iter().any(|row| row.len() > BUTTONS_IN_ROW);
    if count > BUTTONS || is_wide {
        let (limit, in_row) = (BUTTONS, BUTTONS_IN_ROW);
        return Err(Refusal::TooManyButtons { limit, in_row });
    }
    let one = |button: &LinkButton| {
        let url = coursefile::link(&button.url).filter(|url| url.len() <= ADDRESS);
        let url = url.ok_or_else(|| Refusal::BadAddress {
            address: button.url.chars().take(ADDRESS).collect(),
        })?;
        short_enough(Field::ButtonLabel, button.label.chars().count(), LABEL)?;
        let is_blank = coursefile::is_blank(&button.label);
        let label = if is_blank { &url } else { &button.label };
        let label = label.clone();
        Ok(LinkButton { label, url })
    };
    let row = |row: &Vec<LinkButton>| row.iter().map(one).collect();
    links.iter().map(row).collect()
}

fn short_enough(field: Field, length: usize, limit: usize) -> Result<(), Refusal> {
    if length <= limit {
        return Ok(());
    }
    Err(Refusal::TooLong {
        field,
        length,
        limit,
    })
}
