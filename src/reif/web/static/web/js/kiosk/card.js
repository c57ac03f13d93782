"use strict";
// Reads a business card (vCard 2.1, 3.0, 4.0; MECARD) into fields of forms: {first_name, last_name, email, ...}.
const card = {
  LONGEST: 100000,

  // Empty for what is no card.
  read(text) {
    const written = text.slice(0, card.LONGEST).replace(/^\uFEFF/, "").trim();
    if (/^MECARD:/i.test(written)) return mecard(written.slice(7));
    if (/^BEGIN:VCARD/i.test(written)) return vcard(written);
    return {};
  },
};

function vcard(written) {
  const found = {};
  // Soft line breaks of quoted-printable (2.1), then folded lines.
  const lines = written.replace(/\r\n?/g, "\n").replace(/=\n(?=[^\n])/g, "").replace(/\n[ \t]/g, "").split("\n");
  for (const line of lines) {
    const part = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^:";])*)*):(.*)$/.exec(line);
    if (!part) continue;
    const name = part[1].toUpperCase();
    if (name === "END") break;
    const isQuoted = /QUOTED-PRINTABLE/i.test(part[2]);
    const value = isQuoted ? unquoted(part[3], /CHARSET=([\w-]+)/i.exec(part[2])?.[1]) : part[3];
    take(found, name, pieces(value, ";"), value);
  }
  return finished(found);
}

function mecard(written) {
  const found = {};
  for (const each of split(written, ";")) {
    const at = each.indexOf(":");
    if (at < 1) continue;
    const [name, value] = [each.slice(0, at).toUpperCase(), each.slice(at + 1)];
    if (name === "N") take(found, "N", pieces(value, ","), value);
    else if (name !== "ADR") take(found, name, [plain(value)], value);
  }
  return finished(found);
}

function take(found, name, parts, value) {
  const set = (field, text) => {
    const line = (text ?? "").replace(/\s+/g, " ").trim();
    if (line && !found[field]) found[field] = line;
  };
  if (name === "N") (set("last_name", parts[0]), set("first_name", parts[1]));
  else if (name === "FN") set("whole", plain(value));
  else if (name === "EMAIL") set("email", plain(value).replace(/^mailto:/i, ""));
  else if (name === "TEL") set("phone", plain(value).replace(/^tel:/i, ""));
  else if (name === "ORG") set("company", parts[0]);
  else if (name === "TITLE") set("title", plain(value));
  else if (name === "URL") set("website", plain(value));
  else if (name === "ADR") [, , , "city", "region", "postal_code", "country"].forEach((to, i) => to && set(to, parts[i]));
}

function finished({ whole, ...found }) {
  if (whole && !found.last_name && !found.first_name) {
    const words = whole.split(" ");
    found.last_name = words.pop();
    if (words.length) found.first_name = words.join(" ");
  }
  return found;
}

function pieces(value, by) {
  return split(value, by).map(plain);
}

// At what is not escaped.
function split(value, by) {
  const parts = [""];
  for (let i = 0; i < value.length; i++) {
    if (value[i] === "\\" && i + 1 < value.length) parts[parts.length - 1] += value[i] + value[++i];
    else if (value[i] === by) parts.push("");
    else parts[parts.length - 1] += value[i];
  }
  return parts;
}

function plain(value) {
  return value.replace(/\\(.)/g, (_, letter) => (/n/i.test(letter) ? "\n" : letter));
}

function unquoted(value, charset) {
  const bytes = [];
  for (let i = 0; i < value.length; i++) {
    const code = value[i] === "=" ? parseInt(value.slice(i + 1, i + 3), 16) : NaN;
    if (Number.isNaN(code)) bytes.push(...new TextEncoder().encode(value[i]));
    else (bytes.push(code), (i += 2));
  }
  try {
    return new TextDecoder(charset ?? "utf-8").decode(new Uint8Array(bytes));
  } catch {
    return new TextDecoder().decode(new Uint8Array(bytes));
  }
}
