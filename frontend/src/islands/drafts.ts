import { clock, text } from "../texts";

// <form data-draft="KEY">: what is typed is kept in this browser, offered again after an error, a time-out or a lost
// session, and dropped when a page says data-draft-done="KEY". Secrets and files are never kept.
const PREFIX = "duban:draft:";
const PAUSE_MS = 800;
const KEEP_DAYS = 14;
const NEVER = new Set(["csrfmiddlewaretoken", "password"]);

interface Draft {
  at: number;
  values: [string, string][];
}

function valuesOf(form: HTMLFormElement): [string, string][] {
  const secret = new Set([...form.querySelectorAll<HTMLInputElement>("input[type=password]")].map((input) => input.name));
  return [...new FormData(form)].filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && !NEVER.has(pair[0]) && !secret.has(pair[0]),
  );
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as Draft | null;
  } catch {
    return null; // not ours or cut off: as good as none
  }
}

function drop(key: string): void {
  localStorage.removeItem(PREFIX + key);
}

function fill(form: HTMLFormElement, draft: Draft): void {
  const wanted = new Map<string, string[]>();
  for (const [name, value] of draft.values) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)) continue;
    if (!control.name || NEVER.has(control.name) || ["file", "password", "hidden"].includes(control.type)) continue;
    const values = wanted.get(control.name) ?? [];
    if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
    else if (control instanceof HTMLSelectElement) for (const option of control.options) option.selected = values.includes(option.value);
    else control.value = values.shift() ?? "";
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// A form whose parts come and go cannot be filled in place: what was typed is sent to be drawn again, and nothing else.
function resend(form: HTMLFormElement, draft: Draft): void {
  const sent = document.createElement("form");
  sent.method = "post";
  const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  for (const [name, value] of [...draft.values, ["act", "refresh"], ["csrfmiddlewaretoken", token]] as [string, string][]) {
    const input = document.createElement("input");
    [input.type, input.name, input.value] = ["hidden", name, value];
    sent.append(input);
  }
  document.body.append(sent);
  sent.submit();
}

function button(name: string, look: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn btn-sm ${look}`;
  made.textContent = text(name);
  made.addEventListener("click", act);
  return made;
}

function offer(form: HTMLFormElement, key: string, draft: Draft, say: (words: string) => void): void {
  const box = document.createElement("div");
  box.className = "alert alert-info draft-offer";
  box.setAttribute("role", "status");
  const words = document.createElement("span");
  words.textContent = text("draftFound", { time: clock(draft.at) });
  const restore = button("draftRestore", "btn-primary", () => {
    if ("draftResend" in form.dataset) return resend(form, draft);
    fill(form, draft);
    box.remove();
    say(text("draftRestored", { time: clock(draft.at) }));
  });
  const forget = button("draftDrop", "btn-outline-secondary", () => {
    drop(key);
    box.remove();
  });
  box.append(words, restore, forget);
  form.prepend(box);
}

function statusLine(form: HTMLFormElement): (words: string) => void {
  const line = form.querySelector<HTMLElement>("[data-draft-status]") ?? document.createElement("p");
  if (!line.isConnected) {
    line.className = "draft-status quiet";
    form.append(line);
  }
  line.setAttribute("role", "status");
  return (words) => {
    line.textContent = words;
  };
}

function start(form: HTMLFormElement): void {
  const key = form.dataset["draft"];
  if (!key) return;
  const say = statusLine(form);
  const atFirst = JSON.stringify(valuesOf(form));
  let timer = 0;
  let submitting = false;

  const keep = () => {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values: valuesOf(form) } satisfies Draft));
      say(text("saved", { time: clock(Date.now()) }));
    } catch {
      say(text("draftFull"));
    }
  };
  const changed = () => {
    clearTimeout(timer);
    timer = window.setTimeout(keep, PAUSE_MS);
  };

  const found = read(key);
  if (found && JSON.stringify(found.values) !== atFirst) offer(form, key, found, say);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(); // a lost session answers with the log-in page: the draft must already be complete
  });
  document.addEventListener("submit", (event) => {
    if (event.target === form) submitting = !event.defaultPrevented; // heard last: a declined question stops it
  });
  window.addEventListener("pageshow", () => {
    submitting = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!submitting && JSON.stringify(valuesOf(form)) !== atFirst) event.preventDefault();
  });
}

function purge(prefix: string): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX + prefix)) localStorage.removeItem(name);
}

function purgeOld(): void {
  const oldest = Date.now() - KEEP_DAYS * 24 * 3600 * 1000;
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && (read(name.slice(PREFIX.length))?.at ?? 0) < oldest) localStorage.removeItem(name);
  }
}

export function startDrafts(root: ParentNode): void {
  purgeOld();
  for (const done of root.querySelectorAll<HTMLElement>("[data-draft-done]")) drop(done.dataset["draftDone"] ?? "");
  for (const leave of root.querySelectorAll<HTMLFormElement>("form[data-drafts-purge]")) {
    leave.addEventListener("submit", () => purge(leave.dataset["draftsPurge"] ?? ""));
  }
  root.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(start);
}
