// What goes out, as it is typed: printed by the server from the form's fields, which keeps nothing.

import { refresh } from "./story-checks.js"
import { goTo, goToText, reveal } from "./story-tabs.js"

const PAUSE = 1200
const AT_ONCE = 150
// Between two of one page, for the server prints for everybody who writes.
const EVERY = 3000
const ANSWERING = 10_000
const AGAIN = 15_000
const DESKTOP = 1180
// A part of the printed page, and the field of the form that says it.
const PARTS = [
  ["h1", "id_headline"],
  [".standfirst", "id_standfirst"],
  [".dateline", "id_dateline_place"],
  [".agency-code", "id_kind"],
  [".sign-off", "id_sign_off"],
  [".signed", "id_byline"],
  [".sponsor", "id_sponsor"],
  [".verification-note", "id_awaiting_verification"],
  [".related", "related_links-group"],
  [".kicker", "id_desk"],
  [".rail .byline", "id_writer"],
  ["figure.picture", "id_picture"],
  [".story-footer .chips", "id_tags"],
]

const form = document.querySelector("#story_form")
const views = document.querySelector(".print-views")
const frame = views?.querySelector("iframe")
const panel = document.querySelector("#print")
const buttons = views ? [...views.querySelectorAll(".switch button")] : []
const button = document.querySelector(".actions-bar .go .code")
const go = document.querySelector(".actions-bar .go")

let timer = null
let inFlight = false
let isStale = true
let last = 0

const isSeen = () => panel.getClientRects().length > 0
const main = () => frame.contentDocument?.querySelector("main")

function showAs(kind) {
  for (const each of buttons) each.setAttribute("aria-pressed", String(each.value === kind))
  for (const view of views.querySelectorAll(".view")) view.hidden = !view.dataset.view.includes(kind)
  views.dataset.shows = kind
  fit()
}

// A desktop's page is drawn as wide as it is, and made smaller.
function fit() {
  const page = main()
  if (!page || !frame.clientWidth) return
  const box = frame.parentElement
  const scale = views.dataset.shows === "desktop" ? box.clientWidth / DESKTOP : 1
  frame.style.inlineSize = scale < 1 ? `${DESKTOP}px` : "100%"
  frame.style.transform = scale < 1 ? `scale(${scale})` : ""
  // On a phone the page scrolls, not the print.
  const isLong = getComputedStyle(box).overflowY === "visible"
  frame.style.blockSize = isLong ? `${page.ownerDocument.documentElement.scrollHeight}px` : `${box.clientHeight / scale}px`
}

function put(element, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html")
  element.replaceChildren(...parsed.body.childNodes)
}

function show(told) {
  const page = main()
  if (page) {
    Object.assign(page.ownerDocument.documentElement, { lang: told.lang, dir: told.dir })
    put(page, told.story)
    fit()
  }
  const copy = views.querySelector(".wire-text")
  Object.assign(copy, { textContent: told.copy, lang: told.lang, dir: told.dir })
  put(views.querySelector('[data-view="card"]'), told.card)
  const printed = document.createElement("template")
  printed.innerHTML = told.printed
  document.querySelector("#printed").replaceWith(printed.content)
  const missing = document.querySelector("#missing")
  if (missing) {
    put(missing, told.missing)
    missing.hidden = !missing.textContent.trim()
  }
  if (told.checks) refresh(told.checks)
  if (button) button.textContent = told.code || "(…)"
  // With an embargo the same press does something else: the server takes none for the other.
  if (go && told.go) {
    go.value = told.go.name
    go.querySelector("span").textContent = told.go.label
  }
}

async function print() {
  timer = null
  if (inFlight) return
  inFlight = true
  isStale = false
  let isMissed = false
  const typed = new FormData(form)
  for (const [name, value] of [...typed]) {
    // The fields alone: it is no form that is to be taken.
    if (typeof value !== "string" || /^(form_id|form_by|seen_\w+|buffer_tokens)$/.test(name)) typed.delete(name)
  }
  try {
    const answer = await fetch(views.dataset.address, { method: "POST", body: typed, signal: AbortSignal.timeout(ANSWERING) })
    if (answer.ok) show(await answer.json())
  } catch {
    // Away or slow: what is shown stays, and is asked for again.
    isMissed = true
  }
  inFlight = false
  last = Date.now()
  isStale ||= isMissed
  if (isStale && isSeen()) soon(isMissed ? AGAIN : PAUSE)
}

function soon(pause) {
  isStale = true
  clearTimeout(timer)
  timer = setTimeout(print, Math.max(pause, EVERY + last - Date.now()))
}

// The field of a part that was clicked, or the place in the text.
function follow(event) {
  event.preventDefault()
  const part = event.target
  const found = PARTS.find(([selector]) => part.closest(selector))
  if (found) goTo(found[1])
  else if (part.closest(".prose")) goToText(placeIn(part))
}

function placeIn(part) {
  const blocks = [...part.closest(".prose").children].filter((block) => !block.matches(".related, .signed, .sign-off, .verification-note"))
  return Math.max(0, blocks.findIndex((block) => block.contains(part)))
}

// The site's own sheet, and nothing of the site's but the story.
function blank() {
  const page = document.implementation.createHTMLDocument(frame.title)
  const sheet = Object.assign(page.createElement("link"), { rel: "stylesheet", href: frame.dataset.sheet })
  const scheme = Object.assign(page.createElement("meta"), { name: "color-scheme", content: "light dark" })
  page.head.append(scheme, sheet)
  page.body.append(Object.assign(page.createElement("main"), { className: "wrap" }))
  return `<!doctype html>${page.documentElement.outerHTML}`
}

if (views) {
  views.hidden = false
  for (const each of buttons) each.addEventListener("click", () => showAs(each.value))
  frame.addEventListener("load", () => {
    frame.contentDocument.addEventListener("click", follow)
    if (isSeen()) soon(0)
  })
  frame.srcdoc = blank()
  showAs("phone")
  form.addEventListener("input", () => {
    isStale = true
    if (isSeen()) soon(PAUSE)
  })
  // What is chosen changes the code, which stands on the button.
  form.addEventListener("change", () => soon(AT_ONCE))
  panel.addEventListener("shown", () => isStale && soon(0))
  new ResizeObserver(fit).observe(frame.parentElement)
}
