// The margin: leads to what is to be done, takes what is typed there, and shows the other data when they are unfolded.

import { act, goTo, main, margin, version } from "./report.js";
import { ask } from "./server.js";
import { close, send } from "./writing.js";

const PAUSE = 500; // milliseconds; what was typed more than a second ago is in the file

let typing = { field: null, timer: 0, joined: "" }; // the field in which somebody types

export function follow(event) {
  const { confirm, goto: target, place } = event.target.dataset ?? {};
  if (confirm !== undefined) {
    close();
    act("confirm", { path: confirm });
  }
  if (target === undefined && place === undefined) return;
  event.preventDefault();
  if (target) goTo(document.getElementById(target));
  else goToPlace(place);
}

// Goes to a place of the data: in the report, or else among the other data.
async function goToPlace(number) {
  const printed = main.querySelector(`[data-cell="${number}"], [data-slot="${number}"]`);
  if (!printed) await fillOthers(true);
  goTo(printed ?? document.getElementById(`field${number}`));
}

export function accept(event) {
  event.preventDefault();
  const { reason } = event.target.elements;
  act("accept", { key: event.target.dataset.accept, reason: reason.value });
  reason.value = "";
}

export function typeInMargin(event) {
  const field = event.target;
  if (field.dataset.path === undefined) return;
  clearTimeout(typing.timer);
  if (typing.field !== field) typing = { field, timer: 0, joined: crypto.randomUUID() };
  if (event.type === "change") saveField(field);
  else if (field.localName === "textarea" && !event.isComposing) {
    typing.timer = setTimeout(() => saveField(field), PAUSE);
  }
}

async function saveField(field) {
  const { path, was } = field.dataset;
  if (field.value === was) return;
  const text = field.value;
  field.dataset.was = text;
  delete field.closest("details[data-others]")?.dataset.version; // it shows what no version of the file did
  if (!await send([{ path, was, text }], typing.joined) && field.dataset.was === text) field.dataset.was = was;
}

// Shows the data that no public table shows, as they are now; unless somebody types among them.
export async function fillOthers(always = false) {
  const folded = margin.querySelector("details[data-others]");
  if (!folded || (!folded.open && !always) || folded.dataset.version === version()) return;
  if (folded.querySelector("input:focus, textarea:focus")) return;
  folded.dataset.version = version();
  const told = await ask("others");
  const opened = new Set(Array.from(folded.querySelectorAll("details[open]"), (one) => one.dataset.name));
  const template = document.createElement("template");
  template.innerHTML = told.html; // written and escaped by the server
  for (const one of template.content.querySelectorAll("details")) one.open = opened.has(one.dataset.name);
  folded.querySelector("div").replaceChildren(template.content);
}
