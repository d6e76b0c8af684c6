// The page: shows what the server renders, sends what was typed, and keeps cursor and scroll where they are.
"use strict";

const main = document.querySelector("main");
const side = document.getElementById("side");
const dialog = document.getElementById("dialog");

let view = { version: "", sections: [], side: null, steps: 0 }; // what the server said last
let shown = []; // the sections that stand on the page, as they came
let writing = null; // the field that somebody types in: {place, field, path, was, joined, timer}
let ended = false;
let queue = Promise.resolve(); // requests that write go one after another

// ---- asking the server ----

async function ask(address, body) {
  let answer;
  try {
    answer = await fetch(address, body === undefined ? {} : {
      method: "POST",
      headers: { "Content-Type": body instanceof Blob ? "application/octet-stream" : "application/json" },
      body: body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch {
    tellEnd("narrator已经关闭，或者联系不上了。写的字已存进数据文件；再运行 narrator open 继续。");
    return {};
  }
  return answer.status === 204 ? {} : answer.json();
}

function act(address, body) {
  queue = queue.then(async () => {
    const told = await ask(address, body);
    if (told.sections) show(told);
    if (told.problems) await tell("没有做", told.problems.join("\n"));
    return told;
  });
  return queue;
}

async function refresh() {
  if (ended) return;
  const told = await ask(`view?have=${view.version}`);
  if (told.sections) show(told);
  else if (told.problems) showProblems(told.problems);
}

function showProblems(problems) {
  const list = document.createElement("ul");
  for (const problem of problems) {
    const item = list.appendChild(document.createElement("li"));
    item.className = "problem";
    item.textContent = problem;
  }
  side.replaceChildren(list);
  view.version = "";
}

// ---- showing ----

function show(told) {
  const looked = view.version;
  view = told;
  document.title = document.getElementById("title").textContent = told.title;
  if (looked !== told.version) document.getElementById("look").href = `look.css?version=${told.version}`;
  document.getElementById("undo").disabled = told.steps === 0;
  const active = nameOf(document.activeElement);
  for (const [at, html] of told.sections.entries()) {
    const there = main.children[at];
    if (there === undefined) main.append(made(html));
    else if (shown[at] === html || there.contains(writing?.field ?? null)) continue;
    else there.replaceWith(made(html));
    shown[at] = html;
  }
  while (main.children.length > told.sections.length) main.lastElementChild.remove();
  shown.length = told.sections.length;
  if (side.dataset.html !== told.side && !side.contains(writing?.field ?? null) && !isTyping(side)) {
    const top = side.parentElement.scrollTop;
    const opened = new Set([...side.querySelectorAll("details[open] > summary")].map((one) => kindOf(one)));
    const first = side.dataset.html === undefined;
    side.innerHTML = told.side;
    side.dataset.html = told.side;
    if (!first) {
      for (const one of side.querySelectorAll("details > summary")) one.parentElement.open = opened.has(kindOf(one));
    }
    side.parentElement.scrollTop = top;
  }
  if (active && !document.activeElement?.closest("main, aside, dialog")) document.querySelector(active)?.focus();
}

const kindOf = (summary) => summary.textContent.replace(/（.*/, "");
const isTyping = (element) => element.contains(document.activeElement) && document.activeElement.value;

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function nameOf(element) {
  if (!element || element === document.body) return "";
  if (element.id) return `#${CSS.escape(element.id)}`;
  for (const name of ["cell", "slot"]) {
    if (element.dataset[name]) return `${element.localName}[data-${name}="${element.dataset[name]}"]`;
  }
  return "";
}

function goTo(target) {
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.focus();
}

// ---- dialogs ----

function tell(title, text, choices = ["知道了"]) {
  document.getElementById("dialog-title").textContent = title;
  document.getElementById("dialog-text").textContent = text;
  const before = document.activeElement;
  return new Promise((resolve) => {
    const buttons = choices.map((choice, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = choice;
      button.addEventListener("click", () => { dialog.returnValue = String(at); dialog.close(String(at)); });
      return button;
    });
    document.getElementById("dialog-buttons").replaceChildren(...buttons);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "" ? choices.length - 1 : Number(dialog.returnValue));
      if (before?.isConnected) before.focus();
    }, { once: true });
    dialog.showModal();
    buttons[0].focus();
  });
}

function tellEnd(text) {
  if (document.body.classList.contains("ended")) return;
  ended = true;
  document.body.classList.add("ended");
  for (const one of document.querySelectorAll("button, #file")) one.disabled = true;
  dialog.close?.();
  document.getElementById("state")?.replaceChildren(text);
  document.getElementById("explanation").textContent = text;
}

// ---- writing texts and figures ----

function open(place) {
  if (ended || writing?.place === place) return;
  finishWriting();
  const isText = place.dataset.slot !== undefined;
  const field = document.createElement(isText ? "textarea" : "input");
  field.className = isText ? "writing" : "figure-writing";
  field.value = place.dataset.was;
  field.spellcheck = false;
  field.setAttribute("aria-label", place.dataset.path);
  writing = { place, field, path: place.dataset.path, was: place.dataset.was, joined: crypto.randomUUID(), timer: 0 };
  if (place.localName === "td") {
    writing.inside = [...place.childNodes];
    place.replaceChildren(field);
  } else {
    place.hidden = true;
    place.after(field);
    const beside = [place.dataset.hint && `上年写的是：${place.dataset.hint}`, place.dataset.why].filter(Boolean);
    if (beside.length) {
      writing.beside = document.createElement("span");
      writing.beside.className = "beside";
      writing.beside.textContent = beside.join("；");
      if (place.dataset.why) {
        const confirm = document.createElement("button");
        confirm.type = "button";
        confirm.textContent = "确认还适用";
        confirm.dataset.confirm = place.dataset.path;
        writing.beside.append(" ", confirm);
      }
      field.after(writing.beside);
    }
  }
  field.focus();
  field.select();
  if (isText) {
    field.setSelectionRange(field.value.length, field.value.length);
    field.addEventListener("input", () => {
      clearTimeout(writing.timer);
      writing.timer = setTimeout(save, 500); // what was typed more than a second ago is in the file
    });
  }
  field.addEventListener("keydown", typeInField);
  field.addEventListener("blur", (event) => {
    if (!writing?.beside?.contains(event.relatedTarget)) finishWriting();
  });
}

function typeInField(event) {
  if (event.isComposing) return;
  const isFigure = event.target.localName === "input";
  if (event.key === "Escape") {
    if (isFigure) event.target.value = writing.was;
    closeWriting(true);
  } else if (isFigure && (event.key === "Enter" || event.key === "Tab")) {
    const { place } = writing;
    const next = place.localName === "td" ? neighbour(place, ...(event.key === "Enter" ? [1, 0] : [0, event.shiftKey ? -1 : 1])) : null;
    const name = nameOf(next ?? place);
    event.preventDefault();
    closeWriting(false);
    document.querySelector(name)?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function finishWriting() {
  if (writing) closeWriting(false);
}

function closeWriting(focus) {
  const last = writing;
  clearTimeout(last.timer);
  save();
  writing = null;
  if (last.inside) last.place.replaceChildren(...last.inside);
  last.beside?.remove();
  if (!last.inside) last.field.remove();
  last.place.hidden = false;
  if (focus && last.place.isConnected) last.place.focus();
  for (const at of shown.keys()) if (main.children[at]?.contains(last.place)) shown[at] = "";
  queue.then(() => { if (view.version) show(view); });
}

function save() {
  const now = writing;
  const text = now.field.value;
  if (text === now.was) return;
  const was = now.was;
  now.was = text;
  send([{ path: now.path, was, text }], now.joined).then((done) => { if (!done && now.was === text) now.was = was; });
}

async function send(typed, joined) {
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

// ---- tables as sheets ----

function matrixOf(table) {
  const rows = [];
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (rows[y]?.[x]) x += 1;
      for (let down = 0; down < cell.rowSpan; down += 1) {
        for (let across = 0; across < cell.colSpan; across += 1) (rows[y + down] ??= [])[x + across] = cell;
      }
      x += cell.colSpan;
    }
  });
  return rows;
}

function placeOf(rows, cell) {
  for (const [y, row] of rows.entries()) {
    const x = row.indexOf(cell);
    if (x >= 0) return [y, x];
  }
  return [0, 0];
}

function neighbour(cell, down, across) {
  const rows = matrixOf(cell.closest("table"));
  let [y, x] = placeOf(rows, cell);
  for (;;) {
    y += down;
    x += across;
    const next = rows[y]?.[x];
    if (next === undefined) return null;
    if (next.dataset.cell && next !== cell) return next;
  }
}

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function typeInPlace(event) {
  const place = event.target;
  if (!(place instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (place.matches("td[data-cell]")) {
    if (ARROWS[event.key]) {
      neighbour(place, ...ARROWS[event.key])?.focus();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === "F2") {
      open(place);
      event.preventDefault();
    } else if (/^[-0-9.]$/.test(event.key)) {
      open(place);
      writing.field.value = event.key;
      event.preventDefault();
    }
  } else if (place.matches(".slot, .figure") && event.key === "Enter") {
    open(place);
    event.preventDefault();
  }
}

function pasteBlock(event) {
  const cell = event.target.closest?.("td[data-cell]");
  if (!cell || writing) return;
  const rows = matrixOf(cell.closest("table"));
  const [top, left] = placeOf(rows, cell);
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
  const typed = new Map();
  lines.forEach((line, down) => line.split("\t").forEach((text, across) => {
    const target = rows[top + down]?.[left + across];
    if (target?.dataset.cell) typed.set(target.dataset.path, { path: target.dataset.path, was: target.dataset.was, text: text.trim() });
  }));
  event.preventDefault();
  send([...typed.values()], crypto.randomUUID());
}

// ---- explaining ----

let pointing = 0;

function light(element) {
  for (const one of main.querySelectorAll(".lit")) one.classList.remove("lit");
  if (!element) return;
  const numbers = element.dataset.cell ? [element.dataset.cell] : (element.dataset.from ?? "").split(" ").filter(Boolean);
  for (const number of numbers) {
    for (const one of main.querySelectorAll(`[data-cell="${number}"]`)) one.classList.add("lit");
  }
  if (element.dataset.cell) {
    for (const one of main.querySelectorAll(`.derived[data-from~="${numbers[0]}"]`)) one.classList.add("lit");
  }
}

function pointAt(event) {
  const element = event.target.closest?.("[data-explain]");
  clearTimeout(pointing);
  if (ended || !element || !main.contains(element) || element.contains(writing?.field ?? null)) return;
  pointing = setTimeout(async () => {
    light(element);
    const told = await ask(`explain?version=${view.version}&number=${element.dataset.explain}`);
    if (told.lines?.length) document.getElementById("explanation").textContent = told.lines.join("\n");
  }, 120);
}

// ---- the rest of the page ----

function nextOpen() {
  const open = [...main.querySelectorAll(".slot.missing[id], .slot.stale[id]"), ...side.querySelectorAll("input[data-path]")];
  const here = writing?.place ?? document.activeElement;
  const after = open.find((one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && one !== here);
  const target = after ?? open[0];
  finishWriting();
  goTo(target && (target.isConnected ? target : document.getElementById(target.id)));
}

async function drop(file) {
  if (!file) return;
  const told = await ask(`offer?name=${encodeURIComponent(file.name)}`, new Blob([file]));
  if (told.problems) return void tell(`没有取“${file.name}”`, told.problems.join("\n"));
  if (!told.lines) return;
  const choice = await tell(`从“${file.name}”取到数据里`, told.lines.join("\n"), ["采用", "不采用"]);
  if (choice === 0) act("take", {});
}

async function finish(address, title) {
  const told = await act(address, {});
  if (told.lines) tell(title, told.lines.join("\n"));
}

main.addEventListener("click", (event) => {
  const slot = event.target.closest(".slot");
  if (slot) open(slot);
});
main.addEventListener("dblclick", (event) => {
  const figure = event.target.closest(".figure, td[data-cell]");
  if (figure && !figure.contains(writing?.field ?? null)) open(figure);
});
main.addEventListener("click", (event) => event.target.closest("td[data-cell]:not(:has(input))")?.focus());
main.addEventListener("keydown", typeInPlace);
main.addEventListener("paste", pasteBlock);
main.addEventListener("pointerover", pointAt);
main.addEventListener("focusin", pointAt);
document.addEventListener("click", (event) => {
  const { confirm, goto: target, place } = event.target.dataset ?? {};
  if (confirm !== undefined) {
    if (writing) closeWriting(false);
    act("confirm", { path: confirm });
  }
  if (target !== undefined || place !== undefined) {
    event.preventDefault();
    goTo(target ? document.getElementById(target) : main.querySelector(`[data-cell="${place}"], [data-slot="${place}"]`));
  }
});
side.addEventListener("submit", (event) => {
  event.preventDefault();
  const reason = event.target.elements.reason.value;
  event.target.elements.reason.value = "";
  act("accept", { key: event.target.dataset.accept, reason });
});
side.addEventListener("change", (event) => {
  const { path, was } = event.target.dataset;
  if (path !== undefined) send([{ path, was, text: event.target.value }], "");
});
document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    nextOpen();
  }
});
document.getElementById("next").addEventListener("click", nextOpen);
document.getElementById("undo").addEventListener("click", () => { finishWriting(); act("undo", {}); });
document.getElementById("finish").addEventListener("click", () => finish("finish", "定稿"));
document.getElementById("publish").addEventListener("click", () => finish("publish", "公开"));
document.getElementById("close").addEventListener("click", async () => {
  finishWriting();
  await queue;
  ended = true; // nothing is asked any more
  await queue;
  await ask("close", {});
  tellEnd("已关闭。写的字都在数据文件里。");
});
document.getElementById("file").addEventListener("change", (event) => {
  drop(event.target.files[0]);
  event.target.value = "";
});
document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  drop(event.dataTransfer.files[0]);
});
window.addEventListener("beforeunload", () => { if (writing) save(); });
setInterval(() => { if (document.visibilityState === "visible") queue = queue.then(refresh); }, 2000);
queue = queue.then(refresh);
