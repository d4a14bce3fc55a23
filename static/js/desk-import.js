// The page of an import for which no worker runs: it asks for the next posts until all are done.

const form = document.querySelector("[data-go-on]");

if (form) setTimeout(() => form.requestSubmit(), 500);
