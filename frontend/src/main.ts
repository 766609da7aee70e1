// Every page's script: small islands over pages that also work without them. Nothing here decides anything.
import "./style/main.scss";
import { startCharts } from "./islands/charts";
import { startConfirms } from "./islands/confirm";
import { startDrafts } from "./islands/drafts";
import { startFolds } from "./islands/folds";
import { startMenu } from "./islands/menu";
import { startPops } from "./islands/pops";
import { startPrinting } from "./islands/printing";
import { startRenewing } from "./islands/renewing";
import { startSelections } from "./islands/selection";
import { startSubmits } from "./islands/submits";
import { startRequestToasts } from "./islands/toasts";

document.documentElement.classList.add("js");

startMenu();
startPops();
startPrinting();
startRequestToasts();
startConfirms();
startSubmits();
startRenewing();

// What belongs to an element is started again in page parts that htmx brings in.
function startIn(root: ParentNode): void {
  startFolds(root);
  startSelections(root);
  startDrafts(root);
  startCharts(root);
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
}

startIn(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element && event.target !== document.body) startIn(event.target);
});
