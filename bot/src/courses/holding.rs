//! What a step shows besides its text, between its row and the data of a course.
//!
//! A picture that stands alone and is not described is in `image_url`, where it was before a step could hold anything else;
//! everything else is in `media`. Only this module knows of the difference.

use coursefile::{LinkButton, Medium, Step};
use sea_orm::DbErr;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The media and the buttons of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Shown above the text.
    pub media: Vec<Medium>,
    /// Rows of buttons that open an address.
    pub links: Vec<Vec<LinkButton>>,
}

/// The columns of a step that say what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// `image_url`.
    pub image_url: Option<String>,
    /// `media`.
    pub media: Option<String>,
    /// `links`.
    pub links: Option<String>,
}

impl Holding {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.media.is_empty() && self.links.is_empty()
    }

    /// What the columns say; `source` is the Markdown of the step, if its author wrote any.
    ///
    /// # Errors
    /// The JSON that was stored is none of ours.
    pub fn read(columns: &Columns, source: Option<&str>) -> Result<Holding, DbErr> {
        let media = match (&columns.media, &columns.image_url) {
            (Some(media), _) => parsed(media)?,
            (None, Some(picture)) => {
                let mut step = Step {
                    media: vec![Medium::picture(picture)],
                    markdown: source.unwrap_or_default().to_owned(),
                    ..Step::default()
                };
                step.describe();
                step.media
            }
            (None, None) => Vec::new(),
        };
        let links = columns.links.as_deref().map(parsed).transpose()?;
        Ok(Holding {
            media,
            links: links.unwrap_or_default(),
        })
    }

    /// The columns that say this. What `source` says of a picture is part of it: what is read again is the same.
    pub fn columns(&self) -> Columns {
        let links = (!self.links.is_empty()).then(|| json(&self.links));
        let bare = match self.media.as_slice() {
            [only] if *only == Medium::picture(only.source.as_str()) => Some(only.source.clone()),
            _ => None,
        };
        let media = (bare.is_none() && !self.media.is_empty()).then(|| json(&self.media));
        Columns {
            image_url: bare,
            media,
            links,
        }
    }
}

impl From<&Step> for Holding {
    fn from(step: &Step) -> Holding {
        Holding {
            media: step.media.clone(),
            links: step.links.clone(),
        }
    }
}

fn parsed<T: DeserializeOwned>(stored: &str) -> Result<T, DbErr> {
    serde_json::from_str(stored).map_err(|error| DbErr::Json(format!("media: {error}")))
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("media hold nothing that JSON cannot say")
}

#[cfg(test)]
mod tests {
    use super::*;
    use coursefile::MediumKind;

    fn check(media: Vec<Medium>, is_in_image_url: bool) {
        let holding = Holding {
            media,
            links: Vec::new(),
        };
        let columns = holding.columns();
        assert_eq!(columns.image_url.is_some(), is_in_image_url);
        assert_eq!(Holding::read(&columns, None).ok(), Some(holding));
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let cup = Medium::picture("media:1");
        let described = Medium {
            alt: Some("A cup".to_owned()),
            ..cup.clone()
        };
        let film = Medium {
            kind: MediumKind::Video,
            name: Some("film.mp4".to_owned()),
            ..cup.clone()
        };
        check(vec![], false);
        check(vec![cup.clone()], true);
        check(vec![described], false);
        check(vec![film.clone()], false);
        check(vec![cup.clone(), film], false);
        let columns = Columns {
            image_url: Some("media:1".to_owned()),
            ..Columns::default()
        };
        let old = Holding::read(&columns, Some("![A cup](cup.png)\n\nTea")).unwrap_or_default();
        assert_eq!(old.media[0].alt.as_deref(), Some("A cup"));
    }
}
