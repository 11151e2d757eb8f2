import { openFeed } from "./feed.js";
import { refresh } from "./swap.js";

// A page says what it watches in <body data-watch="queue:3 queue:5">; a change that touches one of them fetches the page again.

const SoonestMs = 1500;
const StaleAfterMs = 15000;

let due = 0;
let timer = 0;

export function follow() {
  const feed = document.body.dataset.events;
  if (!feed) return;
  const watched = new Set((document.body.dataset.watch ?? "").split(" ").filter(Boolean));
  listen(feed, document.body.dataset.worker, (happened) => {
    heard(happened);
    if (happened.kind === "change" && (watched.has("all") || happened.touched.some((one) => watched.has(one)))) soon();
    if (happened.kind === "minute" || happened.kind === "missed") soon();
  });
}

// One stream a browser: a tab that has no shared worker opens its own.
function listen(feed, workerAddress, tell) {
  if (workerAddress && "SharedWorker" in globalThis) {
    const worker = new SharedWorker(workerAddress, { type: "module", name: "orderly-live" });
    worker.port.onmessage = (message) => tell(message.data);
    worker.port.postMessage({ feed });
    return;
  }
  openFeed(feed, tell);
}

function soon() {
  if (timer) return;
  timer = setTimeout(() => {
    timer = 0;
    due = performance.now() + SoonestMs;
    if (document.visibilityState === "visible") refresh().catch(() => stale(true));
  }, Math.max(50, due - performance.now()));
}

let lastHeard = performance.now();

function heard(happened) {
  if (happened.kind === "lost") return;
  lastHeard = performance.now();
  stale(false);
  const now = document.querySelector(".now time");
  if (happened.time && now && now.textContent !== happened.time) now.textContent = happened.time;
}

function stale(isStale) {
  document.body.classList.toggle("is-stale", isStale);
  const word = document.querySelector("[data-live-word]");
  if (word) word.textContent = isStale ? "Stale" : "Live";
}

setInterval(() => { if (performance.now() - lastHeard > StaleAfterMs) stale(true); }, 5000);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soon(); });
