// The playground's clock: what it shows, and the dialog in which it is moved on. It never goes back.

import { byId, element, icon } from "./dom.js";
import { show } from "./notices.js";
import { clockTime, longTime, say, shortDay, universalTime } from "./words.js";

const HOUR = 3600;
const DAY = 86_400;

/** Writes the time on the button in the head of the chat. */
export function drawClock(now) {
  const words = `${shortDay(now)} ${clockTime(now)}`;
  const button = byId("clock");
  if (button.dataset.shown === words) return;
  button.dataset.shown = words;
  button.replaceChildren(icon("clock"), element("span", {}, words));
  button.setAttribute("aria-label", say("clockLabel", { time: longTime(now) }));
}

/** Shows the time and moves it on: `skip(seconds)` does. `now()` is the time in Unix seconds. */
export function openClock(now, skip) {
  const local = element("p", { class: "clock-time", "data-testid": "clock-time" });
  const universal = element("p", { class: "clock-zone" });
  const draw = () => {
    local.textContent = longTime(now());
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    universal.textContent = zone === "UTC" ? zone : say("clockZone", { zone, time: universalTime(now()) });
  };
  const move = async (seconds) => {
    await skip(seconds);
    draw();
  };
  const step = (key, name, seconds) =>
    element("button", { type: "button", class: "step", "data-testid": name, onclick: () => move(seconds()) }, say(key));
  const field = element("input", { type: "datetime-local", "aria-label": say("clockField"), "data-testid": "clock-field" });
  field.value = fieldTime(now() + HOUR);
  const goTo = () => {
    const moment = new Date(field.value).getTime() / 1000;
    const isLater = moment > now();
    field.setCustomValidity(isLater ? "" : say("clockForward"));
    if (isLater) move(Math.ceil(moment - now()));
    else field.reportValidity();
  };
  const form = element(
    "form",
    { method: "dialog", class: "clock-form" },
    element("h2", {}, say("clockTitle")),
    local,
    universal,
    element(
      "div",
      { class: "clock-steps" },
      step("skipHour", "skip-hour", () => HOUR),
      step("skipMorning", "skip-morning", () => untilMorning(now())),
      step("skipWeek", "skip-week", () => 7 * DAY),
    ),
    element("label", { class: "clock-field" }, say("clockField"), field),
    element(
      "div",
      { class: "dialog-buttons" },
      element("button", { type: "button", class: "plain quiet", onclick: () => form.closest("dialog").close() }, say("close")),
      element("button", { class: "plain", "data-testid": "clock-go" }, say("clockGo")),
    ),
    element("p", { class: "clock-note" }, say("clockNote")),
  );
  form.onsubmit = (event) => {
    event.preventDefault();
    goTo();
  };
  draw();
  show(form, { "data-testid": "clock-dialog", "aria-label": say("clockTitle") });
}

/** Seconds until 9:00 of the next day, by the reader's own clock. */
function untilMorning(now) {
  const morning = new Date(now * 1000);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return Math.ceil(morning.getTime() / 1000 - now);
}

/** As a field for date and time wants it, in the reader's own zone, to the minute. */
function fieldTime(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
