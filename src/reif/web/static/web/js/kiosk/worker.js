"use strict";
// Keeps the page for when there is no network, and sends what waits when the browser says that there is one again.
// `self.kept` stands above: {number, name, page, files}.
importScripts(...self.kept.files.filter((file) => /\/(store|sending)\.js$/.test(file)));

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const isOurs = url.pathname === self.kept.page || self.kept.files.includes(url.pathname);
  if (event.request.method === "GET" && isOurs) event.respondWith(found(event.request, url.pathname));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(send());
});

async function fill() {
  const cache = await caches.open(self.kept.name);
  await cache.addAll([self.kept.page, ...self.kept.files].map((file) => new Request(file, { cache: "reload" })));
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(`kiosk-${self.kept.number}-`) && name !== self.kept.name);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function found(request, path) {
  const cache = await caches.open(self.kept.name);
  return (await cache.match(path)) ?? fetch(request);
}

async function send() {
  const base = await store.open(self.kept.number);
  if ((await sending.all(base, `${self.kept.page}submissions`)) === "offline") throw new Error("offline");
}
