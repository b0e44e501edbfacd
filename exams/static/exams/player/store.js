// What this device keeps, in IndexedDB: the attempt, answers, the queue, the paper.
// An answer and its sequence number are written in one transaction with strict
// durability, so tabs share the counter and a reload never uses a number again.
import { hashOf } from "./canonical.js";

const NAME = "lms-exams", VERSION = 1;
const STORES = {
  attempts: "code",
  answers: ["code", "slot"],
  queue: ["code", "epoch", "seq"],
  papers: "code",
  sealed: "code",
};
let opened = null;

export function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        request.result.createObjectStore(name, { keyPath });
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => { opened = null; reject(request.error); };
    request.onblocked = () => reject(new Error("blocked"));
  });
  return opened;
}

// work(stores) runs inside one transaction; its last value is given after commit.
async function inTransaction(names, work) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(names, "readwrite", { durability: "strict" });
    let outcome;
    transaction.oncomplete = () => resolve(outcome);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    transaction.onerror = () => {};
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    Promise.resolve(work(stores)).then((value) => { outcome = value; }, (error) => {
      try { transaction.abort(); } catch { /* it has ended */ }
      reject(error);
    });
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function read(name, key) {
  const base = await open();
  return asked(base.transaction(name).objectStore(name).get(key));
}

function ofAttempt(code) {
  return IDBKeyRange.bound([code], [code, []]);
}

async function list(name, code) {
  const base = await open();
  return asked(base.transaction(name).objectStore(name).getAll(ofAttempt(code)));
}

export const attempt = (code) => read("attempts", code);
export const answers = (code) => list("answers", code);
export const queue = (code) => list("queue", code);
export const paper = (code) => read("papers", code);
export const sealed = (code) => read("sealed", code);

export async function attempts() {
  const base = await open();
  return asked(base.transaction("attempts").objectStore("attempts").getAll());
}

export function keepPaper(code, slots) {
  return inTransaction(["papers"], ({ papers }) => { papers.put({ code, slots }); });
}

export function keepSealed(code, bytes, token) {
  return inTransaction(["sealed"], ({ sealed: store }) => { store.put({ code, bytes, token }); });
}

export function change(code, changes) {
  return inTransaction(["attempts"], async ({ attempts: store }) => {
    const row = { code, seq: 0, epoch: 0, token: "", ...(await asked(store.get(code))), ...changes };
    store.put(row);
    return row;
  });
}

// One answer by the candidate. Returns the entry with its number.
export function putAnswer(code, slot, value, evidence) {
  return inTransaction(["attempts", "answers", "queue"], async (stores) => {
    const row = await asked(stores.attempts.get(code));
    row.seq += 1;
    const entry = { code, slot, epoch: row.epoch, seq: row.seq, value, hash: hashOf(value), ...evidence };
    const waiting = await asked(stores.queue.getAll(ofAttempt(code)));
    for (const old of waiting) {
      if (old.slot === slot && old.epoch === row.epoch) stores.queue.delete([code, old.epoch, old.seq]);
    }
    stores.attempts.put(row);
    stores.answers.put({ code, slot, epoch: entry.epoch, seq: entry.seq, value, hash: entry.hash });
    stores.queue.put(entry);
    return entry;
  });
}

// The next number of this device store, for an adoption.
export function takeSeq(code) {
  return inTransaction(["attempts"], async ({ attempts: store }) => {
    const row = await asked(store.get(code));
    row.seq += 1;
    store.put(row);
    return row.seq;
  });
}

// A claim was granted. Unsent entries take the new epoch only if they carry the one
// directly before it (re-stamp rule); older ones keep theirs and will be parked.
export function takeClaim(code, claim, more) {
  return inTransaction(["attempts", "answers", "queue"], async (stores) => {
    const row = { code, seq: 0, ...(await asked(stores.attempts.get(code))), ...more };
    row.token = claim.token;
    row.epoch = claim.epoch;
    const waiting = await asked(stores.queue.getAll(ofAttempt(code)));
    stores.answers.delete(ofAttempt(code));
    for (const [slot, { epoch, seq, value, hash }] of Object.entries(claim.values)) {
      if (epoch === claim.epoch) row.seq = Math.max(row.seq, seq);
      stores.answers.put({ code, slot, epoch, seq, value, hash });
    }
    for (const entry of waiting.filter((one) => one.epoch === claim.epoch - 1)) {
      stores.queue.delete([code, entry.epoch, entry.seq]);
      entry.epoch = claim.epoch;
      stores.queue.put(entry);
      stores.answers.put({ code, slot: entry.slot, epoch: entry.epoch, seq: entry.seq, value: entry.value, hash: entry.hash });
    }
    stores.attempts.put(row);
    return row;
  });
}

// Entries that the server has settled leave the queue.
export function settle(code, epoch, results) {
  return inTransaction(["queue"], ({ queue: store }) => {
    for (const { seq } of results) store.delete([code, epoch, seq]);
  });
}

// What the server holds and this device does not; the other way round it is sent again.
export function putBack(code, entry) {
  return inTransaction(["queue"], ({ queue: store }) => { store.put({ code, anchor: null, mono_ms: null, ...entry }); });
}

export function setAnswer(code, answer) {
  return inTransaction(["answers"], ({ answers: store }) => { store.put({ code, ...answer }); });
}

// After the receipt, and only with an empty queue: nothing stays on this device.
export function forget(code) {
  return inTransaction(Object.keys(STORES), async (stores) => {
    const waiting = await asked(stores.queue.getAll(ofAttempt(code)));
    if (waiting.length) return false;
    for (const name of ["attempts", "papers", "sealed"]) stores[name].delete(code);
    stores.answers.delete(ofAttempt(code));
    return true;
  });
}

// Another person sits down: the readable copy goes, the sealed queue stays until sent.
export function dropReadable(code) {
  return inTransaction(["attempts", "answers", "queue", "papers"], (stores) => {
    stores.attempts.delete(code);
    stores.papers.delete(code);
    stores.answers.delete(ofAttempt(code));
    stores.queue.delete(ofAttempt(code));
  });
}

export function dropSealed(code) {
  return inTransaction(["sealed"], ({ sealed: store }) => { store.delete(code); });
}

export async function allSealed() {
  const base = await open();
  return asked(base.transaction("sealed").objectStore("sealed").getAll());
}

// Can this browser keep anything at all? Throws where it cannot.
export async function tryOut() {
  await inTransaction(["sealed"], ({ sealed: store }) => {
    store.put({ code: "-", bytes: new Uint8Array(1), token: "" });
    store.delete("-");
  });
}
