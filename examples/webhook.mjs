// Takes webhooks into the same copy, and reads the log for what they did not bring.
// WIRE_SECRET=whsec_… WIRE_KEY=wire_… node webhook.mjs https://news.example.org/wire/v1 FOLDER PORT
import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { follow, store } from "./follow.mjs";

const [, , address, folder, port] = process.argv;
const api = address.replace(/\/$/, "");

// Whether it is the agency's, and of these five minutes: Standard Webhooks, v1.
function isSigned(secret, headers, body) {
  const at = headers["webhook-timestamp"] ?? "";
  if (!/^\d+$/.test(at) || Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  const hmac = createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
  hmac.update(`${headers["webhook-id"]}.${at}.`).update(body);
  const ours = Buffer.from(`v1,${hmac.digest("base64")}`);
  const given = (headers["webhook-signature"] ?? "").split(" ").map((each) => Buffer.from(each));
  return given.some((each) => each.length === ours.length && timingSafeEqual(each, ours));
}

// One after the other, so that nothing is stored twice.
let last = Promise.resolve();
const inTurn = (what) => (last = last.then(what, what));

mkdirSync(folder, { recursive: true });
createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  if (!isSigned(process.env.WIRE_SECRET, request.headers, body)) {
    response.writeHead(401).end();
    return;
  }
  await inTurn(() => store(api, folder, JSON.parse(body).items));
  response.writeHead(204).end();
  await inTurn(() => follow(api, folder, true));
}).listen(Number(port), "127.0.0.1");
