/* Additions to the reader: the rail follows the reading, records stand at the height of their words,
   a passage is copied with its citation; in two panes the marked words are brought into view. */

/* The rail */

function follow(reader) {
  const links = [...reader.querySelectorAll(".contents a")];
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
  const rail = reader.querySelector(".contents");
  let current;
  let waiting = false;

  function mark() {
    waiting = false;
    const line = innerHeight * 0.3;
    const at = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= line);
    if (links[at] === current) return;
    current?.removeAttribute("aria-current");
    current = links[at];
    current?.setAttribute("aria-current", "location");
    if (current && rail.scrollHeight > rail.clientHeight) {
      rail.scrollTop = current.offsetTop - rail.clientHeight / 2;
    }
  }

  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}

/* The margin: each record beside the line in which its words begin, as far as there is room */

function align(passage) {
  const list = passage.querySelector(".beside");
  const words = passage.querySelector(".words");
  const items = [...list.children];
  items.forEach((item) => item.style.removeProperty("margin-top"));
  if (getComputedStyle(list).gridColumnStart !== "3") return;
  let room = words.getBoundingClientRect().bottom - items.at(-1).getBoundingClientRect().bottom;
  for (const item of items) {
    const mark = [...words.querySelectorAll("a.q")].find((link) => link.getAttribute("href") === item.dataset.for)
      ?? words.querySelector(`.q.${item.className}`);
    if (!mark) continue;
    const gap = mark.getClientRects()[0].top - item.getBoundingClientRect().top;
    const shift = Math.min(Math.max(gap, 0), Math.max(room, 0));
    if (shift > 2) {
      const own = parseFloat(getComputedStyle(item).marginTop);
      item.style.setProperty("margin-top", `${own + shift}px`);
      room -= shift;
    }
  }
}

function alignAll(reader) {
  reader.querySelectorAll(".passage:has(> .beside)").forEach(align);
}

/* Copying a passage with its citation */

function wordsOf(passage) {
  const copy = passage.querySelector(".words, .caption").cloneNode(true);
  copy.querySelectorAll(".page-turn, .note-mark, table, .small").forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function addCopy(citation) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = citation.dataset.cite;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`“${wordsOf(citation.closest(".passage"))}” ${citation.textContent.trim()}`);
    button.textContent = citation.dataset.copied;
  });
  const line = document.createElement("p");
  line.setAttribute("aria-live", "polite");
  line.append(button);
  citation.after(line);
}

/* Changing the marks keeps the place */

function keepPlace(reader) {
  reader.querySelectorAll("a[data-keep]").forEach((link) => link.addEventListener("click", () => {
    const passages = [...reader.querySelectorAll(".passage")];
    const here = passages.find((passage) => passage.getBoundingClientRect().bottom > 60);
    if (here && scrollY > innerHeight) link.hash = here.id;
  }));
}

function openReader(reader) {
  follow(reader);
  keepPlace(reader);
  // A citation gets its button when it is opened: the page is long.
  reader.addEventListener("toggle", (event) => {
    const citation = event.target.querySelector?.("[data-cite]");
    if (citation && navigator.clipboard && !event.target.querySelector("button")) addCopy(citation);
  }, true);
  alignAll(reader);
  document.fonts.ready.then(() => alignAll(reader));
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width === innerWidth) return;
    width = innerWidth;
    alignAll(reader);
  });
}

/* Two panes: the marked words a little below the top of each */

function show(pane) {
  const mark = pane.querySelector("mark");
  if (!mark || pane.scrollHeight <= pane.clientHeight + 1) return;
  pane.tabIndex = 0;
  const box = mark.getBoundingClientRect();
  const above = box.top - pane.getBoundingClientRect().top + pane.scrollTop;
  const spare = Math.max(8, (pane.clientHeight - box.height) / 2);
  // Best a whole passage at the top, if the words are still well in view.
  const tops = [...pane.children].map((part) => part.offsetTop).filter((top) => top <= above && above - top <= spare);
  pane.scrollTop = tops.length > 0 ? tops[0] : above - spare;
}

function showAll() {
  document.querySelectorAll("[data-pane]").forEach(show);
}

document.querySelectorAll("[data-reader]").forEach(openReader);
if (document.querySelector("[data-pane]")) {
  showAll();
  document.fonts.ready.then(showAll);
}
