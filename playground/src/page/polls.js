// Polls and quizzes: the question, what can be chosen, and after the choice how everybody chose.

import { element, icon } from "./dom.js";
import { richText } from "./richtext.js";
import { count, percent, say } from "./words.js";

/** `surroundings` are those of the message; a vote goes out by `actions.vote`. */
export function poll(message, { person, actions }) {
  const { poll: asked, poll_page: page = { votes: {} } } = message;
  const mine = page.votes[person.id] ?? [];
  const isOver = asked.is_closed || mine.length > 0;
  const vote = (options) => actions.vote(message, options);
  const body = isOver ? results(asked, page, mine) : choices(asked, vote);
  return element(
    "div",
    { class: "poll", role: "group", "aria-label": asked.question, "data-testid": "poll" },
    element("p", { class: "poll-question", dir: "auto" }, asked.question),
    element("p", { class: "poll-kind" }, kind(asked)),
    ...body,
    isOver && explanation(page, actions),
    element("p", { class: "poll-count" }, countOf(asked)),
  );
}

/** Whether this person's vote can be taken back. */
export function isRetractable(message, person) {
  const { poll: asked, poll_page: page } = message;
  return Boolean(asked && !asked.is_closed && asked.allows_revoting && page?.votes[person.id]);
}

function kind({ type, is_closed: isClosed, is_anonymous: isAnonymous }) {
  if (isClosed) return say("pollClosed");
  if (type === "quiz") return say(isAnonymous ? "quizAnonymous" : "quiz");
  return say(isAnonymous ? "pollAnonymous" : "poll");
}

function countOf({ type, total_voter_count: total }) {
  if (total === 0) return say(type === "quiz" ? "noAnswers" : "noVotes");
  return count(type === "quiz" ? "answers" : "votes", total);
}

function choices({ options, allows_multiple_answers: several }, vote) {
  if (!several) {
    const row = (option, number) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", class: "poll-option", "data-testid": "poll-option", onclick: () => vote([number]) },
          element("span", { class: "poll-mark", "aria-hidden": "true" }),
          element("span", { dir: "auto" }, option.text),
        ),
      );
    return [element("ul", {}, ...options.map(row))];
  }
  const boxes = options.map(() => element("input", { type: "checkbox", "data-testid": "poll-option" }));
  const send = element("button", { type: "button", class: "poll-vote", disabled: true, "data-testid": "poll-vote" }, say("vote"));
  const chosen = () => boxes.flatMap((box, number) => (box.checked ? [number] : []));
  for (const box of boxes)
    box.addEventListener("change", () => {
      send.disabled = chosen().length === 0;
    });
  send.addEventListener("click", () => vote(chosen()));
  const row = (option, number) =>
    element("li", {}, element("label", { class: "poll-option" }, boxes[number], element("span", { dir: "auto" }, option.text)));
  return [element("ul", {}, ...options.map(row)), send];
}

function results({ options, type, total_voter_count: total }, { correct }, mine) {
  const rows = options.map((option, number) => {
    const share = total > 0 ? option.voter_count / total : 0;
    const isMine = mine.includes(number);
    const isRight = correct?.includes(number);
    const mood = type === "quiz" && correct ? (isRight ? "right" : isMine ? "wrong" : "") : "";
    const bar = element("span", { class: "poll-bar" });
    bar.style.width = `max(4px, ${share * 100}%)`;
    const mark = isMine || isRight ? icon(mood === "wrong" ? "close" : "check") : null;
    const words = [
      option.text,
      percent(share),
      isMine && say("yourAnswer"),
      mood === "right" && say("rightAnswer"),
      mood === "wrong" && say("wrongAnswer"),
    ];
    return element(
      "li",
      { class: `poll-result ${mood} ${isMine ? "mine" : ""}`, "data-testid": "poll-result" },
      element("span", { class: "unseen" }, words.filter(Boolean).join(", ")),
      element("span", { class: "poll-share", "aria-hidden": "true" }, percent(share)),
      element("span", { class: "poll-words", dir: "auto", "aria-hidden": "true" }, option.text),
      element("span", { class: "poll-line", "aria-hidden": "true" }, mark, bar),
    );
  });
  return [element("ul", {}, ...rows)];
}

function explanation({ explanation: words, explanation_entities: entities }, actions) {
  if (!words) return null;
  return element(
    "div",
    { class: "poll-explanation", "data-testid": "poll-explanation" },
    element("strong", {}, say("explanation")),
    element("p", { dir: "auto" }, richText(words, entities, actions)),
  );
}
