// Text with Telegram's entities, as nodes of the page. Offsets count UTF-16 code units, which is how
// JavaScript counts too. What a link does when it is followed is decided by the caller.

import { copy, element, icon } from "./dom.js";
import { say } from "./words.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE_ADDRESS = /^(https?|mailto|tel|tg|ton):/i;

/**
 * `actions` knows `sendText(text)`, `follow(address)` (answers whether it was dealt with inside the page) and
 * `copied(whether)`.
 */
export function richText(text, entities, actions) {
  return lay(text, 0, text.length, spansOf(text, entities ?? []), actions);
}

/** Entities as proper spans: within the text, and cut so that no inline span crosses the edge of a block. */
function spansOf(text, entities) {
  const spans = entities
    .map((entity) => ({
      entity,
      start: Math.max(0, entity.offset),
      end: Math.min(text.length, entity.offset + entity.length),
    }))
    .filter((span) => span.start < span.end);
  const edges = spans.filter((span) => BLOCKS.has(span.entity.type)).flatMap((span) => [span.start, span.end]);
  return spans
    .flatMap((span) => {
      if (BLOCKS.has(span.entity.type)) return [span];
      const cuts = edges.filter((edge) => edge > span.start && edge < span.end).sort((one, other) => one - other);
      const ends = [...cuts, span.end];
      return [span.start, ...cuts].map((start, place) => ({ ...span, start, end: ends[place] }));
    })
    .sort(outermostFirst);
}

function outermostFirst(one, other) {
  return one.start - other.start || BLOCKS.has(other.entity.type) - BLOCKS.has(one.entity.type) || other.end - one.end;
}

/** Nests the spans. One that crosses the end of another goes on behind it as a second piece. */
function lay(text, start, end, spans, actions) {
  const laid = document.createDocumentFragment();
  let at = start;
  let waiting = spans;
  while (waiting.length > 0) {
    const [span, ...others] = waiting;
    const inside = [];
    const behind = [];
    for (const other of others) {
      if (other.start >= span.end) behind.push(other);
      else if (other.end <= span.end) inside.push(other);
      else {
        inside.push({ ...other, end: span.end });
        behind.push({ ...other, start: span.end });
      }
    }
    waiting = behind.sort(outermostFirst);
    const from = Math.max(at, span.start);
    if (from > at) laid.append(text.slice(at, from));
    if (from >= span.end) continue;
    laid.append(dress(span.entity, text.slice(from, span.end), lay(text, from, span.end, inside, actions), actions));
    at = span.end;
    // A block ends its line by itself; the line feed behind it would make an empty one.
    if (BLOCKS.has(span.entity.type) && text[at] === "\n") at += 1;
  }
  if (at < end) laid.append(text.slice(at, end));
  return laid;
}

function dress(entity, words, inner, actions) {
  switch (entity.type) {
    case "bold":
      return element("strong", {}, inner);
    case "italic":
      return element("em", {}, inner);
    case "underline":
      return element("u", {}, inner);
    case "strikethrough":
      return element("s", {}, inner);
    case "code":
      return element("code", {}, inner);
    case "spoiler":
      return spoiler(inner);
    case "pre":
      return codeBlock(entity.language, words, inner, actions);
    case "blockquote":
      return element("blockquote", {}, inner);
    case "expandable_blockquote":
      return longQuote(inner);
    case "text_link":
      return link(entity.url, inner, actions);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`, inner, actions);
    case "email":
      return link(`mailto:${words}`, inner, actions);
    case "phone_number":
      return link(`tel:${words.replace(/[^+\d]/g, "")}`, inner, actions);
    case "mention":
      return link(`https://t.me/${words.slice(1)}`, inner, actions);
    case "bot_command":
      return element("button", { type: "button", class: "command", onclick: () => actions.sendText(words) }, inner);
    case "text_mention":
    case "hashtag":
    case "cashtag":
      return element("span", { class: "tag" }, inner);
    default:
      return inner;
  }
}

/** A link into a new tab; `actions.follow` may deal with it inside the page instead. */
export function link(address, inner, actions, attributes = {}) {
  if (!SAFE_ADDRESS.test(address)) return element("span", {}, inner);
  const onclick = (event) => {
    if (actions.follow(address)) event.preventDefault();
  };
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick, ...attributes }, inner);
}

/** Covered until pressed; as in Telegram one press uncovers every spoiler of the message. */
function spoiler(inner) {
  const uncover = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    const all = event.currentTarget.closest("[data-spoilers]")?.querySelectorAll(".spoiler.covered") ?? [
      event.currentTarget,
    ];
    if (!event.currentTarget.classList.contains("covered")) return;
    event.preventDefault();
    event.stopPropagation();
    for (const one of all) {
      one.classList.remove("covered");
      for (const attribute of ["role", "tabindex", "aria-label"]) one.removeAttribute(attribute);
    }
  };
  return element(
    "span",
    {
      class: "spoiler covered",
      role: "button",
      tabindex: 0,
      "aria-label": say("spoiler"),
      onclick: uncover,
      onkeydown: uncover,
    },
    element("span", {}, inner),
  );
}

function codeBlock(language, words, inner, actions) {
  const label = say("copyCode");
  const button = element(
    "button",
    {
      type: "button",
      class: "code-copy",
      "aria-label": label,
      title: label,
      onclick: async () => actions.copied(await copy(words)),
    },
    icon("copy"),
  );
  return element(
    "div",
    { class: "code-block" },
    element("div", { class: "code-head" }, element("span", {}, language || "code"), button),
    element("pre", { dir: "ltr" }, element("code", {}, inner)),
  );
}

/** A quotation that shows three lines until it is opened; the button is there only if there is more. */
function longQuote(inner) {
  const words = element("div", { class: "quote-words" }, inner);
  const button = element(
    "button",
    { type: "button", class: "quote-more", "aria-expanded": "false", "aria-label": say("quoteMore"), hidden: true },
    icon("down"),
  );
  const quote = element("blockquote", { class: "expandable folded" }, words, button);
  const fold = (folded) => {
    quote.classList.toggle("folded", folded);
    button.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-label", say(folded ? "quoteMore" : "quoteLess"));
  };
  button.addEventListener("click", () => fold(!quote.classList.contains("folded")));
  new ResizeObserver(() => {
    if (quote.classList.contains("folded")) button.hidden = words.scrollHeight <= words.clientHeight + 2;
  }).observe(words);
  return quote;
}
