// Texts and figures are written where they stand.

import { neighbour } from "./cells.js";
import { tell } from "./dialog.js";
import { act, afterWriting, refresh, selectorOf, settle } from "./report.js";
import { hasEnded } from "./server.js";

const PAUSE = 500; // milliseconds; what was typed more than a second ago is in the file

const NUMBER = /^-?[\d,]*\d(\.\d*)?$/;

let writing = null; // what somebody writes in: {place, field, path, was, begun, joined, timer}

export const isWriting = () => writing !== null;
export const writtenPlace = () => writing?.place ?? null;

// Opens the field of a text or a figure. begin: what it holds, when somebody began to type over it.
export function open(place, begin) {
  if (hasEnded() || writing?.place === place) return;
  close();
  const isText = place.dataset.slot !== undefined;
  const field = makeField(place, isText ? "textarea" : "input");
  const { path, was } = place.dataset;
  writing = { place, field, path, was, begun: was, joined: crypto.randomUUID(), timer: 0 };
  if (place.localName === "td") {
    writing.inside = [...place.childNodes];
    place.replaceChildren(field);
  } else {
    place.hidden = true;
    place.after(field);
    writing.beside = makeBeside(place);
    if (writing.beside) field.after(writing.beside);
  }
  field.focus();
  if (isText) field.setSelectionRange(field.value.length, field.value.length);
  else field.select();
  if (begin !== undefined) field.value = begin;
}

function makeField(place, name) {
  const field = document.createElement(name);
  field.className = name === "textarea" ? "writing text" : "writing number";
  field.value = place.dataset.was;
  field.spellcheck = false;
  field.setAttribute("aria-label", place.dataset.path);
  field.addEventListener("keydown", typeInField);
  field.addEventListener("input", (event) => { if (!event.isComposing) saveSoon(); });
  field.addEventListener("compositionend", saveSoon);
  field.addEventListener("blur", (event) => {
    const away = document.activeElement !== field; // not another window
    if (away && !writing?.beside?.contains(event.relatedTarget)) close();
  });
  return field;
}

// Returns what stands beside the field of a text: last year's, and why it is stale; null for nothing.
function makeBeside(place) {
  const { hint, why, path } = place.dataset;
  const told = [hint && `上年写的是：${hint}`, why].filter(Boolean);
  if (!told.length) return null;
  const beside = document.createElement("span");
  beside.className = "beside";
  beside.textContent = told.join("；");
  if (why) {
    const confirm = document.createElement("button");
    confirm.type = "button";
    confirm.textContent = "确认还适用";
    confirm.dataset.confirm = path;
    beside.append(" ", confirm);
  }
  return beside;
}

function typeInField(event) {
  if (event.isComposing) return;
  const isNumber = event.target.localName === "input";
  if (event.key === "Escape") {
    if (isNumber) event.target.value = writing.begun;
    close(writing.place);
  } else if (isNumber && (event.key === "Enter" || event.key === "Tab")) {
    close(nextPlace(writing.place, event) ?? writing.place);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function nextPlace(place, event) {
  if (place.localName !== "td") return null;
  const step = event.shiftKey ? -1 : 1;
  return event.key === "Enter" ? neighbour(place, step, 0) : neighbour(place, 0, step);
}

// Closes the field, if one is open, and saves what was typed. next: the place to go to.
export function close(next) {
  if (!writing) return;
  const last = writing;
  const name = selectorOf(next);
  clearTimeout(last.timer);
  save();
  writing = null;
  if (last.inside) last.place.replaceChildren(...last.inside);
  else last.field.remove();
  last.beside?.remove();
  last.place.hidden = false;
  if (name) document.querySelector(name)?.focus();
  afterWriting().then(settle);
}

function saveSoon() {
  if (!writing) return;
  clearTimeout(writing.timer);
  const isWhole = writing.field.localName === "textarea" || NUMBER.test(writing.field.value);
  if (isWhole) writing.timer = setTimeout(save, PAUSE);
}

export function save() {
  const now = writing;
  const text = now?.field.value;
  if (!now || text === now.was) return;
  const was = now.was;
  now.was = text;
  send([{ path: now.path, was, text }], now.joined).then((done) => {
    if (!done && now.was === text) now.was = was;
  });
}

// Sends what was typed; where somebody else wrote meanwhile, asks whose words are to stay. Returns whether it is settled.
export async function send(typed, joined) {
  const told = await act("write", { typed, joined });
  if (!told.conflicts) return Boolean(told.sections);
  for (const one of told.conflicts) {
    const text = `${one.path}\n\n文件里现在是：\n${one.now || "（空的）"}\n\n这里写的是：\n${one.typed || "（空的）"}`;
    const choice = await tell("这一处刚才也被别的程序改了", text, ["用这里写的", "用文件里的"]);
    if (choice === 0) await act("write", { typed: [{ path: one.path, was: one.now, text: one.typed }], joined });
  }
  await refresh();
  return true;
}
