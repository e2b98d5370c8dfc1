// Pictures, files and the other things that a message carries besides words.

import { element, icon } from "./dom.js";
import { animation, audio, video, voice } from "./players.js";
import { poll } from "./polls.js";
import { fileAddress } from "./server.js";
import { fileSize, say } from "./words.js";

/** What a message carries, as a node, or nothing if it is only words. A tile of an album leaves its size to the album. */
export function media(message, surroundings, isTile = false) {
  const how = { protect: message.has_protected_content, veiled: message.has_media_spoiler, isTile };
  if (message.photo?.length || message.photo_url) return photo(message, isTile);
  if (message.animation) return animation(message.animation, how);
  if (message.video || message.video_note) return video(message.video ?? message.video_note, how);
  if (message.audio) return audio(message.audio, how);
  if (message.voice) return voice(message.voice, how);
  if (message.document) return file(message.document, how);
  if (message.poll) return poll(message, surroundings);
  if (message.sticker) return sticker(message.sticker);
  if (message.location) return place(message.location);
  if (message.contact) return contact(message.contact);
  if (message.text === undefined) return element("p", { class: "unsupported" }, say("unsupported"));
  return null;
}

function photo(message, isTile) {
  const largest = (message.photo ?? []).reduce(
    (best, size) => (!best || size.width * size.height > best.width * best.height ? size : best),
    null,
  );
  const source = message.photo_url ?? largest?.photo_url ?? fileAddress(largest.file_id);
  const words = message.caption ?? "";
  const picture = element("img", {
    src: source,
    alt: words || say("photo"),
    width: largest?.width || null,
    height: largest?.height || null,
    decoding: "async",
  });
  // The place is kept free while the picture is on its way, so that nothing jumps.
  if (!isTile && largest?.width && largest.height)
    picture.style.width = `${Math.round(Math.min(480, largest.width, (420 * largest.width) / largest.height))}px`;
  const frame = element(
    "button",
    { type: "button", class: "photo", "aria-label": `${say("openPhoto")}${words && `: ${words}`}` },
    picture,
  );
  if (message.has_media_spoiler) {
    frame.classList.add("veiled");
    frame.setAttribute("aria-label", say("spoilerPhoto"));
  }
  picture.addEventListener("error", () => {
    frame.replaceWith(element("p", { class: "unsupported" }, say("noPhoto")));
  });
  frame.addEventListener("click", () => {
    if (frame.classList.contains("veiled")) {
      frame.classList.remove("veiled");
      frame.setAttribute("aria-label", say("openPhoto"));
    } else view(source, words);
  });
  return frame;
}

function file({ file_id: id, file_name: name = say("unnamedFile"), file_size: size, mime_type: type }, { protect }) {
  const ending = /\.(\w{1,5})$/.exec(name)?.[1];
  const badge = element("span", { class: "file-badge", "aria-hidden": "true" }, ending ?? icon("file"));
  const words = element(
    "span",
    { class: "file-words" },
    element("span", { class: "file-name", dir: "auto" }, name),
    size !== undefined && element("span", { class: "file-size" }, fileSize(size)),
  );
  const label = [say("download", { name }), size !== undefined && fileSize(size)].filter(Boolean).join(", ");
  if (protect) return element("div", { class: "file", "data-testid": "file" }, badge, words);
  const row = element("a", { "data-testid": "file", class: "file", href: fileAddress(id), download: name, "aria-label": label }, badge, words);
  if (/^image\/(png|jpeg|gif|webp)$/.test(type)) {
    row.addEventListener("click", (event) => {
      event.preventDefault();
      view(fileAddress(id), name);
    });
  }
  return row;
}

function sticker({ file_id: id, emoji }) {
  return element("img", { class: "sticker", src: fileAddress(id), alt: emoji ?? say("sticker") });
}

function place({ latitude, longitude }) {
  return element("p", { class: "place" }, icon("place"), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
}

function contact({ first_name: first, last_name: last, phone_number: phone }) {
  const name = [first, last].filter(Boolean).join(" ");
  return element(
    "p",
    { class: "place" },
    icon("contact"),
    element("span", {}, element("strong", { dir: "auto" }, name), element("br"), phone),
  );
}

/** A picture, large. Any click and Escape close it. */
function view(source, words) {
  const close = element(
    "button",
    { type: "button", class: "round viewer-close", "aria-label": say("close") },
    icon("close"),
  );
  const viewer = element(
    "dialog",
    { class: "viewer", "aria-label": words || say("photo"), "data-testid": "viewer" },
    close,
    element("img", { src: source, alt: words || say("photo") }),
    words && element("p", { dir: "auto" }, words),
  );
  viewer.addEventListener("click", () => viewer.close());
  viewer.addEventListener("close", () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}
