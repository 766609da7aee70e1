// Words come from the page in the reader's language: element #texts, attributes data-…
export function text(name: string, values: Record<string, string | number> = {}): string {
  const source = document.getElementById("texts")?.dataset[name] ?? "";
  return source.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

export function clock(at: number | Date): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  if (moment.toDateString() === new Date().toDateString()) return time;
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
}
