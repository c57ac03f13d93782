// reif's page script: page views, forms, marked clicks. It keeps nothing on the device before consent(true).
// What it does, and how it is told of consent: docs/how-to/watch-a-website.md

const own = new URL(import.meta.url);
const key = own.searchParams.get("key");
const signal = own.searchParams.get("consent");
const place = new URL("v1/batch", own);
const STORED = "reif", LONGEST = 390 * 864e5, AT_ONCE = 50, MOST = 500;
const CLICK_ID = /^(gclid|gbraid|wbraid|msclkid|fbclid|li_fat_id|ttclid|twclid)$/;
const objects = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

let waiting = [], sent = [], timer = 0, tries = 0, isSending = false, path, before, id = objects ? "" : remembered();

function remembered() {
  try {
    const [since, found] = (localStorage.getItem(STORED) || "").split(" ");
    return Date.now() - since < LONGEST && found || "";
  } catch {
    return "";
  }
}

function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Without what stands behind "?", but for the campaign; of ids of clicks that there was one, with consent which.
function told(address, withCampaign) {
  try {
    const { origin, pathname, searchParams } = new URL(address, location), kept = new URLSearchParams();
    if (withCampaign) searchParams.forEach((value, name) => {
      if (/^utm_/.test(name)) kept.append(name, value);
      else if (CLICK_ID.test(name)) kept.append(name, id && value);
    });
    return (origin === "null" ? "" : origin + pathname) + (String(kept) && "?" + kept);
  } catch {
    return "";
  }
}

function here() {
  return { path: location.pathname, title: document.title, url: told(location, true), referrer: told(before) };
}

function add(call, page) {
  if (objects || !key) return;
  call.messageId = random();
  call.timestamp = new Date().toISOString();
  call.context = { ...call.context, page, automated: navigator.webdriver || undefined };
  waiting = [...waiting, call].slice(-MOST);
  soon(waiting.length < AT_ONCE ? 1000 : 0);
}

function soon(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(send, milliseconds);
}

function packed(calls) {
  if (!id) sent.push(...calls.map((call) => call.messageId));
  const batch = id ? calls.map((call) => ({ ...call, anonymousId: id })) : calls;
  return JSON.stringify({ writeKey: key, sentAt: new Date().toISOString(), batch });
}

async function send() {
  if (isSending || !waiting.length) return;
  const calls = waiting.splice(0, AT_ONCE);
  let pause = Math.min(60, 2 ** tries);
  isSending = true;
  try {
    const answer = await fetch(place, { method: "POST", body: packed(calls), keepalive: true, credentials: "omit" });
    if (answer.status !== 429 && answer.status < 500) pause = tries = 0;
    else pause = +answer.headers.get("Retry-After") || pause;
  } catch {}
  isSending = false;
  if (pause) {
    tries++;
    waiting.unshift(...calls);
  }
  if (waiting.length) soon(pause * 1000);
}

function leave() {
  while (waiting.length) {
    const calls = waiting.splice(0, AT_ONCE);
    if (!navigator.sendBeacon(place, packed(calls))) return waiting.unshift(...calls);
  }
}

export function page() {
  path = location.pathname;
  add({ type: "page" }, here());
  before = location.href;
}

export function track(event, properties, traits) {
  add({ type: "track", event, properties, context: traits && id && { traits } }, here());
}

export function consent(isGiven) {
  const was = id;
  try {
    if (isGiven && !objects) {
      id = id || random();
      if (!was) localStorage.setItem(STORED, Date.now() + " " + id);
    } else {
      id = "";
      localStorage.removeItem(STORED);
    }
  } catch {}
  if (id && !was) add({ type: "identify", context: { began: sent.splice(-MOST) } }, { ...landing, url: told(arrived, true) });
}

function moved() {
  if (location.pathname !== path) setTimeout(() => location.pathname !== path && page(), 50);
}

function clicked(event) {
  const link = event.target.closest?.("[data-reif-click]");
  if (!link) return;
  const properties = link.href ? { url: told(link.href) } : {};
  for (const name in link.dataset) {
    if (/^reif[A-Z]/.test(name) && name !== "reifClick") properties[name.slice(4).toLowerCase()] = link.dataset[name];
  }
  track(link.dataset.reifClick || "Link Clicked", properties);
}

function submitted({ target }) {
  if (target.querySelector("[type=password], [type=search]") || target.matches("[role=search], [data-reif-ignore]")) return;
  const email = target.querySelector("[data-reif-email]")?.value;
  const form = target.dataset.reifForm || target.getAttribute("id") || target.getAttribute("name") || location.pathname;
  track("Form Submitted", { form, path: location.pathname }, email && { email });
}

function heard(said) {
  if (said?.[0] === "consent" && said[1] === "update" && said[2]?.[signal]) consent(said[2][signal] === "granted");
}

function watched(list, look) {
  const push = list.push;
  list.forEach(look);
  list.push = (...said) => (said.forEach(look), push.apply(list, said));
}

const arrived = location.href, asked = window.reif;
before = document.referrer;
const landing = here();

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
addEventListener("pagehide", leave);
addEventListener("online", () => soon(0));
addEventListener("popstate", moved);
addEventListener("pageshow", (event) => event.persisted && page());
addEventListener("click", clicked, true);
addEventListener("auxclick", clicked, true);
addEventListener("submit", submitted, true);
for (const name of ["pushState", "replaceState"]) {
  const change = history[name];
  history[name] = function (...how) {
    change.apply(this, how);
    moved();
  };
}

window.reif = { consent, page, track, push: ([name, ...how]) => window.reif[name](...how) };
if (document.prerendering) document.addEventListener("prerenderingchange", page, { once: true });
else page();
if (Array.isArray(asked)) asked.forEach(window.reif.push);
if (signal) watched(window.dataLayer ||= [], heard);
