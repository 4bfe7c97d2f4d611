/* A collection that is kept in this browser: every “collect” becomes a switch, the frame counts.
   What is kept is the query of the collection's own address, so that a page without script shows the same. */

const KEPT = "asean-japan.collection";
const FOLLOWING = "asean-japan.collection-follows";
const counter = document.querySelector("[data-collection]");

function stored(storage, key) {
  try {
    return storage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function store(storage, key, value) {
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false; // without storage a link leads to the collection's page, which needs none
  }
}

const codesIn = (query) => (new URLSearchParams(query).get("codes") ?? "").split(",").filter(Boolean);
const kept = () => stored(localStorage, KEPT);

function withCode(query, code) {
  const params = new URLSearchParams(query);
  params.set("codes", [...codesIn(query), code].join(","));
  return params.toString().replaceAll("%2C", ",");
}

function withoutCode(query, code) {
  const params = new URLSearchParams(query);
  const codes = codesIn(query).filter((each) => each !== code);
  params.delete(`n.${code}`);
  params.set("codes", codes.join(","));
  return codes.length ? params.toString().replaceAll("%2C", ",") : "";
}

function toggle(link) {
  const code = link.dataset.collect;
  const query = kept();
  const codes = codesIn(query);
  const isIn = codes.includes(code);
  if (!isIn && codes.length >= Number(counter.dataset.most)) return false;
  return store(localStorage, KEPT, isIn ? withoutCode(query, code) : withCode(query, code));
}

/* A link that changes something is a button: the script puts one in its place. */
function makeSwitch(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.dataset.collect = link.dataset.collect;
  button.append(...link.childNodes);
  button.addEventListener("click", () => {
    if (toggle(button)) show();
    else location.assign(link.href);
  });
  link.replaceWith(button);
}

function showSwitch(button, codes) {
  const isIn = codes.has(button.dataset.collect);
  button.firstChild.textContent = isIn ? "✓ " : "+ ";
  button.querySelector("span").textContent = isIn ? counter.dataset.added : counter.dataset.add;
  button.classList.toggle("in", isIn);
}

function show() {
  const query = kept();
  const codes = new Set(codesIn(query));
  counter.hidden = codes.size === 0;
  counter.href = `${counter.pathname}${query ? `?${query}` : ""}`;
  counter.querySelector("b").textContent = codes.size || "";
  document.querySelectorAll("button[data-collect]").forEach((button) => showSwitch(button, codes));
  showOwner(query);
}

/* On the page of a collection: is it the one kept here, and does what is kept follow its changes? */
const page = document.querySelector("[data-shown]");
const note = document.querySelector("[data-kept]");

const isShown = (query) => codesIn(query).join() === codesIn(page.dataset.shown).join();

function keepThis() {
  store(localStorage, KEPT, page.dataset.shown);
  show();
}

function showOwner(query) {
  if (!page || !note) return;
  const shown = codesIn(page.dataset.shown).length;
  const held = codesIn(query).length;
  note.hidden = shown === 0 ? held === 0 : isShown(query);
  note.querySelector("[data-kept-other]").hidden = held === 0;
  note.querySelector("[data-keep-this]").hidden = shown === 0;
  const link = note.querySelector("[data-kept-link]");
  link.href = counter.href;
  link.textContent = held;
}

function followPage() {
  if (stored(sessionStorage, FOLLOWING) === "yes") keepThis();
  store(sessionStorage, FOLLOWING, "no");
  note.querySelector("[data-keep-this]").addEventListener("click", keepThis);
  document.getElementById("arrange").addEventListener("submit", () => {
    const query = kept();
    if (isShown(query)) store(sessionStorage, FOLLOWING, "yes");
  });
}

if (counter) {
  document.querySelectorAll("a[data-collect]").forEach(makeSwitch);
  if (page && note) followPage();
  show();
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show); // what “back” brings is as old as when it was left
}
