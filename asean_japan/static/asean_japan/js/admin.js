// Makes a line of tags a list with suggestions. Without this script the line of text does the same work.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django && window.django.jQuery;
  if (!$ || !$.fn.select2) {
    return;
  }
  for (const input of document.querySelectorAll("input[data-tags]")) {
    enhance($, input);
  }
});

/** Put a list beside the input; the input stays, hidden, and is what the form sends. */
function enhance($, input) {
  const select = document.createElement("select");
  select.multiple = true;
  for (const name of namesIn(input.value)) {
    select.append(new Option(name, name, true, true));
  }
  input.after(select);
  input.type = "hidden";
  $(select)
    .select2({
      ajax: { url: input.dataset.tags, delay: 200, cache: true },
      theme: "admin-autocomplete",
      tags: true,
      // What is there already comes first, so that Enter does not make a tag of half a word.
      insertTag: (found, typed) => found.push(typed),
      tokenSeparators: [","],
      width: "32em",
    })
    .on("change", () => {
      input.value = $(select).val().join(", ");
    });
  nameFor(input, select.nextElementSibling);
}

/** The label, the help and the errors of the input speak for the list. */
function nameFor(input, list) {
  const box = list.querySelector(".select2-search__field");
  const label = document.querySelector(`label[for="${input.id}"]`);
  box.id = `${input.id}_search`;
  box.setAttribute("aria-label", label ? label.textContent.replace(/:$/, "") : input.name);
  if (label) {
    label.htmlFor = box.id;
  }
  if (input.hasAttribute("aria-describedby")) {
    box.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
  }
}

function namesIn(text) {
  return text.split(",").map((name) => name.trim()).filter(Boolean);
}
