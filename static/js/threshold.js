/*
 * The spoiler page begins at its threshold for everybody, whatever link led
 * here: a shared address with "#full" in it would otherwise begin in the text.
 * Runs before the text is read, so that the browser never scrolls to it.
 */
if (location.hash) history.replaceState(history.state, "", location.pathname);

document.addEventListener("click", (event) => {
  if (!event.target.closest('.threshold-ways a[href="#full"]')) return;
  event.preventDefault();
  const full = document.getElementById("full");
  full.scrollIntoView();
  full.focus({ preventScroll: true });
});
