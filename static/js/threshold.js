/*
 * The spoiler page always opens at its warning: removes a fragment such as
 * "#full" from the URL, which would scroll into the text. Runs before the text
 * is parsed, so that the browser never scrolls there.
 */
if (location.hash) history.replaceState(history.state, "", location.pathname);

document.addEventListener("click", (event) => {
  if (!event.target.closest('.threshold-ways a[href="#full"]')) return;
  event.preventDefault();
  const full = document.getElementById("full");
  full.scrollIntoView();
  full.focus({ preventScroll: true });
});
