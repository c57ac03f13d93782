// Send one story with a client that others wrote: node send.cjs CLIENT HOST KEY. Prints what the client could not send.
const SUMMER = new Date("2026-07-01T12:00:00Z");
const ADA = { email: "ada@krane.example", firstName: "Ada", company: { name: "Krane KG" } };

async function segment(host, key, problems) {
  const { Analytics } = require("@segment/analytics-node");
  const client = new Analytics({ writeKey: key, host, maxRetries: 2, flushInterval: 100 });
  client.on("error", (problem) => problems.push(`${problem.code} ${problem.reason && (problem.reason.status || problem.reason)}`));
  client.identify({ userId: "u-1", traits: ADA });
  client.track({ userId: "u-1", event: "Demo Requested", properties: { product: "R" }, timestamp: SUMMER });
  client.page({ userId: "u-1", name: "Preise", properties: { path: "/preise" } });
  client.group({ userId: "u-1", groupId: "g-1", traits: { name: "Krane KG", employees: 40 } });
  for (let number = 0; number < 30; number += 1) client.track({ anonymousId: "a-2", event: `Step ${number % 5}` });
  await client.closeAndFlush();
}

async function rudderstack(host, key, problems) {
  const Analytics = require("@rudderstack/rudder-sdk-node");
  const client = new Analytics(key, { dataPlaneUrl: host, flushInterval: 100, maxRetries: 2 });
  const said = [];
  const say = (call, message) => said.push(new Promise((done) => {
    client[call](message, (problem) => { if (problem) problems.push(String(problem)); done(); });
  }));
  say("identify", { userId: "u-1", traits: ADA });
  say("track", { userId: "u-1", event: "Demo Requested", properties: { product: "R" }, originalTimestamp: SUMMER });
  say("page", { userId: "u-1", name: "Preise", properties: { path: "/preise" } });
  say("group", { userId: "u-1", groupId: "g-1", traits: { name: "Krane KG", employees: 40 } });
  for (let number = 0; number < 30; number += 1) say("track", { anonymousId: "a-2", event: `Step ${number % 5}` });
  await Promise.all(said);
}

async function jitsu(host, key) {
  const { jitsuAnalytics } = require("@jitsu/js");
  const client = jitsuAnalytics({ host, writeKey: `site:${key}` });
  await client.identify("u-1", ADA);
  await client.track("Demo Requested", { product: "R" });
  await client.page("Preise", { path: "/preise" });
  await client.group("g-1", { name: "Krane KG", employees: 40 });
  await client.reset();
  for (let number = 0; number < 30; number += 1) await client.track(`Step ${number % 5}`);
}

async function main([name, host, key]) {
  const problems = [];
  const tell = () => { process.stdout.write(JSON.stringify(problems)); process.exit(0); };
  process.on("unhandledRejection", (problem) => problems.push(String(problem)));
  process.on("beforeExit", tell); // not every client says that it has given up
  await { segment, rudderstack, jitsu }[name](host, key, problems);
  tell();
}

main(process.argv.slice(2));
