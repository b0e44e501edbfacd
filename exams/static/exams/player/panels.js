// Dialogs and notices: handing in, another device, suspended, adoption, receipt.
import { el, icon, say } from "./dom.js";
import { timeText } from "./clock.js";

export function confirmHandIn({ words, view }) {
  const open = view.openQuestions(), flagged = [...view.flags];
  return ask({
    title: words.hand_in_title,
    body: [
      open.length ? el("p", {}, say(words.still_open, { n: open.length })) : el("p", {}, words.all_answered),
      open.length ? el("ul", { className: "map" }, open.map(({ place }) => el("li", {}, el("button", { type: "button", className: "dot", value: String(place), "aria-label": say(words.question, { n: place + 1 }) }, String(place + 1))))) : null,
      flagged.length ? el("p", {}, say(words.still_flagged, { n: flagged.length })) : null,
    ],
    yes: words.hand_in, no: words.go_on,
    onPick: (place) => view.go(place),
  });
}

// Resolves to true when the person said yes.
export function ask({ title, body, yes, no, onPick }) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { className: "dialog", "aria-labelledby": "dialog-title" });
    const end = (answer) => { dialog.close(); dialog.remove(); resolve(answer); };
    dialog.append(
      el("h2", { id: "dialog-title" }, title), ...body.filter(Boolean),
      el("div", { className: "actions" },
        el("button", { type: "button", className: "button button--main", onclick: () => end(true) }, yes),
        el("button", { type: "button", className: "button", onclick: () => end(false) }, no)));
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(false); });
    dialog.querySelectorAll(".dot").forEach((dot) => dot.addEventListener("click", () => { end(false); onPick(Number(dot.value)); }));
    document.body.append(dialog);
    dialog.showModal();
  });
}

// The page shown instead of the paper while somebody else holds the pen.
export function superseded({ words, engine, refusal }) {
  const left = new Left(words);
  if (refusal?.body?.retry_after_s) left.from(refusal.body.retry_after_s);
  const code = el("input", { className: "input", id: "takeover", autocomplete: "off", autocapitalize: "characters", maxLength: 12 });
  const said = el("p", { role: "status" });
  const take = el("button", { type: "submit", className: "button button--main" }, words.take_over);
  const form = el("form", {
    className: "stack",
    onsubmit: async (event) => {
      event.preventDefault();
      take.disabled = true;
      const problem = await engine.claim({ takeover: true, code: code.value.trim() });
      take.disabled = false;
      if (problem === "lease_held") {
        left.from(engine.refusal.body.retry_after_s);
        said.textContent = words.still_writing;
      } else if (problem) said.textContent = engine.refusal.body?.error?.message ?? words.no_answer;
    },
  }, el("label", { htmlFor: "takeover", className: "label" }, words.takeover_code), code, take, said);
  return el("div", { className: "notice" }, el("h1", {}, words.superseded), el("p", {}, words.superseded_text), left.node, form);
}

// How long the other device must still be silent; counts down while it is on the page.
class Left {
  constructor(words) {
    Object.assign(this, { words, node: el("p", { role: "timer" }), until: 0, clock: 0 });
  }

  from(seconds) {
    this.until = performance.now() + seconds * 1000;
    clearInterval(this.clock);
    this.clock = setInterval(() => this.paint(), 500);
    this.paint();
  }

  paint() {
    const seconds = Math.ceil((this.until - performance.now()) / 1000);
    this.node.textContent = seconds > 0 ? say(this.words.wait_seconds, { s: seconds }) : this.words.wait_over;
    if (seconds <= 0 || (this.wasShown && !this.node.isConnected)) clearInterval(this.clock);
    this.wasShown = this.node.isConnected;
  }
}

export function suspended({ words }) {
  return el("div", { className: "notice" }, el("h1", {}, words.suspended), el("p", {}, words.suspended_text));
}

export function loggedOut({ words, config }) {
  const address = `${config.log_in}?next=${encodeURIComponent(location.pathname)}`;
  return el("div", { className: "notice" }, el("h1", {}, words.logged_out), el("p", {}, words.logged_out_text), el("a", { className: "button button--main", href: address }, words.log_in));
}

export function expired({ words, onExport }) {
  return el("div", { className: "notice" }, el("h1", {}, words.expired), el("p", {}, words.expired_text), exportButton({ words, onExport }));
}

export function notYours({ words, config }) {
  return el("div", { className: "notice" }, el("h1", {}, words.not_yours), el("p", {}, words.not_yours_text), el("a", { className: "button button--main", href: config.scope }, words.my_tests));
}

export function otherTab({ words, onTake }) {
  return el("div", { className: "notice" }, el("h1", {}, words.other_tab), el("p", {}, words.other_tab_text),
    el("button", { type: "button", className: "button button--main", onclick: onTake }, words.use_this_tab));
}

export function handing({ words, engine, isOver, onExport }) {
  return el("div", { className: "notice", role: "group" }, el("h1", {}, words.not_handed_in), el("p", {}, words.not_handed_in_text),
    el("div", { className: "actions" },
      el("button", { type: "button", className: "button button--main", onclick: () => engine.hurry() }, words.try_now),
      isOver ? null : el("button", { type: "button", className: "button", onclick: () => engine.goBack() }, words.back_to_paper),
      isOver ? exportButton({ words, onExport }) : null));
}

export function exportButton({ words, onExport }) {
  return el("button", { type: "button", className: "button", onclick: onExport }, icon("file"), words.export_file);
}

export function receipt({ words, engine, config }) {
  const found = engine.receipt;
  if (!found) {
    return el("div", { className: "notice" }, el("h1", {}, words.voided), el("p", {}, words.voided_text));
  }
  const facts = { time: timeText(found.server_time), code: found.code, n: found.count };
  return el("div", { className: "notice notice--good" },
    icon("check"), el("h1", {}, say(words.handed_in, facts)),
    el("p", {}, found.kind === "candidate" ? words.receipt_text : words.receipt_closed),
    engine.late ? el("p", { className: "note note--warn" }, say(words.late, { n: engine.late })) : null,
    el("p", { className: "receipt__code" }, words.receipt_code, " ", el("strong", {}, found.code)),
    el("p", {}, words.results_later),
    el("a", { className: "button button--main", href: config.receipt_page }, words.see_receipt));
}

// What another device has left: the candidate chooses, one by one.
export async function adoption({ words, engine, view, slots }) {
  const reply = await engine.wire.parked();
  if (reply.status !== 200) return;
  const newest = new Map();
  for (const row of reply.body.parked) newest.set(row.slot, row);
  const offered = [...newest.values()].filter((row) => engine.answers.get(row.slot)?.hash !== row.hash);
  if (!offered.length) return;
  const boxes = offered.map((row) => {
    const place = slots.findIndex((slot) => slot.slot === row.slot);
    const input = el("input", { type: "checkbox" });
    return { row, input, node: el("label", { className: "check" }, input, el("span", {}, `${say(words.question, { n: place + 1 })}: ${inWords(row.value, words)}`)) };
  });
  const isYes = await ask({ title: words.adopt_title, body: [el("p", {}, words.adopt_text), el("div", {}, boxes.map((box) => box.node))], yes: words.adopt, no: words.leave_them });
  const wishes = boxes.filter((box) => box.input.checked).map((box) => box.row);
  if (isYes && wishes.length && (await engine.adopt(wishes))) {
    engine.parked = 0;
    view.fill();
  }
}

function inWords(value, words) {
  if (value === null) return words.cleared;
  const found = Object.values(value)[0];
  const text = typeof found === "string" ? found : JSON.stringify(found);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
