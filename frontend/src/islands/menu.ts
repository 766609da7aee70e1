// The menu opens by its address (#menu) without script; with it, Escape closes and focus comes back.
export function startMenu(): void {
  const opener = document.querySelector<HTMLAnchorElement>("[data-menu]");
  const menu = document.getElementById("menu");
  if (!opener || !menu) return;
  const close = () => {
    if (location.hash === "#menu") history.replaceState(null, "", location.pathname + location.search);
    menu.classList.remove("open");
    opener.setAttribute("aria-expanded", "false");
  };
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    const open = menu.classList.toggle("open");
    opener.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector<HTMLElement>("a")?.focus();
  });
  menu.querySelector("[data-menu-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    close();
    opener.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("open")) return;
    close();
    opener.focus();
  });
}
