"use strict";
// Sends what waits, one after the other. What the server stored is forgotten; what it refuses stays, with its reason.
const sending = {
  LONGEST: 20000,

  // "revoked", "closed" or "" as the server last said; "offline" if it could not be asked.
  async all(base, to) {
    const run = () => sendAll(base, to);
    return navigator.locks ? navigator.locks.request(`send ${to}`, run) : run();
  },
};

async function sendAll(base, to) {
  for (const one of (await store.all(base)).sort((a, b) => a.happened_at.localeCompare(b.happened_at))) {
    if (one.reason && one.reason !== "revoked") continue;
    const outcome = await sendOne(one, to);
    if (outcome === "stored") {
      await store.forget(base, one.key);
      await store.note(base, "sent_at", new Date().toISOString());
      continue;
    }
    if (outcome === "offline") return "offline";
    await store.keep(base, { ...one, reason: outcome });
    if (outcome === "revoked") return "revoked";
  }
  return stateOf(to);
}

async function stateOf(to) {
  try {
    const answer = await fetch(to, { signal: AbortSignal.timeout(sending.LONGEST) });
    return (await answer.json()).reason ?? "";
  } catch {
    return "offline";
  }
}

async function sendOne(one, to) {
  const { reason, ...body } = one;
  try {
    const answer = await fetch(to, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(sending.LONGEST),
    });
    const told = await answer.json();
    if (answer.ok) return told.stored === one.key ? "stored" : "offline";
    // Whatever is no word of ours about this submission (a server that restarts, a portal of a Wi-Fi) is no refusal.
    const isRefusal = ["revoked", "closed", "invalid", "unreadable", "too_large"].includes(told.reason);
    return isRefusal ? told.reason : "offline";
  } catch {
    return "offline";
  }
}
