// The player of the article page. Without it the page keeps its native audio
// element and its MP3 link; with it there are sentence by sentence controls and
// the sentence being read is marked.
//
// What a screen reader must not hear while the recording speaks: no live region
// tells text or time, focus never moves, a focused slider is left alone while
// playing, and sentences are bare spans, found by their order.

const RATES = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4];
const KEYS = {
  KeyP: "toggle",
  KeyB: "previous-sentence",
  KeyM: "next-sentence",
  KeyG: "previous-paragraph",
  KeyJ: "next-paragraph",
  KeyX: "slower",
  KeyZ: "faster",
};
const SLIDER_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"];
const PARAGRAPHS =
  "p, li, dt, dd, h1, h2, h3, h4, h5, h6, caption, thead, tr, img, figcaption, footer, pre";
const SCROLL_KEYS = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"];
// A seek to the very first sample of a sentence may land a rounding error before it.
const SEEK_MARGIN = 0.002;

const section = document.querySelector(".player");
const audio = section.querySelector("audio");
const controls = section.querySelector(".controls");
const slider = controls.querySelector("input[type=range]");
const sentences = [...document.querySelectorAll(".sentence")];
const times = readTimes(section.dataset.times);
const positionKey = `loa:position:${section.dataset.episode}`;
const choicesKey = "loa:choices";

const choices = { pause: false, follow: true, keys: true, rate: 1, volume: 0.8, ...recalled(choicesKey) };
let current = -1; // the sentence being read, or read last
let following = choices.follow; // until the reader scrolls
let left = -1; // the sentence after which "stop after each sentence" has stopped

const deeds = {
  toggle: () => (audio.paused ? play() : audio.pause()),
  resume: () => playFrom(resumeIndex),
  "previous-sentence": () => jump(Math.max(0, current - 1)),
  "next-sentence": () => jump(current + 1),
  "previous-paragraph": () => jump(paragraphBefore(current)),
  "next-paragraph": () => jump(paragraphAfter(current)),
  slower: () => setRate(RATES.findLast((rate) => rate < choices.rate)),
  faster: () => setRate(RATES.find((rate) => rate > choices.rate)),
  softer: () => setVolume(choices.volume - 0.1),
  louder: () => setVolume(choices.volume + 0.1),
};
const resumeIndex = rememberedSentence();

function readTimes(text) {
  return text.split(" ").map((span) => {
    const [begin, end] = span.split("-").map((ms) => Number(ms) / 1000);
    return { begin, end };
  });
}

// --- where the reading is ----------------------------------------------------

function sentenceAt(seconds) {
  return times.findLastIndex(({ begin }) => begin <= seconds + SEEK_MARGIN);
}

function arrive(index) {
  if (index === current) return;
  leave(current);
  if (index >= 0) mark(index);
}

function leave(index) {
  if (!choices.pause || index < 0 || left === index || audio.paused || audio.seeking) return;
  left = index;
  audio.pause();
}

function mark(index) {
  sentences[current]?.classList.remove("current");
  current = index;
  left = -1;
  sentences[current].classList.add("current");
  if (following && !audio.paused) follow(sentences[current]);
  remember();
}

function follow(sentence) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  sentence.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

function watchCues() {
  const track = audio.addTextTrack("metadata");
  track.mode = "hidden";
  times.forEach(({ begin, end }, index) => {
    const cue = new VTTCue(begin, end, "");
    cue.id = String(index);
    track.addCue(cue);
  });
  track.addEventListener("cuechange", () => {
    const active = track.activeCues[0];
    if (active) arrive(Number(active.id));
    else leave(current);
  });
}

// --- going somewhere ---------------------------------------------------------

function jump(index) {
  if (index < 0 || index >= times.length) return;
  mark(index);
  audio.currentTime = times[index].begin + SEEK_MARGIN;
}

function playFrom(index) {
  jump(index);
  play();
}

// A play that a pause overtakes is refused; what is shown follows the audio's own events.
function play() {
  audio.play().catch(showState);
}

function paragraphOf(index) {
  return sentences[index]?.closest(PARAGRAPHS);
}

// What a sentence says: a picture that is read has its words in its alternative text.
function wordsOf(sentence) {
  return sentence.alt ?? sentence.textContent;
}

function paragraphAfter(index) {
  return sentences.findIndex((_, i) => i > index && paragraphOf(i) !== paragraphOf(index));
}

function paragraphBefore(index) {
  const last = sentences.findLastIndex((_, i) => i < index && paragraphOf(i) !== paragraphOf(index));
  return Math.max(0, sentences.findIndex((_, i) => paragraphOf(i) === paragraphOf(last)));
}

function pressSentence(sentence) {
  if (!getSelection().isCollapsed) return; // the reader is selecting text
  const index = sentences.indexOf(sentence);
  if (index === current && !audio.paused) audio.pause();
  else playFrom(index);
}

// --- how it is read ----------------------------------------------------------

function setRate(rate = choices.rate) {
  choices.rate = rate;
  audio.preservesPitch = true;
  audio.defaultPlaybackRate = audio.playbackRate = rate;
  show("rate", String(rate).replace(".", ","));
  say(`Tốc độ ${String(rate).replace(".", ",")} lần`);
  keep(choicesKey, choices);
}

function setVolume(volume) {
  choices.volume = Math.min(1, Math.max(0.1, Math.round(volume * 10) / 10));
  audio.volume = choices.volume;
  say(`Âm lượng ${Math.round(choices.volume * 100)} %`);
  keep(choicesKey, choices);
}

function choose(box) {
  choices[box.dataset.option] = box.checked;
  following = choices.follow;
  keep(choicesKey, choices);
}

function stopFollowing() {
  if (audio.paused || !following) return;
  following = false; // for this visit: the reader's kept choice stays
  controls.querySelector("[data-option=follow]").checked = false;
}

// --- what is shown and said --------------------------------------------------

function show(what, text) {
  controls.querySelector(`[data-show=${what}]`).textContent = text;
}

// Spoken answers to a press, and only in silence: never over the recording.
function say(text) {
  if (audio.paused) controls.querySelector("[role=status]").textContent = text;
}

function showTime() {
  show("now", clock(audio.currentTime));
  if (document.activeElement !== slider || audio.paused) showPosition();
}

function showPosition() {
  slider.value = audio.currentTime;
  slider.setAttribute("aria-valuetext", words(audio.currentTime));
}

function showState() {
  controls.querySelector("[data-do=toggle]").textContent = audio.paused ? "Phát" : "Tạm dừng";
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

function words(seconds) {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes ? `${minutes} phút ${whole % 60} giây` : `${whole} giây`;
}

// --- what is counted ---------------------------------------------------------

// How far listening comes, in quarters of what was really played, as totals of nobody: no
// identifier goes along (docs/listening.md). Each quarter is told once a visit.
let quartersTold = 0;

function tellListening() {
  if (!section.dataset.heard || !(audio.duration > 0)) return;
  let heard = 0;
  for (let i = 0; i < audio.played.length; i++) heard += audio.played.end(i) - audio.played.start(i);
  const quarters = Math.min(4, Math.floor((heard / audio.duration) * 4 + 0.02));
  while (quartersTold <= quarters) navigator.sendBeacon(section.dataset.heard + quartersTold++);
}

// --- what is remembered ------------------------------------------------------

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the page works, it only forgets.
  }
}

function recalled(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

// The sentence's own words are kept, so that a new edition resumes at the same place.
function remember() {
  if (current < 0 || audio.played.length === 0) return;
  const position = { sentence: wordsOf(sentences[current]), at: times[current].begin };
  keep(positionKey, audio.ended ? null : position); // what was heard to its end begins anew
}

function rememberedSentence() {
  const position = recalled(positionKey);
  if (!position) return -1;
  const same = sentences.findIndex((sentence) => wordsOf(sentence) === position.sentence);
  return same >= 0 ? same : sentenceAt(position.at);
}

function offerResume() {
  if (resumeIndex < 1) return;
  const button = controls.querySelector("[data-do=resume]");
  button.textContent = `Nghe tiếp từ ${words(times[resumeIndex].begin)}`;
  button.hidden = false;
}

// --- listening to the page ---------------------------------------------------

function press(event) {
  const target = event.target.closest("[data-do], [data-seek], .sentence");
  if (!target || event.target.closest("a:not([data-seek])")) return;
  if (target.dataset.do) deeds[target.dataset.do]();
  else if (target.dataset.seek) {
    event.preventDefault();
    playFrom(Math.max(0, sentenceAt(target.dataset.seek / 1000)));
  } else pressSentence(target);
}

function pressKey(event) {
  if (SCROLL_KEYS.includes(event.key) && event.target !== slider) stopFollowing();
  if (!choices.keys || !event.ctrlKey || !event.altKey || event.shiftKey || event.metaKey) return;
  const deed = KEYS[event.code];
  if (!deed) return;
  event.preventDefault();
  deeds[deed]();
}

function listenToPage() {
  document.addEventListener("click", press);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("wheel", stopFollowing, { passive: true });
  document.addEventListener("touchmove", stopFollowing, { passive: true });
  controls.addEventListener("change", (event) => {
    if (event.target.dataset.option) choose(event.target);
  });
  slider.addEventListener("input", () => {
    audio.currentTime = Number(slider.value);
    slider.setAttribute("aria-valuetext", words(audio.currentTime));
  });
  // A focused slider is not updated while playing; before it steps it must know where it is.
  slider.addEventListener("keydown", (event) => {
    if (SLIDER_KEYS.includes(event.key)) slider.value = audio.currentTime;
  });
}

function listenToAudio() {
  const place = () => arrive(sentenceAt(audio.currentTime));
  audio.addEventListener("seeking", () => {
    const index = sentenceAt(audio.currentTime);
    if (index >= 0 && index !== current) mark(index);
  });
  for (const name of ["timeupdate", "seeked"]) {
    audio.addEventListener(name, place);
    audio.addEventListener(name, showTime);
  }
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, showState);
  for (const name of ["playing", "timeupdate", "ended"]) {
    audio.addEventListener(name, () => audio.played.length && tellListening());
  }
  audio.addEventListener("pause", remember);
  audio.addEventListener("error", () => say("Không tải được bản đọc. Hãy thử tải tệp MP3."));
  addEventListener("pagehide", remember);
  if ("VTTCue" in window) watchCues();
}

function offerMediaSession() {
  if (!("mediaSession" in navigator)) return;
  const { title, site, cover } = section.dataset;
  navigator.mediaSession.metadata = new MediaMetadata({
    title,
    artist: site,
    artwork: [
      { src: cover, sizes: "1400x1400", type: cover.endsWith(".png") ? "image/png" : "image/jpeg" },
    ],
  });
  const handlers = {
    play,
    pause: () => audio.pause(),
    seekto: (details) => (audio.currentTime = details.seekTime),
    previoustrack: deeds["previous-sentence"],
    nexttrack: deeds["next-sentence"],
  };
  for (const [action, handler] of Object.entries(handlers)) {
    navigator.mediaSession.setActionHandler(action, handler);
  }
}

function begin() {
  for (const box of controls.querySelectorAll("[data-option]")) {
    box.checked = choices[box.dataset.option];
  }
  setRate();
  setVolume(choices.volume);
  say("");
  offerResume();
  listenToPage();
  listenToAudio();
  offerMediaSession();
  audio.controls = false;
  controls.hidden = false;
}

begin();
