/*
 * Runs before anything is drawn, so that a reader who hides scores never sees
 * one flash by. All else about what a reader has seen: progress.js.
 */
try {
  const kept = JSON.parse(localStorage.getItem("foyer.seen"));
  if (kept?.scores === false) document.documentElement.dataset.scores = "off";
} catch {
  // Nothing is kept, or it cannot be read: scores show.
}
