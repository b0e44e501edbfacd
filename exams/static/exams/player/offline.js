// A reload without a line: the worker keeps page, paper and fonts, and says when it has.
const PATIENCE_MS = 20_000;

// Resolves to true when a reload without a line would bring this page back.
export async function keepForReload(addresses) {
  if (!navigator.serviceWorker) return false;
  const registration = await inTime(navigator.serviceWorker.ready);
  if (!registration?.active) return false;
  const channel = new MessageChannel();
  const answer = new Promise((resolve) => { channel.port1.onmessage = (event) => resolve(event.data === true); });
  registration.active.postMessage({ keep: addresses }, [channel.port2]);
  return (await inTime(answer)) === true;
}

// Fonts of formulas come when they are first shown; ask for all that the paper needs.
export async function keepFonts(node) {
  const wanted = new Set();
  const seen = new Set();
  for (const part of node.querySelectorAll(".katex [class]")) {
    if (seen.has(part.className)) continue;
    seen.add(part.className);
    const { fontStyle, fontWeight, fontFamily } = getComputedStyle(part);
    wanted.add(`${fontStyle} ${fontWeight} 16px ${fontFamily}`);
  }
  await Promise.all([...wanted].map((font) => document.fonts.load(font).catch(() => [])));
  const fonts = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".woff2"));
  if (fonts.length) await keepForReload(fonts);
}

// The page of somebody else, or of work that is handed in, does not stay.
export async function dropPages({ but = "" } = {}) {
  const cache = await globalThis.caches?.open("exam-pages").catch(() => null);
  for (const request of (await cache?.keys()) ?? []) if (request.url !== but) await cache.delete(request);
}

function inTime(promise) {
  return Promise.race([promise, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); })]);
}
