// Service worker of the exam pages: code, paper package and page for a reload without
// a line. It does not own the delivery of answers. CONFIG is put in front by the server.
/* global CONFIG */
const CODE = `exam-code-${CONFIG.build}`, PACKAGES = "exam-packages", PAGES = "exam-pages";
const PATIENCE_MS = 5000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CODE).then((cache) => cache.addAll(CONFIG.files)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("exam-code-") && name !== CODE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  if (event.data?.keep) event.waitUntil(keep(event.data.keep).then((isKept) => event.ports[0]?.postMessage(isKept)));
});

// What the page had before this worker could see it: the page itself, paper, fonts.
async function keep(addresses) {
  try {
    await Promise.all(addresses.map(async (address) => {
      const { pathname } = new URL(address, location.href);
      const isPage = CONFIG.pages.test(pathname);
      const name = isPage ? PAGES : pathname.startsWith(CONFIG.packages) ? PACKAGES : CODE;
      const cache = await caches.open(name);
      if (!isPage && (await cache.match(address))) return;
      const response = await fetch(address);
      if (!response.ok || response.redirected) throw new Error(address);
      await cache.put(address, response);
    }));
    return true;
  } catch { return false; }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(CONFIG.packages)) event.respondWith(kept(PACKAGES, request));
  else if (request.mode === "navigate" && CONFIG.pages.test(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith(CONFIG.code) || pathname.startsWith(CONFIG.static)) event.respondWith(kept(CODE, request));
});

async function kept(name, request) {
  const found = await caches.match(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(name);
    await cache.put(request, response.clone()).catch(() => {});
  }
  return response;
}

async function page(request) {
  const cache = await caches.open(PAGES);
  try {
    const response = await inTime(fetch(request));
    if (response.ok && !response.redirected) await cache.put(request.url, response.clone()).catch(() => {});
    if (response.status < 500) return response;
  } catch { /* no line */ }
  const found = await cache.match(request.url);
  if (!found) return fetch(request);
  const text = (await found.text()).replace("<html ", "<html data-kept ");
  return new Response(text, { headers: found.headers });
}

function inTime(promise) {
  return Promise.race([promise, new Promise((_resolve, reject) => { setTimeout(() => reject(new Error("slow")), PATIENCE_MS); })]);
}
