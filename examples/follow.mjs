// Keeps a copy of your wire: a file a story in FOLDER, by its id, and the number read up to.
// WIRE_KEY=wire_… node follow.mjs https://news.example.org/wire/v1 FOLDER [--once]
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

function use(item, fate) {
  console.log(`${item.number} ${item.signal}: ${fate}: ${item.headline}`); // Here your site does it.
}

// The API's answer, and the seconds to leave before the next. Asks until there is one.
async function ask(address, said) {
  const headers = { Authorization: `Bearer ${process.env.WIRE_KEY}`, "Content-Type": "application/json" };
  const request = { headers, method: said ? "POST" : "GET", body: said && JSON.stringify(said) };
  for (let pause = 1; ; pause = Math.min(pause * 2, 60)) {
    let wait = pause;
    try {
      const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(90_000) });
      const after = Number(answer.headers.get("Retry-After"));
      if (answer.ok) return [await answer.json(), after];
      wait = after || pause;
      if (answer.status < 500 && answer.status !== 429) {
        const problem = await answer.json();
        console.error(`${answer.status}: ${problem.detail}`);
        process.exit(1);
      }
    } catch {
      // No answer, or half of one: ask again.
    }
    await sleep(wait * 1000);
  }
}

function keep(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path); // Whole or not at all.
}

// Store what is newer than what is there: the same may come twice, and late.
export async function store(api, folder, items) {
  const receipts = [];
  for (const item of items) {
    const path = join(folder, `${item.story}.json`);
    if (existsSync(path) && JSON.parse(readFileSync(path, "utf8")).number >= item.number) continue;
    // Withheld is an embargo or a hold: keep it off your pages. Canceled is a withdrawal.
    const fate = item.pubstatus === "usable" ? "published" : "taken-down";
    use(item, fate);
    keep(path, JSON.stringify(item));
    if (!item.embargo) receipts.push({ story: item.story, version: item.version, fate });
  }
  if (receipts.length) await ask(`${api}/receipts`, { receipts });
}

// Store all there is, and then, unless once is enough, what comes.
export async function follow(api, folder, once = false) {
  const cursor = join(folder, "cursor");
  for (;;) {
    const after = existsSync(cursor) ? readFileSync(cursor, "utf8") : "0";
    const [answer, pause] = await ask(`${api}/log?after=${after}&wait=${once ? 0 : 25}`);
    await store(api, folder, answer.items);
    keep(cursor, String(answer.cursor)); // After the items, never before.
    if (once && !answer.items.length) return;
    await sleep(pause * 1000);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , api, folder] = process.argv;
  mkdirSync(folder, { recursive: true });
  await follow(api.replace(/\/$/, ""), folder, process.argv.includes("--once"));
}
