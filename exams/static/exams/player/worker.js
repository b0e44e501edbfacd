// Service worker of the exam pages: hands out what the page has kept (keep.js) when
// there is no line. It does not own the delivery of answers. CONFIG is put in front by
// the server.
/* global CONFIG */
const CODE = `exam-code-${CONFIG.build}`, PAGES = "exam-pages";
const PATIENCE_MS = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CODE).then((cache) => cache.addAll(CONFIG.files)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    await sweep();
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data === "sweep") event.waitUntil(sweep());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && CONFIG.pages.test(pathname)) event.respondWith(page(request, origin + pathname));
  else if (pathname.startsWith(CONFIG.code) || pathname.startsWith(CONFIG.static)) event.respondWith(code(request));
});

// Code of another build goes, unless a kept page may still be made of it.
async function sweep() {
  const kept = await (await caches.open(PAGES)).keys();
  if (kept.length) return;
  for (const name of await caches.keys()) {
    if (name.startsWith("exam-code-") && name !== CODE) await caches.delete(name);
  }
}

async function code(request) {
  const found = await caches.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CODE);
    await cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}

async function page(request, address) {
  const asked = fetch(request);
  const pages = await caches.open(PAGES);
  let response = null;
  try {
    response = await inTime(asked);
    if ([403, 404].includes(response.status)) await pages.delete(address); // not hers
    if (response.status < 500) return response;
  } catch { /* no line */ }
  const found = await pages.match(address);
  if (found) return marked(found);
  return response ?? asked.catch(() => new Response(CONFIG.offline, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } }));
}

// The page's script learns that it is an old one, and for whom it was kept.
async function marked(found) {
  const owner = found.headers.get("X-Kept-For") ?? "", offset = found.headers.get("X-Kept-Offset") ?? "";
  const text = (await found.text()).replace("<html ", `<html data-kept="${owner}" data-kept-offset="${offset}" `);
  return new Response(text, { headers: found.headers });
}

function inTime(promise) {
  return Promise.race([promise, new Promise((_resolve, reject) => { setTimeout(() => reject(new Error("slow")), PATIENCE_MS); })]);
}
