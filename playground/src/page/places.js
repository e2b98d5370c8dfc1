// Where the person is: the private chat with the bot, or a group and one of its topics.

import { byId, element, icon } from "./dom.js";
import { say } from "./words.js";

/** `choose(group, topic)` is called with ids or nothing; `open()` asks for a new topic. */
export function drawPlaces(groups, { group, topic }, { choose, open }) {
  const bar = byId("places");
  bar.hidden = groups.length === 0;
  const rows = [
    row(say("chats"), [
      chip(say("privateChat"), !group, () => choose()),
      ...groups.map((one) => chip(one.title, one === group, () => choose(one.id))),
    ]),
  ];
  if (group?.topics) {
    const plus = element("button", { type: "button", class: "chip", "aria-label": say("newTopic"), "data-testid": "new-topic", onclick: open }, icon("plus"));
    rows.push(
      row(say("topics"), [
        chip(say("allTopics"), topic === null, () => choose(group.id)),
        ...group.topics.map((one) => chip(one.name, one.id === topic, () => choose(group.id, one.id), one.closed)),
        plus,
      ]),
    );
  }
  const focused = bar.contains(document.activeElement) ? document.activeElement.textContent : null;
  bar.replaceChildren(...rows);
  if (focused) [...bar.querySelectorAll("button")].find((one) => one.textContent === focused)?.focus({ preventScroll: true });
}

function row(label, chips) {
  return element("div", { class: "places-row", role: "group", "aria-label": label }, ...chips);
}

function chip(name, isHere, onclick, isClosed = false) {
  const attributes = { type: "button", class: "chip", "aria-current": isHere && "true", "data-testid": "place", onclick };
  return element("button", attributes, element("span", { dir: "auto" }, name), isClosed && icon("lock"));
}

/** What a group says of itself, or nothing if this is no such message. */
export function saidByGroup(message) {
  const { new_chat_members: joined, forum_topic_created: opened, forum_topic_edited: renamed } = message;
  if (joined) return say("joined", { names: joined.map((one) => one.first_name).join(", ") });
  if (opened) return say("topicOpened", { name: opened.name });
  if (renamed) return say("topicRenamed", { name: renamed.name ?? "" });
  if (message.forum_topic_closed) return say("topicClosed");
  if (message.forum_topic_reopened) return say("topicReopened");
  return null;
}
