// Tables as sheets: arrows move from figure to figure, a block is pasted at once.

import { matrixOf, neighbour, positionOf } from "./cells.js";
import { main } from "./report.js";
import { isWriting, open, send } from "./writing.js";

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function typeInCell(event) {
  const cell = event.target;
  if (ARROWS[event.key]) neighbour(cell, ...ARROWS[event.key])?.focus();
  else if (event.key === "Enter" || event.key === "F2") open(cell);
  else if (/^[-0-9.]$/.test(event.key)) open(cell, event.key);
  else if (event.key === "Delete" || event.key === "Backspace") open(cell, "");
  else return;
  event.preventDefault();
}

// The keyboard comes back to the cell of a table where it was last.
export function rememberCell(cell) {
  for (const one of cell.closest("table").querySelectorAll('td[tabindex="0"]')) one.tabIndex = -1;
  cell.tabIndex = 0;
}

export function pasteBlock(event) {
  const cell = event.target.closest?.("td[data-cell]");
  if (!cell || isWriting() || !main.contains(cell)) return;
  const rows = matrixOf(cell.closest("table"));
  const [top, left] = positionOf(rows, cell);
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
  const typed = new Map();
  for (const [down, line] of lines.entries()) {
    for (const [across, text] of line.split("\t").entries()) {
      const { cell: number, path, was } = rows[top + down]?.[left + across]?.dataset ?? {};
      if (number) typed.set(path, { path, was, text: text.trim() });
    }
  }
  event.preventDefault();
  send([...typed.values()], crypto.randomUUID());
}
