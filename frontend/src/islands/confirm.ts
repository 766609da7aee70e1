// A button or form with data-confirm asks first. The dialog is the browser's own, so keyboard and focus are right.
let confirmed = false;

function question(event: SubmitEvent): string {
  return event.submitter?.dataset["confirm"] ?? (event.target as HTMLFormElement).dataset["confirm"] ?? "";
}

function ask(words: string, yes: () => void): void {
  const dialog = document.getElementById("confirm") as HTMLDialogElement;
  dialog.querySelector("p")!.textContent = words;
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => dialog.returnValue === "yes" && yes(), { once: true });
  dialog.showModal();
}

export function startConfirms(): void {
  document.addEventListener("submit", (event) => {
    const words = question(event);
    if (!words || confirmed || event.defaultPrevented || !document.getElementById("confirm")) return;
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter;
    ask(words, () => {
      confirmed = true;
      form.requestSubmit(submitter);
      confirmed = false;
    });
  });
}
