"use strict";
// What only staff sees: how much waits, what was refused and why, and all of it as a file. Opened by the code.
const staff = {
  async isCode(typed, { number, pin }) {
    const bytes = new TextEncoder().encode(`${number}:${typed}`);
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...found].map((each) => each.toString(16).padStart(2, "0")).join("") === pin;
  },

  list(rows, to, words) {
    to.replaceChildren(
      ...rows.map((one) => {
        const line = document.createElement("li");
        const who = [one.values.first_name, one.values.last_name, one.values.email].filter(Boolean).join(" ");
        const why = one.reason ? (words[one.reason] ?? one.reason) : words.waits;
        line.textContent = `${new Date(one.happened_at).toLocaleString(document.documentElement.lang)} · ${who} · ${why}`;
        return line;
      }),
    );
  },

  save(rows, number) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(rows, null, 2)], { type: "application/json" }));
    link.download = `kiosk-${number}-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },
};
