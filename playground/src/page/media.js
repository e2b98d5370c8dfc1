// Pictures, files and the other things that a message carries besides words.

import { element, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { fileSize, say } from "./words.js";

/** What a message carries, as a node, or nothing if it is only words. */
export function media(message) {
  if (message.photo?.length || message.photo_url) return photo(message);
  if (message.video || message.animation || message.video_note)
    return video(message.video ?? message.animation ?? message.video_note);
  if (message.audio || message.voice) return audio(message.audio ?? message.voice);
  if (message.document) return file(message.document);
  if (message.poll) return poll(message.poll);
  if (message.text === undefined) return element("p", { class: "unsupported" }, say("unsupported"));
  return null;
}

function photo(message) {
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
  if (largest?.width && largest.height)
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

function video({ file_id: id, width, height }) {
  return element("video", {
    class: "video",
    controls: true,
    preload: "metadata",
    playsinline: true,
    src: fileAddress(id),
    width: width || null,
    height: height || null,
    "aria-label": say("video"),
  });
}

function audio({ file_id: id, title, performer, file_name: name }) {
  const words = [performer, title].filter(Boolean).join(" — ") || name;
  return element(
    "div",
    { class: "audio" },
    words && element("p", { dir: "auto" }, words),
    element("audio", {
      controls: true,
      preload: "metadata",
      src: fileAddress(id),
      "aria-label": words || say("audio"),
    }),
  );
}

function file({ file_id: id, file_name: name = say("unnamedFile"), file_size: size, mime_type: type }) {
  const ending = /\.(\w{1,5})$/.exec(name)?.[1];
  const badge = element("span", { class: "file-badge", "aria-hidden": "true" }, ending ?? icon("file"));
  const words = element(
    "span",
    { class: "file-words" },
    element("span", { class: "file-name", dir: "auto" }, name),
    size !== undefined && element("span", { class: "file-size" }, fileSize(size)),
  );
  const label = [say("download", { name }), size !== undefined && fileSize(size)].filter(Boolean).join(", ");
  const row = element("a", { class: "file", href: fileAddress(id), download: name, "aria-label": label }, badge, words);
  if (/^image\/(png|jpeg|gif|webp)$/.test(type)) {
    row.addEventListener("click", (event) => {
      event.preventDefault();
      view(fileAddress(id), name);
    });
  }
  return row;
}

function poll({ question, options }) {
  const rows = options.map((option) => element("li", { dir: "auto" }, option.text));
  return element(
    "div",
    { class: "poll" },
    element("p", { class: "poll-kind" }, say("poll")),
    element("p", { dir: "auto" }, element("strong", {}, question)),
    element("ul", {}, ...rows),
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
