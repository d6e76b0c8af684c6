// The page: what each key, click and drop does.

import { notice, tell } from "./dialog.js";
import { accept, fillOthers, follow, typeInMargin } from "./margin.js";
import { pointAgain, pointAt } from "./pointing.js";
import { act, afterWriting, goTo, main, margin, refresh, settle, showEnd, whenShown } from "./report.js";
import { ask, askForFile, endAsking, whenLost } from "./server.js";
import { pasteBlock, rememberCell, typeInCell } from "./sheet.js";
import { close, open, save, writtenPlace } from "./writing.js";

const LOOK_AGAIN = 2000; // milliseconds between looks at what other programs did

// ---- what the buttons do ----

function goToNextOpen() {
  const places = [...main.querySelectorAll(".slot.missing[id], .slot.stale[id]"), ...margin.querySelectorAll("#todo [data-path]")];
  const here = writtenPlace() ?? document.activeElement;
  const isAfter = (one) => one !== here && here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const target = places.find(isAfter) ?? places[0];
  close();
  goTo(target);
}

function takeStep(name) {
  close();
  act(name);
}

async function makeReport(name, title) {
  close();
  notice("正在生成……");
  const told = await act(name);
  notice("");
  if (told.lines) tell(title, told.lines.join("\n"));
}

async function download(link) {
  close();
  await afterWriting();
  notice("正在生成……");
  const { name, content, problems } = await askForFile(link.getAttribute("href"));
  notice("");
  if (problems) tell("没有生成", problems.join("\n"));
  if (!content) return;
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(content);
  saved.download = name;
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 60_000);
}

async function offer(name, told) {
  if (told.problems) tell(`没有取“${name}”`, told.problems.join("\n"));
  if (!told.lines) return;
  const choice = await tell(`从“${name}”取到数据里`, told.lines.join("\n"), ["采用", "不采用"]);
  if (choice === 0) act("take");
}

async function offerFile(file) {
  if (!file) return;
  close();
  await afterWriting();
  notice("正在读……");
  const told = await ask(`offer?name=${encodeURIComponent(file.name)}`, new Blob([file]));
  notice("");
  offer(file.name, told);
}

async function endPage() {
  close();
  await afterWriting();
  const done = ask("close", {});
  endAsking();
  await done;
  showEnd("已关闭。写的字都在数据文件里。");
}

// ---- where it is pointed, clicked and typed ----

main.addEventListener("click", (event) => {
  const slot = event.target.closest(".slot");
  if (slot) open(slot);
  else if (!event.target.closest(".writing")) event.target.closest("td[data-cell]")?.focus();
});
main.addEventListener("dblclick", (event) => {
  const figure = event.target.closest(".figure, td[data-cell]");
  if (figure && !figure.querySelector(".writing")) open(figure);
});
main.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("td[data-cell]")) typeInCell(event);
  else if (event.target.matches(".slot, .figure") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    open(event.target);
  }
});
main.addEventListener("paste", pasteBlock);
main.addEventListener("pointerover", pointAt);
main.addEventListener("focusin", (event) => {
  if (event.target.matches("td[data-cell]")) rememberCell(event.target);
  pointAt(event);
});
margin.addEventListener("submit", accept);
margin.addEventListener("input", typeInMargin);
margin.addEventListener("change", typeInMargin);
margin.addEventListener("focusout", () => setTimeout(() => {
  settle();
  fillOthers();
}));
margin.addEventListener("toggle", () => fillOthers(), true);

document.addEventListener("click", follow);
document.addEventListener("keydown", (event) => {
  const key = event.ctrlKey || event.metaKey ? `Ctrl+${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}` : event.key;
  const step = { "Ctrl+z": "undo", "Ctrl+y": "redo", "Ctrl+Shift+z": "redo" }[key];
  if (key === "F8") goToNextOpen();
  else if (step && !event.target.matches("input, textarea")) takeStep(step);
  else return;
  event.preventDefault();
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  offerFile(event.dataTransfer.files[0]);
});

const whenClicked = (name, work) => document.getElementById(name).addEventListener("click", work);
whenClicked("next", goToNextOpen);
whenClicked("undo", () => takeStep("undo"));
whenClicked("redo", () => takeStep("redo"));
whenClicked("finish", () => makeReport("finish", "定稿"));
whenClicked("publish", () => makeReport("publish", "公开"));
whenClicked("close", endPage);
whenClicked("downloads", (event) => {
  if (event.target.localName !== "a") return;
  event.preventDefault();
  download(event.target);
});
document.getElementById("file").addEventListener("change", (event) => {
  offerFile(event.target.files[0]);
  event.target.value = "";
});

// ---- the server ----

whenLost(() => showEnd("narrator已经关闭，或者联系不上了。写的字已存进数据文件；再运行 narrator open 继续。"));
whenShown(() => {
  fillOthers();
  pointAgain();
});
window.addEventListener("beforeunload", save);
let looking = false;
setInterval(async () => {
  if (looking || document.visibilityState !== "visible") return;
  looking = true;
  await refresh();
  looking = false;
}, LOOK_AGAIN);
refresh().then(async ({ beside }) => {
  if (beside) offer(beside, await ask("offer-beside", {}));
});
