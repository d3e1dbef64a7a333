// The service worker of the newsroom: opens the page of a new story where there is no network.
// It answers nothing else from what it keeps but that page's own files, and no post at all.
// docs/decisions/offline.md says how.

const { release, add, offline, desk, logout, words, files } = self.house
const FRESH = 3_600_000
// A line that is slower hangs.
const OPENING = 10_000
const GATEWAY = [502, 503, 504]
const HASHED = /\.[0-9a-f]{12}\.\w+$/
// Also where a page names files as JSON in an attribute.
const IN_PAGE = new RegExp(`(${files}[^"'?#&<\\s]+)`, "g")
// Of what sheets name no pictures: they are many, and no text.
const IN_SHEET = /url\(["']?([^"')]+\.(?:css|woff2))/g
const IN_MODULE = /\b(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g

// A kept page is one account's, in its language, of one release.
const nameFor = ({ by, lang }) => [by, lang, release].join(" ")

async function drop(isOld) {
  const names = await caches.keys()
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)))
}

// The page comes last: whatever has it has all of it. What was opened before a person left is
// not found by its name any more, whatever is still put into it.
async function keep(asking) {
  const own = nameFor(asking)
  await drop((name) => !asking.by || name.split(" ")[0] !== asking.by)
  if (!asking.by) return
  const cache = await caches.open(own)
  const before = await cache.match(add)
  if (before && Date.now() - Number(before.headers.get("Kept")) < FRESH) return
  const answer = await fetch(offline, { cache: "no-store" })
  if (answer.status === 403) await drop(() => true)
  if (!answer.ok || answer.redirected) return
  const html = await answer.text()
  // Somebody else has signed in since.
  if (!html.includes(`data-by="${asking.by}"`)) return
  await keepFiles(cache, html)
  const headers = { Kept: Date.now() }
  for (const name of ["Content-Type", "Content-Security-Policy"]) headers[name] = answer.headers.get(name)
  await cache.put(add, new Response(html, { headers }))
  await drop((name) => name !== own)
}

function named(text, address) {
  const pattern = address.endsWith(".css") ? IN_SHEET : address.endsWith(".js") ? IN_MODULE : IN_PAGE
  const found = [...text.matchAll(pattern)].map(([, path]) => new URL(path, new URL(address, location)))
  return found.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname)
}

// All that a page loads, and what that loads.
async function keepFiles(cache, html) {
  const known = new Set()
  let next = [words, ...named(html, add)]
  while (next.length) {
    const found = next.filter((path) => !known.has(path))
    for (const path of found) known.add(path)
    const texts = await Promise.all([...new Set(found)].map(async (path) => [path, await keepFile(cache, path)]))
    next = texts.flatMap(([path, text]) => named(text, path))
  }
}

// A file that is gone is none that the page needs; without network the whole page waits.
async function keepFile(cache, path) {
  const isText = /\.(?:css|js)$/.test(path)
  const there = HASHED.test(path) && (await caches.match(path, { ignoreVary: true }))
  const answer = there || (await fetch(path))
  if (!answer.ok) return ""
  const text = isText ? await answer.clone().text() : ""
  await cache.put(path, answer)
  return text
}

async function opened(request, path) {
  const kept = await caches.match(add)
  const instead = () => (path === desk ? Response.redirect(add) : kept)
  if (!kept) return fetch(request)
  const slow = path === add && new Promise((_, reject) => setTimeout(reject, OPENING))
  try {
    const answer = await Promise.race([fetch(request), slow].filter(Boolean))
    return GATEWAY.includes(answer.status) ? instead() : answer
  } catch {
    return instead()
  }
}

async function file(request, path) {
  const kept = await caches.match(path, { ignoreVary: true })
  if (kept && HASHED.test(path)) return kept
  return fetch(request).catch((error) => kept ?? Promise.reject(error))
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))
self.addEventListener("message", (event) => event.waitUntil(keep(event.data).catch(() => {})))

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.method === "POST" && pathname === logout) event.waitUntil(drop(() => true))
  if (request.method !== "GET") return
  if (request.mode === "navigate") {
    if (pathname === add || pathname === desk) event.respondWith(opened(request, pathname))
  } else if (pathname === words || pathname.startsWith(files)) {
    event.respondWith(file(request, pathname))
  }
})
