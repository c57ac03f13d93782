"use strict";
// Trades the word behind # for the tablet's cookie; the address with the word is replaced, so that nothing of it stays.
const word = location.hash.slice(1);
const home = location.pathname.replace(/start$/, "");
history.replaceState(null, "", location.pathname);

async function begin() {
  if (!word) return told("bad");
  const sent = new URLSearchParams({ word });
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: sent });
    if (answer.ok) location.replace(home);
    else told("bad");
  } catch {
    told("offline");
  }
}

function told(name) {
  document.getElementById("waiting").hidden = true;
  document.getElementById(name).hidden = false;
}

document.getElementById("begin").addEventListener("click", begin);
