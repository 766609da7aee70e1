// Query bars remember per page whether they are folded; on a phone they start folded unless a filter is in use.
const NARROW = "(max-width: 767px)";

function key(): string {
  return `duban:fold:${location.pathname}`;
}

export function startFolds(root: ParentNode): void {
  for (const fold of root.querySelectorAll<HTMLDetailsElement>("details[data-fold]")) {
    const kept = localStorage.getItem(key());
    if (kept !== null) fold.open = kept === "open";
    else if (matchMedia(NARROW).matches && !("inUse" in fold.dataset)) fold.open = false;
    fold.querySelector("summary")?.addEventListener("click", () => {
      localStorage.setItem(key(), fold.open ? "folded" : "open"); // the click comes before the change
    });
  }
}
