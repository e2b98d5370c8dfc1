// Inline keyboards under a message, and the presses that wait for the bot's answer.

import { copy, element, icon } from "./dom.js";
import { link } from "./richtext.js";
import { Refused } from "./server.js";
import { say } from "./words.js";

/** The presses on their way: a button spins from its press until the bot's toast, or until time is up. */
export class Presses {
  /** By place, `message/row/column` of a chat: the button's data and the query's id once it is known. */
  #waiting = new Map();
  /** Answers may overtake the reply that tells the id of the query. */
  #answered = new Set();

  isWaiting(place, button) {
    return this.#waiting.get(place)?.data === button.callback_data;
  }

  /** `ask` makes the press and answers `{query_id}`. */
  async press(place, button, ask) {
    if (this.isWaiting(place, button)) return;
    const press = { data: button.callback_data };
    this.#waiting.set(place, press);
    spin(place, true);
    try {
      press.query = (await ask()).query_id;
      if (this.#answered.delete(press.query)) this.settle(press.query);
    } catch (failure) {
      this.#waiting.delete(place);
      spin(place, false);
      throw failure;
    }
  }

  /** The query was answered or has expired. Answers whether a button of this page was waiting for it. */
  settle(query) {
    for (const [place, press] of this.#waiting) {
      if (press.query !== query) continue;
      this.#waiting.delete(place);
      spin(place, false);
      return true;
    }
    this.#answered.add(query);
    if (this.#answered.size > 100) this.#answered.delete(this.#answered.values().next().value);
    return false;
  }

  forget() {
    for (const place of this.#waiting.keys()) spin(place, false);
    this.#waiting.clear();
  }
}

function spin(place, spinning) {
  const button = document.querySelector(`[data-place="${place}"]`);
  button?.classList.toggle("spinning", spinning);
  if (spinning) button?.setAttribute("aria-busy", "true");
  else button?.removeAttribute("aria-busy");
}

/** The keyboard of a message, or nothing if it has none. */
export function keyboard(message, { chat, presses, actions }) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  const drawn = rows.map((row, rowNumber) =>
    element(
      "div",
      { class: "keyboard-row" },
      ...row.map((button, column) => {
        const place = `${chat.bot}/${chat.person}/${message.message_id}/${rowNumber}/${column}`;
        const marks = {
          class: "key",
          "data-testid": "button",
          "data-row": rowNumber,
          "data-column": column,
          "data-place": place,
        };
        return key(button, marks, { message, place, presses, actions });
      }),
    ),
  );
  return element("div", { class: "keyboard", role: "group", "aria-label": say("buttons") }, ...drawn);
}

function key(button, marks, { message, place, presses, actions }) {
  const words = element("span", { class: "key-words", dir: "auto" }, button.text);
  const address = button.url ?? button.login_url?.url;
  if (address) {
    const there = element("span", { class: "key-face" }, words, icon("out"));
    return link(address, there, actions, { ...marks, title: address });
  }
  const dead = message.pressable === false && "callback_data" in button;
  const made = element(
    "button",
    { type: "button", ...marks, "aria-disabled": dead && "true" },
    words,
    element("span", { class: "spinner", "aria-hidden": "true" }),
  );
  if (presses.isWaiting(place, button)) {
    made.classList.add("spinning");
    made.setAttribute("aria-busy", "true");
  }
  made.addEventListener("click", async () => {
    if (dead) return;
    if (button.copy_text) actions.copied(await copy(button.copy_text.text));
    else if ("callback_data" in button) {
      const [row, column] = [Number(marks["data-row"]), Number(marks["data-column"])];
      presses.press(place, button, () => actions.press(message, row, column)).catch(actions.excuse);
    } else actions.excuse(new Refused(say("buttonOnlyTelegram")));
  });
  return made;
}
