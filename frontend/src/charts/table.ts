// What a chart shows, read from its table: a category a row, a series a column.
export interface Series {
  name: string;
  colour: string;
  values: number[];
  addresses: string[];
}

export interface Content {
  categories: string[];
  series: Series[];
}

const words = (cell: Element | null | undefined) => cell?.textContent?.trim() ?? "";

export function contentOf(table: HTMLTableElement, keys: string[]): Content {
  const heads = [...table.querySelectorAll<HTMLElement>("thead th")];
  const rows = [...table.querySelectorAll("tbody tr")];
  const series = keys.map((key) => {
    const at = heads.findIndex((head) => head.dataset.key === key);
    const cells = rows.map((row) => row.children[at]);
    return {
      name: heads[at]?.dataset.title ?? key,
      colour: heads[at]?.dataset.colour ?? "main",
      values: cells.map((cell) => Number(words(cell)) || 0),
      addresses: cells.map((cell) => cell?.querySelector("a")?.href ?? ""),
    };
  });
  return { categories: rows.map((row) => words(row.children[0])), series };
}
