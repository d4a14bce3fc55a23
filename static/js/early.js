/*
 * Runs before the first paint, so that hidden scores, and what ahead.js will
 * collapse, do not flash up. Everything else about progress: progress.js.
 */
try {
  const kept = JSON.parse(localStorage.getItem("foyer.seen"));
  const page = document.documentElement.dataset;
  if (kept?.scores === false) page.scores = "off";
  if (Object.keys(kept?.films ?? {}).length) {
    page.folding = "pending";
    setTimeout(() => delete page.folding, 4000); // if the scripts do not load, show everything
  }
} catch {
  // No stored progress, or unreadable: show everything.
}
