//! What a person does with polls and files: answers, takes back, drops, asks.

use anyhow::{Context as _, ensure};
use serde_json::json;

use super::recordings::{film, picture};
use super::scene::Scene;

impl Scene {
    pub(super) async fn a_quiz_is_answered(&mut self) -> anyhow::Result<()> {
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

    pub(super) async fn a_poll_takes_several_answers_and_gives_them_back(
        &mut self,
    ) -> anyhow::Result<()> {
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

    pub(super) async fn files_are_dropped(&mut self) -> anyhow::Result<()> {
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

    pub(super) async fn a_quiz_is_written(&mut self) -> anyhow::Result<()> {
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
}
