import { text } from "../texts";

// Short notices for what happens without a new page. They stay until dismissed: nobody has to read fast.
export function toast(message: string, tone: "info" | "danger" = "info"): void {
  const shelf = document.getElementById("toasts");
  if (!shelf || [...shelf.children].some((shown) => shown.firstChild?.textContent === message)) return;
  const box = document.createElement("div");
  box.className = `alert alert-${tone}`;
  const words = document.createElement("span");
  words.textContent = message;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-sm";
  close.textContent = text("dismiss");
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  shelf.append(box);
}

export function startRequestToasts(): void {
  document.addEventListener("htmx:sendError", () => toast(text("noAnswer"), "danger"));
  document.addEventListener("htmx:responseError", (event) => {
    const status = (event as CustomEvent<{ xhr?: XMLHttpRequest }>).detail.xhr?.status ?? 0;
    toast(text("failed", { status }), "danger");
  });
}
