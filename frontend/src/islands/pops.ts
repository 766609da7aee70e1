// <details class="pop">: opens in place without script; with it, floats beside its summary and closes like a menu.
const GAP = 4;
const EDGE = 8;

function place(pop: HTMLDetailsElement): void {
  const body = pop.querySelector<HTMLElement>(":scope > .pop-body");
  const summary = pop.querySelector("summary");
  if (!body || !summary) return;
  const at = summary.getBoundingClientRect();
  const width = body.offsetWidth;
  const left = Math.max(EDGE, Math.min(at.left, document.documentElement.clientWidth - width - EDGE));
  const below = window.innerHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  const upward = body.scrollHeight > below && above > below;
  const height = Math.min(body.scrollHeight, upward ? above : below);
  body.style.left = `${left}px`;
  body.style.top = `${upward ? at.top - GAP - height : at.bottom + GAP}px`;
  body.style.maxHeight = `${Math.max(height, 80) + 2}px`;
}

function openPops(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details.pop[open]")];
}

function closeOutside(target: EventTarget | null): void {
  for (const pop of openPops()) if (!(target instanceof Node && pop.contains(target))) pop.open = false;
}

function closeInnermost(event: KeyboardEvent): void {
  const inner = openPops().at(-1);
  if (event.key !== "Escape" || !inner) return;
  inner.open = false;
  inner.querySelector("summary")?.focus();
}

export function startPops(): void {
  // "toggle" does not bubble, so it is caught on the way down.
  document.addEventListener("toggle", (event) => {
    if (event.target instanceof HTMLDetailsElement && event.target.matches(".pop[open]")) place(event.target);
  }, true);
  document.addEventListener("click", (event) => closeOutside(event.target));
  document.addEventListener("focusin", (event) => closeOutside(event.target));
  document.addEventListener("keydown", closeInnermost);
  // Anything that moves the summary away from its floating body closes it, but not scrolling inside the body.
  document.addEventListener("scroll", (event) => {
    for (const pop of openPops()) {
      if (event.target instanceof Node && !pop.contains(event.target)) place(pop);
    }
  }, { capture: true, passive: true });
  window.addEventListener("resize", () => openPops().forEach(place));
  document.addEventListener("htmx:afterSettle", () => openPops().forEach(place)); // what was loaded is larger
}
