// The article at the desk: a sentence's tools open in place, keys lead from doubt to doubt,
// and a sentence is heard before it is kept. Without this script each sentence has its page.

const list = document.querySelector("[data-lines]");
const keys = document.querySelector("[data-keys]");
const KEYS_OFF = "loa-desk-keys-off";

const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

// The sentence in the language of the page: the words of another than Vietnamese stand in it.
function _(sentence, named = {}) {
  return (words[sentence] ?? sentence).replace(/%\((\w+)\)s/g, (whole, name) => named[name] ?? whole);
}

function tell(text) {
  const place = document.querySelector("[data-told]");
  if (place) place.textContent = text;
}

function lineOf(element) {
  return element?.closest?.("li.line") ?? null;
}

function openers() {
  return [...list.querySelectorAll("button[data-opener]")];
}

// One stop for Tab in the whole list: the arrows and the keys move it.
function moveTo(line, { focus = true } = {}) {
  for (const each of openers()) each.tabIndex = -1;
  const button = line.querySelector("button[data-opener]");
  button.tabIndex = 0;
  if (focus) button.focus();
}

function current() {
  return lineOf(document.activeElement) ?? lineOf(list.querySelector("button[data-opener][tabindex='0']"));
}

function makeOpener(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.opener = "";
  button.tabIndex = -1;
  button.textContent = _("Câu %(number)s", { number: lineOf(place).dataset.number });
  button.setAttribute("aria-expanded", "false");
  place.replaceWith(button);
}

async function fetchTools(line) {
  const answer = await fetch(line.dataset.sentence);
  if (!answer.ok) throw new Error(answer.statusText);
  const printed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tools = document.adoptNode(printed.querySelector("[data-tools]"));
  // A form that is sent from the list comes back to its place in the list.
  for (const form of tools.querySelectorAll("form")) {
    const carried = document.createElement("input");
    Object.assign(carried, { type: "hidden", name: "list", value: "1" });
    form.append(carried);
    const show = form.querySelector("input[name=show]");
    if (show) show.value = list.dataset.show;
  }
  return tools;
}

async function openTools(line) {
  const known = line.querySelector("[data-tools]");
  if (known) return known;
  try {
    const tools = await fetchTools(line);
    if (line.querySelector("[data-tools]")) return line.querySelector("[data-tools]");
    line.append(tools);
    line.querySelector("button[data-opener]").setAttribute("aria-expanded", "true");
    return tools;
  } catch {
    location.href = line.dataset.sentence;
    return null;
  }
}

async function toggle(line) {
  const tools = line.querySelector("[data-tools]");
  if (!tools) {
    await openTools(line);
    return;
  }
  tools.remove();
  line.querySelector("button[data-opener]").setAttribute("aria-expanded", "false");
}

// The desk has one sound, which is desk.js's: two sentences are never heard at once.
function play(address) {
  document.dispatchEvent(new CustomEvent("hear", { detail: address }));
}

// The clip that is asked for is made once; a second press meanwhile is answered by the server.
async function hear(form, button) {
  const told = form.querySelector("[data-heard]");
  told.textContent = _("Đang đọc thử…");
  const answer = await fetch(button.formAction, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    told.textContent = page.querySelector("main p")?.textContent ?? _("Không nghe thử được.");
    return;
  }
  const heard = await answer.json();
  told.textContent = heard.told;
  play(heard.clip);
}

async function hearLine(line) {
  if (line.dataset.clip) return play(line.dataset.clip);
  const tools = await openTools(line);
  tools?.querySelector("[data-hear]")?.click();
}

// The fragment of the address ends the sound 1.5 s into the next sentence.
function hearSeam(line) {
  if (line.dataset.seam) play(line.dataset.seam);
  else tell(list.dataset.noSeam);
}

async function edit(line) {
  const tools = await openTools(line);
  tools?.querySelector("[data-words] textarea")?.focus();
}

// A difference is confirmed by its own button, deliberately; a warning by one key.
async function accept(line) {
  const tools = await openTools(line);
  const button = tools?.querySelector("[data-accept]");
  if (button) button.click();
  else tools?.querySelector("[data-confirm]")?.focus();
  if (!tools?.querySelector("[data-accept], [data-confirm]")) tell(_("Câu này không có gì phải xem."));
}

function step(forward) {
  const lines = [...list.children];
  // Who comes from outside the list goes to its first doubt, also where that is the first line.
  const outside = forward && !list.contains(lineOf(document.activeElement));
  const at = lines.indexOf(current()) - (outside ? 1 : 0);
  const rest = forward ? lines.slice(at + 1) : lines.slice(0, Math.max(at, 0)).reverse();
  const found = rest.find((line) => "doubt" in line.dataset);
  if (found) moveTo(found);
  else tell(forward ? _("Trên trang này không còn câu cần xem lại.") : _("Trước đó không có câu cần xem lại."));
}

function stepBy(count) {
  const lines = [...list.children];
  const next = lines[lines.indexOf(current()) + count];
  if (next) moveTo(next);
}

const ACTS = {
  n: () => step(true),
  p: () => step(false),
  " ": () => current() && hearLine(current()),
  e: () => current() && edit(current()),
  a: () => current() && accept(current()),
  m: () => current() && hearSeam(current()),
  "?": () => {
    keys.open = true;
    keys.querySelector("summary").focus();
  },
};

function isTyping(target) {
  return target.matches("input, textarea, select, [contenteditable]");
}

function keysAreOff() {
  return localStorage.getItem(KEYS_OFF) === "1";
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isTyping(event.target)) return;
  const opener = event.target.closest("button[data-opener]");
  if (opener && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    stepBy(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  // The space bar presses buttons and scrolls; only on a sentence of the list it plays.
  if (event.key === " " && !opener) return;
  if (keysAreOff() || !Object.hasOwn(ACTS, event.key)) return;
  event.preventDefault();
  ACTS[event.key]();
}

function onClick(event) {
  const opener = event.target.closest("button[data-opener]");
  if (opener) {
    moveTo(lineOf(opener));
    toggle(lineOf(opener));
    return;
  }
  const link = event.target.closest("a[data-open]");
  const line = link && list.querySelector(`li.line[data-number="${link.dataset.open}"]`);
  if (!line) return;
  event.preventDefault();
  moveTo(line);
  openTools(line);
}

function onSubmit(event) {
  const button = event.submitter;
  if (!button || !("hear" in button.dataset)) return;
  event.preventDefault();
  hear(event.target, button);
}

function arrive() {
  const asked = document.getElementById(location.hash.slice(1));
  const line = lineOf(asked) ?? (asked?.matches?.("li.line") ? asked : null);
  if (!line || !list.contains(line)) return;
  bringTold(line);
  moveTo(line);
}

// What was done is told where it was done, and with the button that gets the focus: the top of
// the page is out of sight there.
function bringTold(line) {
  const told = document.querySelector("main > .flash");
  if (!told) return;
  const undo = told.nextElementSibling;
  told.id = "told";
  line.querySelector("button[data-opener]").setAttribute("aria-describedby", told.id);
  line.querySelector("h3").after(told, ...(undo?.matches("form.undo") ? [undo] : []));
}

function setUpList() {
  for (const place of list.querySelectorAll("[data-opener]")) makeOpener(place);
  const first = list.querySelector("li.line");
  if (first) moveTo(first, { focus: false });
  keys.hidden = false;
  const on = keys.querySelector("[data-keys-on]");
  on.checked = !keysAreOff();
  on.addEventListener("change", () => localStorage.setItem(KEYS_OFF, on.checked ? "0" : "1"));
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  // The browser goes to the fragment once all is loaded, and takes the focus from where it is.
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => setTimeout(arrive));
}

document.addEventListener("submit", onSubmit);
if (list) setUpList();
