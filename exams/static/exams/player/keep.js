// Keeping the room for a reload without a line: the page, its code, the sealed paper,
// the fonts of its formulas. "Ready" means that all of it lies in the caches now.
// The kept page belongs to one log-in (its cookie changes with each) and goes at
// hand-in, at log-out and when somebody else sits down.
import { sha256 } from "./canonical.js";
import { fontAddresses } from "./fonts.js";
import * as store from "./store.js";

const PAGES = "exam-pages", PACKAGES = "exam-packages";
const OWNER = "X-Kept-For", OFFSET = "X-Kept-Offset", PATIENCE_MS = 20_000;

// Who is logged in, as far as a script may know; the worker hands it to a kept page.
export function ownerTag() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  return sha256(`kept ${cookie}`).slice(0, 16);
}

export class Keeper {
  constructor(config, clock) {
    this.config = config;
    this.clock = clock;
    this.code = `exam-code-${config.build}`;
    this.address = location.origin + location.pathname;
    this.fonts = [];
    this.isReady = false;
    this.isOver = false;
    this.busy = null;
  }

  get isPossible() {
    return Boolean(globalThis.caches && navigator.serviceWorker);
  }

  // Fetch what is missing. True when a reload without a line brings the room back.
  keep() {
    if (this.isOver) return Promise.resolve(false);
    this.busy ??= this.keepAll().catch(() => false).then((isReady) => {
      this.isReady = isReady;
      this.busy = null;
      return isReady;
    });
    return this.busy;
  }

  async keepAll() {
    if (!this.isPossible || !(await this.worker())) return false;
    await this.keepPage();
    await this.keepFiles([...this.config.files, ...this.fonts]);
    return this.isComplete();
  }

  // A worker that would answer the next navigation; null where there is none in time.
  async worker() {
    await navigator.serviceWorker.register(this.config.worker, { scope: this.config.scope });
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS, null); });
    return Promise.race([navigator.serviceWorker.ready, late]);
  }

  async keepPage() {
    const pages = await caches.open(PAGES);
    const kept = await pages.match(this.address);
    if (kept?.headers.get(OWNER) === ownerTag() && kept.headers.get("X-Kept-Build") === this.config.build) return;
    const response = await fetch(this.address, { cache: "no-store", redirect: "error", credentials: "same-origin" });
    const text = await response.text();
    if (!response.ok || !this.isOwnPage(text)) return;
    const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", [OWNER]: ownerTag(), "X-Kept-Build": this.config.build });
    const policy = response.headers.get("Content-Security-Policy");
    if (policy) headers.set("Content-Security-Policy", policy);
    if (Number.isFinite(this.clock.wallOffset)) headers.set(OFFSET, String(Math.round(this.clock.wallOffset)));
    await pages.put(this.address, new Response(text, { headers }));
  }

  // A page of a hotel's network, of another person or of another build is not kept.
  isOwnPage(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const found = JSON.parse(page.getElementById("config")?.textContent ?? "{}");
    return ["code", "user", "build"].every((name) => found[name] === this.config[name]);
  }

  async keepFiles(addresses) {
    const cache = await caches.open(this.code);
    for (const address of addresses) {
      if (!(await caches.match(address))) await cache.add(address);
    }
  }

  // The paper is open: from now on its fonts belong to what must be here.
  keepPaper(root) {
    this.fonts = fontAddresses(root);
    return this.keep();
  }

  async isComplete() {
    const page = await (await caches.open(PAGES)).match(this.address);
    if (page?.headers.get(OWNER) !== ownerTag()) return false;
    for (const address of [...this.config.files, ...this.fonts]) {
      if (!(await caches.match(address))) return false;
    }
    return Boolean((await caches.match(this.config.package)) || (await store.paper(this.config.code)));
  }

  // After the receipt.
  async drop() {
    this.isOver = true;
    await this.busy;
    this.isReady = false;
    if (!globalThis.caches) return;
    await (await caches.open(PAGES)).delete(this.address);
    await (await caches.open(PACKAGES)).delete(this.config.package);
  }
}

// Pages that another log-in has left behind.
export async function dropOthersPages() {
  if (!globalThis.caches) return;
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) {
    const kept = await pages.match(request);
    if (kept?.headers.get(OWNER) !== ownerTag()) await pages.delete(request);
  }
}

export async function dropAllPages() {
  await globalThis.caches?.delete(PAGES);
  await globalThis.caches?.delete(PACKAGES);
}

// The sealed paper: from this device, or fetched and kept. Its address is its own
// fingerprint, so that nothing else is taken for it.
export async function packageBytes(config) {
  try {
    const kept = await globalThis.caches?.match(config.package);
    const response = kept ?? (await fetch(config.package, { credentials: "omit" }));
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!(await isPackage(bytes, config.package))) return null;
    if (!kept && globalThis.caches) {
      const cache = await caches.open(PACKAGES);
      await cache.put(config.package, new Response(bytes, { headers: { "Content-Type": "application/octet-stream" } })).catch(() => {});
    }
    return bytes;
  } catch {
    return null;
  }
}

async function isPackage(bytes, address) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const name = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return address.includes(name);
}
