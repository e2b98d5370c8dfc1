// What rises above the chat for a moment: toasts, alerts, excuses, and the small questions of the page.

import { byId, element } from "./dom.js";
import { Refused, Unreachable } from "./server.js";
import { say } from "./words.js";

/** A line at the top of the chat, away from the buttons, that leaves by itself and is never in the way of a click. `link` is an element to stand behind the words. */
export function toast(text, link) {
  const line = element(
    "div",
    { class: "toast", "data-testid": "toast", dir: "auto" },
    text,
    link && element("span", { class: "toast-link" }, link),
  );
  byId("toasts").append(line);
  while (byId("toasts").childElementCount > 3) byId("toasts").firstElementChild.remove();
  setTimeout(() => line.remove(), 3500 + 50 * text.length + (link ? 4000 : 0));
}

/** Tries something; a failure is told kindly. Answers whether it worked. */
export async function attempt(something) {
  try {
    await something();
    return true;
  } catch (failure) {
    excuse(failure);
    return false;
  }
}

/** Tells of a failure of the wire; anything else is a mistake of this page and is thrown on. */
export function excuse(failure) {
  if (failure instanceof Refused) toast(say("refused", { reason: failure.message }));
  else if (failure instanceof Unreachable) toast(say("unreachable"));
  else throw failure;
}

/** The bot insists: a dialog that has to be closed. */
export function alert(text) {
  const ok = element("button", { class: "plain", autofocus: true }, say("ok"));
  const body = element("p", { class: "dialog-text", dir: "auto" }, text);
  show(element("form", { method: "dialog" }, body, element("div", { class: "dialog-buttons" }, ok)), {
    "data-testid": "toast",
    "data-alert": true,
    role: "alertdialog",
    "aria-label": text,
  });
}

/** Answers whether the person agreed. */
export function confirm(title, line, agree) {
  return new Promise((answer) => {
    const form = element(
      "form",
      { method: "dialog" },
      element("h2", {}, title),
      element("p", { class: "dialog-text" }, line),
      buttons(agree, "danger"),
    );
    const dialog = show(form, { "data-testid": "confirm" });
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"));
  });
}

/** Asks for the address of a link; answers it, or nothing. */
export function askAddress() {
  return new Promise((answer) => {
    const field = element("input", {
      type: "url",
      inputmode: "url",
      required: true,
      autofocus: true,
      placeholder: "https://",
      "aria-label": say("linkAddress"),
      "data-testid": "link-address",
    });
    // Most people type an address without its beginning.
    field.addEventListener("change", () => {
      if (field.value && !/^[a-z]+:/i.test(field.value)) field.value = `https://${field.value}`;
    });
    const dialog = show(
      element("form", { method: "dialog" }, element("h2", {}, say("linkTitle")), field, buttons(say("linkAdd"))),
      {},
    );
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes" ? field.value.trim() : ""));
  });
}

/** Asks for the name of something new; answers it, or nothing. */
export function askName(title) {
  return new Promise((answer) => {
    const attributes = { type: "text", required: true, autofocus: true, maxlength: 128, dir: "auto", placeholder: say("name"), "aria-label": say("name") };
    const field = element("input", { ...attributes, "data-testid": "name" });
    const form = element("form", { method: "dialog" }, element("h2", {}, title), field, buttons(say("ok")));
    const dialog = show(form, { "data-testid": "name-dialog" });
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes" ? field.value.trim() : ""));
  });
}

/** A row of "cancel" and the word for going ahead; the latter closes its dialog with `yes`. */
export function buttons(agree, mood = "") {
  return element(
    "div",
    { class: "dialog-buttons" },
    element(
      "button",
      {
        class: "plain quiet",
        value: "no",
        formnovalidate: true,
        type: "button",
        onclick: (event) => event.currentTarget.closest("dialog").close("no"),
      },
      say("cancel"),
    ),
    element("button", { class: `plain ${mood}`, value: "yes", "data-testid": "agree" }, agree),
  );
}

/** Puts content into a modal dialog that goes away when it is closed; a click beside it closes it. */
export function show(content, attributes) {
  const dialog = element("dialog", { class: "dialog", ...attributes }, content);
  let pressedBeside = false;
  dialog.addEventListener("pointerdown", (event) => {
    pressedBeside = event.target === dialog;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressedBeside) dialog.close("no");
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
