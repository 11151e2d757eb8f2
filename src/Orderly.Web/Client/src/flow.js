// A wide diagram opens where its tokens stand: what waits for a hand comes first.

export function showTokens() {
  for (const scroll of document.querySelectorAll(".flow-scroll:not(.fit)")) {
    const here = scroll.querySelector(".n-late:not(.within)") ?? scroll.querySelector(".n-progress:not(.within)");
    if (!here) continue;
    const [outer, inner] = [scroll.getBoundingClientRect(), here.getBoundingClientRect()];
    scroll.scrollLeft += inner.left - outer.left - outer.width / 3;
    scroll.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}
