//! Everything that a message can hold, shown and played: films, sounds, albums, polls; and a person who sends them.
//! No course and no bot of ours: a script calls the Bot API.

use anyhow::ensure;
use serde_json::{Value, json};

use super::driver::Programs;
use super::recordings::{animation, film, picture, silence, voice};
use super::scene::Scene;
use crate::harness::school::within;

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
    async fn play(&mut self) -> anyhow::Result<()> {
        self.films_and_sounds_play().await?;
        self.albums_lie_as_one().await?;
        self.protected_things_stay().await?;
        self.a_quiz_is_answered().await?;
        self.a_poll_takes_several_answers_and_gives_them_back()
            .await?;
        self.files_are_dropped().await?;
        self.a_quiz_is_written().await?;
        self.a_group_has_topics().await
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
}
