// The keyboard map. Every key presses something that is on the page and can be pressed without it.

const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");

export function listenToKeys() {
  document.addEventListener("keydown", (key) => {
    if (key.defaultPrevented || key.metaKey || key.ctrlKey || key.altKey) return;
    if (key.key === "Escape") return leave(key);
    if (typing(key.target)) return;
    if (key.key === "j" || key.key === "ArrowDown" && inRow(key.target)) return move(key, 1);
    if (key.key === "k" || key.key === "ArrowUp" && inRow(key.target)) return move(key, -1);
    press(key);
  });
}

const inRow = (target) => target.closest?.("tr[data-row]");

function move(key, step) {
  const rows = [...document.querySelectorAll("tr[data-row]")];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const start = at >= 0 ? at : rows.findIndex((row) => row.getAttribute("aria-current"));
  const to = rows[Math.max(0, Math.min(rows.length - 1, start + step))];
  key.preventDefault();
  to.querySelector("a")?.focus();
  to.scrollIntoView({ block: "nearest" });
}

// A key belongs first to the row under the hand, then to the open task, then to the page.
function press(key) {
  const name = CSS.escape(key.key);
  const row = document.activeElement?.closest?.("tr[data-row]");
  const target = row?.querySelector(`[data-key="${name}"]`) ?? document.querySelector(`aside [data-key="${name}"]`) ?? document.querySelector(`[data-key="${name}"]`);
  // Enter presses what has the focus; the browser does that by itself.
  if (!target && key.key === "Enter" && key.target.closest?.("a, button, summary")) return;
  if (!target || target.disabled) return sayWhy(key.key);
  hint("");
  key.preventDefault();
  if (target instanceof HTMLDialogElement) {
    target.open ? target.close() : target.showModal();
  } else if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("select, input:not([type=hidden]), textarea")?.focus();
  } else if (target.matches("input:not([type=checkbox]), select, textarea")) {
    target.focus();
  } else {
    target.click();
  }
}

// A key of this page that finds nothing to press says so: silence would look like a lost press.
function sayWhy(name) {
  const known = [...document.querySelectorAll("dialog[data-key='?'] dt")].find((term) => term.textContent === name);
  if (!known || known.nextElementSibling === null) return;
  const state = document.querySelector("#task .st")?.textContent.trim();
  hint(`${name}, ${known.nextElementSibling.textContent}: not possible now. ${state ? `The open task is: ${state}.` : document.body.classList.contains("p-worklist") ? "No task is open for it." : "Nothing here has that button for you."}`);
}

function hint(words) {
  const place = document.querySelector("[data-hint]");
  if (!place) return;
  place.querySelector(".say").textContent = words;
  place.hidden = words === "";
}

function leave(key) {
  if (document.querySelector("dialog[open]")) return;
  if (typing(key.target)) {
    key.target.blur();
    return;
  }
  document.querySelector('[data-key="Escape"]')?.click();
}

// Arrow keys on a wall of tiles: sideways along the reading order, up and down to the nearest tile of another row.
export function walkTiles() {
  document.addEventListener("keydown", (key) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (!step || key.defaultPrevented || key.metaKey || key.ctrlKey || key.altKey || typing(key.target)) return;
    const tiles = [...document.querySelectorAll("[data-tile]")];
    if (tiles.length === 0) return;
    const at = tiles.indexOf(document.activeElement);
    const to = at < 0 ? tiles[0] : key.key === "ArrowRight" || key.key === "ArrowLeft" ? tiles[at + step] : nearest(tiles, tiles[at], step);
    if (!to) return;
    key.preventDefault();
    to.focus();
  });
}

function nearest(tiles, from, step) {
  const here = from.getBoundingClientRect();
  const others = tiles.map((tile) => ({ tile, box: tile.getBoundingClientRect() })).filter(({ box }) => (box.top - here.top) * step > 4);
  others.sort((a, b) => Math.abs(a.box.top - here.top) - Math.abs(b.box.top - here.top) || Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left));
  return others[0]?.tile;
}
