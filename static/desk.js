// The desk's conveniences: sentences play in place, one at a time, and fall silent when they
// are asked for again; a job's progress is fetched. Without this script the links play and the page is reloaded by hand.

const sound = new Audio();

function playInPlace(event) {
  const link = event.target.closest("a[data-play]");
  if (!link) return;
  event.preventDefault();
  hear(link.href);
}

function hear(address) {
  const asked = new URL(address, location.href).href;
  if (sound.src === asked && !sound.paused) {
    sound.pause();
    return;
  }
  quiet(sound);
  sound.src = asked;
  sound.play().catch(() => {});
}

function quiet(exception) {
  for (const each of [sound, ...document.querySelectorAll("audio")]) {
    if (each !== exception) each.pause();
  }
}

function show(box, what, text) {
  const place = box.querySelector(`[data-show=${what}]`);
  // A status that is set again is spoken again, so only what changed is set.
  if (place.textContent !== text) place.textContent = text;
}

function showProgress(box, job) {
  const bar = box.querySelector("progress");
  bar.max = Math.max(job.total, 1);
  bar.value = job.done;
  show(box, "state", job.state);
  show(box, "stage", job.stage);
  show(box, "count", job.count);
  show(box, "message", job.message);
}

// Other actions make sense once a job has ended. They are taken from the page as
// the server prints it now: a reload would cut off the status that is being read out.
async function renewActions() {
  const answer = await fetch(location.href);
  if (!answer.ok) throw new Error(answer.statusText);
  const printed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const old = document.querySelector("[data-actions]");
  const renewed = document.adoptNode(printed.querySelector("[data-actions]"));
  const wasFocused = old.contains(document.activeElement);
  old.replaceWith(renewed);
  if (!wasFocused) return;
  // The keyboard stays at this place, but on none of the buttons: a press on
  // "cancel" that comes a moment late must not start the job again.
  renewed.tabIndex = -1;
  renewed.focus();
}

async function watch(box) {
  try {
    const answer = await fetch(box.dataset.job);
    if (!answer.ok) return;
    const job = await answer.json();
    showProgress(box, job);
    if (job.ended) return await renewActions();
  } catch {
    // The server is away for a moment: ask again.
  }
  setTimeout(watch, 1000, box);
}

document.addEventListener("click", playInPlace);
document.addEventListener("hear", (event) => hear(event.detail));
document.addEventListener("play", (event) => quiet(event.target), true);
document.querySelectorAll("[data-job]").forEach(watch);
