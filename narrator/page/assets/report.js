// Shows what the server renders, block by block: what did not change stays, with its cursor and its scroll.

import { closeDialog, notice, tell } from "./dialog.js";
import { ask } from "./server.js";

export const main = document.querySelector("main");
export const margin = document.getElementById("margin");

let view = { version: "", sections: [], margin: [], look: "" }; // what the server said last
let html = new Map(); // the blocks of the view, by key
let queue = Promise.resolve(); // requests that write go one after another
let tellShown = () => {};

// tell: called with each view that is shown.
export function whenShown(tell) {
  tellShown = tell;
}

export const version = () => view.version;
export const afterWriting = () => queue;

// Asks for something to be done, after what was asked before, and shows what comes of it.
export function act(address, body = {}) {
  queue = queue.then(async () => {
    const told = await ask(address, { ...body, have: view.version });
    if (told.sections) show(told);
    if (told.problems) await tell("没有做", [...told.problems, ...tellTyped(body)].join("\n"));
    return told;
  });
  return queue;
}

// What was typed and could not be written is shown: nobody types it twice.
const tellTyped = ({ typed = [] }) => typed.map(({ path, text }) => `\n${path}，这里写的是：\n${text}`);

// Shows what the file holds now, when another program changed it.
export function refresh() {
  queue = queue.then(async () => {
    const told = await ask(`view?have=${view.version}`);
    if (told.sections) show(told);
    else if (told.problems) showProblems(told.problems);
    return told;
  });
  return queue;
}

function showProblems(problems) {
  const list = document.createElement("ul");
  for (const problem of problems) {
    const item = list.appendChild(document.createElement("li"));
    item.className = "problem";
    item.textContent = problem;
  }
  margin.replaceChildren(list);
  view = { ...view, version: "" };
}

function show(told) {
  html = new Map([...told.sections.flatMap(([, keys]) => keys), ...told.margin].map(
    (key) => [key, told.blocks[key] ?? html.get(key)],
  ));
  if (told.look !== view.look) document.getElementById("look").href = `look.css?version=${told.look}`;
  view = told;
  document.title = document.getElementById("title").textContent = told.title;
  document.getElementById("undo").disabled = told.undo === 0;
  document.getElementById("redo").disabled = told.redo === 0;
  document.getElementById("shelf").hidden = !told.within;
  settle();
  tellShown(told);
}

// Puts the blocks of the view on the page; those in which somebody types wait until they are left.
export function settle() {
  const active = selectorOf(document.activeElement);
  for (const [at, [classes, keys]] of view.sections.entries()) {
    const section = main.children[at] ?? main.appendChild(document.createElement("section"));
    section.className = classes;
    arrange(section, keys);
  }
  while (main.children.length > view.sections.length) main.lastElementChild.remove();
  arrange(margin, view.margin);
  if (active && !document.activeElement?.closest("main, aside, dialog, header")) document.querySelector(active)?.focus();
}

function arrange(parent, keys) {
  const wanted = new Set(keys);
  const kept = new Map();
  const gone = [];
  for (const block of [...parent.children]) {
    if (wanted.has(block.dataset.key)) kept.set(block.dataset.key, block);
    else gone.push(block);
  }
  const held = gone.find(isTypedIn) ?? null;
  for (const block of gone) if (block !== held) block.remove();
  let at = parent.firstElementChild;
  let waiting = held;
  for (const key of keys) {
    let block = kept.get(key);
    if (block === undefined) {
      block = make(key, gone);
      if (waiting && standsFor(block, waiting)) [block, waiting] = [waiting, null];
    }
    if (at === waiting && block !== at) at = at?.nextElementSibling ?? null;
    if (block === at) at = at.nextElementSibling;
    else parent.insertBefore(block, at);
  }
}

const TYPED_IN = ".writing, input:focus, textarea:focus";
const isTypedIn = (block) => block.querySelector(TYPED_IN) !== null;

// Whether a new block shows the place in which somebody types in an old one.
function standsFor(block, old) {
  const place = old.querySelector(TYPED_IN)?.closest("[data-path]") ?? old.querySelector("[hidden][data-path]");
  const selector = place ? `[data-path="${CSS.escape(place.dataset.path)}"]` : old.id && `#${old.id}`;
  return Boolean(selector) && (block.matches(selector) || block.querySelector(selector) !== null);
}

// Returns the element of a block. gone: those that it comes in place of; what was unfolded or scrolled stays so.
function make(key, gone) {
  const template = document.createElement("template");
  template.innerHTML = html.get(key); // written and escaped by the server
  const block = template.content.firstElementChild;
  block.dataset.key = key;
  if (gone.length) block.classList.add("changed");
  const before = gone.find((one) => likeness(one) === likeness(block));
  if (!before) return block;
  for (const folded of block.querySelectorAll("details[data-name]")) {
    const same = before.querySelector(`details[data-name="${CSS.escape(folded.dataset.name)}"]`);
    if (same) folded.open = same.open;
  }
  if (before.scrollLeft) requestAnimationFrame(() => { block.scrollLeft = before.scrollLeft; });
  return block;
}

const likeness = (block) => block.id || block.getAttribute("aria-label") || block;

// ---- places ----

// Returns a selector that finds the same place after it was rendered anew; "" when there is none.
export function selectorOf(element) {
  if (!element || element === document.body) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = ["cell", "slot"].find((one) => element.dataset[one]);
  return name ? `${element.localName}[data-${name}="${element.dataset[name]}"]` : "";
}

export function goTo(target) {
  if (!target) return;
  for (let folded = target.closest("details:not([open])"); folded; folded = folded.parentElement.closest("details:not([open])")) {
    folded.open = true;
  }
  target.scrollIntoView({ block: "center" });
  target.focus();
}

// ---- the end ----

export function showEnd(text) {
  document.body.classList.add("ended");
  for (const one of document.querySelectorAll("button, input, textarea")) one.disabled = true;
  closeDialog();
  notice(text);
}
