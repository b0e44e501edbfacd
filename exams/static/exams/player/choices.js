// Answers that are chosen: one, many, true or false.
import { el, letter } from "./dom.js";

let groups = 0;

export function choose({ slot, words, onChange }) {
  const isMany = slot.kind === "choose_many";
  const name = `choice-${groups += 1}`;
  const most = slot.shape.most;
  const inputs = [];
  const clear = el("button", { type: "button", className: "button button--plain button--small", hidden: true, onclick: () => { set(null); onChange(null); } }, words.clear);

  function changed() {
    const picked = inputs.filter((input) => input.checked).map((input) => input.value);
    paint(picked);
    onChange(picked.length ? { choice: picked } : null);
  }

  function paint(picked) {
    clear.hidden = !picked.length;
    for (const input of inputs) input.disabled = isMany && picked.length >= most && !input.checked;
  }

  const rows = slot.options.map((option, place) => {
    const input = el("input", { type: isMany ? "checkbox" : "radio", name, value: option.code, onchange: changed });
    inputs.push(input);
    return el("label", { className: "option" }, input, el("span", { className: "option__letter", "aria-hidden": "true" }, letter(place)), el("span", { className: "option__text prose", html: option.html }));
  });

  function set(value) {
    const picked = value?.choice ?? [];
    for (const input of inputs) input.checked = picked.includes(input.value);
    paint(picked);
  }

  const hint = isMany ? el("p", { className: "slot__hint" }, most < rows.length ? words.choose_most.replace("%(n)s", most) : words.choose_many) : null;
  return { node: el("fieldset", { className: "answer" }, el("legend", { className: "visually-hidden" }, words.your_answer), hint, rows, clear), set };
}

export function truth({ slot, words, onChange }) {
  const inputs = new Map();
  const clear = el("button", { type: "button", className: "button button--plain button--small", hidden: true, onclick: () => { set(null); onChange(null); } }, words.clear);

  function changed() {
    const found = {};
    for (const [code, [yes, no]] of inputs) if (yes.checked || no.checked) found[code] = yes.checked;
    clear.hidden = !Object.keys(found).length;
    onChange(Object.keys(found).length ? { truth: found } : null);
  }

  const rows = slot.statements.map((statement, place) => {
    const name = `truth-${groups += 1}`;
    const [yes, no] = [words.true, words.false].map(() => el("input", { type: "radio", name, onchange: changed }));
    inputs.set(statement.code, [yes, no]);
    return el("fieldset", { className: "statement" },
      el("legend", {}, el("span", { className: "statement__letter" }, `${letter(place).toLowerCase()})`), el("span", { className: "prose", html: statement.html })),
      el("div", { className: "statement__pair" }, el("label", { className: "chip" }, yes, words.true), el("label", { className: "chip" }, no, words.false)));
  });

  function set(value) {
    const found = value?.truth ?? {};
    for (const [code, [yes, no]] of inputs) {
      yes.checked = found[code] === true;
      no.checked = found[code] === false;
    }
    clear.hidden = !Object.keys(found).length;
  }

  return { node: el("div", { className: "answer" }, rows, clear), set };
}
