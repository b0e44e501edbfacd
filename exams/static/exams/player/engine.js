// The candidate's side of the save protocol (exam-protocol.md, section 4): claim, queue,
// flush, heartbeat, hand-in. It knows nothing of the page; it tells by onChange().
import { digestOf, hashOf } from "./canonical.js";
import { Clock } from "./clock.js";
import * as store from "./store.js";
import { asDocument, bare, sealQueue } from "./vault.js";

const HEARTBEAT_MS = 30_000, BASE_MS = 1000, CAP_MS = 60_000;
const MOST_ENTRIES = 50, MOST_BYTES = 200_000, KEEPALIVE_BYTES = 60_000;
const GONE = ["saved", "duplicate", "superseded", "late", "parked"];

function newId() {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(36).padStart(7, "0")).join("");
}

const nameOf = ({ slot, epoch, seq }) => `${slot} ${epoch} ${seq}`;

// phase: room, writing, suspended, superseded, handing, closed, logged_out
export class Engine {
  constructor(config, wire, onChange) {
    this.config = config;
    this.code = config.code;
    this.wire = wire;
    this.onChange = onChange;
    this.clock = new Clock();
    this.phase = "room";
    this.epoch = 0;
    this.deadline = config.deadline;
    this.state = config.state;
    this.receipt = null;
    this.answers = new Map(); // slot -> {epoch, seq, value, hash}
    this.waiting = 0; // entries not acknowledged
    this.waitingSlots = new Set();
    this.dirty = new Set(); // slots with something typed that is not even kept here yet
    this.lastAck = null;
    this.isBroken = false; // this device cannot keep anything
    this.aside = new Set(); // slots sent from here that do not count: another device writes
    this.late = 0;
    this.dead = 0;
    this.failures = 0;
    this.flushMs = 3000;
    this.nextTry = null; // performance.now() of the next try
    this.timer = 0;
    this.busy = null;
    this.isWriter = true;
    this.beforeSend = async () => {};
  }

  // What this device knows from before; true when it can go on without a claim.
  async recall() {
    const row = await store.attempt(this.code).catch(() => null);
    if (!row || row.user !== this.config.user) return false;
    this.deviceId = row.deviceId;
    this.aside = new Set(row.aside);
    this.takeRow(row);
    await this.refresh();
    return Boolean(row.token);
  }

  takeRow(row) {
    this.wire.token = row.token;
    this.epoch = row.epoch;
    this.deadline = row.deadline ?? this.deadline;
  }

  async refresh() {
    const [answers, queue] = await Promise.all([store.answers(this.code), store.queue(this.code)]);
    this.answers = new Map(answers.map((row) => [row.slot, row]));
    this.noteQueue(queue);
    this.onChange("answers");
  }

  noteQueue(queue) {
    this.waiting = queue.length;
    this.waitingSlots = new Set(queue.map((entry) => entry.slot));
  }

  // Returns "" or the code of the refusal; details in this.refusal.
  async claim({ takeover = false, code } = {}) {
    this.deviceId ??= newId();
    const sentAt = performance.now();
    const reply = await this.wire.claim({
      proto: 1, device_id: this.deviceId, client_build: this.config.build, takeover, ...(code ? { code } : {}),
    });
    this.hear(reply, sentAt);
    if (reply.status !== 200) {
      this.refusal = reply;
      return reply.code || "no_answer";
    }
    if (reply.body.token === null) {
      this.close(reply.body);
      return "";
    }
    await this.granted(reply.body);
    return "";
  }

  async granted(body) {
    this.aside.clear();
    try {
      const row = await store.takeClaim(this.code, body, {
        user: this.config.user, deviceId: this.deviceId, deadline: body.deadline, title: this.config.title,
        envelopeKey: this.config.envelope_key, base: this.wire.base, wallOffset: this.clock.wallOffset, aside: [],
      });
      this.takeRow(row);
      await this.refresh();
    } catch {
      this.isBroken = true;
      this.takeRow({ token: body.token, epoch: body.epoch, deadline: body.deadline });
      this.answers = new Map(Object.entries(body.values));
    }
    this.failures = 0;
    this.lastAck = body.server_time;
    this.go("writing");
    this.schedule(this.waiting ? 0 : this.heartbeatMs());
  }

  // Every answer, good or bad, may tell the time, the deadline and the state.
  hear(reply, sentAt) {
    const body = reply.body;
    if (!body) return;
    if (body.server_time) this.clock.learn(body.server_time, sentAt);
    this.clock.keepAnchor(body.anchor);
    if (body.next_flush_ms) this.flushMs = body.next_flush_ms;
    if (body.state) this.state = body.state;
    if (body.deadline && body.deadline !== this.deadline) {
      this.deadline = body.deadline;
      store.change(this.code, { deadline: body.deadline }).catch(() => {});
    }
  }

  go(phase) {
    if (this.phase === phase) return;
    this.phase = phase;
    this.onChange("phase");
  }

  // Something was typed or chosen that is not kept yet: nothing is called saved.
  touch(slot) {
    this.dirty.add(slot);
    this.onChange("saved");
  }

  // The candidate changed an answer.
  async answer(slot, value) {
    try {
      this.touch(slot);
      const entry = await store.putAnswer(this.code, slot, value, this.clock.evidence());
      this.answers.set(slot, entry);
      this.noteQueue(await store.queue(this.code));
      this.dirty.delete(slot);
      this.onChange("saved");
      this.schedule(this.flushMs * (0.5 + Math.random()));
    } catch {
      this.isBroken = true;
      this.dirty.delete(slot);
      this.answers.set(slot, { slot, value });
      this.onChange("saved");
      await this.sendAtOnce(slot, value);
    }
  }

  // This device keeps nothing: send each change at once, numbered in memory.
  async sendAtOnce(slot, value) {
    this.memorySeq = Math.max(this.memorySeq ?? 0, ...[...this.answers.values()].map((a) => (a.epoch === this.epoch && a.seq) || 0)) + 1;
    const entry = { slot, seq: this.memorySeq, value, hash: hashOf(value), ...this.clock.evidence() };
    const sentAt = performance.now();
    const reply = await this.wire.save(this.batch(this.epoch, [entry]));
    this.hear(reply, sentAt);
    if (reply.isAck) {
      this.answers.set(slot, { slot, epoch: this.epoch, seq: entry.seq, value, hash: entry.hash });
      this.lastAck = reply.body.server_time;
    }
    this.onChange("saved");
  }

  heartbeatMs() { return HEARTBEAT_MS * (0.5 + Math.random()); }

  schedule(ms) {
    const at = performance.now() + ms;
    if (this.nextTry !== null && this.nextTry <= at && this.timer) return;
    clearTimeout(this.timer);
    this.nextTry = at;
    this.timer = setTimeout(() => { this.timer = 0; this.nextTry = null; this.flush(); }, ms);
  }

  // After an outage everybody would come back at once: wait a random while.
  wake() {
    if (!this.wire.token || this.busy) return;
    const most = this.failures > 1 ? Math.min(this.config.outage_ms, this.clock.left(this.deadline) / 4) : 0;
    clearTimeout(this.timer);
    this.timer = 0;
    this.schedule(Math.random() * most);
  }

  flush() {
    if (!this.isWriter || !this.wire.token || this.phase === "handing" || this.phase === "room") return Promise.resolve(false);
    this.busy ??= this.flushOnce().finally(() => { this.busy = null; });
    return this.busy;
  }

  // Send the oldest epoch that waits, or a heartbeat. True when it was dealt with.
  async flushOnce() {
    const [batch, rest] = await this.nextBatch();
    const sentAt = performance.now();
    const reply = await this.wire.save(batch);
    this.hear(reply, sentAt);
    if (!reply.isAck || reply.status !== 200) return this.failed(reply);
    this.failures = 0;
    this.lastAck = reply.body.server_time;
    await this.settle(batch, reply.body);
    if (this.phase === "logged_out") this.go("writing");
    if (this.phase === "suspended" && reply.body.state === "in_progress") this.go("writing");
    this.onChange("saved");
    const isOver = this.phase === "closed" && !this.waiting;
    if (!isOver) this.schedule(rest || this.waiting ? this.flushMs * (0.5 + Math.random()) * (rest ? 0.2 : 1) : this.heartbeatMs());
    return true;
  }

  async nextBatch() {
    const queue = (await store.queue(this.code).catch(() => [])).sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
    const epoch = queue[0]?.epoch ?? this.epoch;
    const entries = [];
    let size = 0;
    for (const entry of queue.filter((one) => one.epoch === epoch)) {
      size += JSON.stringify(entry.value).length * 3 + 300;
      if (entries.length && (entries.length >= MOST_ENTRIES || size > MOST_BYTES)) break;
      entries.push(entry);
    }
    return [this.batch(epoch, entries.map(bare)), queue.length > entries.length];
  }

  batch(epoch, entries) {
    return { proto: 1, epoch, batch_id: newId(), entries };
  }

  async settle(batch, body) {
    const sent = new Map(batch.entries.map((entry) => [`${entry.slot} ${entry.seq}`, entry]));
    const gone = [];
    for (const result of body.results) {
      const entry = sent.get(`${result.slot} ${result.seq}`);
      if (!entry) continue;
      gone.push(result);
      if (!GONE.includes(result.status)) await this.bury(batch.epoch, entry, result.status);
      if (result.status === "parked") this.aside.add(result.slot);
      if (result.status === "late") await this.cameLate(batch.epoch, entry, body);
    }
    if (this.aside.size) await store.change(this.code, { aside: [...this.aside] }).catch(() => {});
    await store.settle(this.code, batch.epoch, gone).catch(() => {});
    this.noteQueue(await store.queue(this.code).catch(() => []));
    if (body.state === "submitted" || body.state === "voided") this.close(body);
    else if (body.epoch > this.epoch && this.phase !== "superseded") this.go("superseded");
  }

  // Invalid or conflict: a fault of ours. A copy is kept for those who look into it.
  async bury(epoch, entry, status) {
    this.dead += 1;
    const row = await store.attempt(this.code).catch(() => null);
    if (row) await store.change(this.code, { dead: [...(row.dead ?? []), { epoch, ...entry, status }] }).catch(() => {});
    console.error("exam entry not taken", status, entry.slot);
  }

  // Late for the board; but where the board has reopened, what is on screen counts anew.
  async cameLate(epoch, entry, body) {
    const shown = this.answers.get(entry.slot);
    if (body.state === "in_progress" && shown?.epoch === epoch && shown.seq === entry.seq) {
      await this.answer(entry.slot, entry.value);
    } else {
      this.late += 1;
    }
  }

  async failed(reply) {
    if (reply.code === "suspended") {
      this.go("suspended");
      this.schedule(10_000 * (0.5 + Math.random()));
      return false;
    }
    if (reply.code === "token_expired") {
      this.go("expired");
      return false;
    }
    if (reply.status === 401) return this.renew();
    this.failures += 1;
    this.schedule(this.backOff(reply));
    this.onChange("saved");
    return false;
  }

  backOff(reply) {
    const full = Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(this.failures, 10));
    return full + (reply.retryAfterS ?? 0) * 1000;
  }

  // The token is not known: claim again; the queue is kept.
  async renew() {
    const refusal = await this.claim();
    if (!refusal) return true;
    this.failures += 1;
    if (refusal === "log_in_first" || refusal === "csrf_failed") this.go("logged_out");
    if (refusal === "lease_held" || refusal === "bad_code") this.go("superseded");
    if (refusal === "suspended") this.go("suspended");
    this.schedule(this.backOff(this.refusal) + 2000);
    return false;
  }

  versions() {
    return [...this.answers.values()].map(({ slot, epoch, seq, hash }) => [slot, epoch, seq, hash]);
  }

  // Hand in what is on screen; goes on trying until a receipt is here or somebody stops it.
  async handIn() {
    if (this.phase === "handing" || this.phase === "closed") return;
    await this.beforeSend();
    await this.busy;
    this.go("handing");
    clearTimeout(this.timer);
    this.timer = 0;
    while (this.phase === "handing") {
      const wait = await this.handInOnce();
      if (this.phase !== "handing") break;
      this.nextTry = performance.now() + wait;
      this.onChange("saved");
      await new Promise((resolve) => { this.stopWaiting = resolve; setTimeout(resolve, wait); });
    }
    if (this.phase !== "closed") this.schedule(0); // what waits is sent, whoever writes now
  }

  hurry() { this.stopWaiting?.(); }

  goBack() {
    if (this.phase !== "handing") return;
    this.go("writing");
    this.hurry();
  }

  // Returns how long to wait before the next try, in ms.
  async handInOnce() {
    const queue = await store.queue(this.code).catch(() => []);
    const own = queue.filter((entry) => entry.epoch === this.epoch);
    const isMuch = own.length > MOST_ENTRIES || JSON.stringify(own).length > MOST_BYTES / 2;
    if (queue.length > own.length || isMuch) {
      await this.flushOnce();
      return this.failures ? this.backOff({}) : 0;
    }
    const versions = this.versions();
    const sentAt = performance.now();
    const message = {
      proto: 1, epoch: this.epoch, submit_id: this.submitId ??= newId(),
      entries: own.map(bare), digest: digestOf(versions), count: versions.length,
    };
    const reply = await this.wire.submit(message);
    this.hear(reply, sentAt);
    return this.handedIn(message, reply);
  }

  async handedIn(message, reply) {
    if (reply.isAck) await this.settle(message, reply.body);
    if (reply.status === 200 && this.phase === "closed") return 0;
    if (reply.code === "digest_mismatch") {
      await this.reconcile(reply.body.versions);
      this.mismatches = (this.mismatches ?? 0) + 1;
      return this.mismatches < 4 ? 0 : 5000;
    }
    if (reply.code === "epoch_superseded") this.go("superseded");
    else if (reply.code === "suspended") this.go("suspended");
    else if (reply.status === 401) {
      const refusal = await this.claim();
      if (!refusal && this.phase !== "closed") this.go("handing");
      else if (refusal === "log_in_first") this.go("logged_out");
    }
    this.failures += 1;
    return this.backOff(reply);
  }

  // Send again what the server lacks; take over what it has newer.
  async reconcile(versions) {
    let isBehind = false;
    for (const answer of this.answers.values()) {
      const [epoch, seq] = versions[answer.slot] ?? [0, 0];
      const isNewerHere = answer.epoch > epoch || (answer.epoch === epoch && answer.seq > seq);
      if (isNewerHere) await store.putBack(this.code, answer);
      else if (epoch !== answer.epoch || seq !== answer.seq) isBehind = true;
    }
    isBehind ||= Object.keys(versions).some((slot) => !this.answers.has(slot));
    if (isBehind && !(await this.claim())) this.go("handing");
  }

  close(body) {
    this.state = body.state;
    if (body.receipt) this.receipt = body.receipt;
    this.go("closed");
  }

  // After the receipt and with nothing waiting, this device keeps nothing.
  async cleanUp() {
    if (this.phase !== "closed" || this.waiting) return false;
    return store.forget(this.code).catch(() => false);
  }

  // What could not be sent, sealed for the board; also the file for the invigilator.
  async seal() {
    const entries = await store.queue(this.code);
    const bytes = await sealQueue(asDocument(this.code, entries), this.config.envelope_key);
    await store.keepSealed(this.code, bytes, this.wire.token);
    return bytes;
  }

  // The page goes away: one last message that outlives it.
  async leave() {
    if (!this.isWriter || !this.waiting || this.busy || this.phase !== "writing") return;
    const [batch] = await this.nextBatch();
    if (JSON.stringify(batch).length > KEEPALIVE_BYTES) return;
    const reply = await this.wire.save(batch, { keepalive: true });
    if (reply.isAck && reply.status === 200) await this.settle(batch, reply.body);
  }

  // What other devices have left on the server and this work does not hold yet.
  async parkedElsewhere() {
    const reply = await this.wire.parked();
    if (reply.status !== 200) return [];
    const newest = new Map();
    for (const row of reply.body.parked) newest.set(row.slot, row);
    const row = await store.attempt(this.code).catch(() => null);
    const left = new Set(row?.left);
    return [...newest.values()].filter((one) => this.answers.get(one.slot)?.hash !== one.hash && !left.has(nameOf(one)));
  }

  // The candidate has seen them and does not want them: they are not offered again.
  async leaveParked(rows) {
    const row = await store.attempt(this.code).catch(() => null);
    await store.change(this.code, { left: [...(row?.left ?? []), ...rows.map(nameOf)] }).catch(() => {});
  }

  async adopt(wishes) {
    const slots = [];
    for (const { slot, epoch, seq } of wishes) slots.push({ slot, seq: await store.takeSeq(this.code), from: [epoch, seq] });
    const sentAt = performance.now();
    const reply = await this.wire.adopt({ proto: 1, epoch: this.epoch, adopt_id: newId(), slots });
    this.hear(reply, sentAt);
    if (reply.status !== 200) return false;
    for (const { slot, seq, status } of reply.body.results) {
      const wish = wishes.find((one) => one.slot === slot);
      if (status !== "saved" || !wish) continue;
      const answer = { slot, epoch: this.epoch, seq, value: wish.value, hash: wish.hash };
      await store.setAnswer(this.code, answer).catch(() => {});
      this.answers.set(slot, answer);
    }
    this.onChange("answers");
    return true;
  }
}
