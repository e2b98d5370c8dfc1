// One message as a bubble: who and when, what it carries, its words, and its buttons.
// Where it stands among the others is left to `chat.js`.

import { album, captioned } from "./albums.js";
import { element, fullName, icon } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { media } from "./media.js";
import { saidByGroup } from "./places.js";
import { richText } from "./richtext.js";
import { clockTime, say } from "./words.js";

const FEW_EMOJI =
  /^(?:\p{Extended_Pictographic}\uFE0F?(?:\u200D\p{Extended_Pictographic}\uFE0F?|[\u{1F3FB}-\u{1F3FF}])*){1,3}$/u;

/** An empty place for a message; `fill` draws it, and draws it again after an edit. In a group others stand with the bot. */
export function place(message, { person }) {
  const isOwn = message.from?.id === person.id;
  return element("article", {
    class: isOwn ? "message out" : "message in",
    tabindex: -1,
    "data-testid": "message",
    "data-message-id": message.message_id,
    "data-from": message.from_bot ? "bot" : "person",
    "data-spoilers": true,
  });
}

/** Draws a message, or the messages of an album. `surroundings` are `{bot, person, chat, presses, actions}`. Keeps the keyboard focus where it was. */
export function fill(article, messages, surroundings) {
  const [message] = messages;
  const isAlbum = messages.length > 1;
  const { bot, person, actions } = surroundings;
  const focused = article.contains(document.activeElement) ? document.activeElement : null;
  const author = message.from_bot ? bot : (message.from ?? person);
  const told = saidByGroup(message);
  article.classList.toggle("service", told !== null);
  if (told !== null) {
    article.replaceChildren(element("p", { class: "told", dir: "auto", "data-testid": "text" }, told));
    return;
  }
  article.setAttribute("aria-label", `${fullName(author)}, ${clockTime(message.date)}`);

  const carried = isAlbum ? album(messages, surroundings) : media(message, surroundings);
  const speaking = isAlbum ? captioned(messages) : message;
  const words = speaking ? text(speaking, actions) : null;
  const name = surroundings.group && author.id !== person.id && element("p", { class: "author", dir: "auto" }, fullName(author));
  const bubble = element("div", { class: "bubble" }, name || null, forwarded(message), answered(message, surroundings));
  bubble.append(...(message.show_caption_above_media ? [words, carried] : [carried, words]).filter(Boolean));
  bubble.classList.toggle("with-photo", Boolean(carried?.matches(".photo, .video, .veiled-frame, .album")));
  bubble.classList.toggle("with-block", Boolean(words?.querySelector(".code-block, blockquote")));
  bubble.classList.toggle("wordless", !words);
  (words ?? bubble).append(meta(message));

  const keys = keyboard(message, surroundings);
  article.replaceChildren(bubble, ...(keys ? [keys] : []));
  article.classList.toggle("jumbo", !carried && !keys && FEW_EMOJI.test(message.text ?? ""));
  if (focused && focused !== article) {
    const { row, column } = focused.dataset;
    const again = row === undefined ? null : article.querySelector(`[data-row="${row}"][data-column="${column}"]`);
    (again ?? article.querySelector(".key") ?? article).focus({ preventScroll: true });
  }
}

/** Whether the person wrote it as text, so that Telegram would let them change it. */
export function isOwnText(message) {
  return !message.from_bot && message.text !== undefined && !message.forward_origin;
}

function text(message, actions) {
  const words = message.text ?? message.caption;
  if (!words) return null;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  // The words are apart from the small print that flows behind them.
  return element(
    "div",
    { class: "text", dir: "auto" },
    element("span", { "data-testid": "text" }, richText(words, entities, actions)),
  );
}

/** The small print in the corner. */
function meta(message) {
  const when = clockTime(message.date);
  return element(
    "span",
    { class: "meta" },
    message.has_protected_content && element("span", { class: "lock", role: "img", "aria-label": say("protected") }, icon("lock")),
    message.edit_date !== undefined && element("span", { class: "edited" }, `${say("edited")} `),
    element(
      "time",
      { datetime: new Date(message.date * 1000).toISOString(), title: new Date(message.date * 1000).toLocaleString() },
      when,
    ),
    !message.from_bot && icon("seen"),
  );
}

function forwarded({ forward_origin: origin }) {
  if (!origin) return null;
  const name = origin.sender_user
    ? fullName(origin.sender_user)
    : (origin.sender_user_name ?? origin.chat?.title ?? say("someone"));
  return element("p", { class: "forwarded", dir: "auto" }, say("forwardedFrom", { name }));
}

function answered({ reply_to_message: original }, { bot, person }) {
  // What is no reply in a topic still answers the message that opened it.
  if (!original || original.forum_topic_created) return null;
  const name = fullName((original.from_bot ?? original.from?.is_bot) ? bot : (original.from ?? person));
  return element(
    "div",
    { class: "answered" },
    element("strong", { dir: "auto" }, name),
    element("span", { dir: "auto" }, original.text ?? original.caption ?? original.poll?.question ?? say("attachment")),
  );
}
