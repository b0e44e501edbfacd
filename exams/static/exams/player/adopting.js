// What another device has left on the server: offered here, one answer by one.
import { el, letter, say } from "./dom.js";
import { ask } from "./panels.js";
import { plain } from "./texts.js";

const AGAIN_MS = 60_000;

export class Adopting {
  constructor({ words, engine, view }) {
    Object.assign(this, { words, engine, view, isOpen: false, nextAt: 0 });
  }

  // Only after a change of device can anything be there; asked now and then.
  async nowAndThen() {
    if (performance.now() >= this.nextAt && !this.engine.failures) await this.offer();
  }

  // Resolves once the candidate has chosen, or at once where nothing is offered.
  async offer() {
    const { engine, words, view } = this;
    if (this.isOpen || engine.epoch < 2 || engine.phase !== "writing" || !engine.isWriter) return;
    this.isOpen = true;
    try {
      const offered = await engine.parkedElsewhere();
      if (!offered.length || engine.phase !== "writing" || document.querySelector("dialog")) return;
      const boxes = offered.map((row) => this.box(row));
      const isYes = await ask({ title: words.adopt_title, body: [el("p", {}, words.adopt_text), el("div", {}, boxes.map((box) => box.node))], yes: words.adopt, no: words.leave_them });
      const wishes = isYes ? boxes.filter((box) => box.input.checked).map((box) => box.row) : [];
      if (wishes.length && !(await engine.adopt(wishes))) return;
      await engine.leaveParked(offered.filter((row) => !wishes.includes(row)));
      view.fill();
    } finally {
      this.isOpen = false;
      this.nextAt = performance.now() + AGAIN_MS;
    }
  }

  box(row) {
    const { words, view, engine } = this;
    const place = view.slots.findIndex((slot) => slot.slot === row.slot);
    const input = el("input", { type: "checkbox" });
    const facts = { n: place + 1, there: inWords(view.slots[place], row.value, words), here: inWords(view.slots[place], engine.answers.get(row.slot)?.value ?? null, words) };
    return { row, input, node: el("label", { className: "check" }, input, el("span", {}, say(words.adopt_one, facts))) };
  }
}

// A value as the screen shows it: letters and numbers of the places, not codes.
export function inWords(slot, value, words) {
  if (value === null) return words.cleared;
  const at = (list, code) => list.findIndex((one) => one.code === code);
  const textOf = (list, code) => plain(list[at(list, code)]?.html ?? code);
  const [[kind, found]] = Object.entries(value);
  const makers = {
    text: () => found,
    choice: () => found.map((code) => letter(at(slot.options, code))).join(", "),
    truth: () => slot.statements.filter(({ code }) => code in found).map(({ code }) => `${letter(at(slot.statements, code)).toLowerCase()}) ${found[code] ? words.true : words.false}`).join(", "),
    pairs: () => found.map(([left, right]) => `${letter(at(slot.left, left))}–${at(slot.right, right) + 1}`).join(", "),
    order: () => found.map((code) => textOf(slot.options, code)).join(" → "),
    gaps: () => slot.gaps.filter(({ code }) => code in found).map((gap) => (gap.options ? textOf(gap.options, found[gap.code]) : found[gap.code])).join("; "),
    points: () => found.map(([x, y]) => `(${x}, ${y})`).join(", "),
    file: () => words.a_file,
  };
  const text = makers[kind]?.() ?? JSON.stringify(found);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
