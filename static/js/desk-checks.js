// The draft form: fetches the checks of the saved text once the form is shown. Without script, a link runs them.

const list = document.querySelector("[data-checks][data-saved]");

async function fetchChecks() {
  const answer = await fetch(list.dataset.saved, { redirect: "error" }).catch(() => null);
  if (answer?.ok) show(await answer.json());
  else running(false);
}

/* An autosave may have answered first: its list is of what was typed since. */
function show(answer) {
  put(document.querySelector("[data-submit]"), answer.submit);
  put(document.querySelector("[data-leaks]"), answer.leaks);
  if (!list.querySelector("[data-pending]") || !put(list, answer.checks)) return running(false);
  document.querySelectorAll('[data-count="checks"]').forEach((place) => (place.textContent = answer.summary));
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && list.contains(target)) target.scrollIntoView();
}

/* Rendered by our templates. What has the focus is left as it is. */
function put(place, html) {
  if (place.contains(document.activeElement)) return false;
  place.innerHTML = html;
  place.hidden = !html;
  return true;
}

function running(isRunning) {
  const said = list.querySelector("[data-running]");
  if (said) said.hidden = !isRunning;
}

if (list) {
  running(true);
  fetchChecks();
}
