// What a figure or a word comes from is told when somebody points at it, and lights up in the tables.

import { main } from "./report.js";
import { ask } from "./server.js";

const PAUSE = 120; // milliseconds that one points before anything is asked

const explanation = document.getElementById("explanation");
const idle = explanation.textContent;

let timer = 0;
let pointed = null; // what is explained

export function pointAt(event) {
  const element = event.target.closest?.("[data-explain]");
  clearTimeout(timer);
  if (!element || !main.contains(element) || element.querySelector(".writing")) return;
  timer = setTimeout(() => explain(element), PAUSE);
}

// Tells anew of what was pointed at, where the page has it in another state now: nothing old is left standing.
export function pointAgain() {
  if (!pointed || pointed.isConnected) return;
  const { path } = pointed.dataset;
  pointed = path ? main.querySelector(`[data-path="${CSS.escape(path)}"][data-explain]`) : null;
  if (pointed) explain(pointed);
  else explanation.textContent = idle;
}

async function explain(element) {
  pointed = element;
  light(element);
  const { key } = element.closest("[data-key]").dataset;
  const told = await ask(`explain?block=${key}&number=${element.dataset.explain}`);
  if (told.lines?.length) explanation.textContent = told.lines.join("\n");
}

function light(element) {
  for (const one of main.querySelectorAll(".lit")) one.classList.remove("lit");
  const { cell, from } = element.dataset;
  for (const number of cell ? [cell] : from.split(" ").filter(Boolean)) {
    for (const one of main.querySelectorAll(`[data-cell="${number}"]`)) one.classList.add("lit");
  }
  if (cell) {
    for (const one of main.querySelectorAll(`.derived[data-from~="${cell}"]`)) one.classList.add("lit");
  }
}
