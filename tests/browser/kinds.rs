//! Everything that a message can hold, shown and played: films, sounds, albums, polls; and a person who sends them.
//! No course and no bot of ours: a script calls the Bot API.

use anyhow::{Context as _, ensure};
use playground::{BotAccount, Options, Person, Playground};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::driver::{Browser, Programs};
use super::look::Look;
use super::page::Page;
use super::recordings::{animation, film, picture, silence, voice};
use crate::harness::school::within;

const BOT: i64 = 1_000_001;
const TOKEN: &str = "1000001:secret";
const AMINA: i64 = 501;

/// A playground with a bot that does what it is told, and its page.
struct Scene {
    playground: Playground,
    http: reqwest::Client,
    page: Page,
}

/// Shows, plays, votes, drops.
///
/// # Errors
/// What went otherwise.
pub async fn all(programs: &Programs) -> anyhow::Result<()> {
    let mut scene = Scene::open(programs).await?;
    let mut played = scene.play().await;
    if played.is_ok() {
        let complaints = scene.page.browser().complaints().await?;
        if !complaints.is_empty() {
            played = Err(anyhow::anyhow!("the page's console says: {complaints:#?}"));
        }
    }
    if played.is_err() {
        let _ = scene.page.snap_failure().await;
    }
    scene.page.close().await;
    within("the playground to stop", scene.playground.stop()).await?;
    played
}

impl Scene {
    async fn open(programs: &Programs) -> anyhow::Result<Self> {
        let person = |id, name: &str| Person {
            id,
            first_name: name.to_owned(),
            ..Person::default()
        };
        let playground = Playground::start(Options {
            bots: vec![BotAccount {
                token: TOKEN.to_owned(),
                username: "test_bot".to_owned(),
                first_name: "Test".to_owned(),
            }],
            people: vec![person(AMINA, "Amina"), person(AMINA + 1, "Boris")],
            ..Options::default()
        })
        .await?;
        playground.world().say(BOT, AMINA, "/start")?;
        let browser = Browser::start(programs).await?;
        let page = Page::open(browser, &playground.url(), Look::PHONE).await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            playground,
            http,
            page,
        })
    }

    async fn play(&mut self) -> anyhow::Result<()> {
        self.films_and_sounds_play().await?;
        self.albums_lie_as_one().await?;
        self.protected_things_stay().await?;
        self.a_quiz_is_answered().await?;
        self.a_poll_takes_several_answers_and_gives_them_back()
            .await?;
        self.files_are_dropped().await?;
        self.a_quiz_is_written().await
    }

    /// Calls the Bot API; the result.
    async fn call(
        &self,
        method: &str,
        fields: Value,
        files: Vec<(&str, &str, Vec<u8>)>,
    ) -> anyhow::Result<Value> {
        let mut form = Form::new().text("chat_id", AMINA.to_string());
        for (name, value) in fields.as_object().into_iter().flatten() {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            form = form.text(name.clone(), text);
        }
        for (field, name, bytes) in files {
            form = form.part(
                field.to_owned(),
                Part::bytes(bytes).file_name(name.to_owned()),
            );
        }
        let url = format!("{}/bot{TOKEN}/{method}", self.playground.url());
        let answer: Value = self
            .http
            .post(url)
            .multipart(form)
            .send()
            .await?
            .json()
            .await?;
        ensure!(answer["ok"] == true, "{method}: {answer}");
        Ok(answer["result"].clone())
    }

    async fn sees(&self, what: &str, condition: &str) -> anyhow::Result<()> {
        self.page.until(what, condition, Value::Null).await
    }

    /// What comes next is in view again, wherever the page was scrolled to.
    async fn to_the_end(&self) -> anyhow::Result<()> {
        let newer = "document.querySelector('[data-testid=newer]').click()";
        self.page.ask(newer).await.map(drop)
    }

    async fn films_and_sounds_play(&mut self) -> anyhow::Result<()> {
        let words = |text: &str| json!({ "caption": text });
        self.call(
            "sendDocument",
            words("A file"),
            vec![("document", "notes.txt", b"Quiet.".to_vec())],
        )
        .await?;
        let title = json!({ "title": "Quiet", "performer": "Nobody" });
        self.call("sendAudio", title, vec![("audio", "quiet.wav", silence(4))])
            .await?;
        self.call("sendVoice", json!({}), vec![("voice", "", voice(4))])
            .await?;
        self.call(
            "sendAnimation",
            json!({}),
            vec![("animation", "a.gif", animation(64))],
        )
        .await?;
        self.call(
            "sendAnimation",
            words("Round and round"),
            vec![("animation", "a.mp4", film(4))],
        )
        .await?;
        self.call(
            "sendVideo",
            words("A film"),
            vec![("video", "grey.mp4", film(8))],
        )
        .await?;
        self.sees("the loop to run", "(([loop]) => loop?.loop && loop.muted && loop.currentTime > 0)([...document.querySelectorAll('video.animation')])").await?;
        for kind in ["video", "audio", "voice"] {
            self.sees(
                &format!("the {kind} to be ready"),
                &format!("document.querySelector('[data-testid={kind}]')?.readyState >= 1"),
            )
            .await?;
            self.page.click(kind).await?;
            self.page
                .ask(&format!(
                    "document.querySelector('[data-testid={kind}]').play()"
                ))
                .await?;
            self.sees(
                &format!("the {kind} to play"),
                &format!("document.querySelector('[data-testid={kind}]').currentTime > 0.2"),
            )
            .await?;
            self.page
                .ask(&format!(
                    "document.querySelector('[data-testid={kind}]').pause()"
                ))
                .await?;
        }
        let seen = self
            .page
            .ask("document.querySelector('[data-testid=video]').videoWidth")
            .await?;
        ensure!(seen == 160, "the film is {seen} pixels wide");
        self.page.picture("12-films-and-sounds").await
    }

    async fn albums_lie_as_one(&mut self) -> anyhow::Result<()> {
        self.to_the_end().await?;
        let media: Vec<Value> = (0..4)
            .map(|at| json!({ "type": "photo", "media": format!("attach://p{at}"), "caption": if at == 0 { "Four at once" } else { "" } }))
            .chain([json!({ "type": "video", "media": "attach://film" })])
            .collect();
        let files = [("p0", 40), ("p1", 100), ("p2", 160), ("p3", 220)];
        let mut files: Vec<_> = files
            .map(|(name, shade)| (name, "p.bmp", picture(120, 90, [shade, 180, 255 - shade])))
            .into();
        files.push(("film", "f.mp4", film(2)));
        self.call("sendMediaGroup", json!({ "media": media }), files)
            .await?;
        let papers = json!([{ "type": "document", "media": "attach://a" }, { "type": "document", "media": "attach://b", "caption": "Two papers" }]);
        let files = vec![
            ("a", "one.pdf", b"%PDF-1".to_vec()),
            ("b", "two.pdf", b"%PDF-2".to_vec()),
        ];
        self.call("sendMediaGroup", json!({ "media": papers }), files)
            .await?;
        self.sees(
            "both albums, each as one message with one caption",
            "(([grid, list]) => list && grid.querySelectorAll('img').length === 4 && grid.querySelectorAll('video').length === 1 && \
             list.querySelectorAll('.file').length === 2 && words(newest()) === 'Two papers' && \
             words(grid.closest('.message')) === 'Four at once' && still())([...document.querySelectorAll('[data-testid=album]')])",
        )
        .await?;
        let faults = self.page.ask("faults()").await?;
        ensure!(faults == json!([]), "wrong in the albums: {faults}");
        self.page.picture("13-albums").await
    }

    async fn protected_things_stay(&mut self) -> anyhow::Result<()> {
        self.to_the_end().await?;
        let hidden = json!({ "protect_content": true, "has_spoiler": true, "caption": "Not to be passed on" });
        self.call(
            "sendPhoto",
            hidden,
            vec![("photo", "p.bmp", picture(240, 120, [200, 90, 60]))],
        )
        .await?;
        self.call(
            "sendDocument",
            json!({ "protect_content": true }),
            vec![("document", "mine.pdf", b"%PDF-3".to_vec())],
        )
        .await?;
        self.sees("the file without a way to save it", "newest().querySelector('div.file') && !newest().querySelector('a.file') && newest().querySelector('.lock')").await?;
        self.page.ask("newest().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: 90, clientY: 300 }))").await?;
        let menu = self
            .page
            .ask("document.querySelector('[data-testid=menu-list]')?.textContent ?? null")
            .await?;
        ensure!(menu.is_null(), "what is protected offers {menu}");
        Ok(())
    }

    async fn a_quiz_is_answered(&mut self) -> anyhow::Result<()> {
        self.to_the_end().await?;
        let quiz = json!({
            "question": "How much is 2 + 2?", "options": ["Three", "Four", "It depends on who is asking, and on whether they would rather have five"],
            "type": "quiz", "correct_option_id": 1, "explanation": "Two and <b>two more</b>.",
            "explanation_parse_mode": "HTML", "is_anonymous": false,
        });
        let sent = self.call("sendPoll", quiz, Vec::new()).await?;
        self.sees("the quiz", "newest().querySelectorAll('[data-testid=poll-option]').length === 3 && still() && atEnd()").await?;
        self.page.picture("14-quiz").await?;
        self.page.click("poll-option").await?;
        self.sees(
            "the answer to be marked",
            "newest().querySelector('.poll-result.wrong.mine') && newest().querySelector('.poll-result.right:not(.mine)') && \
             newest().querySelector('[data-testid=poll-explanation]').textContent.includes('two more') && still()",
        )
        .await?;
        self.page.picture("15-quiz-answered").await?;
        let votes = self.updates("poll_answer").await?;
        let vote = votes.first().context("the bot hears of the answer")?;
        ensure!(
            vote["poll_id"] == sent["poll"]["id"] && vote["option_ids"] == json!([0]),
            "{vote}"
        );
        Ok(())
    }

    async fn a_poll_takes_several_answers_and_gives_them_back(&mut self) -> anyhow::Result<()> {
        self.to_the_end().await?;
        let poll = json!({ "question": "What do you take?", "options": ["Tea", "Milk", "Sugar"], "allows_multiple_answers": true });
        self.call("sendPoll", poll, Vec::new()).await?;
        self.sees("the poll", "newest().querySelectorAll('[data-testid=poll-option]').length === 3 && still() && atEnd()").await?;
        self.page.ask("newest().querySelectorAll('[data-testid=poll-option]').forEach((box, number) => number < 2 && box.click())").await?;
        self.page.click("poll-vote").await?;
        self.sees(
            "two bars",
            "newest().querySelectorAll('.poll-result.mine').length === 2 && still()",
        )
        .await?;
        self.page.picture("16-poll").await?;
        self.page.ask("newest().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: 90, clientY: 300 }))").await?;
        self.page
            .ask("document.querySelector('[data-testid=menu-list] button').click()")
            .await?;
        self.sees(
            "the choice again",
            "newest().querySelectorAll('[data-testid=poll-option]').length === 3",
        )
        .await?;
        let states = self.updates("poll").await?;
        let counts: Vec<_> = states
            .iter()
            .map(|poll| poll["total_voter_count"].clone())
            .collect();
        ensure!(counts == [json!(1), json!(0)], "the bot hears {counts:?}");
        Ok(())
    }

    async fn files_are_dropped(&mut self) -> anyhow::Result<()> {
        let bytes = [
            picture(90, 60, [30, 160, 220]),
            picture(60, 90, [220, 160, 30]),
            film(2),
        ];
        let script = "const files = new DataTransfer(); \
             const types = ['image/bmp', 'image/bmp', 'video/mp4']; \
             arguments[0].forEach((bytes, number) => files.items.add(new File([Uint8Array.from(bytes)], `mine-${number}`, { type: types[number] }))); \
             document.getElementById('chat').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));";
        self.page
            .browser()
            .client
            .execute(script, vec![json!(bytes)])
            .await?;
        self.sees(
            "the files to be looked at",
            "document.querySelectorAll('[data-testid=attach-dialog] .file').length === 3",
        )
        .await?;
        self.page.picture("17-attach").await?;
        self.page.click("agree").await?;
        self.sees("the album", "newest().dataset.from === 'person' && newest().querySelectorAll('.tile').length === 3 && still()").await?;
        let mine = self.updates("message").await?;
        let groups: Vec<_> = mine
            .iter()
            .filter_map(|message| message["media_group_id"].as_str())
            .collect();
        ensure!(
            groups.len() == 3 && groups.iter().all(|group| *group == groups[0]),
            "the bot gets {mine:?}"
        );
        Ok(())
    }

    async fn a_quiz_is_written(&mut self) -> anyhow::Result<()> {
        self.page.click("attach-button").await?;
        self.page
            .ask("document.querySelectorAll('[data-testid=menu-list] button')[1].click()")
            .await?;
        self.page.click("poll-question").await?;
        self.page.types("Tea or coffee?").await?;
        for (option, words) in [(1, "Tea"), (2, "Coffee")] {
            self.page.click(&format!("poll-option-{option}")).await?;
            self.page.types(words).await?;
        }
        self.page.click("poll-quiz").await?;
        self.page.picture("18-new-poll").await?;
        self.page.click("agree").await?;
        self.sees("the quiz of hers", "newest().dataset.from === 'person' && newest().querySelectorAll('[data-testid=poll-option]').length === 2").await?;
        let mine = self.updates("message").await?;
        let quiz = &mine.last().context("the bot gets it")?["poll"];
        ensure!(
            quiz["type"] == "quiz" && quiz["correct_option_id"] == 0,
            "{quiz}"
        );
        Ok(())
    }

    /// What of this kind has come since the last time.
    async fn updates(&self, kind: &str) -> anyhow::Result<Vec<Value>> {
        let updates = self.call("getUpdates", json!({}), Vec::new()).await?;
        let updates = updates.as_array().context("updates are a list")?;
        if let Some(last) = updates.last().and_then(|last| last["update_id"].as_i64()) {
            self.call("getUpdates", json!({ "offset": last + 1 }), Vec::new())
                .await?;
        }
        let of_kind = updates.iter().filter(|update| !update[kind].is_null());
        Ok(of_kind.map(|update| update[kind].clone()).collect())
    }
}
