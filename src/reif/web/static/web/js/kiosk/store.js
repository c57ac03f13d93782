"use strict";
// What the tablet keeps until the server has stored it, in IndexedDB: {key, happened_at, version, values, agreed, reason}.
// `reason`: why the server refused it; empty while it waits. Page and worker load this.
const store = {
  open(number) {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(`kiosk-${number}`, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("kept", { keyPath: "key" });
        asked.result.createObjectStore("facts");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  },

  // Resolves once it is on the disk, not before.
  keep: (base, one) => changed(base, "kept", (rows) => rows.put(one)),
  forget: (base, key) => changed(base, "kept", (rows) => rows.delete(key)),
  all: (base) => asked(base, "kept", (rows) => rows.getAll()),
  note: (base, name, value) => changed(base, "facts", (rows) => rows.put(value, name)),
  fact: (base, name) => asked(base, "facts", (rows) => rows.get(name)),
};

function changed(base, name, change) {
  return new Promise((resolve, reject) => {
    const step = base.transaction(name, "readwrite", { durability: "strict" });
    step.oncomplete = () => resolve();
    step.onerror = step.onabort = () => reject(step.error);
    change(step.objectStore(name));
  });
}

function asked(base, name, ask) {
  return new Promise((resolve, reject) => {
    const found = ask(base.transaction(name).objectStore(name));
    found.onsuccess = () => resolve(found.result);
    found.onerror = () => reject(found.error);
  });
}
