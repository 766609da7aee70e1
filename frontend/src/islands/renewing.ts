// The wall screen renews itself through htmx, except while nobody can see it; seen again, it catches up at once.
export function startRenewing(): void {
  const wall = document.querySelector<HTMLElement>("[data-renew]");
  if (!wall) return;
  const every = Number(wall.dataset.renew) * 1000;
  let last = Date.now();
  const renew = () => {
    if (document.hidden || Date.now() - last < every) return;
    last = Date.now();
    wall.dispatchEvent(new Event("renew"));
  };
  setInterval(renew, 1000);
  document.addEventListener("visibilitychange", renew);
}
