//! Where the table is tried: two courses, everybody with their part, and one update at a time that is taken back.

use std::sync::Arc;

use entity::{CourseId, Role, UserId, user, user_course_progress, user_role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectOptions, Database, DatabaseConnection, EntityTrait,
    QueryFilter, TransactionTrait,
};
use teloxide::dispatching::dialogue::{InMemStorage, Storage};
use teloxide::dptree::di::DependencyMap;
use teloxide::types::{Me, MessageId, Update, UpdateKind};

use super::{NAMED, PEOPLE};
use crate::clock::{Clock, Dice};
use crate::courses::authoring::{Author, plant};
use crate::courses::doors::Good;
use crate::courses::invitation::Invited;
use crate::courses::{Failure, Refusal, Rights, Shelf, invitation};
use crate::handlers::{self, Answer, Awaiting, Context, House};
use crate::telegram::{Act, Press, Reply, Screen};
use crate::texts::{Lang, Texts};

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It was done, or refused for what was asked rather than for who asked.
    Passed,
    /// For people with a part only.
    NotForYou,
    /// There is no such thing.
    NotThere,
    /// The person has another part.
    NotYourPart,
}

fn ended(answer: &Answer) -> End {
    match answer {
        // A no that ends a dialogue is said and no refusal, which would leave the question open.
        Ok(reply) => [
            ("refusal-not-an-author", End::NotForYou),
            ("refusal-unknown-course", End::NotThere),
            ("refusal-unknown-step", End::NotThere),
            ("refusal-not-your-part", End::NotYourPart),
            ("refusal-unknown-submission", End::NotThere),
            ("refusal-unknown-broadcast", End::NotThere),
            ("refusal-unknown-cohort", End::NotThere),
        ]
        .into_iter()
        .find(|(key, _)| {
            let said = Texts::new(Lang::En).say(key);
            reply.acts.contains(&Act::Say(Screen::plain(said)))
        })
        .map_or(End::Passed, |(_, end)| end),
        Err(Failure::Refused(refusal)) => match **refusal {
            Refusal::NotAnAuthor => End::NotForYou,
            Refusal::NotYourPart => End::NotYourPart,
            // An invitation of the first course is there; only a forged token is worth nothing to everybody.
            Refusal::UnknownCourse
            | Refusal::UnknownStep
            | Refusal::UnknownMember
            | Refusal::UnknownCode
            | Refusal::UnknownInvitation
            | Refusal::UnknownSubmission
            | Refusal::UnknownBroadcast
            | Refusal::UnknownCohort
            | Refusal::InvitationGone => End::NotThere,
            // Refused for what was asked: by who may, and for nobody else's ears.
            Refusal::UnknownImport
            | Refusal::UnknownPerson
            | Refusal::UnknownRevision
            | Refusal::UnknownQuestion
            | Refusal::OwnerStays
            | Refusal::NothingToShow
            | Refusal::NotEnrolled { .. }
            | Refusal::UnknownMedium
            | Refusal::BadAddress { .. }
            | Refusal::NoCourseYet
            | Refusal::ChangedMeanwhile { .. } => End::Passed,
            ref other => panic!("{}", other.name()),
        },
        Err(Failure::Fault(fault)) => panic!("{fault}"),
    }
}

/// Two courses, everybody with their part, an invitation and a code.
pub(super) async fn furnished() -> DatabaseConnection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.unwrap();
    migration::up(&db).await.unwrap();
    let people = PEOPLE.map(|(id, _)| user::ActiveModel {
        id: Set(UserId(id)),
        first_name: Set("Somebody".to_owned()),
        ..Default::default()
    });
    user::Entity::insert_many(people).exec(&db).await.unwrap();
    let (dice, now) = (Dice::seeded(1), Clock::System.now());
    for (slug, maker) in [("one", 14), ("two", 15)] {
        let author = Author {
            user: UserId(maker),
            rights: Rights::of_an_owner(UserId(maker)),
            now,
            dice: &dice,
        };
        let step = |slug: &str, is_end| coursefile::Step {
            slug: slug.to_owned(),
            title: slug.to_owned(),
            markdown: "Words.".to_owned(),
            length: 6,
            html: Some("Words.".to_owned()),
            is_active: true,
            is_end,
            ..coursefile::Step::default()
        };
        let seed = coursefile::Course {
            slug: slug.to_owned(),
            title: slug.to_owned(),
            description: None,
            language: None,
            pass_mark: None,
            reminders: None,
            release: None,
            steps: vec![step("first", false), step("last", true)],
        };
        plant(&db, author, &seed).await.unwrap();
    }
    for (id, held) in PEOPLE {
        for (role, course) in held {
            let row = user_role::ActiveModel {
                user_id: Set(UserId(id)),
                role: Set(*role),
                course_id: Set(course.map(CourseId)),
                granted_by: Set(UserId(NAMED)),
                ..Default::default()
            };
            let once = sea_orm::sea_query::OnConflict::new()
                .do_nothing()
                .to_owned();
            let row = user_role::Entity::insert(row).on_conflict(once);
            row.exec_without_returning(&db).await.unwrap();
        }
    }
    hand_in(&db, now).await;
    announce(&db, now).await;
    let rights = Rights::of_an_owner(UserId(14));
    let to = Invited {
        course: Some(CourseId(1)),
        role: Role::Analyst,
    };
    invitation::invite(&db, &rights, to, &dice, now)
        .await
        .unwrap();
    let author = Author {
        user: UserId(14),
        rights,
        now,
        dice: &dice,
    };
    let good = Good {
        uses: None,
        days: None,
    };
    author.make_code(&db, CourseId(1), good, now).await.unwrap();
    let days = (now.date_naive(), None);
    let made = author.make_cohort(&db, CourseId(1), "First", days).await;
    made.unwrap();
    db
}

/// Work and a question of a learner of the first course.
async fn hand_in(db: &DatabaseConnection, now: chrono::DateTime<chrono::Utc>) {
    use entity::submission::{self, Form, Kind, State};
    let learner = (UserId(11), CourseId(1));
    let place = user_course_progress::ActiveModel {
        user_id: Set(learner.0),
        course_id: Set(learner.1),
        ..Default::default()
    };
    let place = user_course_progress::Entity::insert(place);
    place.exec_without_returning(db).await.unwrap();
    for kind in [Kind::Work, Kind::Question] {
        let row = submission::ActiveModel {
            kind: Set(kind),
            user_id: Set(learner.0),
            course_id: Set(learner.1),
            form: Set(Form::Text),
            text: Set(Some("Words.".to_owned())),
            message_id: Set(1),
            state: Set(State::Waiting),
            number: Set(1),
            handed_in_at: Set(now),
            ..Default::default()
        };
        let row = submission::Entity::insert(row);
        row.exec_without_returning(db).await.unwrap();
    }
}

/// An announcement in the first course that nobody has sent yet.
async fn announce(db: &DatabaseConnection, now: chrono::DateTime<chrono::Utc>) {
    use entity::broadcast::{self, State};
    let row = broadcast::ActiveModel {
        course_id: Set(CourseId(1)),
        created_by: Set(UserId(14)),
        segment: Set("everyone".to_owned()),
        text: Set(Some("Words.".to_owned())),
        state: Set(State::Draft),
        written_at: Set(now),
        ..Default::default()
    };
    let row = broadcast::Entity::insert(row);
    row.exec_without_returning(db).await.unwrap();
}

/// How one update by somebody ended; see [`answered`].
pub(super) async fn acted(
    db: &DatabaseConnection,
    who: i64,
    lost: bool,
    awaiting: Awaiting,
    update: serde_json::Value,
) -> End {
    ended(&answered(db, who, lost, awaiting, update).await)
}

/// One update by somebody, in a transaction that is taken back; `lost` takes their roles away first.
pub(super) async fn answered(
    db: &DatabaseConnection,
    who: i64,
    lost: bool,
    awaiting: Awaiting,
    update: serde_json::Value,
) -> Answer {
    let tx = db.begin().await.unwrap();
    if lost {
        let parts = user_role::Entity::delete_many();
        let parts = parts.filter(user_role::COLUMN.user_id.eq(UserId(who)));
        parts.exec(&tx).await.unwrap();
    }
    let person = user::Entity::find_by_id(UserId(who))
        .one(&tx)
        .await
        .unwrap();
    let update: Update = serde_json::from_str(&update.to_string()).unwrap();
    let is_press = update.chat().is_some() && matches!(update.kind, UpdateKind::CallbackQuery(_));
    let storage = InMemStorage::<Awaiting>::new();
    Arc::clone(&storage)
        .update_dialogue(teloxide::types::ChatId(who), awaiting)
        .await
        .unwrap();
    let house = House {
        owners: vec![UserId(NAMED)],
        bot_username: "stepwise_bot".to_owned(),
        bot_name: "Stepwise".to_owned(),
        default_language: Lang::En,
        time_zone: crate::courses::rhythm::Zone::UTC,
        shelf: Shelf::default(),
        dice: Dice::seeded(2),
    };
    let tx = Arc::new(tx);
    let ctx = Context {
        db: Arc::clone(&tx),
        house: Arc::new(house),
        dialogues: storage.erase(),
        now: Clock::System.now(),
        user: Arc::new(person.unwrap()),
        is_new: false,
        telegram_language: None,
        texts: Texts::new(Lang::En),
        chat: who,
        pressed: is_press.then_some(MessageId(1)),
    };
    let me: Me = serde_json::from_value(serde_json::json!({
        "id": 1, "is_bot": true, "first_name": "Stepwise", "username": "stepwise_bot", "can_join_groups": true,
        "can_read_all_group_messages": false, "supports_inline_queries": false, "has_main_web_app": false,
        "can_connect_to_business": false
    }))
    .unwrap();
    let mut deps = DependencyMap::new();
    deps.insert(Arc::clone(&ctx.dialogues));
    deps.insert(ctx);
    deps.insert(update);
    deps.insert(me);
    let answer = match handlers::tree().dispatch(deps).await {
        std::ops::ControlFlow::Break(answer) => answer,
        std::ops::ControlFlow::Continue(_) => Ok(Reply::nothing()),
    };
    Arc::into_inner(tx).unwrap().rollback().await.unwrap();
    answer
}

fn from(who: i64) -> serde_json::Value {
    serde_json::json!({ "id": who, "is_bot": false, "first_name": "Somebody" })
}

fn chat(who: i64) -> serde_json::Value {
    serde_json::json!({ "id": who, "type": "private", "first_name": "Somebody" })
}

pub(super) fn pressed(who: i64, press: Press) -> serde_json::Value {
    let message = serde_json::json!({ "message_id": 1, "date": 1, "chat": chat(who), "text": "…" });
    serde_json::json!({ "update_id": 1, "callback_query": {
        "id": "1", "from": from(who), "chat_instance": "1", "message": message, "data": press.encode()
    }})
}

pub(super) fn said(who: i64, text: &str) -> serde_json::Value {
    serde_json::json!({ "update_id": 1, "message": {
        "message_id": 2, "date": 1, "chat": chat(who), "from": from(who), "text": text
    }})
}

pub(super) fn sent(who: i64, file: &str) -> serde_json::Value {
    serde_json::json!({ "update_id": 1, "message": {
        "message_id": 2, "date": 1, "chat": chat(who), "from": from(who),
        "document": { "file_id": "1", "file_unique_id": "1", "file_size": 1, "file_name": file }
    }})
}
