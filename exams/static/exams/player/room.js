// The candidate's page: room before the start, paper, hand-in, receipt.
import { Adopting } from "./adopting.js";
import { clockText } from "./clock.js";
import { Checks } from "./checks.js";
import { el, say } from "./dom.js";
import { Engine } from "./engine.js";
import { Keeper, ownerTag, packageBytes } from "./keep.js";
import * as panels from "./panels.js";
import * as store from "./store.js";
import { Countdown, SaveState } from "./status.js";
import { Tabs } from "./tabs.js";
import { hasCrypto, openPackage } from "./vault.js";
import { PaperView } from "./view.js";
import { Wire } from "./wire.js";

const KEEP_AGAIN_MS = 20_000;
const byId = (id) => document.getElementById(id);
const config = JSON.parse(byId("config").textContent);
const words = JSON.parse(byId("words").textContent);
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? config.csrf;
const wire = new Wire(config.base, csrf);
const engine = new Engine(config, wire, onChange);
const save = new SaveState(byId("save"), byId("live"), words);
const countdown = new Countdown(byId("clock"), byId("live"), words);
const keeper = new Keeper(config, engine.clock);
const checks = new Checks(byId("checks"), { words, config, wire, clock: engine.clock, keeper });
const announce = (text) => { byId("live").textContent = text; };
const prefs = {
  whole: false, flags: [], plays: {},
  keepFlags: (flags) => store.change(config.code, { flags }).catch(() => {}),
  keepPlays: (plays) => store.change(config.code, { plays }).catch(() => {}),
};
let view = null, adopting = null, isOpening = false, isEntering = false, isOver = false, isAsking = false;
let notBefore = 0, keepAgainAt = 0, size = 0; // all of them before start(), which takes its time

const tabs = new Tabs(config.code, {
  onGained: () => { engine.isWriter = true; show(); },
  onLost: () => { engine.isWriter = false; show(); },
});

await start();

async function start() {
  const { kept, keptOffset } = document.documentElement.dataset; // an old page, no line
  const isKept = kept !== undefined;
  if (isKept && kept !== ownerTag()) {
    await keeper.drop();
    refuseOthers();
    return;
  }
  document.documentElement.dataset.own = "";
  if (!isKept) engine.clock.learn(config.server_time, 0);
  setInterval(tick, 250);
  listen();
  serve();
  await clearOthers();
  engine.isWriter = await tabs.ask();
  const row = await store.attempt(config.code).catch(() => null);
  if (row?.flags) prefs.flags = row.flags;
  if (row?.plays) prefs.plays = row.plays;
  if (isKept) engine.clock.guess(row?.wallOffset ?? (keptOffset ? Number(keptOffset) : undefined));
  const canGoOn = await engine.recall();
  if (!isKept && config.deadline) engine.deadline = config.deadline;
  if (config.state === "submitted" || config.state === "voided") {
    engine.phase = "closed";
    engine.receipt = config.receipt;
    if (canGoOn) engine.schedule(0);
    show();
    await finish();
    return;
  }
  if (canGoOn) {
    engine.go("writing");
    engine.schedule(Math.random() * 1000);
    await openPaper();
  } else {
    show();
  }
  if (!view) await checks.run();
}

// Kept for somebody else: nothing of it is shown.
function refuseOthers() {
  byId("room").remove();
  document.querySelector(".exam__name").remove();
  document.title = words.not_yours;
  byId("notice").replaceChildren(panels.notYours({ words, config }));
}

function listen() {
  byId("enter").addEventListener("click", enter);
  byId("hand-in").addEventListener("click", handIn);
  byId("whole").addEventListener("click", () => { prefs.whole = !prefs.whole; byId("whole").setAttribute("aria-pressed", String(prefs.whole)); view?.layout(); });
  byId("show-display").addEventListener("click", () => {
    const isOpen = byId("display").classList.toggle("exam__display--open");
    byId("show-display").setAttribute("aria-expanded", String(isOpen));
  });
  byId("bigger").addEventListener("click", () => resize(1));
  byId("smaller").addEventListener("click", () => resize(-1));
  byId("theme").addEventListener("click", () => {
    const isDark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
  });
  byId("show-map").addEventListener("click", () => byId("paper").classList.toggle("shows-map"));
  addEventListener("online", () => engine.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") engine.wake();
    else goingAway();
  });
  addEventListener("pagehide", goingAway);
  engine.beforeSend = async () => view?.flush();
}

function goingAway() {
  view?.flush();
  engine.leave();
}

function resize(by) {
  size = Math.min(Math.max(size + by, -1), 3);
  document.documentElement.style.fontSize = `${100 + size * 12.5}%`;
}

async function enter() {
  if (isEntering) return;
  isEntering = true;
  byId("enter").disabled = true;
  const refusal = await engine.claim();
  isEntering = false;
  byId("enter").disabled = false;
  if (!refusal) return;
  if (refusal === "lease_held" || refusal === "bad_code") engine.go("superseded");
  else if (refusal === "suspended") engine.go("suspended");
  else if (refusal === "log_in_first" || refusal === "csrf_failed") engine.go("logged_out");
  else byId("enter-said").textContent = engine.refusal.body?.error?.message ?? words.no_answer;
}

// At T0: fetch the key, open the paper, keep it for a reload without a line.
async function openPaper() {
  if (view || isOpening) return;
  isOpening = true;
  const kept = await store.paper(config.code).catch(() => null);
  const slots = kept?.slots ?? (await fetchPaper());
  isOpening = false;
  if (!slots) return;
  if (!kept) store.keepPaper(config.code, slots).catch(() => {});
  view = new PaperView(byId("paper"), slots, { engine, words, announce, upload, settings: prefs });
  view.onPaint = () => { byId("progress").textContent = say(words.progress, { n: slots.length - view.openQuestions().length, of: slots.length }); };
  view.paintMap();
  show();
  keeper.keepPaper(byId("paper"));
  adopting = new Adopting({ words, engine, view });
  adopting.offer();
}

async function fetchPaper() {
  const sentAt = performance.now();
  const reply = hasCrypto ? await wire.key() : await wire.paper();
  engine.hear(reply, sentAt);
  if (reply.status === 200 && !hasCrypto) return reply.body.slots;
  if (reply.status === 200) {
    const bytes = await packageBytes(config);
    if (bytes) return (await openPackage(bytes, reply.body.key)).slots;
  }
  if (reply.code === "token_unknown" || reply.code === "token_expired") await engine.renew();
  notBefore = performance.now() + 1000 + Math.random() * 2000;
  return null;
}

async function upload(file, slot) {
  const reply = await wire.file(file, slot);
  return reply.status === 200 ? reply.body.file : "";
}

function tick() {
  const now = engine.clock.now();
  if (engine.phase === "room") paintRoom(now);
  if (engine.phase === "writing") {
    const release = Date.parse(config.release_at);
    if (!view && now >= release && performance.now() >= notBefore) openPaper();
    if (!view) paintWaiting(release - now);
    const left = engine.clock.left(engine.deadline);
    if (view) countdown.show(left);
    if (left <= 0) timeIsOver();
    adopting?.nowAndThen();
  }
  if (engine.phase === "superseded") paintFate();
  if (engine.phase === "handing") countdown.show(engine.clock.left(engine.deadline));
  if (engine.clock.slept() && engine.phase === "writing") engine.wake();
  if (!keeper.isReady && now >= keepAgainAt) keepAgain(now);
  save.show(engine);
}

// A try that failed is made again; the list of checks tells of it while it is shown.
function keepAgain(now) {
  keepAgainAt = now + KEEP_AGAIN_MS;
  if (!keeper.isPossible || keeper.busy || keeper.isOver) return;
  if (view) keeper.keep();
  else if (!byId("checks").hidden) checks.reload();
}

function paintRoom(now) {
  const open = Date.parse(config.open_at), close = Date.parse(config.close_at);
  const isStarted = config.state === "in_progress" || config.state === "suspended";
  byId("enter").disabled = isEntering || now < open || (now >= close && !isStarted);
  const text = now < open ? say(words.opens_in, { time: clockText(open - now) }) : now >= close && !isStarted ? words.room_closed : words.room_open;
  if (byId("room-clock").textContent !== text) byId("room-clock").textContent = text;
}

function paintFate() {
  const node = byId("fate"), text = panels.fate({ words, engine });
  if (node && node.textContent !== text) node.textContent = text;
}

function paintWaiting(left) {
  byId("enter").hidden = true;
  byId("room-clock").textContent = left > 0 ? say(words.paper_in, { time: clockText(left) }) : words.opening;
}

// A device that slept and one whose calendar clock was set look alike: the server's
// time decides; without a line only the clock that nobody sets.
async function isReallyOver() {
  if (!engine.clock.slept()) return true;
  const sentAt = performance.now();
  const reply = await wire.status();
  if (reply.status !== 200) return engine.clock.leftAwake(engine.deadline) <= 0;
  engine.hear(reply, sentAt);
  return engine.clock.left(engine.deadline) <= 0;
}

// At zero: nothing more is typed, everything is sent; without a line it is sealed.
async function timeIsOver() {
  if (isOver || isAsking) return;
  isAsking = true;
  if (!(await isReallyOver())) {
    setTimeout(() => { isAsking = false; }, 2000);
    return;
  }
  isOver = true;
  view?.flush();
  view?.lock(true);
  announce(words.time_over);
  await new Promise((resolve) => { setTimeout(resolve, 150); });
  engine.handIn();
  engine.seal().catch(() => {});
}

async function handIn() {
  if (!view || engine.phase !== "writing" || document.querySelector("dialog")) return;
  view.flush();
  await new Promise((resolve) => { setTimeout(resolve, 120); });
  if (!engine.failures) await adopting?.offer();
  if (await panels.confirmHandIn({ words, view })) engine.handIn();
}

async function exportFile() {
  const bytes = await engine.seal();
  const link = el("a", { href: URL.createObjectURL(new Blob([bytes])), download: `bai-lam-${config.code}.bai` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function onChange(what) {
  if (what === "phase") {
    if (engine.phase === "writing" && !view) openPaperIfReleased();
    if (engine.phase === "writing" && view) {
      view.fill();
      adopting?.offer();
    }
    show();
  }
  if (what === "answers") view?.fill();
  if (engine.phase === "closed") finish();
  save.show(engine);
}

function openPaperIfReleased() {
  if (engine.clock.now() >= Date.parse(config.release_at)) openPaper();
}

async function finish() {
  if (engine.waiting) engine.schedule(500);
  else if ((await engine.cleanUp()) || !engine.wire.token) {
    await keeper.drop();
    navigator.serviceWorker?.controller?.postMessage("sweep");
  }
}

// One of: room, paper, or a notice in place of both.
function show() {
  const notice = noticeOf();
  byId("notice").replaceChildren(...(notice ? [notice] : []));
  byId("room").hidden = Boolean(notice) || Boolean(view);
  byId("paper").hidden = Boolean(notice) || !view;
  byId("tools").hidden = Boolean(notice) || !view;
  byId("clock").hidden = engine.phase === "room" || engine.phase === "closed" || !view;
  view?.lock(engine.phase !== "writing");
  notice?.querySelector("h1")?.setAttribute("tabindex", "-1");
  notice?.querySelector("h1")?.focus();
}

function noticeOf() {
  const common = { words, engine, config, onExport: exportFile };
  if (engine.phase === "closed") return panels.receipt(common);
  if (!engine.isWriter) return panels.otherTab({ words, onTake: takeTab });
  const makers = { superseded: panels.superseded, suspended: panels.suspended, logged_out: panels.loggedOut, expired: panels.expired };
  if (makers[engine.phase]) return makers[engine.phase]({ ...common, refusal: engine.refusal });
  if (engine.phase === "handing") return panels.handing({ ...common, isOver: engine.clock.left(engine.deadline) <= 0 });
  return null;
}

async function takeTab() {
  await tabs.steal();
  await engine.recall();
  if (wire.token && engine.phase === "room") engine.go("writing");
  view?.fill();
  engine.schedule(0);
}

// The work of whoever sat here before is sealed and sent, never shown.
async function clearOthers() {
  const { clearStrangers } = await import("./strangers.js");
  await clearStrangers(config.user, csrf).catch(() => {});
}

// A new build is loaded only with an empty queue.
async function serve() {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(config.worker, { scope: config.scope }).catch(() => null);
  if (!registration) return;
  const renew = async () => {
    const queue = await store.queue(config.code).catch(() => [null]);
    if (!queue.length) registration.waiting?.postMessage("take over");
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", renew));
  renew();
}
