//! Who has got it how often, and whether that is right. How often somebody may have seen it is known exactly: a message that was
//! taken in a life of the bot whose end found it still to be sent is sent again in a later one, and no other is.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, bail, ensure};
use entity::broadcast::{self, State};
use entity::broadcast_recipient::{self as recipient, State as Standing};
use entity::outbox::{self, Lane};
use entity::{UserId, user};
use playground::{Entry, Outcome, What, World};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};

use super::WORDS;
use super::crowd::{Crowd, FIRST, Fate, STORM};
use super::people::PATIENCE;

/// How many stand in the outbox at most: what may be seen twice after one kill.
const IN_FLIGHT: usize = 30;

/// What has come so far, and what each kill has left.
pub struct Tally {
    begun: u64,
    read: u64,
    came: usize,
    kills: Vec<Kill>,
}

/// What a kill has left.
struct Kill {
    /// The world's number when the bot was dead.
    at: u64,
    /// Those whose message was still to be sent.
    left: HashSet<i64>,
}

impl Tally {
    /// From a number of the world's history on.
    pub fn from(begun: u64) -> Tally {
        Tally {
            begun,
            read: begun,
            came: 0,
            kills: Vec::new(),
        }
    }

    /// Waits until so many have come.
    pub async fn came(&mut self, world: &World, enough: usize) -> anyhow::Result<()> {
        let waited = world.until(|world| {
            for entry in world.history_after(self.read) {
                self.read = entry.seq;
                self.came += usize::from(brought(&entry).is_some());
            }
            (self.came >= enough).then_some(())
        });
        let waited = tokio::time::timeout(PATIENCE, waited).await;
        waited.with_context(|| format!("{enough} have never come"))
    }

    /// The bot is dead: what was it about to send?
    pub async fn killed(&mut self, at: u64, db: DatabaseConnection) -> anyhow::Result<()> {
        let rows = outbox::Entity::find()
            .filter(outbox::COLUMN.lane.eq(Lane::Bulk))
            .filter(outbox::COLUMN.chat_id.gte(FIRST))
            .all(&db)
            .await?;
        db.close().await?;
        let left: HashSet<i64> = rows.iter().map(|row| row.chat_id).collect();
        ensure!(left.len() == rows.len(), "somebody stands there twice");
        ensure!(left.len() <= IN_FLIGHT, "{} were in flight", left.len());
        self.kills.push(Kill { at, left });
        Ok(())
    }

    /// Says how many have seen it again.
    ///
    /// # Errors
    /// Whatever is not right.
    pub fn judge(&self, world: &World, crowd: Crowd) -> anyhow::Result<usize> {
        let history = world.history_after(self.begun);
        refusals(&history, crowd)?;
        let lives = self.lives(&history);
        let mut times: HashMap<i64, usize> = HashMap::new();
        for who in lives.iter().flatten() {
            *times.entry(*who).or_default() += 1;
        }
        let mut again = 0;
        for who in crowd.everybody() {
            let cut = lives.iter().zip(&self.kills);
            let cut = cut.filter(|(life, kill)| life.contains(&who) && kill.left.contains(&who));
            let twice = cut.count();
            let expected = match crowd.fate(who) {
                Fate::Gets => 1 + twice,
                Fate::HasBlocked | Fate::SwitchesOff | Fate::None => 0,
            };
            let times = times.remove(&who).unwrap_or_default();
            ensure!(
                times == expected,
                "{who} got it {times} times, not {expected}"
            );
            again += twice;
        }
        ensure!(times.is_empty(), "it came to others: {times:?}");
        Ok(again)
    }

    /// Whether a kill found somebody's message still to be sent.
    fn was_left(&self, who: i64) -> bool {
        self.kills.iter().any(|kill| kill.left.contains(&who))
    }

    /// Of how many nobody knows whether they have seen it twice.
    pub fn unsure(&self, crowd: Crowd) -> usize {
        let people = crowd.recipients().filter(|who| self.was_left(*who));
        people.filter(|who| crowd.fate(*who) == Fate::Gets).count()
    }

    /// Who has got it in each life of the bot. The next one begins when a bot asks who it is after a kill: what the former one
    /// had on its way may come until then.
    fn lives(&self, history: &[Entry]) -> Vec<HashSet<i64>> {
        let mut lives = vec![HashSet::new()];
        for entry in history {
            let is_start = matches!(&entry.what, What::Request { method, .. } if method == "getme");
            let kill = self.kills.get(lives.len() - 1);
            if is_start && kill.is_some_and(|kill| entry.seq > kill.at) {
                lives.push(HashSet::new());
            }
            if let (Some(who), Some(life)) = (brought(entry), lives.last_mut()) {
                life.insert(who);
            }
        }
        lives
    }
}

/// Telegram has asked to wait in the storms only.
fn refusals(history: &[Entry], crowd: Crowd) -> anyhow::Result<()> {
    let mut storms = 0;
    for entry in history {
        let What::Request {
            outcome: Outcome::Refused { refusal },
            ..
        } = &entry.what
        else {
            continue;
        };
        match refusal.code {
            429 if refusal.description == STORM => storms += 1,
            429 => bail!("the bot was too fast: {entry:?}"),
            _ => {}
        }
    }
    let expected = crowd.refused();
    ensure!(storms == expected, "{storms} of {expected} were refused");
    Ok(())
}

/// To whom an entry brought the announcement.
fn brought(entry: &Entry) -> Option<i64> {
    let What::Request {
        method,
        params,
        outcome: Outcome::Ok { .. },
    } = &entry.what
    else {
        return None;
    };
    let chat = &params["chat_id"];
    let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok())?;
    let text = params["text"].as_str()?;
    // Above them stands the title of the course.
    (method == "sendmessage" && text.ends_with(WORDS)).then_some(chat)
}

/// What the database says of it.
pub async fn counted(db: DatabaseConnection, crowd: Crowd, tally: &Tally) -> anyhow::Result<()> {
    let sent = broadcast::Entity::find().one(&db).await?;
    let sent = sent.context("there is an announcement")?;
    let figures = (sent.delivered, sent.blocked, sent.failed, sent.unwanted);
    let count = |fate| i64::try_from(crowd.count(fate));
    let expected = (
        count(Fate::Gets)?,
        count(Fate::HasBlocked)?,
        0,
        count(Fate::SwitchesOff)?,
    );
    ensure!(figures == expected, "{figures:?}, not {expected:?}");
    let many = i64::try_from(crowd.many)?;
    ensure!(
        sent.state == State::Done && sent.recipients == many,
        "{sent:?}"
    );
    for row in recipient::Entity::find().all(&db).await? {
        let expected = match crowd.fate(row.user_id.0) {
            Fate::Gets => Standing::Delivered,
            Fate::HasBlocked => Standing::Blocked,
            Fate::SwitchesOff => Standing::Unwanted,
            Fate::None => bail!("it was not for {row:?}"),
        };
        ensure!(row.state == expected, "{row:?}");
        // Its author is told of whom the bot cannot know whether they have seen it twice.
        let was_left = expected == Standing::Delivered && tally.was_left(row.user_id.0);
        ensure!(
            (row.reason.as_deref() == Some("again")) == was_left,
            "{row:?}"
        );
    }
    let users = user::Entity::find().filter(user::COLUMN.id.gte(UserId(FIRST)));
    for user in users.all(&db).await? {
        let is_active = crowd.fate(user.id.0) != Fate::HasBlocked;
        ensure!(user.is_active == is_active, "{user:?}");
    }
    let left = outbox::Entity::find().all(&db).await?;
    ensure!(left.iter().all(|row| row.chat_id < FIRST), "{left:?}");
    Ok(db.close().await?)
}
