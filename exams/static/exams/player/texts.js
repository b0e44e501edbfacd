// Answers that are written: short, long, gaps, and files.
import { el, say } from "./dom.js";

const SHORT_MS = 100, IDLE_MS = 1000, TYPING_MS = 5000;

// Keep what is typed: a short text at once, an essay after a pause, never later than 5 s.
export function typed(node, { idle, onText }) {
  let timer = 0, since = 0;
  const tell = () => { clearTimeout(timer); timer = 0; since = 0; onText(); };
  node.addEventListener("input", () => {
    since ||= performance.now();
    clearTimeout(timer);
    const wait = Math.min(idle, Math.max(0, TYPING_MS - (performance.now() - since)));
    timer = setTimeout(tell, wait);
  });
  node.addEventListener("blur", () => { if (timer) tell(); });
  return () => { if (timer) tell(); };
}

export function line({ slot, words, onChange }) {
  const isNumber = slot.kind !== "short_text";
  const input = el("input", {
    className: "input input--line", type: "text", inputMode: isNumber ? "text" : undefined, maxLength: slot.shape.most, autocomplete: "off",
    autocapitalize: "off", spellcheck: false, "aria-label": words.your_answer,
  });
  if (isNumber) input.setAttribute("inputmode", slot.kind === "short_answer" ? "text" : "decimal");
  const flush = typed(input, { idle: SHORT_MS, onText: () => onChange(input.value === "" ? null : { text: input.value }) });
  const unit = slot.unit ? el("span", { className: "unit" }, slot.unit) : null;
  const hint = slot.kind === "short_answer" ? el("p", { className: "slot__hint" }, say(words.short_number, { n: slot.shape.most })) : null;
  return { node: el("div", { className: "answer" }, hint, el("div", { className: "with-unit" }, input, unit)), set: (value) => { input.value = value?.text ?? ""; }, flush };
}

export function essay({ slot, words, onChange }) {
  const area = el("textarea", { className: "input input--essay", rows: 10, maxLength: slot.shape.most, "aria-label": words.your_answer });
  const count = el("p", { className: "slot__hint", "aria-hidden": "true" });
  const paint = () => { count.textContent = say(words.letters, { n: area.value.length, most: slot.shape.most }); };
  area.addEventListener("input", paint);
  const flush = typed(area, { idle: IDLE_MS, onText: () => onChange(area.value === "" ? null : { text: area.value }) });
  paint();
  return { node: el("div", { className: "answer" }, area, count), set: (value) => { area.value = value?.text ?? ""; paint(); }, flush };
}

// The gaps stand in the stem; they are put in the places that the paper marks.
export function cloze({ slot, words, stem, onChange }) {
  const fields = new Map();
  const flushes = [];
  const changed = () => {
    const found = {};
    for (const [code, field] of fields) if (field.value !== "") found[code] = field.value;
    onChange(Object.keys(found).length ? { gaps: found } : null);
  };
  slot.gaps.forEach((gap, place) => {
    const label = say(words.gap, { n: place + 1 });
    let field;
    if (gap.options) {
      const options = gap.options.map((option) => el("option", { value: option.code }, plain(option.html)));
      field = el("select", { className: "input gap", "aria-label": label, onchange: changed }, el("option", { value: "" }, "…"), options);
    } else {
      field = el("input", { className: "input gap", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: slot.shape.gaps[gap.code]?.most ?? 200, "aria-label": label });
      flushes.push(typed(field, { idle: SHORT_MS, onText: changed }));
    }
    fields.set(gap.code, field);
    const mark = stem.querySelector(`[data-gap="${CSS.escape(gap.code)}"]`);
    if (mark) mark.replaceChildren(field);
  });
  const lost = slot.gaps.filter((gap) => !fields.get(gap.code).isConnected && !stem.contains(fields.get(gap.code)));
  const rest = lost.map((gap) => el("p", {}, `(${gap.code}) `, fields.get(gap.code)));
  return {
    node: el("div", { className: "answer" }, rest),
    set: (value) => { for (const [code, field] of fields) field.value = value?.gaps?.[code] ?? ""; },
    flush: () => flushes.forEach((flush) => flush()),
  };
}

export function file({ slot, words, onChange, upload }) {
  const said = el("p", { className: "slot__hint", role: "status" }, words.no_file);
  const input = el("input", { type: "file", accept: (slot.shape.suffixes ?? []).map((suffix) => `.${suffix.replace(/^\./, "")}`).join(","), "aria-label": words.your_answer });
  input.addEventListener("change", async () => {
    const picked = input.files[0];
    if (!picked) return;
    said.textContent = words.file_sending;
    const code = await upload(picked);
    said.textContent = code ? say(words.file_kept, { name: picked.name }) : words.file_failed;
    if (code) onChange({ file: code });
  });
  return { node: el("div", { className: "answer" }, input, said), set: (value) => { said.textContent = value?.file ? say(words.file_kept, { name: value.file }) : words.no_file; } };
}

// The words of a piece of the paper, a formula as its symbols.
export function plain(html) {
  const box = document.createElement("div");
  box.innerHTML = html;
  box.querySelectorAll(".katex-html").forEach((node) => node.remove());
  box.querySelectorAll("annotation").forEach((node) => node.remove());
  return box.textContent.trim();
}

