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
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") soon(); });
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
    if (document.visibilityState === "visible") refresh().then(() => { failedSince = 0; }, () => { failedSince ||= performance.now(); });
  }, Math.max(50, due - performance.now()));
}

// What is shown is as old as the last word of the stream, or as the first fetch of the page since then that failed.
let lastHeard = performance.now();
let lastTime = "";
let failedSince = 0;

function heard(happened) {
  if (happened.kind === "lost") return;
  lastHeard = performance.now();
  lastTime = happened.time ?? lastTime;
  const now = document.querySelector(".now time");
  if (happened.time && now && now.textContent !== happened.time) now.textContent = happened.time;
  look();
}

function look() {
  const age = performance.now() - Math.min(lastHeard, failedSince || lastHeard);
  const isStale = age > StaleAfterMs;
  document.body.classList.toggle("is-stale", isStale);
  const word = document.querySelector("[data-live-word]");
  if (word) word.textContent = isStale ? "Stale" : "Live";
  const banner = document.querySelector("[data-stale]");
  if (!banner) return;
  if (isStale) tellAge(banner, age);
  banner.hidden = !isStale;
}

// Read out at most every five seconds, and in steps a person can follow.
function tellAge(banner, age) {
  const seconds = Math.floor(age / 5000) * 5;
  const words = seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
  const place = banner.querySelector("[data-stale-age]");
  if (place.textContent !== words) place.textContent = words;
  const since = banner.querySelector("[data-stale-since]");
  const told = lastTime || document.querySelector(".now time")?.textContent || "unknown";
  if (since.textContent !== told) since.textContent = told;
}
