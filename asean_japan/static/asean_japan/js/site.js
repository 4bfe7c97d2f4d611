/* Additions to pages that work without them: single keys, a button that copies a citation.
   Single keys can be switched off in their own list (“?”), and are off while somebody types. */

const KEPT = "asean-japan.keys-off";
const help = document.getElementById("keys");
const switchBox = help?.querySelector("[data-keys-switch]");

function remembered() {
  try {
    return localStorage.getItem(KEPT) === "yes";
  } catch {
    return false;
  }
}

function remember(off) {
  try {
    localStorage.setItem(KEPT, off ? "yes" : "no");
  } catch {
    // Without storage the choice holds for this page only.
  }
}

let off = remembered();

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]") !== null;
}

function focusSearch() {
  const field = document.querySelector("[data-key='/']");
  field?.focus();
  field?.select();
}

/* The entries of a list are walked by moving the focus to the first link of each. */
function walk(step) {
  const links = [...document.querySelectorAll("[data-entry]")]
    .map((entry) => entry.querySelector("a[href]"))
    .filter((link) => link !== null);
  if (links.length === 0) return;
  const here = links.findIndex((link) => link.closest("[data-entry]").contains(document.activeElement));
  const next = here === -1 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[Math.min(Math.max(next, 0), links.length - 1)].focus();
}

const KEYS = {
  "/": focusSearch,
  j: () => walk(1),
  k: () => walk(-1),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
  // “?” stays, or nobody could switch the others on again.
  if (!act || !isPlain || isTyping(event.target) || help?.open || (off && event.key !== "?")) return;
  event.preventDefault();
  act();
});

if (switchBox) {
  switchBox.checked = !off;
  switchBox.addEventListener("change", () => {
    off = !switchBox.checked;
    remember(off);
  });
}

function addCopyButton(citation) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = citation.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(citation.textContent.trim());
    button.textContent = citation.dataset.copied;
  });
  (citation.nextElementSibling ?? citation).append(button);
}

if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(addCopyButton);
}
