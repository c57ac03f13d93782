"use strict";
// The page on the tablet: keeps what visitors send, sends it when it can, and is empty for the next one.
const at = (id) => document.getElementById(id);
const page = document.body.dataset;
const form = at("kiosk-form");
const words = at("words").dataset;
const to = `${location.pathname}submissions`;
const IDLE = Number(page.idle) * 1000, WARNED = 15000, THANKED = 8000, EVERY = 30000;
let base, touched = Date.now(), isKeeping = false, isStale = false, wake = null, scan = null, thanked = 0;

async function begin() {
  base = await store.open(page.number);
  navigator.storage?.persist?.();
  form.querySelectorAll("input, select, textarea").forEach((each) => (each.autocomplete = "off"));
  form.addEventListener("submit", keep);
  ["pointerdown", "keydown", "input"].forEach((name) => addEventListener(name, () => (touched = Date.now())));
  addEventListener("online", send);
  setInterval(send, EVERY);
  setInterval(idle, 500);
  controls();
  await worker();
  clean();
  await send();
  document.body.dataset.ready = "yes";
}

async function worker() {
  if (!navigator.serviceWorker) return;
  const hadOne = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => (isStale = hadOne));
  try {
    const found = await navigator.serviceWorker.register(`${location.pathname}worker.js`, { scope: location.pathname });
    setInterval(() => found.update().catch(() => {}), 600000);
  } catch {
    // Without a network there is nothing newer; what was kept serves on.
  }
}

async function keep(event) {
  event.preventDefault();
  if (isKeeping || !checking.check(form, words)) return;
  isKeeping = true;
  try {
    const typed = new FormData(form);
    const agreed = typed.getAll("agree");
    typed.delete("agree");
    const key = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
    const values = Object.fromEntries([...typed].filter(([, value]) => value));
    const happened_at = new Date().toISOString();
    await store.keep(base, { key, happened_at, version: Number(page.version), values, agreed, reason: "" });
    thank(agreed.length > 0 || Boolean(page.asks && values.email));
  } catch {
    at("not-kept").hidden = false;
  } finally {
    isKeeping = false;
  }
  navigator.serviceWorker?.ready.then((found) => found.sync?.register("send")).catch(() => {});
  send();
}

function thank(isAsked) {
  clean();
  at("thanks-mail").hidden = !isAsked;
  at("asking").hidden = true;
  at("thanks").hidden = false;
  at("thanks").focus();
  clearTimeout(thanked);
  thanked = setTimeout(clean, THANKED);
}

// As if nobody had been here.
function clean() {
  clearTimeout(thanked);
  form.reset();
  form.querySelectorAll(".wrong").forEach((each) => each.remove());
  form.querySelectorAll(".is-wrong").forEach((each) => each.classList.remove("is-wrong"));
  form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  for (const id of ["thanks", "not-kept", "no-card", "idle"]) at(id).hidden = true;
  at("asking").hidden = false;
  at("card-text").value = at("card-file").value = "";
  for (const id of ["card", "staff"]) at(id).close();
  at("waiting").replaceChildren();
  at("code").value = "";
  lock();
  stopScan();
  document.activeElement?.blur();
  scrollTo(0, 0);
}

function isEmpty() {
  const typed = [...new FormData(form).values()].some(Boolean);
  return !typed && !at("card").open && !at("staff").open;
}

function idle() {
  const left = IDLE - (Date.now() - touched);
  at("idle").hidden = isEmpty() || left > WARNED;
  at("idle-seconds").textContent = String(Math.max(0, Math.ceil(left / 1000)));
  if (left <= 0 && !isEmpty()) clean();
  if (isStale && isEmpty() && at("thanks").hidden) location.reload();
}

async function send() {
  const said = await sending.all(base, to);
  await count();
  const isOut = said === "revoked" || said === "closed";
  at("out").hidden = !isOut;
  at("kiosk-form").inert = isOut;
}

async function count() {
  const rows = await store.all(base);
  const [waiting, refused] = [rows.filter((one) => !one.reason).length, rows.filter((one) => one.reason).length];
  at("count").textContent = String(waiting);
  at("kept").hidden = !waiting && !refused;
  at("kept-refused").hidden = !refused;
  at("refused").textContent = String(refused);
  const sent = await store.fact(base, "sent_at");
  at("sent-at").textContent = sent ? new Date(sent).toLocaleString(document.documentElement.lang) : "–";
  return rows;
}

function controls() {
  at("full").hidden = !document.documentElement.requestFullscreen;
  at("full").addEventListener("click", () => (document.documentElement.requestFullscreen(), awake()));
  addEventListener("pointerdown", awake, { once: true });
  document.addEventListener("visibilitychange", awake);
  at("thanks-next").addEventListener("click", clean);
  at("empty").addEventListener("click", clean);
  at("card-open").addEventListener("click", () => (at("card").showModal(), startScan()));
  at("card-close").addEventListener("click", () => at("card").close());
  at("card").addEventListener("close", stopScan);
  at("card-take").addEventListener("click", () => fill(at("card-text").value));
  at("card-file").addEventListener("change", async () => {
    const file = at("card-file").files[0];
    if (file) fill(await file.slice(0, card.LONGEST).text());
  });
  at("staff-open").addEventListener("click", () => (lock(), at("staff").showModal()));
  at("staff").addEventListener("close", lock);
  at("staff-close").addEventListener("click", () => at("staff").close());
  at("staff-code").addEventListener("submit", unlock);
  at("staff-save").addEventListener("click", async () => staff.save(await store.all(base), page.number));
  at("staff-send").addEventListener("click", again);
}

// Also what was refused: the form may be open again, or the tablet set up again.
async function again() {
  for (const one of await store.all(base)) if (one.reason) await store.keep(base, { ...one, reason: "" });
  await send();
  if (!at("staff-inside").hidden) staff.list(await count(), at("waiting"), words);
}

async function unlock(event) {
  event.preventDefault();
  const isRight = await staff.isCode(at("code").value, page);
  at("code-wrong").hidden = isRight;
  at("code").value = "";
  if (!isRight) return;
  at("staff-code").hidden = true;
  at("staff-inside").hidden = false;
  staff.list(await count(), at("waiting"), words);
}

function lock() {
  at("staff-code").hidden = false;
  at("staff-inside").hidden = at("code-wrong").hidden = true;
  at("waiting").replaceChildren();
}

async function awake() {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  wake = await navigator.wakeLock.request("screen").catch(() => wake);
}

function fill(text) {
  const found = card.read(text);
  at("no-card").hidden = Object.keys(found).length > 0;
  if (!at("no-card").hidden) return;
  for (const [name, value] of Object.entries(found)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field && !(field instanceof HTMLSelectElement)) field.value = value.slice(0, 500);
  }
  at("card-text").value = at("card-file").value = "";
  at("card").close();
}

async function startScan() {
  at("video").hidden = !("BarcodeDetector" in window && navigator.mediaDevices);
  if (at("video").hidden) return;
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (!at("card").open) return stream.getTracks().forEach((each) => each.stop());
    at("video").srcObject = stream;
    await at("video").play();
    scan = setInterval(async () => {
      const [code] = await detector.detect(at("video")).catch(() => []);
      if (code && at("card").open) fill(code.rawValue);
    }, 300);
  } catch {
    at("video").hidden = true;
  }
}

function stopScan() {
  clearInterval(scan);
  at("video").srcObject?.getTracks().forEach((each) => each.stop());
  at("video").srcObject = null;
}

begin();
