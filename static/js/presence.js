// Says that a page of a story is open, and shows who else is there: who reads, who writes, who has
// taken it over. docs/decisions/together.md says how. Without this script a page is as it was opened.

const place = document.querySelector("#presence")
const form = document.querySelector("#story_form")
const claim = document.querySelector("#claim-form")

const EVERY = Number(place.dataset.beat) * 1000
const LONGEST_PAUSE = 120_000
const ANSWERING = 10_000
const WORD = 700
const WRITTEN = "input:not([type]), input[type=text], input[type=url], input[type=number], textarea"
// What adds or takes out rows is no field of the form.
const HANDLES = ".add-row, .inline-deletelink, .related-widget-wrapper-link"
const CHOSEN = "select, button:not([role=tab]), input[type=checkbox], input[type=radio], input[type=file]"

const isForm = "keeps" in form.dataset
let isTyped = "unsaved" in form.dataset || /[?&]take=/.test(location.search)
let does = isForm && place.dataset.state === "mine" ? "writing" : "reading"
let isReadOnly = false
let { seen, typed } = place.dataset
let pause = EVERY
let timer = null
let isAsking = false
let isAskedAgain = false
let lastInput = 0
let closing = null

const told = (what) =>
  new URLSearchParams({
    page: place.dataset.page,
    does: what,
    seen,
    ...(isForm && { form: "1" }),
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
  })

async function ask() {
  try {
    const answer = await fetch(place.dataset.address, {
      method: "POST",
      body: told(does),
      signal: AbortSignal.timeout(ANSWERING),
    })
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json")
    return answer.ok && isOurs ? await answer.json() : null
  } catch {
    return null
  }
}

async function beat() {
  clearTimeout(timer)
  if (isAsking) {
    isAskedAgain = true
    return
  }
  isAsking = true
  const answer = await ask()
  isAsking = false
  pause = answer ? EVERY : Math.min(2 * pause, LONGEST_PAUSE)
  if (answer) await take(answer)
  // Nobody reads a page that isn't shown.
  if (document.hidden && does === "reading" && !isAskedAgain) return
  timer = setTimeout(beat, isAskedAgain ? 0 : pause)
  isAskedAgain = false
}

async function take(answer) {
  put("#presence-line", answer.line)
  put("#claim-line", answer.claim)
  const isClosed = answer.state === "taken" || answer.state === "held"
  if (answer.state === "held" && isForm && !isTyped) {
    location.reload()
    return
  }
  if (isForm) setReadOnly(isClosed)
  if (answer.state === "taken") {
    does = "reading"
    put("#presence-notice", answer.notice)
    return
  }
  const isSame = answer.seen === seen
  if (isForm ? isSame : isSame && answer.typed === typed) return
  if (!isForm) await refresh(answer, isSame)
  else if (isTyped || form.contains(document.activeElement)) put("#presence-notice", answer.notice)
  else location.reload()
  seen = answer.seen
  typed = answer.typed
}

// Words that stay the same are not said again.
function put(selector, html) {
  const shown = document.querySelector(selector)
  const fresh = document.createElement("div")
  fresh.innerHTML = html
  if (shown.innerHTML === fresh.innerHTML) return
  const hadFocus = shown.contains(document.activeElement)
  shown.replaceChildren(...fresh.childNodes)
  if (hadFocus) shown.querySelector("a, button")?.focus()
}

// A page that can only be read keeps its words, to be read, copied and kept.
function setReadOnly(is) {
  if (is === isReadOnly) return
  clearTimeout(closing)
  // A word that is being typed is typed to its end.
  const typing = is ? lastInput + WORD - Date.now() : 0
  if (typing > 0) {
    closing = setTimeout(() => setReadOnly(true), typing)
    return
  }
  isReadOnly = is
  form.toggleAttribute("data-read-only", is)
  // Not what stands in it and is another form's, as a note.
  const fields = [...form.elements]
  for (const field of fields.filter((each) => each.matches(WRITTEN))) field.readOnly = is
  for (const field of fields.filter((each) => each.matches(CHOSEN))) {
    const row = field.closest(".form-row")
    const isAlone = row && !row.querySelector(`${WRITTEN}, .ProseMirror`)
    const part = isAlone ? row : field
    part.inert = is
  }
  for (const handle of form.querySelectorAll(HANDLES)) handle.inert = is
  form.dispatchEvent(new Event("readonly"))
}

// What was saved or typed meanwhile, in its place. A button is about the text that was read.
async function refresh(answer, isSame) {
  const page = await (await fetch(place.dataset.story)).text().then((html) => new DOMParser().parseFromString(html, "text/html"))
  if (!page.querySelector("[data-live=reading]")) {
    // Who wrote has left, and it may be written in.
    location.reload()
    return
  }
  const stay = whatIsRead()
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${old.dataset.live}"]`)
    if (fresh) renew(old, fresh)
  }
  stay()
  if (isSame) return
  // What goes out is another by now.
  form.dispatchEvent(new Event("input"))
  put("#presence-notice", answer.notice)
  const notice = document.querySelector("#presence-notice")
  notice.querySelector("button")?.addEventListener("click", () => {
    for (const name of ["seen_version", "seen_digest"]) {
      form.elements[name].value = page.querySelector(`#story_form [name=${name}]`).value
    }
    notice.replaceChildren()
  })
}

// Leaves what is the same at both ends, down to the block that was changed.
function renew(old, fresh) {
  const was = [...old.childNodes]
  const is = [...fresh.childNodes]
  const most = Math.min(was.length, is.length)
  let start = 0
  while (start < most && was[start].isEqualNode(is[start])) start += 1
  let end = 0
  while (end < most - start && was.at(-1 - end).isEqualNode(is.at(-1 - end))) end += 1
  const gone = was.slice(start, was.length - end)
  const come = is.slice(start, is.length - end)
  if (gone.length === 1 && come.length === 1 && gone[0].cloneNode().isEqualNode(come[0].cloneNode()) && come[0].childElementCount) {
    renew(gone[0], come[0])
    return
  }
  const after = was[was.length - end] ?? null
  for (const node of gone) node.remove()
  for (const node of come) old.insertBefore(node, after)
}

// The blocks from the top of the screen on; the function it returns puts them back where they stood.
function whatIsRead() {
  const blocks = [...document.querySelectorAll("[data-live=reading] :is(h2, p, li, figure)")]
  const shown = blocks.filter((block) => block.getBoundingClientRect().bottom > 0)
  const stood = shown.map((block) => block.getBoundingClientRect().top)
  const root = document.documentElement
  root.style.overflowAnchor = "none"
  return () => {
    const number = shown.findIndex((block) => block.isConnected)
    if (number >= 0 && scrollY) scrollBy(0, shown[number].getBoundingClientRect().top - stood[number])
    requestAnimationFrame(() => {
      root.style.overflowAnchor = ""
    })
  }
}

function write({ target }) {
  if (target.form && target.form !== form) return
  isTyped = true
  lastInput = Date.now()
  if (does === "writing" || isReadOnly) return
  does = "writing"
  beat()
}

if (isForm) {
  // The last says that a script has changed something.
  for (const name of ["input", "change", "kept"]) form.addEventListener(name, write)
  form.addEventListener("submit", (event) => isReadOnly && event.preventDefault(), { capture: true })
}
for (const name of ["taken", "signedin"]) document.addEventListener(name, beat)
document.addEventListener("visibilitychange", () => document.hidden || beat())
addEventListener("online", beat)
addEventListener("pageshow", (event) => event.persisted && beat())
addEventListener("pagehide", () => navigator.sendBeacon(place.dataset.address, told("leaving")))

// A claim leaves what is typed on the page in its place.
claim.addEventListener("submit", async (event) => {
  event.preventDefault()
  const { submitter } = event
  await fetch(submitter.formAction, { method: "POST", body: new FormData(claim, submitter) }).catch(() => {})
  beat()
})

beat()
