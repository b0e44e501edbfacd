// The paper on the screen: question map, one question or all of them, flags.
import { el, icon, say } from "./dom.js";
import { control } from "./kinds.js";
import { Sounds } from "./sounds.js";

export class PaperView {
  constructor(root, slots, { engine, words, announce, upload, settings }) {
    Object.assign(this, { root, slots, engine, words, announce, upload, settings });
    this.at = 0;
    this.flags = new Set(settings.flags);
    this.controls = new Map();
    this.sounds = new Sounds({ words, announce, plays: settings.plays, keep: settings.keepPlays });
    this.cards = slots.map((slot, place) => this.card(slot, place));
    this.map = el("ol", { className: "map", "aria-label": words.question_map });
    this.previous = el("button", { type: "button", className: "button", onclick: () => this.go(this.at - 1) }, icon("back"), words.previous);
    this.next = el("button", { type: "button", className: "button", onclick: () => this.go(this.at + 1) }, words.next, icon("next"));
    this.build();
    this.fill();
  }

  card(slot, place) {
    const { words } = this;
    const stem = el("div", { className: "prose slot__stem", html: slot.stem });
    const made = control({
      slot, words, stem, announce: this.announce, upload: (file) => this.upload(file, slot.slot),
      onChange: async (value) => {
        await this.engine.answer(slot.slot, value);
        this.paintMap();
      },
    });
    if (made) this.controls.set(slot.slot, made);
    for (const node of [made?.node, stem]) node?.addEventListener("input", () => this.engine.touch(slot.slot));
    const flag = el("button", { type: "button", className: "button button--plain button--small slot__flag", "aria-pressed": "false", onclick: () => this.toggleFlag(slot.slot) }, icon("flag"), el("span", {}, words.flag));
    const head = el("h2", { id: `question-${place + 1}`, tabIndex: -1 }, say(words.question, { n: place + 1 }));
    const group = slot.group && (place === 0 || this.slots[place - 1].group?.code !== slot.group.code || !this.settings.whole)
      ? el("details", { className: "passage", open: true }, el("summary", {}, words.passage), el("div", { className: "prose", html: slot.group.html })) : null;
    return this.sounds.dress(el("section", { className: "slot", "aria-labelledby": `question-${place + 1}`, "data-slot": slot.slot },
      el("div", { className: "slot__head" }, head, flag), group, stem, made ? made.node : el("p", {}, words.unknown_kind)));
  }

  build() {
    const { words } = this;
    this.slides = el("div", { className: "paper__slots" }, this.cards);
    const steps = el("div", { className: "paper__steps" }, this.previous, this.next);
    this.panel = el("aside", { className: "paper__map", "aria-label": words.question_map }, el("h2", { className: "paper__maptitle" }, words.question_map), this.map,
      el("p", { className: "legend" }, el("span", { className: "legend__done" }, words.answered), el("span", { className: "legend__open" }, words.unanswered), el("span", { className: "legend__flag" }, icon("flag"), words.flagged)));
    this.root.replaceChildren(el("div", { className: "paper" }, el("div", { className: "paper__main" }, this.slides, steps), this.panel));
    this.layout();
  }

  // One question or the whole paper.
  layout() {
    const isWhole = this.settings.whole;
    this.cards.forEach((card, place) => { card.hidden = !isWhole && place !== this.at; });
    this.previous.parentElement.hidden = isWhole;
    this.previous.disabled = this.at === 0;
    this.next.disabled = this.at === this.cards.length - 1;
    this.paintMap();
  }

  go(place) {
    this.flush();
    this.at = Math.min(Math.max(place, 0), this.cards.length - 1);
    this.layout();
    const head = this.cards[this.at].querySelector("h2");
    head.focus({ preventScroll: true });
    this.cards[this.at].scrollIntoView({ block: "start" });
  }

  fill() {
    for (const [slot, made] of this.controls) made.set(this.engine.answers.get(slot)?.value ?? null);
    this.paintMap();
  }

  flush() {
    for (const made of this.controls.values()) made.flush?.();
  }

  lock(isLocked) {
    for (const card of this.cards) card.inert = isLocked;
    this.root.classList.toggle("is-locked", isLocked);
  }

  isAnswered(slot) {
    const value = this.engine.answers.get(slot)?.value;
    return value !== null && value !== undefined;
  }

  openQuestions() {
    return this.slots.map((slot, place) => ({ slot, place })).filter(({ slot }) => !this.isAnswered(slot.slot));
  }

  toggleFlag(slot) {
    if (!this.flags.delete(slot)) this.flags.add(slot);
    this.settings.keepFlags([...this.flags]);
    this.paintMap();
  }

  paintMap() {
    const { words } = this;
    if (!this.map) return;
    this.slots.forEach((slot, place) => {
      const isDone = this.isAnswered(slot.slot), isFlagged = this.flags.has(slot.slot);
      const flag = this.cards[place].querySelector(".slot__flag");
      flag.setAttribute("aria-pressed", String(isFlagged));
      flag.lastChild.textContent = isFlagged ? words.unflag : words.flag;
      let dot = this.map.children[place]?.firstChild;
      if (!dot) {
        dot = el("button", { type: "button", className: "dot", onclick: () => this.go(place) });
        this.map.append(el("li", {}, dot));
      }
      const label = [say(words.question, { n: place + 1 }), isDone ? words.answered : words.unanswered, isFlagged ? words.flagged : ""];
      dot.setAttribute("aria-label", label.filter(Boolean).join(", "));
      dot.className = `dot${isDone ? " dot--done" : ""}${isFlagged ? " dot--flag" : ""}`;
      if (place === this.at && !this.settings.whole) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
      dot.textContent = String(place + 1);
    });
    this.onPaint?.();
  }
}
