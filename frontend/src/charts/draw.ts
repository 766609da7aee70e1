// One figure with its chart. Patterns tell series apart without colour; a bar leads where its number in the table leads.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { contentOf, type Content } from "./table";

use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const COLOURS: Record<string, string> = {
  main: "#1b4a8f",
  good: "#1a6b37",
  near: "#c98a1b",
  overdue: "#b3261e",
  dark: "#55606f",
  quiet: "#aab3c0",
};
const ROW = 26; // pixels of a lying bar with its gap
const STANDING = 260; // pixels of a chart with standing bars
const FRAME = 80; // pixels for legend and axis

export function draw(figure: HTMLElement): void {
  const area = figure.querySelector<HTMLElement>(".chart-area");
  const table = document.getElementById(figure.dataset.chart ?? "");
  if (!area || !(table instanceof HTMLTableElement)) return;
  const content = contentOf(table, (figure.dataset.keys ?? "").split(" "));
  const lying = figure.dataset.kind === "bars";
  area.style.height = `${lying ? FRAME + ROW * content.categories.length : STANDING}px`;
  const chart = init(area, undefined, { renderer: "svg" });
  chart.setOption(option(content, lying, "stacked" in figure.dataset));
  chart.on("click", (event) => {
    const address = content.series[event.seriesIndex ?? -1]?.addresses[event.dataIndex];
    if (address) location.href = address;
  });
  new ResizeObserver(() => chart.resize()).observe(area);
  window.addEventListener("beforeprint", () => chart.resize());
}

function option(content: Content, lying: boolean, stacked: boolean): EChartsCoreOption {
  const names = {
    type: "category",
    data: content.categories,
    inverse: lying,
    axisTick: { show: false },
    axisLabel: { color: "#1f2733", ...(lying ? { width: 120, overflow: "truncate" } : { formatter: short }) },
  };
  const numbers = { type: "value", minInterval: 1, axisLabel: { color: "#55606f" } };
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    color: content.series.map((one) => COLOURS[one.colour] ?? "#1b4a8f"),
    grid: { left: 8, right: 24, top: 34, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: "#1f2733" } },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
    xAxis: lying ? numbers : names,
    yAxis: lying ? names : numbers,
    series: content.series.map((one) => ({
      type: "bar",
      name: one.name,
      data: one.values,
      barMaxWidth: 18,
      ...(stacked ? { stack: "all" } : {}),
    })),
  };
}

// A week is named by its first day; month and day are enough below the bars.
function short(name: string): string {
  return /^\d{4}-\d{2}-\d{2} /.test(name) ? name.slice(5, 10) : name;
}
