// What the trials can see in the page. Every script of theirs is put behind these words.

const messages = () => [...document.querySelectorAll('[data-testid="message"]')];
const newest = () => messages().at(-1);
const words = (message) => message?.querySelector('[data-testid="text"]')?.textContent ?? "";
const withButtons = () => messages().filter((message) => message.querySelector('[data-testid="button"]'));
const keys = (message) => [...(message?.querySelectorAll('[data-testid="button"]') ?? [])];
const label = (key) => key.textContent.trim();
const pictures = () => [...document.querySelectorAll('[data-testid="message"] img')];
const composer = () => document.querySelector('[data-testid="composer"]');

/** Nothing moves but what always moves, no button waits for its answer, and every picture has come or failed. */
const still = () =>
  document.getAnimations().every(
    (animation) => animation.playState !== "running" || animation.effect.getComputedTiming().endTime === Infinity,
  ) &&
  !document.querySelector('.messages [aria-busy="true"], .messages[aria-busy="true"]') &&
  pictures().every((picture) => picture.complete);

/** The end of the chat is in view, and with it the newest message's last line and all of its buttons. */
const atEnd = () => {
  const list = document.querySelector('[data-testid="messages"]');
  const frame = list.getBoundingClientRect();
  const seen = [newest(), ...keys(newest())].map((one) => one.getBoundingClientRect());
  return (
    list.scrollHeight - list.scrollTop - list.clientHeight < 2 &&
    seen.every(({ bottom }) => bottom <= frame.bottom + 0.5) &&
    seen.slice(1).every(({ top }) => top >= frame.top)
  );
};

// The small print of a bubble stands three pixels out of its text on purpose.
/** Everything that must never be, in words; nothing if all is well. */
const faults = () => {
  const found = [];
  const wide = document.scrollingElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} px wide on a screen of ${innerWidth}`);
  for (const box of document.querySelectorAll('[data-testid="messages"], .text, .key'))
    if (box.scrollWidth > box.clientWidth + 4)
      found.push(`${box.className} holds ${box.scrollWidth} px in ${box.clientWidth}: ${box.textContent.slice(0, 60)}`);
  for (const picture of pictures())
    if (picture.complete && picture.naturalWidth === 0) found.push(`a picture is not there: ${picture.alt.slice(0, 60)}`);
  if (withButtons().length > 1) found.push(`${withButtons().length} messages have buttons`);
  return found;
};

/** The end of the chat in words, for whoever reads why a trial has failed. */
const described = () =>
  messages()
    .slice(-3)
    .map((message) => `${message.dataset.from}: ${words(message).slice(0, 200)} [${keys(message).map(label).join("] [")}]`)
    .join("\n") || document.body.innerText.slice(0, 400);
