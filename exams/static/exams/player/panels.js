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
  const said = el("p", { role: "status" });
  const left = new Left({ words, clock: engine.clock, said });
  if (refusal?.body?.retry_after_s) left.from(refusal.body.retry_after_s);
  const code = el("input", { className: "input", id: "takeover", autocomplete: "off", autocapitalize: "characters", maxLength: 12 });
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
  return el("div", { className: "notice" }, el("h1", {}, words.superseded), el("p", { id: "fate", role: "status" }), el("p", {}, words.superseded_text), left.node, form);
}

// What has become of what was answered here; "" on a device that has never written.
export function fate({ words, engine }) {
  if (!engine.epoch) return "";
  const waiting = engine.waitingSlots.size, aside = engine.aside.size;
  const parts = [];
  if (waiting) parts.push(say(words.fate_waiting, { n: waiting }));
  if (aside) parts.push(say(words.fate_aside, { n: aside }));
  return parts.length ? parts.join(" ") : words.fate_saved;
}

// How long the other device must still be silent, by the server's clock. Counts down
// while it is on the page; a screen reader hears the start and the end, not each second.
class Left {
  constructor({ words, clock, said }) {
    Object.assign(this, { words, clock, said, node: el("p", { role: "timer", "aria-live": "off" }), until: 0, timer: 0 });
  }

  from(seconds) {
    this.until = this.clock.now() + seconds * 1000;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.paint(), 500);
    this.paint();
  }

  paint() {
    const seconds = Math.ceil((this.until - this.clock.now()) / 1000);
    const isOver = seconds <= 0;
    this.node.textContent = isOver ? "" : say(this.words.wait_seconds, { s: seconds });
    if (isOver) this.said.textContent = this.words.wait_over;
    if (isOver || (this.wasShown && !this.node.isConnected)) clearInterval(this.timer);
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
    engine.aside.size ? el("p", { className: "note note--warn" }, say(words.aside_closed, { n: engine.aside.size })) : null,
    el("p", { className: "receipt__code" }, words.receipt_code, " ", el("strong", {}, found.code)),
    el("p", {}, words.results_later),
    el("a", { className: "button button--main", href: config.receipt_page }, words.see_receipt));
}
