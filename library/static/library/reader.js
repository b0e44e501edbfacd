// Reading: evidence of what was seen, kept on the device until the server has it.
// Everything works without this script; it only saves the reader from saying so.
const article = document.querySelector("[data-reader]");
const BEAT_S = 15;
const IDLE_MS = 60_000;
const SEEN_MS = 1200;
const MOST = 2000;
const BATCH = 150;

if (article) start(article);

function start(root) {
  const store = `lms.reading.${root.dataset.person}`;
  const token = root.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let lastSign = Date.now();
  let sending = false;

  const kept = () => {
    try { return JSON.parse(localStorage.getItem(store)) ?? []; } catch { return []; }
  };
  let memory = null; // where storage is closed (private windows)
  const keep = (events) => {
    try { localStorage.setItem(store, JSON.stringify(events.slice(-MOST))); } catch { memory = events; }
  };
  const queue = () => memory ?? kept();

  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(
    /[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  const note = (kind, unit = "", data = {}) => {
    keep([...queue(), {
      to: root.dataset.events, version: Number(root.dataset.version), shown: root.dataset.shown,
      event: { id: uuid(), kind, unit, at: new Date().toISOString(), data },
    }]);
  };

  const tell = (words) => {
    const line = root.querySelector("[data-progress] > *");
    if (line && words && line.textContent.trim() !== words) line.textContent = words;
  };

  // Send what waits, one showing of one page at a time; forget what was taken.
  const send = async (last = false) => {
    if (sending || !token) return;
    const waiting = queue();
    if (!waiting.length) return;
    sending = true;
    const { to, version, shown } = waiting[0];
    const batch = waiting.filter((w) => w.to === to && w.version === version && w.shown === shown).slice(0, BATCH);
    const ids = new Set(batch.map((w) => w.event.id));
    try {
      const answer = await fetch(to, {
        method: "POST", keepalive: last, redirect: "manual", credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        body: JSON.stringify({ version, shown, sent: new Date().toISOString(), events: batch.map((w) => w.event) }),
      });
      // 404 and 422: the server will never take them; 401, 403 and 5xx: later.
      if (answer.ok || answer.status === 404 || answer.status === 422) {
        keep(queue().filter((w) => !ids.has(w.event.id)));
        if (answer.ok && to === root.dataset.events) tell((await answer.json()).words);
        sending = false;
        if (!last && queue().length) await send();
      }
    } catch { /* no line: it stays on the device */ } finally { sending = false; }
  };

  // Seen: half of a block, or half a screen of it, for a moment.
  const seen = new Set();
  const timers = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const unit = target.dataset.unit;
      const enough = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2);
      if (!enough) { clearTimeout(timers.get(unit)); timers.delete(unit); continue; }
      if (seen.has(unit) || timers.has(unit)) continue;
      timers.set(unit, setTimeout(() => {
        timers.delete(unit);
        if (document.visibilityState !== "visible") return;
        seen.add(unit);
        note("seen", unit);
        watcher.unobserve(target);
      }, SEEN_MS));
    }
  }, { threshold: [0, 0.25, 0.5, 1] });
  root.querySelectorAll("[data-unit]").forEach((block) => watcher.observe(block));
  root.querySelectorAll("[data-opens]").forEach((link) => {
    link.addEventListener("click", () => { note("seen", link.dataset.opens); send(true); });
  });

  // Active time: a beat every quarter minute, unless nobody is there.
  const sign = () => { lastSign = Date.now(); };
  for (const name of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(name, sign, { passive: true });
  }
  const plays = () => [...root.querySelectorAll("[data-play]")].some((film) => !film.paused && !film.ended);
  let beatAt = Date.now();
  const beat = () => {
    const seconds = Math.min((Date.now() - beatAt) / 1000, BEAT_S);
    beatAt = Date.now();
    if (seconds >= 1 && (Date.now() - lastSign <= IDLE_MS || plays())) note("active", "", { s: seconds });
  };
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    beat();
    send();
  }, BEAT_S * 1000);

  // Films: the pieces that were really played.
  root.querySelectorAll("[data-play]").forEach((film) => {
    let from = null;
    const end = () => {
      if (from === null) return;
      const to = film.currentTime;
      if (to - from >= 1 && Number.isFinite(film.duration)) note("play", film.dataset.play, { from, to, of: film.duration });
      from = null;
    };
    film.addEventListener("playing", () => { from = film.currentTime; });
    film.addEventListener("timeupdate", () => {
      if (from === null) return;
      if (film.currentTime < from || film.currentTime - from > 40) { end(); from = film.currentTime; }
    });
    for (const name of ["pause", "seeking", "ended"]) film.addEventListener(name, end);
  });

  // The bridge: only the frame we made, only the words we know.
  const frame = root.querySelector("iframe[data-player]");
  let reported = 0;
  const number = (value, most) => (typeof value === "number" && value >= 0 && value <= most ? value : null);
  let latest = null; // of reports that come faster than one a second, the last counts
  const report = (data) => {
    const wait = reported + 1000 - Date.now();
    if (wait > 0) {
      if (!latest) setTimeout(() => { const last = latest; latest = null; report(last); }, wait);
      latest = data;
      return;
    }
    reported = Date.now();
    sign();
    note("report", "main", {
      progress: number(data.progress, 1), score: number(data.score, 1e6),
      max: number(data.max, 1e6), completed: data.completed === true,
      note: String(data.note ?? "").slice(0, 500),
    });
    send();
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== "null") return;
    if (data?.lms !== 1 || typeof data.data !== "object" || data.data === null) return;
    if (data.type === "alive") sign();
    if (data.type === "ready") {
      const height = number(data.data.height, 4000);
      if (height) frame.style.height = `${Math.max(360, Math.min(height + 8, 3000))}px`;
    }
    if (data.type === "report") report(data.data);
  });

  note("open");
  setTimeout(send, 2500);
  addEventListener("online", () => send());
  addEventListener("pagehide", () => { if (document.visibilityState === "visible") beat(); send(true); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") { beatAt = Date.now(); return; }
    beat();
    send(true);
  });
}
