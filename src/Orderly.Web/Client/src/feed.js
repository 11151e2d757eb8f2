/** Opens the one stream of ids and versions and tells each event as { kind, ...data }. */
export function openFeed(feed, tell) {
  const source = new EventSource(feed);
  for (const kind of ["change", "minute", "missed", "beat"]) {
    source.addEventListener(kind, (event) => tell({ kind, ...JSON.parse(event.data) }));
  }
  source.addEventListener("error", () => tell({ kind: "lost" }));
}
