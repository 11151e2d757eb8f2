import { lay, parse } from "./regions.js";

// Links and forms marked data-swap are followed without leaving the page; without this file they work as they are.

export function swapInPlace() {
  document.addEventListener("click", (click) => {
    const link = click.target.closest?.("a[data-swap]");
    if (!link || click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    go(link.href, { method: "GET" }, { hold: link.dataset.swap === "hold", push: true });
  });
  document.addEventListener("submit", (submit) => {
    const form = submit.target.closest?.("form[data-swap]");
    if (!form || submit.defaultPrevented) return;
    submit.preventDefault();
    const body = new URLSearchParams(new FormData(form, submit.submitter));
    form.dataset.sent = "";
    submit.submitter?.setAttribute("aria-busy", "true");
    // A region that was held still has the action it was written with; what the page shows now is in its address.
    const address = new URL(form.action).pathname === location.pathname ? location.href : form.action;
    go(address, { method: "POST", body }, { hold: true, push: true }).finally(() => {
      delete form.dataset.sent;
      submit.submitter?.removeAttribute("aria-busy");
    });
  });
  addEventListener("popstate", () => go(location.href, { method: "GET" }, { hold: false, push: false }));
}

/** Fetches the open page again, in the background: it counts neither as a look nor as a hand on the keyboard. */
export async function refresh() {
  const answer = await fetch(location.href, { headers: { "Orderly-Background": "1" }, redirect: "manual" });
  if (answer.ok) lay(parse(await answer.text()), { hold: true });
}

/** "Claimed" is said once: the address a person would copy, and the next refresh, do not say it again. */
export function forgetWhatWasSaid() {
  const address = new URL(location.href);
  if (!address.searchParams.has("said")) return;
  address.searchParams.delete("said");
  history.replaceState(null, "", address);
}

async function go(address, request, { hold, push }) {
  let answer;
  try {
    answer = await fetch(address, request);
  } catch {
    say("Not sent: the server does not answer. Nothing you did before is lost.");
    return;
  }
  if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) {
    location.assign(address);
    return;
  }
  const page = parse(await answer.text());
  if (!page.querySelector("[data-region]") || page.body.className !== document.body.className) {
    location.assign(answer.url);
    return;
  }
  if (push && answer.url !== location.href) history.pushState(null, "", answer.url);
  lay(page, { hold, own: request.method === "POST" });
  forgetWhatWasSaid();
  const wanted = document.querySelector("[aria-invalid=true], [data-focus]");
  wanted?.focus();
}

function say(words) {
  const place = document.querySelector("[data-say]");
  if (place) {
    place.textContent = words;
    place.hidden = false;
  }
}
