// The sheet of a blueprint: asks the server after each change what the bank lacks.
const form = document.querySelector("[data-matrix]");
let timer = 0;
let running = null;

function fill(answer) {
  for (const [name, text] of Object.entries(answer.sums)) {
    form.querySelectorAll(`[data-sum="${CSS.escape(name)}"]`).forEach((place) => { place.textContent = text; });
  }
  form.querySelectorAll("[data-cell]").forEach((cell) => {
    const state = answer.cells[cell.dataset.cell];
    cell.classList.toggle("matrix__cell--short", Boolean(state && state.is_short));
    const have = cell.querySelector("[data-have-of]");
    have.textContent = state ? `/ ${state.have}` : "";
  });
  const place = form.querySelector("[data-unmet]");
  place.replaceChildren();
  if (!answer.unmet.length) return;
  const note = document.createElement("div");
  note.className = "note note--bad";
  const list = document.createElement("ul");
  answer.unmet.forEach((text, n) => {
    const line = document.createElement("li");
    line.append(text);
    const name = document.createElement("span");
    name.className = "rows__note";
    name.textContent = answer.names[n];
    line.append(name);
    list.append(line);
  });
  note.append(list);
  place.append(note);
}

async function check() {
  running?.abort();
  running = new AbortController();
  try {
    const reply = await fetch(form.dataset.check, {
      method: "POST", body: new FormData(form), signal: running.signal,
      headers: { Accept: "application/json" }, credentials: "same-origin",
    });
    if (reply.ok) fill(await reply.json());
  } catch (error) {
    if (error.name !== "AbortError") return;
  }
}

if (form) {
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(check, 400); });
  check();
}
