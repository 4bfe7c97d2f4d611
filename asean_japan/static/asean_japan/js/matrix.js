/* The matrix with arrow keys, groups that fold, and a line that names the cell under focus or pointer.
   Without it every cell is a link in its place and every group is open. */

const table = document.querySelector(".matrix");
const readout = document.querySelector(".readout");
const words = table.dataset;
const lines = [...table.querySelectorAll("[data-cells]")];
const names = [...table.querySelectorAll(".names > th")].map((cell) => cell.dataset.name ?? "");

/* Focus: one stop for the Tab key, arrows lead on. What takes the focus is a cell's link, else the cell. */
const stop = (cell) => cell.querySelector("a") ?? cell;
const shown = () => lines.filter((line) => !line.hidden);
const columns = names.length;
let current = null;

for (const line of lines) {
  for (const cell of line.children) stop(cell).tabIndex = -1;
}

function hold(cell) {
  if (current) stop(current).tabIndex = -1;
  current = cell;
  stop(cell).tabIndex = 0;
}

function go(line, at) {
  const lineThere = shown()[line];
  const cell = lineThere?.children[at];
  if (!cell) return;
  hold(cell);
  stop(cell).focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const MOVES = {
  ArrowRight: (line, at) => [line, at + 1],
  ArrowLeft: (line, at) => [line, at - 1],
  ArrowDown: (line, at) => [line + 1, at],
  ArrowUp: (line, at) => [line - 1, at],
  Home: (line, at, event) => [event.ctrlKey ? 0 : line, 0],
  End: (line, at, event) => [event.ctrlKey ? shown().length - 1 : line, columns - 1],
};

const isNarrow = () => getComputedStyle(table).display !== "table";

table.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td, th");
  const line = cell?.closest("[data-cells]");
  const move = MOVES[event.key];
  if (!line || !move || event.altKey || event.metaKey || isNarrow() || event.target.closest("button")) return;
  event.preventDefault();
  go(...move(shown().indexOf(line), [...line.children].indexOf(cell), event));
});

table.addEventListener("focusin", (event) => {
  const cell = event.target.closest("[data-cells] > *");
  if (!cell) return;
  if (event.target === stop(cell)) hold(cell);
  tell(cell);
});

/* On a narrow screen the table is a list: every link is a stop again. */
function suit() {
  for (const line of lines) {
    for (const cell of line.children) {
      const there = stop(cell);
      if (there !== cell) there.tabIndex = isNarrow() || cell === current ? 0 : -1;
    }
  }
  if (isNarrow()) table.removeAttribute("role");
  else table.setAttribute("role", "grid");
}

/* The line that names a cell in words */
function tell(cell) {
  const line = cell.closest("[data-cells]");
  const at = [...line.children].indexOf(cell);
  const row = line.querySelector("th").dataset.name;
  const basis = cell.querySelector(".m") ? cell.querySelector(".in").textContent.split(" · ")[0] : "";
  const count = cell.querySelector("b")?.textContent ?? cell.firstChild?.textContent?.trim();
  const isName = cell.tagName === "TH";
  readout.replaceChildren();
  const said = isName ? [cell.dataset.name ?? ""] : [row, names[at]].filter(Boolean);
  readout.append(said.join(" × "));
  if (isName) return;
  const figure = document.createElement("b");
  figure.textContent = [count || "0", basis].filter(Boolean).join(" ");
  readout.append(": ", figure);
}

table.addEventListener("pointerover", (event) => {
  const cell = event.target.closest("[data-cells] > *");
  if (cell) tell(cell);
});

/* Folding: the state stands in the address, as fold=… */
const bodies = [...table.querySelectorAll("tbody[data-group]")];
const address = new URL(location.href);
const folded = new Set(address.searchParams.getAll("fold"));

function foldable(body) {
  const [first, ...others] = body.rows;
  const rest = first.matches(".title, .head-row") ? others : [];
  return rest.length ? { first, rest } : null;
}

function fold(body, parts, button) {
  const isFolded = folded.has(body.dataset.group);
  for (const row of parts.rest) row.hidden = isFolded;
  button.setAttribute("aria-expanded", String(!isFolded));
  const note = isFolded ? ` ${words.folded.replace("%d", parts.rest.length)}` : "";
  button.firstChild.textContent = (isFolded ? "▸" : "▾") + note;
  if (current?.closest("tr").hidden) hold(lines.find((line) => !line.hidden).children[0]);
}

function remember() {
  address.searchParams.delete("fold");
  for (const key of folded) address.searchParams.append("fold", key);
  history.replaceState(null, "", address);
}

const refold = [];
for (const body of bodies) {
  const parts = foldable(body);
  if (!parts) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  const label = document.createElement("span");
  label.className = "sr";
  label.textContent = `${words.groupWord}: ${parts.first.querySelector("th").textContent.trim().replace(/\s+/g, " ")}`;
  button.append(sign, label);
  parts.first.querySelector(".hang, .pinned").append(button);
  const show = () => fold(body, parts, button);
  button.addEventListener("click", () => {
    const key = body.dataset.group;
    if (!folded.delete(key)) folded.add(key);
    show();
    remember();
  });
  refold.push({ key: body.dataset.group, show });
}

function addFoldAll() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold-all no-print";
  const label = () => {
    button.textContent = refold.every(({ key }) => folded.has(key)) ? words.open : words.fold;
  };
  button.addEventListener("click", () => {
    const isOpening = refold.every(({ key }) => folded.has(key));
    for (const { key } of refold) isOpening ? folded.delete(key) : folded.add(key);
    refold.forEach(({ show }) => show());
    remember();
    label();
  });
  table.addEventListener("click", label);
  label();
  document.querySelector(".axes").append(button);
}

refold.forEach(({ show }) => show());
if (refold.length > 1) addFoldAll();
readout.textContent = readout.dataset.readout;
hold(shown()[1]?.children[0] ?? shown()[0].children[0]);
matchMedia("(max-width: 60rem)").addEventListener("change", suit);
suit();
