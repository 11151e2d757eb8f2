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
  if (!target || target.disabled) return;
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

function leave(key) {
  if (document.querySelector("dialog[open]")) return;
  if (typing(key.target)) {
    key.target.blur();
    return;
  }
  document.querySelector('[data-key="Escape"]')?.click();
}
