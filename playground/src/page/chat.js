// The list of messages: their order, their days, who stands with whom, and where the list is scrolled to.
// How one message looks is left to `message.js`.

import { Albums } from "./albums.js";
import { element, icon } from "./dom.js";
import { fill, place } from "./message.js";
import { count, dayName, midnight, say } from "./words.js";

/** Messages of one side stand together if less than this lies between them, in seconds. */
const TOGETHER = 10 * 60;
/** Within this many pixels of its end the list counts as read to the end. */
const NEAR = 60;
const LONG_PRESS_MS = 480;
/** The name of the day above leaves this long after the list has come to rest. */
const REST_MS = 1200;

export class ChatView {
  #list;
  #newer;
  #column = element("div", { class: "column" });
  #surroundings = null;
  /** The place of each message; messages of an album share one. */
  #places = new Map();
  #albums = new Albums();
  #drawn = new Map();
  #atEnd = true;
  /** Of the whole list and its visible part, when it was last brought to its end. */
  #heights = "";
  #unseen = 0;
  #longPressAt = -Infinity;
  #restTimer;
  #onMenu;

  /** `onMenu(messageId, at)` is called when the menu of a message is asked for. */
  constructor({ list, newer, onMenu }) {
    this.#list = list;
    this.#newer = newer;
    this.#onMenu = onMenu;
    list.append(this.#column);
    list.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    list.addEventListener("keydown", (event) => this.#walk(event));
    list.addEventListener("contextmenu", (event) => this.#askMenu(event));
    this.#watchLongPress();
    newer.addEventListener("click", () => this.toEnd());
    const follow = new ResizeObserver(() => this.#atEnd && this.toEnd());
    follow.observe(list);
    follow.observe(this.#column);
  }

  /** Turns to another chat. Nothing of the one before stays. */
  open(surroundings) {
    this.#surroundings = surroundings;
    this.#albums.clear();
    this.#places.clear();
    this.#drawn.clear();
    this.#column.replaceChildren();
    this.toEnd();
  }

  /** Makes the list show exactly these messages; what is shown already is not drawn again. */
  show(messages, now) {
    this.#list.setAttribute("aria-busy", "true");
    this.#column.classList.add("still");
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of [...this.#places.keys()]) if (!wanted.has(id)) this.#take(id);
    for (const message of messages) this.#draw(message);
    this.#arrange(now);
    if (this.#atEnd) this.toEnd();
    requestAnimationFrame(() => {
      this.#list.removeAttribute("aria-busy");
      this.#column.classList.remove("still");
    });
  }

  /** A message arrived or was edited. */
  put(message, now) {
    const isNew = !this.#places.has(message.message_id);
    this.#draw(message);
    this.#arrange(now);
    if (isNew && !message.from_bot) this.toEnd();
    else if (this.#atEnd) this.toEnd();
    else if (isNew) this.#unseen += 1;
    this.#showNewer();
  }

  remove(id, now) {
    this.#take(id);
    this.#arrange(now);
  }

  /** Words in place of messages: while there are none. */
  blank(...content) {
    this.#column.replaceChildren(element("div", { class: "blank" }, ...content));
    this.#places.clear();
    this.#albums.clear();
    this.#drawn.clear();
  }

  toEnd() {
    this.#atEnd = true;
    this.#unseen = 0;
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#heights = `${this.#list.scrollHeight}/${this.#list.clientHeight}`;
    this.#markPassed();
    this.#showNewer();
  }

  #draw(message) {
    const shown = this.#albums.join(message);
    const id = shown[0].message_id;
    const drawing = JSON.stringify(shown);
    if (this.#drawn.get(id) === drawing) return;
    this.#drawn.set(id, drawing);
    let article = shown.map((one) => this.#places.get(one.message_id)).find(Boolean);
    if (!article) {
      this.#column.querySelector(".blank")?.remove();
      article = place(message, this.#surroundings);
      article.dataset.date = message.date;
      article.dataset.author = message.from?.id ?? "";
      const day = this.#day(midnight(message.date));
      const next = [...day.querySelectorAll(".message")].find((other) => Number(other.dataset.messageId) > id);
      day.insertBefore(article, next ?? null);
    }
    for (const one of shown) this.#places.set(one.message_id, article);
    article.dataset.messageId = id;
    fill(article, shown, this.#surroundings);
  }

  #day(key) {
    const days = [...this.#column.querySelectorAll(".day")];
    const found = days.find((day) => Number(day.dataset.day) === key);
    if (found) return found;
    const day = element("section", { class: "day", "data-day": key }, element("h2", { class: "day-name" }));
    this.#column.insertBefore(day, days.find((other) => Number(other.dataset.day) > key) ?? null);
    return day;
  }

  #take(id) {
    const article = this.#places.get(id);
    if (!article) return;
    this.#places.delete(id);
    this.#drawn.delete(id);
    const left = this.#albums.leave(id);
    if (left.length > 0) {
      article.dataset.messageId = left[0].message_id;
      fill(article, left, this.#surroundings);
      return;
    }
    const day = article.parentElement;
    article.remove();
    if (!day.querySelector(".message")) day.remove();
  }

  /** Names the days, and finds where a group of messages begins and ends. */
  #arrange(now) {
    for (const day of this.#column.querySelectorAll(".day")) {
      const name = dayName(Number(day.dataset.day) / 1000, now);
      if (day.firstElementChild.textContent !== name) day.firstElementChild.textContent = name;
      const articles = [...day.querySelectorAll(".message")];
      articles.forEach((article, number) => {
        article.classList.toggle("first", !together(articles[number - 1], article));
        article.classList.toggle("last", !together(article, articles[number + 1]));
      });
    }
    const articles = [...this.#column.querySelectorAll(".message")];
    if (!articles.some((article) => article === document.activeElement)) {
      articles.forEach((article, number) => {
        article.tabIndex = number === articles.length - 1 ? 0 : -1;
      });
    }
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    // The browser scrolls by itself when something above grows; only a person leaves the end.
    if (this.#atEnd && `${scrollHeight}/${clientHeight}` !== this.#heights) {
      this.toEnd();
      return;
    }
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#atEnd) this.#unseen = 0;
    this.#markPassed();
    this.#list.classList.toggle("moving", !this.#atEnd);
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#list.classList.remove("moving"), REST_MS);
    this.#showNewer();
  }

  /** Days whose beginning is out of view; their names float above the messages. */
  #markPassed() {
    const top = this.#list.getBoundingClientRect().top;
    for (const day of this.#column.querySelectorAll(".day"))
      day.classList.toggle("passed", day.getBoundingClientRect().top < top);
  }

  #showNewer() {
    this.#newer.hidden = this.#atEnd;
    if (this.#atEnd) return;
    const label = this.#unseen > 0 ? count("newMessages", this.#unseen) : say("newer");
    this.#newer.setAttribute("aria-label", label);
    this.#newer.replaceChildren(...(this.#unseen > 0 ? [element("span", {}, label)] : []), icon("down"));
  }

  /** Arrow keys walk from message to message; Enter opens the menu of the one that has the focus. */
  #walk(event) {
    if (!event.target.matches(".message")) return;
    const articles = [...this.#column.querySelectorAll(".message")];
    const here = articles.indexOf(event.target);
    const there = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: articles.length - 1 }[event.key];
    if (event.key === "Enter") this.#askMenu(event);
    if (there === undefined) return;
    event.preventDefault();
    const next = articles[there];
    if (!next) return;
    for (const article of articles) article.tabIndex = article === next ? 0 : -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  #askMenu(event) {
    const article = event.target.closest(".message");
    // A phone may tell of the same long press a second time, in its own way.
    const echo = event.type === "contextmenu" && performance.now() - this.#longPressAt < 1000;
    if (echo) event.preventDefault();
    if (echo || !article || event.target.closest("a, .keyboard, .poll-option")) return;
    event.preventDefault();
    const bubble = article.querySelector(".bubble").getBoundingClientRect();
    const byMouse = event.clientX > 0 || event.clientY > 0;
    const at = byMouse
      ? { x: event.clientX, y: event.clientY }
      : { x: bubble.left + 12, y: Math.min(bubble.bottom, innerHeight) - 8 };
    const tile = event.target.closest("[data-tile]");
    this.#onMenu(Number(tile?.dataset.tile ?? article.dataset.messageId), at);
  }

  #watchLongPress() {
    let timer;
    let pressed = false;
    const stop = () => clearTimeout(timer);
    this.#list.addEventListener("pointerdown", (event) => {
      pressed = false;
      if (event.pointerType !== "touch") return;
      const { target, clientX, clientY } = event;
      timer = setTimeout(() => {
        pressed = true;
        this.#longPressAt = performance.now();
        this.#askMenu({ target, clientX, clientY, preventDefault() {} });
      }, LONG_PRESS_MS);
    });
    // Lifting the finger again must not also follow a link or send a command.
    this.#list.addEventListener(
      "click",
      (event) => {
        if (!pressed) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
    for (const kind of ["pointerup", "pointercancel", "pointermove", "scroll"])
      this.#list.addEventListener(kind, stop, { passive: true });
  }
}

function together(one, other) {
  return (
    Boolean(one && other) &&
    one.className.includes("out") === other.className.includes("out") &&
    one.dataset.author === other.dataset.author &&
    Math.abs(Number(other.dataset.date) - Number(one.dataset.date)) < TOGETHER
  );
}
