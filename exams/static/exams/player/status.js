// What the candidate sees of saving: one sentence, colour and sign (section 6).
import { clockText, timeText } from "./clock.js";
import { icon, say } from "./dom.js";

const HURRY_S = 60;

export class SaveState {
  constructor(node, live, words) {
    this.node = node;
    this.live = live;
    this.words = words;
    this.said = "";
  }

  // Decide in the order of what matters most to the candidate.
  of(engine) {
    const { words } = this;
    if (engine.phase === "closed" && engine.receipt) {
      const { server_time, code, count } = engine.receipt;
      return ["good", "check", say(words.handed_in, { time: timeText(server_time), code, n: count })];
    }
    if (engine.phase === "handing") {
      const wait = engine.nextTry === null ? 0 : engine.nextTry - performance.now();
      const more = wait > 1500 ? ` ${say(words.next_try, { s: Math.ceil(wait / 1000) })}` : "";
      return ["warn", "clock", words.not_handed_in, more];
    }
    if (engine.isBroken) return ["bad", "warn", words.write_failed];
    if (engine.phase === "superseded") return ["warn", "warn", words.superseded];
    if (engine.dirty.size) return ["none", "clock", ""];
    if (engine.waiting) return ["warn", "clock", say(words.kept_here, { n: engine.waitingSlots.size })];
    if (engine.lastAck) return ["good", "check", say(words.saved, { time: timeText(engine.lastAck) })];
    return ["", "", ""];
  }

  show(engine) {
    const [level, sign, text, more = ""] = this.of(engine);
    const whole = text + more;
    if (whole + sign === this.shown) return;
    this.shown = whole + sign;
    this.node.className = `save save--${level || "none"}`;
    this.node.replaceChildren(...(sign ? [icon(sign)] : []), document.createTextNode(whole));
    if (text && text !== this.said) {
      this.said = text;
      this.live.textContent = text;
    }
  }
}

export class Countdown {
  constructor(node, live, words) {
    this.node = node;
    this.live = live;
    this.words = words;
    this.warned = new Set();
  }

  show(left) {
    if (!Number.isFinite(left)) return;
    const text = clockText(left);
    if (text === this.shown) return;
    this.shown = text;
    this.node.textContent = text;
    const seconds = Math.ceil(left / 1000);
    this.node.classList.toggle("exam__clock--short", seconds <= 300);
    for (const minutes of [10, 5, 1]) {
      const isNear = seconds <= minutes * 60 && seconds > minutes * 60 - HURRY_S;
      if (isNear && !this.warned.has(minutes)) {
        this.warned.add(minutes);
        this.live.textContent = say(this.words.minutes_left, { n: minutes });
      }
    }
  }
}
