// Before the start: is this device fit, is the line there, is the paper on board?
import { el, icon, say } from "./dom.js";
import { packageBytes } from "./keep.js";
import * as store from "./store.js";

export class Checks {
  constructor(list, { words, config, wire, clock, keeper }) {
    Object.assign(this, { list, words, config, wire, clock, keeper, rows: new Map() });
  }

  async run() {
    this.list.hidden = false;
    await Promise.all([this.storage(), this.line(), this.fetchPackage().then(() => this.reload())]);
  }

  say(name, level, text) {
    const sign = { good: "check", warn: "warn", bad: "warn", wait: "clock" }[level];
    const row = el("li", { className: `checks__${level}` }, icon(sign), el("span", {}, text));
    const old = this.rows.get(name);
    if (old) old.replaceWith(row);
    else this.list.append(row);
    this.rows.set(name, row);
  }

  async storage() {
    this.say("storage", "wait", this.words.check_storage);
    try {
      await store.tryOut();
      await navigator.storage?.persist?.();
      const room = await navigator.storage?.estimate?.();
      const free = room ? (room.quota - room.usage) / 1e6 : null;
      if (free !== null && free < 20) this.say("storage", "warn", this.words.storage_short);
      else this.say("storage", "good", this.words.storage_good);
    } catch {
      this.say("storage", "bad", this.words.storage_bad);
    }
  }

  async line() {
    this.say("line", "wait", this.words.check_line);
    const sentAt = performance.now();
    const reply = await this.wire.status();
    const trip = Math.round(performance.now() - sentAt);
    if (reply.status !== 200) {
      this.say("line", "bad", this.words.line_bad);
      return;
    }
    this.clock.learn(reply.body.server_time, sentAt);
    this.say("line", trip < 1500 ? "good" : "warn", say(this.words.line_good, { ms: trip }));
  }

  // The sealed paper, fetched ahead and kept where the browser can.
  async fetchPackage() {
    this.say("package", "wait", this.words.check_package);
    const bytes = await packageBytes(this.config);
    if (bytes) this.say("package", "good", say(this.words.package_good, { kb: Math.ceil(bytes.length / 1000) }));
    else this.say("package", "warn", this.words.package_bad);
  }
  // Said only when everything is in the caches: the room would come back by itself.
  async reload() {
    if (!this.keeper.isPossible) {
      this.say("reload", "warn", this.words.reload_never);
      return;
    }
    this.say("reload", "wait", this.words.check_reload);
    if (await this.keeper.keep()) this.say("reload", "good", this.words.reload_good);
    else this.say("reload", "warn", this.words.reload_bad);
  }
}
