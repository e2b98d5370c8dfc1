// Files on their way to the bot: chosen, pasted or dropped, looked at once more, and sent with a caption.

import { byId, element, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { buttons, show, toast } from "./notices.js";
import { fileSize, say } from "./words.js";

/** What a file is sent as, by its type; all others go as they are. */
const KINDS = [
  [/^image\/(jpeg|png|webp|bmp)$/, "photo"],
  [/^image\/gif$/, "animation"],
  [/^video\/mp4$/, "video"],
  [/^audio\/(ogg|opus)/, "voice"],
  [/^audio\//, "audio"],
];
/** Kinds that may stand in one album: Bot API, sendMediaGroup. */
const TOGETHER = { photo: "seen", video: "seen", document: "document", audio: "audio" };
const ALBUM = 10;

/**
 * `onSend(bundles, caption)` is called when the person agrees, with lists of `{file, kind}` that belong together;
 * `others()` answers menu items for what is sent besides files; `allowed()` says whether anything goes now.
 */
export function listenForFiles({ onSend, others, allowed }) {
  const field = byId("attach");
  const offer = (files) => allowed() && files.length > 0 && offerFiles(files, onSend);
  const button = byId("attach-button");
  button.addEventListener("click", () =>
    openMenu(button, say("attach"), [{ label: say("attachFiles"), icon: "clip", act: () => field.click() }, ...others()]),
  );
  field.addEventListener("change", () => {
    offer([...field.files]);
    field.value = "";
  });

  const chat = byId("chat");
  const drop = byId("drop");
  chat.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files") || !allowed()) return;
    event.preventDefault();
    drop.hidden = false;
  });
  chat.addEventListener("dragleave", (event) => {
    if (!chat.contains(event.relatedTarget)) drop.hidden = true;
  });
  chat.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.hidden = true;
    offer([...event.dataTransfer.files]);
  });
  return offer;
}

function kindOf(file) {
  return KINDS.find(([types]) => types.test(file.type))?.[1] ?? "document";
}

/** Neighbours that may stand together become albums, as Telegram's apps do it. */
function bundles(chosen) {
  const found = [];
  for (const one of chosen) {
    const last = found.at(-1);
    const place = TOGETHER[one.kind];
    if (last && place && last.length < ALBUM && TOGETHER[last[0].kind] === place) last.push(one);
    else found.push([one]);
  }
  return found;
}

function offerFiles(files, onSend) {
  const empty = files.find((file) => file.size === 0);
  if (empty) return toast(say("fileEmpty", { file: empty.name }));
  const pictures = files.filter((file) => kindOf(file) === "photo");
  const canBeShown = files.some((file) => kindOf(file) !== "document");
  const asMedia = element("input", { type: "checkbox", checked: true, "data-testid": "as-photo" });
  const caption = element("textarea", {
    rows: 1,
    dir: "auto",
    autofocus: true,
    placeholder: say("caption"),
    "aria-label": say("caption"),
    "data-testid": "caption",
  });
  const addresses = pictures.map((file) => URL.createObjectURL(file));
  const title = files.length > 1 ? "attachSeveralTitle" : pictures.length ? "attachPhotoTitle" : "attachTitle";
  const form = element(
    "form",
    { method: "dialog", class: "attach" },
    element("h2", {}, say(title)),
    addresses.length > 0 &&
      element(
        "div",
        { class: "attach-photos" },
        ...addresses.map((address) => element("img", { class: "attach-photo", src: address, alt: "" })),
      ),
    ...files.map(row),
    canBeShown && element("label", { class: "tick" }, asMedia, say(pictures.length === files.length ? "asPhoto" : "asMedia")),
    caption,
    buttons(say("send")),
  );
  caption.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('[value="yes"]'));
  });
  const dialog = show(form, { "data-testid": "attach-dialog" });
  dialog.addEventListener("close", () => {
    addresses.forEach((address) => URL.revokeObjectURL(address));
    if (dialog.returnValue !== "yes") return;
    const chosen = files.map((file) => ({ file, kind: asMedia.checked ? kindOf(file) : "document" }));
    onSend(bundles(chosen), caption.value.trim());
  });
}

function row(file) {
  const ending = /\.(\w{1,5})$/.exec(file.name)?.[1];
  return element(
    "div",
    { class: "file" },
    element("span", { class: "file-badge", "aria-hidden": "true" }, ending ?? icon("file")),
    element(
      "span",
      { class: "file-words" },
      element("span", { class: "file-name", dir: "auto" }, file.name),
      element("span", { class: "file-size" }, fileSize(file.size)),
    ),
  );
}
