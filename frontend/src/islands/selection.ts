import { text } from "../texts";
import { toast } from "./toasts";

// Lists: tick the page's rows at once, say how many are ticked, refuse a batch with nothing chosen.
function start(form: HTMLFormElement): void {
  const rows = [...form.querySelectorAll<HTMLInputElement>("input[data-row]")];
  const all = form.querySelector<HTMLInputElement>("input[data-all]");
  const chosen = form.querySelector<HTMLElement>("[data-chosen]");

  const show = () => {
    const count = rows.filter((row) => row.checked).length;
    if (chosen) chosen.textContent = text("chosen", { count });
    if (all) {
      all.checked = rows.length > 0 && count === rows.length;
      all.indeterminate = count > 0 && count < rows.length;
    }
  };

  all?.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => {
    const everything = form.querySelector<HTMLInputElement>("input[type=radio][value=filtered]")?.checked ?? false;
    if (everything || rows.some((row) => row.checked)) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the guards that follow must not take it for a submission
    toast(text("noneChosen"));
  });
  show();
}

export function startSelections(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[data-selection]").forEach(start);
}
