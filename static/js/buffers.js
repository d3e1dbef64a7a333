// Keeps what is typed into a story's form and not saved: in this browser at once, on the server
// within seconds. What a page left behind in the browser is sent by the next one.
// docs/decisions/buffers.md says how.

import { LATER, file, saysFiling } from "./filing.js"
import { fill } from "./fill-form.js"
import {
  CONFLICT, NOTHING, SIGNED_OUT, all, isEmpty, isRefused, isSaved, leave, put, remove, send, uuid,
} from "./typed.js"

const EVERY = 3000
const LONGEST_PAUSE = 60_000
const KEPT = 30 * 86_400_000
// So much a browser still sends for a page that is gone.
const MOST_IN_PASSING = 60_000
// A save that takes longer hangs.
const SAVING = 5000
const NOT_TYPED = /^(?:csrfmiddlewaretoken|form_id|form_by|buffer_tokens|seen_\w+|_\w+)$|__prefix__/

const place = document.querySelector("#buffers")
const form = document.querySelector("#story_form[data-keeps]")
const by = place.dataset.by

// What an earlier page left behind.

async function leaveBehind(record) {
  const answer = await leave({ ...record, isLeft: !record.isLater })
  if (answer.status === 200) await remove(record)
  else if (isRefused(answer)) show(record)
  return answer.status === 200 && !answer.is_saved
}

// A story that waits to be filed is filed by whichever page is open.
async function fileLeft(record) {
  const outcome = record.filing.why ? { is: "refused", isKept: true, why: record.filing.why } : await file(record)
  if (outcome.story) await remove(record)
  if (outcome.is === "refused") await put({ ...record, filing: { ...record.filing, why: outcome.why } })
  if (outcome.is === "refused" && !outcome.isKept) show(record)
  else saysFiling(place, record, outcome)
}

async function fileWaiting(own) {
  for (const record of await all()) {
    if (record.by === by && record.id !== own && record.filing) await fileLeft(record)
  }
}

const paragraphs = (html) =>
  [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("p, h2, h3, li")]
    .map((block) => block.textContent)
    .join("\n\n")

// A text that the server refuses is shown to be copied.
function show(record) {
  const section = document.createElement("section")
  section.className = "notice stale here"
  const heading = document.createElement("h2")
  heading.textContent = gettext("You typed this in this browser, and it can’t be kept on the server. Copy what you need.")
  const text = document.createElement("pre")
  text.dir = "auto"
  const { headline, standfirst, body } = record.fields
  text.textContent = [headline, standfirst, paragraphs(body ?? "")].filter(Boolean).join("\n\n")
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button"
  button.textContent = gettext("Drop it")
  button.addEventListener("click", async () => {
    await remove(record)
    section.remove()
  })
  section.append(heading, text, button)
  place.append(section)
}

async function sendLeftovers(own) {
  let isNew = false
  for (const record of await all()) {
    if (Date.now() - record.at > KEPT) await remove(record)
    else if (record.by === by && record.id !== own && !record.filing) isNew = (await leaveBehind(record)) || isNew
  }
  await fileWaiting(own)
  if (!isNew) return
  // A page that was filled with such a text is to be filled with the newest.
  if (/[?&]take=/.test(location.search) && !writing?.record) location.reload()
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html")
  const found = page.querySelector("#buffers")
  if (found) place.replaceChildren(...found.childNodes, ...place.querySelectorAll(".here"))
}

// The form of this page.

class Writing {
  id = uuid()
  tokens = form.elements.buffer_tokens
  words = document.querySelector(".words")
  way = document.querySelector(".words-way")
  // The text as it was last looked at.
  text = JSON.stringify(this.fields())
  record = null
  after = this.tokens.value.split(",").filter(Boolean)
  inFlight = null
  timer = null
  pause = EVERY
  isHere = true
  isPutting = false
  isSubmitted = false
  wasSubmitted = false
  conflict = null
  looking = null
  isSignedOut = false
  isAway = false
  pressed = null
  filing = null
  isFiling = false

  start() {
    // On a slow line somebody types before this runs.
    const isTyped = ({ type, value, defaultValue }) => /^text/.test(type) && value !== defaultValue
    if ([...form.elements].some(isTyped) || "unsaved" in form.dataset) this.text = ""
    for (const name of ["input", "change"]) form.addEventListener(name, () => this.lookSoon())
    // What is chosen, moved or taken out by a script tells nobody.
    setInterval(() => this.look(), EVERY / 2)
    form.addEventListener("submit", (event) => this.submit(event))
    this.way.addEventListener("click", () => this.go())
    addEventListener("online", () => this.send())
    addEventListener("offline", () => this.record && this.say())
    document.addEventListener("visibilitychange", () => this.send())
    addEventListener("pagehide", () => this.send({ keepalive: true }))
    document.addEventListener("signedin", () => this.goOn())
    this.look()
  }

  fields() {
    const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.test(name))
    // A field that is moved to another place of the page says the same.
    return Object.fromEntries(typed.sort(([one], [other]) => (one < other ? -1 : 1)))
  }

  lookSoon() {
    this.looking ??= setTimeout(() => this.look(), 100)
  }

  look() {
    clearTimeout(this.looking)
    this.looking = null
    const fields = this.fields()
    const text = JSON.stringify(fields)
    if (text === this.text) return
    this.text = text
    this.isSubmitted = false
    this.keepHere(fields)
    this.sendSoon()
  }

  keepHere(fields) {
    this.record = {
      id: this.id,
      by,
      page: form.elements.form_id.value,
      address: form.dataset.keeps,
      version: Number(form.elements.seen_version.value),
      fields,
      token: uuid(),
      after: this.before(),
      at: Date.now(),
      isLater: this.wasSubmitted,
      filing: this.filing,
    }
    this.putHere()
  }

  // The texts from which the present one comes, as far as the server may have them.
  before() {
    return this.inFlight ? [...this.after, this.inFlight] : this.after
  }

  async putHere() {
    if (this.isPutting) return
    this.isPutting = true
    try {
      for (let written = null; this.record && this.record !== written; ) {
        written = this.record
        await put(written)
      }
      this.isHere = true
    } catch {
      this.isHere = false
    }
    this.isPutting = false
  }

  sendSoon(pause = EVERY) {
    this.timer ??= setTimeout(() => this.send(), pause)
  }

  async send({ keepalive = false } = {}) {
    if (this.filing) {
      if (!keepalive) await this.file()
      return
    }
    this.look()
    const { record } = this
    // One after the other, but for the last one of a page.
    if (!record || this.isSubmitted || (this.inFlight && !keepalive)) return
    clearTimeout(this.timer)
    this.timer = null
    const after = this.before()
    const size = new Blob([JSON.stringify(record.fields)]).size
    this.inFlight = record.token
    const answer = await send({ ...record, after }, { keepalive: keepalive && size < MOST_IN_PASSING })
    this.inFlight = null
    this.take(answer, record)
  }

  take(answer, sent) {
    const isNewest = this.record === sent
    if (answer.status === 200) {
      this.after = [sent.token]
      this.pause = EVERY
      if (answer.is_taken) document.dispatchEvent(new Event("taken"))
      if (isNewest) {
        this.record = null
        remove(sent).catch(() => {})
        form.dispatchEvent(new Event("kept"))
      }
    } else if (isSaved(answer, sent)) {
      this.record = isNewest ? null : this.record
      remove(sent).catch(() => {})
    } else if (isEmpty(answer)) {
      this.after = [answer.token]
      this.sendSoon(0)
    } else if (answer.status === NOTHING) {
      // It may have arrived, and the answer not.
      this.after = [...this.after, sent.token].slice(-50)
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE)
      this.sendSoon(this.pause)
    }
    this.tokens.value = this.after.join(",")
    if (this.record && !isNewest) {
      this.record = { ...this.record, after: this.after }
      this.putHere()
      if (answer.status === 200) this.sendSoon()
    }
    const isNews = answer.status === SIGNED_OUT && !this.isSignedOut
    this.isSignedOut = answer.status === SIGNED_OUT
    this.isAway = answer.status === NOTHING
    this.conflict = answer.status === CONFLICT && !isEmpty(answer) ? answer.token : null
    if (!isEmpty(answer)) this.say(answer)
    // Who said "later" goes on writing.
    if (isNews) document.dispatchEvent(new Event("signedout"))
  }

  // Words that stay the same are not said again.
  say(answer = { status: NOTHING }) {
    const words = this.wordsFor(answer)
    if (this.words.textContent !== words) this.words.textContent = words
    this.way.hidden = !(this.isSignedOut || this.conflict)
    this.way.textContent = this.isSignedOut ? gettext("Log in") : gettext("Keep this one")
  }

  wordsFor({ status, at }) {
    if (status === 200) return interpolate(gettext("Kept %(time)s"), { time: at }, true)
    if (!this.isHere) return gettext("Not kept: leave this page open")
    if (this.isSignedOut) return gettext("Signed out – kept in this browser")
    if (this.conflict) return gettext("Kept in this browser: the server has another unsaved text of yours")
    if (status !== NOTHING) return gettext("The server does not take it – kept in this browser")
    if (!navigator.onLine) return gettext("Offline – kept in this browser")
    return gettext("The newsroom can’t be reached – kept in this browser")
  }

  go() {
    if (this.isSignedOut) {
      document.dispatchEvent(new Event("signedout"))
      return
    }
    this.after = [this.conflict]
    this.send()
  }

  goOn() {
    const { pressed } = this
    this.isSignedOut = false
    this.pressed = null
    if (pressed) form.requestSubmit(pressed)
    else this.send()
  }

  // Only what a person may press without seeing what became of it since: a new story, saved or
  // handed in.
  canWait({ name, value }) {
    return !Number(form.elements.seen_version.value) && (name !== "_do" || value === "submit")
  }

  // The form waits for the network as it was pressed, and is filed once.
  wait({ name, value, textContent }) {
    this.filing = { name: name || "_save", value: value || "1", to: location.pathname, words: textContent.trim() }
    this.keepHere(this.fields())
    form.inert = true
    form.dispatchEvent(new Event("kept"))
    saysFiling(place, this.record, LATER, () => this.write())
    this.sendSoon(LONGEST_PAUSE)
  }

  // Not waiting any more, but written on.
  write() {
    this.filing = null
    form.inert = false
    this.text = ""
    this.look()
  }

  async file() {
    const { record } = this
    if (this.isFiling) return
    clearTimeout(this.timer)
    this.timer = null
    this.isFiling = true
    const outcome = await file(record)
    this.isFiling = false
    if (!this.filing) return
    saysFiling(place, record, outcome, () => this.write())
    if (outcome.story) {
      this.filing = this.record = null
      remove(record).catch(() => {})
      form.dispatchEvent(new Event("kept"))
    } else if (outcome.is === "refused") this.write()
    else if (outcome.is === "later") this.sendSoon(LONGEST_PAUSE)
    else document.dispatchEvent(new Event("signedout"))
  }

  // Goes on with what this browser has of a new story.
  takeUp(record) {
    form.elements.form_id.value = record.page
    this.id = record.id
    this.after = [...record.after, record.token]
    fill(form, record.fields)
    this.write()
    form.dispatchEvent(new Event("takenup"))
  }

  submit(event) {
    this.look()
    if (!navigator.onLine || this.isSignedOut || (this.isAway && this.canWait(event.submitter))) {
      event.preventDefault()
      this.pressed = this.isSignedOut ? event.submitter : null
      if (this.isSignedOut) this.go()
      else if (this.canWait(event.submitter)) this.wait(event.submitter)
      else this.say()
      return
    }
    clearTimeout(this.timer)
    this.timer = null
    this.tokens.value = this.before().join(",")
    this.isSubmitted = this.wasSubmitted = true
    setTimeout(() => {
      this.isSubmitted = false
      this.send()
    }, SAVING)
  }
}

export const writing = form && new Writing()
writing?.start()
sendLeftovers(writing?.id).catch(() => {})
addEventListener("online", () => fileWaiting(writing?.id).catch(() => {}))
document.addEventListener("signedin", () => fileWaiting(writing?.id).catch(() => {}))
