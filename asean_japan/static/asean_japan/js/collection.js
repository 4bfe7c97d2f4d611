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

/* Whether the code is in what is kept now and was not, or the other way round. */
function toggle(code) {
  const query = kept();
  const codes = codesIn(query);
  const isIn = codes.includes(code);
  if (!isIn && codes.length >= Number(counter.dataset.most)) return false;
  return store(localStorage, KEPT, isIn ? withoutCode(query, code) : withCode(query, code));
}

/* What can't be kept here is sent, as without script: the collection's page says what there is to say. */
function makeSwitch(button) {
  button.addEventListener("click", (event) => {
    if (!toggle(button.value)) return;
    event.preventDefault();
    show();
  });
}

function showSwitch(button, codes) {
  const isIn = codes.has(button.value);
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
  switches.forEach((button) => showSwitch(button, codes));
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

/* A page that carries somebody else's collection in its address goes on adding to that one. */
const carried = codesIn(location.search).join();
const switches =
  !carried || carried === codesIn(kept()).join() ? document.querySelectorAll("button[form='collect']") : [];

if (counter) {
  switches.forEach(makeSwitch);
  if (page && note) followPage();
  show();
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", show); // what “back” brings is as old as when it was left
}
