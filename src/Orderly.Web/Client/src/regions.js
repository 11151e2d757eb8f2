// A page is made of regions ([data-region]); a newer copy of the page is laid over the open one region by region.

const rowsOf = (region) => new Map([...region.querySelectorAll("tr[data-row]")].map((row) => [row.dataset.row, row]));

/** Parses a page that was fetched. */
export const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/**
 * Lays every region of the newer page over the open one. hold: rows stay where they are, new ones wait to be asked for.
 * own: the newer page answers what this person did, so a form that is held still goes on from it.
 */
export function lay(newer, { hold, own = false }) {
  for (const region of document.querySelectorAll("[data-region]")) {
    const next = newer.querySelector(`[data-region="${CSS.escape(region.dataset.region)}"]`);
    if (!next || (!own && isStillToBeRead(region, next))) continue;
    if (own && region.dataset.region === "said") saidAt = performance.now();
    if (hold && region.dataset.hold === "rows") {
      holdRows(region, next);
    } else if (isBeingFilledIn(region)) {
      if (own) carryVersions(region, next);
    } else if (!region.isEqualNode(next)) {
      const place = placeOfFocus(region);
      const laid = document.adoptNode(next);
      region.replaceWith(laid);
      focusOn(laid, place);
    }
  }
  if (!hold) announce(0, 0);
  document.title = newer.title;
}

// "Claimed. It is yours." is not taken away by the next change of the list, a moment later.
const longEnoughToRead = 10_000;
let saidAt = -longEnoughToRead;
const isStillToBeRead = (region, next) =>
  region.dataset.region === "said" && next.childElementCount === 0 && performance.now() - saidAt < longEnoughToRead;

// What a person has typed, or has opened to fill in, is never replaced under the hand.
function isBeingFilledIn(region) {
  if (region.querySelector("details[open] form[data-draft]:not([data-sent])")) return true;
  return [...region.querySelectorAll("form[data-draft]:not([data-sent])")].some((form) =>
    [...form.elements].some((field) =>
      field.type === "checkbox" || field.type === "radio"
        ? field.checked !== field.defaultChecked
        : field instanceof HTMLSelectElement
          ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.value !== ""
          : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue));
}

// The version a held form was written with is from before this person's own press; sent with it, it would be refused as another's change.
function carryVersions(region, next) {
  for (const field of region.querySelectorAll("form[data-draft][id] input[name=version]")) {
    const now = next.querySelector(`form#${CSS.escape(field.form.id)} input[name=version]`);
    if (now) field.value = now.value;
  }
}

// Whoever works by keys goes on where they stood: in the same row, at the same field, at the region itself.
function placeOfFocus(region) {
  const at = document.activeElement;
  if (!region.contains(at)) return null;
  const row = at.closest("tr[data-row]");
  if (row) return `tr[data-row="${CSS.escape(row.dataset.row)}"] a`;
  return at === region ? ":scope" : at.id ? `#${CSS.escape(at.id)}` : null;
}

function focusOn(region, place) {
  if (place) (place === ":scope" ? region : region.querySelector(place))?.focus({ preventScroll: true });
}

function holdRows(region, next) {
  const place = placeOfFocus(region);
  const before = rowsOf(region);
  const after = rowsOf(next);
  let arrived = 0;
  for (const id of after.keys()) if (!before.has(id)) arrived++;
  for (const [id, row] of before) {
    const now = after.get(id);
    if (!now) {
      row.classList.add("is-gone");
      row.querySelectorAll("button, input").forEach((button) => { button.disabled = true; });
    } else if (!row.isEqualNode(now)) {
      row.replaceWith(document.adoptNode(now));
    }
  }
  focusOn(region, place);
  announce(arrived, [...before.keys()].filter((id) => !after.has(id)).length, region.dataset.what ?? "task");
}

function announce(arrived, gone, what) {
  const notice = document.querySelector("[data-arrivals]");
  if (!notice) return;
  notice.hidden = arrived === 0 && gone === 0;
  const words = [];
  if (arrived > 0) words.push(`${arrived} ${what}${arrived === 1 ? "" : "s"} arrived`);
  if (gone > 0) words.push(`${gone} left this list`);
  const count = notice.querySelector("[data-count]");
  if (count.textContent !== words.join(", ")) count.textContent = words.join(", ");
}
