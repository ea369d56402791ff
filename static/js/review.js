// The keys of the review desk, and words of the article that fill the slot in focus. Without it every form still posts.
(() => {
  "use strict";

  const form = document.getElementById("decide");
  const help = document.getElementById("help");
  const tip = document.getElementById("tip");
  if (!form) return;

  const fields = [...form.querySelectorAll(".slots [name]")];
  const press = (selector) => form.querySelector(selector)?.click();
  let chosen = null;

  // Keys ----------------------------------------------------------------------------------------------------------
  const KEYS = {
    a: () => press('button[value="approve"]'),
    x: () => press('button[value="reject"]'),
    e: () => fields[0].focus(),
    " ": () => press('button[value="skip"]'),
    Backspace: () => press('button[form="undo"]'),
    "?": () => help.togglePopover(),
  };
  // A space on a button or a link is that button's own; a letter is not.
  const isTaken = (target, key) =>
    target.closest("input, select, textarea, [contenteditable]") ||
    (key === " " && target.closest("button, a, summary, dialog"));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && fields.includes(document.activeElement)) {
      document.activeElement.blur();
      choose(null);
      return;
    }
    if (!(event.target instanceof Element) || isTaken(event.target, event.key)) return;
    if (help.matches(":popover-open") && event.key !== "?") return;
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    if (!event.repeat) act();
  });

  // A page that is on its way to the next move takes no second decision, until the browser brings it back.
  let isSent = false;
  for (const sent of [form, document.getElementById("undo")]) {
    sent.addEventListener("submit", (event) => {
      if (isSent) event.preventDefault();
      isSent = true;
    });
  }
  window.addEventListener("pageshow", () => { isSent = false; });

  // Approve says what it will do ----------------------------------------------------------------------------------
  const label = form.querySelector("[data-main]");
  const asFound = label.textContent;
  const isChanged = (field) =>
    field instanceof HTMLSelectElement
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;
  const tell = () => {
    const isCorrection = fields.some((field) => field.name !== "note" && isChanged(field));
    label.textContent = isCorrection ? "Correct, next" : asFound;
  };
  form.addEventListener("input", tell);
  tell();

  // The slot in focus and its words -------------------------------------------------------------------------------
  const rowOf = (field) => field.closest("[data-row]");
  const marks = [...document.querySelectorAll(".text mark[data-names]")];

  function choose(field) {
    chosen = field;
    const name = field ? rowOf(field)?.dataset.row : null;
    for (const row of form.querySelectorAll(".slots > li")) row.classList.toggle("on", field !== null && row.contains(field));
    let isLit = false;
    for (const mark of marks) {
      const isOn = name !== null && mark.dataset.names.split(", ").includes(name);
      mark.classList.toggle("on", isOn);
      isLit ||= isOn;
    }
    tip.hidden = !isTextSlot(field);
    if (isTextSlot(field)) {
      tip.textContent = (isLit ? `The words of “${name}” are lit. ` : `No words of the text stand for “${name}”. `) +
        "Click words of the text to set it, or draw over several.";
    }
  }
  const isTextSlot = (field) => Boolean(field && field.tagName !== "SELECT" && rowOf(field));
  for (const field of fields) field.addEventListener("focus", () => choose(field));

  // Words -> slot -------------------------------------------------------------------------------------------------
  const squeezed = (words) => words.replace(/\s+/gu, " ").trim();

  // The text of a range without the hidden names that screen readers hear after a mark.
  function wordsOf(range) {
    const cut = range.cloneContents();
    for (const hidden of cut.querySelectorAll(".vh")) hidden.remove();
    return squeezed(cut.textContent);
  }

  function wordAt(x, y) {
    const spot = document.caretPositionFromPoint?.(x, y);
    const range = spot ? null : document.caretRangeFromPoint?.(x, y);
    const node = spot ? spot.offsetNode : range?.startContainer;
    const offset = spot ? spot.offset : range?.startOffset;
    if (!node || node.nodeType !== Node.TEXT_NODE) return "";
    const isWord = (character) => /[\p{L}\p{N}'’\-–&]/u.test(character);
    let [start, end] = [offset, offset];
    while (start > 0 && isWord(node.data[start - 1])) start -= 1;
    while (end < node.data.length && isWord(node.data[end])) end += 1;
    return node.data.slice(start, end);
  }

  document.querySelector(".text").addEventListener("mouseup", (event) => {
    if (event.button !== 0 || !isTextSlot(chosen) || !event.target.closest("[data-words]")) return;
    const selection = getSelection();
    const mark = event.target.closest("mark[data-names]");
    let words = "";
    if (!selection.isCollapsed) words = wordsOf(selection.getRangeAt(0));
    else if (mark) words = squeezed(mark.querySelector("u").textContent);
    else words = wordAt(event.clientX, event.clientY);
    if (!words) return;
    if (chosen.tagName === "TEXTAREA") {
      const lines = chosen.value.split("\n").filter((line) => line.trim());
      if (!lines.includes(words)) chosen.value = [...lines, words].join("\n");
      chosen.rows = Math.min(chosen.value.split("\n").length, 6);
    } else {
      chosen.value = words;
    }
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
    chosen.focus();
  });
})();
