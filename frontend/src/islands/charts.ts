// Charts are drawn from the tables beside them, so that both always say the same. The library comes only where there is one.
export function startCharts(root: ParentNode): void {
  const figures = [...root.querySelectorAll<HTMLElement>("figure[data-chart]")];
  if (figures.length) void import("../charts/draw").then(({ draw }) => figures.forEach(draw));
}
