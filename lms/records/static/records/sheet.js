// The gradebook as a sheet: arrows and Enter move, a pasted block fills down and right.
const form = document.querySelector("form[data-sheet]");
const rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input")]);
const count = form.querySelector("[data-count]");

function place(input) {
  const row = rows.findIndex((inputs) => inputs.includes(input));
  return [row, row < 0 ? -1 : rows[row].indexOf(input)];
}

function go(row, column) {
  const target = rows[row]?.[column];
  if (!target) return false;
  target.focus();
  target.select();
  return true;
}

function moves(event, input) {
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const atStart = whole || input.selectionEnd === 0;
  const atEnd = whole || input.selectionStart === input.value.length;
  switch (event.key) {
    case "ArrowUp": return [-1, 0];
    case "ArrowDown": case "Enter": return [1, 0];
    case "ArrowLeft": return atStart ? [0, -1] : null;
    case "ArrowRight": return atEnd ? [0, 1] : null;
    default: return null;
  }
}

function mark(input) {
  input.toggleAttribute("data-changed", input.value.trim() !== input.defaultValue);
  const changed = form.querySelectorAll("input[data-changed]").length;
  if (count) count.textContent = changed ? `${changed} ${count.dataset.one}` : "";
}

form.addEventListener("keydown", (event) => {
  const [row, column] = place(event.target);
  if (row < 0 || event.isComposing) return;
  const step = moves(event, event.target);
  if (!step) return;
  event.preventDefault();
  let next = row + step[0];
  while (step[0] && next >= 0 && next < rows.length && !rows[next][column]) next += step[0];
  go(next, column + step[1]);
});

form.addEventListener("paste", (event) => {
  const [row, column] = place(event.target);
  const text = event.clipboardData?.getData("text") ?? "";
  if (row < 0 || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const input = rows[row + down]?.[column + right];
      if (!input) return;
      input.value = value.trim();
      mark(input);
    });
  });
});

form.addEventListener("input", (event) => {
  if (place(event.target)[0] >= 0) mark(event.target);
});
