// The door's service worker: everything that the page is made of lies on the phone, so it opens without a network.
// `ABOUT` stands before this: a version, the page, its files, and where the reader of codes lies, which is kept when
// it is first used.

const CACHE = `door-${ABOUT.version}`;
const LATER = "door-reader";

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await cache.addAll([ABOUT.page, ...ABOUT.files].map((path) => new Request(path, { cache: "reload" })));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith("door-") && name !== CACHE && name !== LATER) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === ABOUT.page || ABOUT.files.includes(pathname)) event.respondWith(kept(pathname, request));
  else if (pathname.startsWith(ABOUT.later)) event.respondWith(keptLater(request));
});

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request);
}

async function keptLater(request) {
  const cache = await caches.open(LATER);
  const found = await cache.match(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request.url, answer.clone());
  return answer;
}
