// Files on their way to the bot: chosen, pasted or dropped, looked at once more, and sent with a caption.

import { byId, element, icon } from "./dom.js";
import { buttons, show, toast } from "./notices.js";
import { fileSize, say } from "./words.js";

const PHOTO = /^image\/(jpeg|png|webp|bmp)$/;

/** `onSend(file, asPhoto, caption)` is called when the person agrees; `allowed()` says whether files go now. */
export function listenForFiles({ onSend, allowed }) {
  const field = byId("attach");
  const offer = (file) => allowed() && offerFile(file, onSend);
  byId("attach-button").addEventListener("click", () => field.click());
  field.addEventListener("change", () => {
    const [file] = field.files;
    if (file) offer(file);
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
    const [file] = event.dataTransfer.files;
    if (file) offer(file);
  });
  return offer;
}

function offerFile(file, onSend) {
  if (file.size === 0) return toast(say("fileEmpty", { file: file.name }));
  const canBePhoto = PHOTO.test(file.type);
  const asPhoto = element("input", { type: "checkbox", checked: true, "data-testid": "as-photo" });
  const caption = element("textarea", {
    rows: 1,
    dir: "auto",
    autofocus: true,
    placeholder: say("caption"),
    "aria-label": say("caption"),
    "data-testid": "caption",
  });
  const address = canBePhoto ? URL.createObjectURL(file) : null;
  const form = element(
    "form",
    { method: "dialog", class: "attach" },
    element("h2", {}, say(canBePhoto ? "attachPhotoTitle" : "attachTitle")),
    address && element("img", { class: "attach-photo", src: address, alt: "" }),
    element(
      "div",
      { class: "file" },
      element(
        "span",
        { class: "file-badge", "aria-hidden": "true" },
        /\.(\w{1,5})$/.exec(file.name)?.[1] ?? icon("file"),
      ),
      element(
        "span",
        { class: "file-words" },
        element("span", { class: "file-name", dir: "auto" }, file.name),
        element("span", { class: "file-size" }, fileSize(file.size)),
      ),
    ),
    canBePhoto && element("label", { class: "tick" }, asPhoto, say("asPhoto")),
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
    if (address) URL.revokeObjectURL(address);
    if (dialog.returnValue === "yes") onSend(file, canBePhoto && asPhoto.checked, caption.value.trim());
  });
}
