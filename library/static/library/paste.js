// Pasting from Word into a text block. The field knows no tables and no raised or
// lowered letters of others: they become lines with | and letters that stand alone.
// What cannot come along (formulas, pictures) is said, with the block to use instead.
const words = document.currentScript.dataset;
const RAISED = new Map(Array.from("0123456789+-−=()n", (sign, at) => [sign, Array.from("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")[at]]));
const LOWERED = new Map(Array.from("0123456789+-−=()", (sign, at) => [sign, Array.from("₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")[at]]));
const ours = new WeakSet();

document.addEventListener("paste", (event) => {
  const field = event.target.closest?.(".Draftail-Editor");
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!field || !html || ours.has(event)) return;
  const page = new DOMParser().parseFromString(html, "text/html");
  say(field, [
    /<m:oMath[\s>]/i.test(html) && words.formulas,
    !/<m:oMath[\s>]/i.test(html) && page.querySelector("img") && words.pictures,
    page.querySelector("table") && words.tables,
  ].filter(Boolean));
  if (!page.querySelector("table, sub, sup")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const letters of page.querySelectorAll("sub, sup")) letters.replaceWith(alone(letters));
  for (const table of [...page.querySelectorAll("table")].reverse()) table.replaceWith(...lines(table));
  const data = new DataTransfer();
  data.setData("text/html", page.body.innerHTML);
  data.setData("text/plain", event.clipboardData.getData("text/plain"));
  const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  ours.add(again);
  event.target.dispatchEvent(again);
}, true);

// H<sub>2</sub> becomes H₂; what has no letter of its own becomes a small formula.
function alone(letters) {
  const isRaised = letters.localName === "sup";
  const text = letters.textContent.trim();
  const signs = Array.from(text, (sign) => (isRaised ? RAISED : LOWERED).get(sign));
  if (signs.every(Boolean)) return signs.join("");
  return /^[A-Za-z0-9+\-−,; ]+$/.test(text) ? `$${isRaised ? "^" : "_"}{${text.replaceAll("−", "-")}}$` : text;
}

function lines(table) {
  return Array.from(table.rows, (row) => {
    const line = document.createElement("p");
    line.textContent = Array.from(row.cells, (cell) => cell.textContent.replace(/\s+/g, " ").trim()).join(" | ");
    return line;
  });
}

function say(field, sentences) {
  const before = field.parentElement.querySelector(":scope > .own-pasted");
  before?.remove();
  if (!sentences.length) return;
  const note = document.createElement("p");
  note.className = "own-pasted help-block help-warning";
  note.setAttribute("role", "status");
  note.textContent = sentences.join(" ");
  field.after(note);
}
