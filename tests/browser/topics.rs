//! A group with topics: opened on the page, talked in by two people, answered by the bot.

use anyhow::{Context as _, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::scene::Scene;

impl Scene {
    pub(super) async fn a_group_has_topics(&mut self) -> anyhow::Result<()> {
        self.page.click("more").await?;
        self.sees(
            "the menu",
            "document.querySelector('[data-testid=menu-list]')",
        )
        .await?;
        self.page
            .ask("[...document.querySelectorAll('[data-testid=menu-list] button')].find((one) => one.textContent.includes('New group')).click()")
            .await?;
        self.named("Reviews").await?;
        self.sees("the group", "words(newest()).includes('joined') && document.getElementById('bot-name').textContent === 'Reviews'").await?;
        self.page.click("new-topic").await?;
        self.named("First aid").await?;
        self.sees(
            "the topic",
            "words(newest()).includes('First aid') && still()",
        )
        .await?;
        // The line that tells of the topic comes before the page has gone there.
        self.sees(
            "the open topic",
            "[...document.querySelectorAll('[data-testid=place][aria-current=true]')].some((one) => one.textContent === 'First aid')",
        )
        .await?;
        self.page.say("Who looks at this?").await?;
        let heard = self.updates("message").await?;
        let asked = heard.last().context("the bot hears it")?;
        let (chat, topic) = (&asked["chat"]["id"], &asked["message_thread_id"]);
        ensure!(
            asked["text"] == "Who looks at this?" && topic.is_i64(),
            "{asked}"
        );
        let claim = json!({ "inline_keyboard": [[{ "text": "Claim", "callback_data": "claim" }]] });
        let card = json!({ "chat_id": chat, "message_thread_id": topic, "text": "Work of Amina", "reply_markup": claim });
        self.call("sendMessage", card, Vec::new()).await?;
        self.call(
            "sendMessage",
            json!({ "chat_id": chat, "text": "Not in the topic" }),
            Vec::new(),
        )
        .await?;
        self.sees(
            "the card and nothing from elsewhere",
            "words(newest()) === 'Work of Amina' && still()",
        )
        .await?;
        self.page
            .ask("document.querySelector('[data-testid=person-502]').click()")
            .await?;
        self.sees(
            "his private chat",
            "document.getElementById('bot-name').textContent === 'Test'",
        )
        .await?;
        self.page.ask("[...document.querySelectorAll('[data-testid=place]')].find((one) => one.textContent === 'Reviews').click()").await?;
        self.sees(
            "all of the group",
            "words(newest()) === 'Not in the topic' && still()",
        )
        .await?;
        self.page.picture("19-topics").await?;
        self.page.press("Claim").await?;
        let presses = self.updates("callback_query").await?;
        let press = presses.last().context("the bot hears of the press")?;
        ensure!(
            press["from"]["id"] == 502 && press["message"]["message_thread_id"] == *topic,
            "{press}"
        );
        let toast = json!({ "callback_query_id": press["id"], "text": "Yours" });
        self.call("answerCallbackQuery", toast, Vec::new()).await?;
        self.page
            .until(
                "the toast",
                "document.querySelector('[data-testid=toast]')?.textContent.includes('Yours')",
                Value::Null,
            )
            .await
    }

    /// Answers the dialog that asks for a name.
    async fn named(&self, name: &str) -> anyhow::Result<()> {
        self.page.click("name").await?;
        self.page.types(name).await?;
        self.page.keys(Key::Enter).await
    }
}
