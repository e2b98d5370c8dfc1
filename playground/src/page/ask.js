// What a person sends besides words and files; and the dialog in which they write a poll or a quiz of their own.

import { element } from "./dom.js";
import { buttons, show } from "./notices.js";
import { say } from "./words.js";

/** Bot API, sendPoll. */
const MOST = 12;
/** A place and a number that belong to nobody in particular. */
const PLACE = { latitude: 51.4779, longitude: -0.0015 };
const PHONE = "+10000000000";

/** What can be sent besides words and files, as menu items; `tell(what, body)` sends it. */
export function otherThings(tell) {
  const ask = async () => {
    const poll = await askPoll();
    if (poll) tell("poll", poll);
  };
  return [
    { label: say("newPoll"), icon: "poll", act: ask },
    { label: say("myPlace"), icon: "place", act: () => tell("location", PLACE) },
    { label: say("myContact"), icon: "contact", act: () => tell("contact", { phone_number: PHONE }) },
  ];
}

/** Answers `{question, options, correct?, explanation, anonymous, multiple}`, or nothing. */
function askPoll() {
  return new Promise((answer) => {
    const question = field("pollQuestion", 300, "poll-question");
    const list = element("div", { class: "poll-fields" });
    const quiz = tick("asQuiz", "poll-quiz");
    const anonymous = tick("anonymously", "poll-anonymous");
    const multiple = tick("severalAnswers", "poll-multiple");
    const explanation = field("explanation", 200, "poll-why");
    const turn = () => {
      list.classList.toggle("quiz", quiz.box.checked);
      explanation.hidden = !quiz.box.checked;
      multiple.hidden = quiz.box.checked;
    };
    quiz.box.addEventListener("change", turn);
    addOption(list);
    addOption(list);
    turn();
    const form = element(
      "form",
      { method: "dialog", class: "ask" },
      element("h2", {}, say("newPoll")),
      question,
      list,
      quiz,
      anonymous,
      multiple,
      explanation,
      buttons(say("send")),
    );
    question.required = true;
    question.autofocus = true;
    const dialog = show(form, { "data-testid": "poll-dialog" });
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return answer(undefined);
      const filled = [...list.children].filter((row) => row.option.value.trim());
      const right = filled.flatMap((row, number) => (row.right.checked ? [number] : []));
      answer({
        question: question.value.trim(),
        options: filled.map((row) => row.option.value.trim()),
        explanation: quiz.box.checked ? explanation.value.trim() : "",
        anonymous: anonymous.box.checked,
        multiple: !quiz.box.checked && multiple.box.checked,
        ...(quiz.box.checked && { correct: right }),
      });
    });
  });
}

function field(key, most, name) {
  const attributes = { type: "text", dir: "auto", maxlength: most, placeholder: say(key), "aria-label": say(key) };
  return element("input", { ...attributes, "data-testid": name });
}

function tick(key, name) {
  const box = element("input", { type: "checkbox", "data-testid": name });
  const label = element("label", { class: "tick" }, box, say(key));
  label.box = box;
  return label;
}

/** One more line; as soon as the last is written in, another follows. */
function addOption(list) {
  const number = list.childElementCount + 1;
  const right = element("input", { type: "radio", name: "right", "aria-label": say("rightOption", { number }) });
  right.checked = number === 1;
  const option = element("input", {
    type: "text",
    dir: "auto",
    maxlength: 100,
    required: number < 3,
    placeholder: say("option", { number }),
    "aria-label": say("option", { number }),
    "data-testid": `poll-option-${number}`,
  });
  const row = element("div", { class: "poll-field" }, right, option);
  Object.assign(row, { right, option });
  option.addEventListener("input", () => {
    if (row === list.lastElementChild && number < MOST) addOption(list);
  });
  list.append(row);
}
