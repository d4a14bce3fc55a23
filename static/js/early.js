/*
 * Runs before anything is drawn, so that nothing a reader does not want to see
 * flashes by: scores that are hidden, and what lies ahead in a franchise until
 * ahead.js has folded it. All else about what was seen: progress.js.
 */
try {
  const kept = JSON.parse(localStorage.getItem("foyer.seen"));
  const page = document.documentElement.dataset;
  if (kept?.scores === false) page.scores = "off";
  if (Object.keys(kept?.films ?? {}).length) {
    page.folding = "pending";
    setTimeout(() => delete page.folding, 4000); // the scripts did not come: everything shows
  }
} catch {
  // Nothing is kept, or it cannot be read: everything shows.
}
