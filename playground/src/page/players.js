// Films, sounds and pictures that move: the browser's own players, with the bytes that were sent.

import { element, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { say, playingTime } from "./words.js";

/** What must not be saved gets a player without that choice. */
const guard = (isProtected) =>
  isProtected ? { controlslist: "nodownload noremoteplayback", disablepictureinpicture: true } : {};

export function video({ file_id: id, width, height, duration, file_name: name }, { protect, veiled }) {
  const player = element("video", {
    class: "video",
    controls: true,
    preload: "metadata",
    playsinline: true,
    src: fileAddress(id),
    width: width || null,
    height: height || null,
    "data-testid": "video",
    "aria-label": [say("video"), name, duration && playingTime(duration)].filter(Boolean).join(", "),
    ...guard(protect),
  });
  fit(player, width, height);
  return veiled ? veil(player) : player;
}

/** A loop without sound. It rests for whoever wants no motion, and at a press. */
export function animation({ file_id: id, mime_type: type, width, height }, { veiled }) {
  const moving = /^image\//.test(type)
    ? element("img", { src: fileAddress(id), alt: say("animation"), width: width || null, height: height || null })
    : loop(id, width, height);
  moving.classList.add("video", "animation");
  moving.dataset.testid = "animation";
  fit(moving, width, height);
  return veiled ? veil(moving) : moving;
}

function loop(id, width, height) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const player = element("video", {
    src: fileAddress(id),
    loop: true,
    playsinline: true,
    autoplay: !still,
    tabindex: 0,
    role: "button",
    width: width || null,
    height: height || null,
    "aria-label": say("animationButton"),
  });
  player.muted = true;
  const turn = () => (player.paused ? player.play() : player.pause());
  player.addEventListener("click", turn);
  player.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    turn();
  });
  return player;
}

export function audio({ file_id: id, title, performer, file_name: name, duration }, { protect }) {
  const words = [performer, title].filter(Boolean).join(" — ") || name;
  return element(
    "div",
    { class: "audio" },
    words && element("p", { dir: "auto" }, words),
    sound(id, [words || say("audio"), duration && playingTime(duration)], protect, "audio"),
  );
}

export function voice({ file_id: id, duration }, { protect }) {
  return element(
    "div",
    { class: "audio voice" },
    icon("voice"),
    sound(id, [say("voice"), duration && playingTime(duration)], protect, "voice"),
  );
}

function sound(id, words, protect, name) {
  return element("audio", {
    controls: true,
    preload: "metadata",
    src: fileAddress(id),
    "aria-label": words.filter(Boolean).join(", "),
    "data-testid": name,
    ...guard(protect),
  });
}

/** The place is kept free while the film is on its way, so that nothing jumps. */
export function fit(shown, width, height) {
  if (!width || !height) return;
  // What is smaller than a hand is shown larger: a player needs room for its knobs.
  const wide = Math.max(240, Math.min(480, width, (420 * width) / height));
  shown.style.width = `${Math.round(wide)}px`;
  shown.style.aspectRatio = `${width} / ${height}`;
}

/** Hidden until it is pressed. */
function veil(shown) {
  const button = element("button", { type: "button", class: "veil", "aria-label": say("spoilerPhoto") });
  const frame = element("div", { class: "veiled-frame" }, shown, button);
  button.addEventListener("click", () => {
    button.remove();
    frame.classList.remove("veiled-frame");
  });
  return frame;
}
