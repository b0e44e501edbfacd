// Server time on this device: an offset learnt from every answer plus the monotonic
// clock. The device's own calendar clock may be wrong or jump; it is never asked.

const ZONE = "Asia/Ho_Chi_Minh"; // as all pages say it, whatever the device thinks

export class Clock {
  constructor() {
    this.offset = null; // server ms - performance.now()
    this.spread = Infinity; // half the round trip the offset came with
    this.anchor = null;
    this.anchoredAt = 0;
    this.wall = Date.now() - performance.now();
  }

  // text: server_time of an answer; sentAt: performance.now() when it was asked
  learn(text, sentAt = performance.now()) {
    const server = Date.parse(text);
    if (Number.isNaN(server)) return;
    const now = performance.now();
    const spread = (now - sentAt) / 2;
    if (this.offset === null || spread <= this.spread + 50 || this.slept()) {
      this.offset = server - (sentAt + spread);
      this.spread = spread;
      this.wall = Date.now() - now;
    }
  }

  // Without a line after a reload: what the last answer told, by the device's calendar.
  guess(wallOffset) {
    if (this.offset === null && Number.isFinite(wallOffset)) this.offset = Date.now() + wallOffset - performance.now();
  }

  get wallOffset() {
    return this.offset === null ? null : this.offset + performance.now() - Date.now();
  }

  keepAnchor(anchor) {
    if (!anchor) return;
    this.anchor = anchor;
    this.anchoredAt = performance.now();
  }

  // What goes with an entry: evidence for people, nothing the server counts with.
  evidence() {
    return {
      anchor: this.anchor,
      mono_ms: this.anchor ? Math.max(0, Math.round(performance.now() - this.anchoredAt)) : null,
    };
  }

  // The monotonic clock may stand still while a device sleeps.
  slept() {
    return Math.abs(Date.now() - performance.now() - this.wall) > 2000;
  }

  now() {
    if (this.offset === null) return Date.now();
    const asleep = this.slept() ? Math.max(0, Date.now() - performance.now() - this.wall) : 0;
    return performance.now() + this.offset + asleep;
  }

  // The time left if the device has not slept: by the monotonic clock alone.
  leftAwake(text) {
    return text && this.offset !== null ? Date.parse(text) - performance.now() - this.offset : 0;
  }

  left(text) {
    return text ? Math.max(0, Date.parse(text) - this.now()) : Infinity;
  }
}

export function clockText(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part) => String(part).padStart(2, "0")).join(":");
}

export function timeText(text) {
  return new Date(text).toLocaleTimeString("vi-VN", { timeZone: ZONE, hour12: false, hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
