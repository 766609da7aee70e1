// One press, one submission: a form that is under way ignores further presses until the page answers or comes back.
const UNDER_WAY = "underWay";

function release(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-under-way]")) delete form.dataset[UNDER_WAY];
}

export function startSubmits(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return; // htmx forms are kept single by hx-sync
    if ("download" in (event.submitter?.dataset ?? {})) return; // a download leaves the page as it is
    if (UNDER_WAY in form.dataset) event.preventDefault();
    else form.dataset[UNDER_WAY] = "";
  });
  window.addEventListener("pageshow", (event) => event.persisted && release());
}
