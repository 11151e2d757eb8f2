// A wall that has more than one page turns it by itself; p stops it and lets it go on.

const TurnMs = 20000;
let at = 0;
let isStopped = matchMedia("(prefers-reduced-motion: reduce)").matches;

export function turnPages() {
  if (!document.querySelector("[data-pages]")) return;
  show();
  setInterval(() => { if (!isStopped) turn(); }, TurnMs);
  // A newer copy of the page shows all of its rows until it is told which.
  new MutationObserver(show).observe(document.querySelector(".wall"), { childList: true });
  document.addEventListener("keydown", (key) => {
    if (key.key !== "p" || key.metaKey || key.ctrlKey || key.altKey) return;
    isStopped = !isStopped;
    show();
  });
}

function turn() {
  at++;
  show();
}

function show() {
  const pages = [...document.querySelectorAll("[data-page]")];
  if (pages.length === 0) return;
  at %= pages.length;
  pages.forEach((page, index) => { page.hidden = index !== at; });
  const words = document.querySelector("[data-page-words]");
  if (words && pages.length > 1) {
    words.textContent = `Page ${at + 1} of ${pages.length}, ${isStopped ? "stands still: p goes on" : "turns every 20 s: p stops it"}`;
  }
}
