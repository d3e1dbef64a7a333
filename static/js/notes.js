// Notes on a story: sent and shown in place. Without this the same form leads to pages.

import { offerNames } from "./mentions.js"
import { go, isHere, onSelected, underline } from "./passages.js"
import { reveal } from "./story-tabs.js"

const form = document.querySelector("#notes")
const list = () => document.querySelector("#notes-list")
const boxes = () => [...list().querySelectorAll("textarea")]
// What is typed and not sent outlives a reload of the page, as after a save.
const KEY = `notes ${form.action}`
const CONTROLS = "form_id on-part on-quote on-before on-after".split(" ")
const control = (name) => list().querySelector(`[name="${name}"]`)

function keep() {
  const typed = boxes().filter((box) => box.value !== box.defaultValue)
  sessionStorage.setItem(KEY, JSON.stringify(typed.map((box) => [box.name, box.value])))
}

// Into the boxes that there are: a note may be gone.
function fill(typed) {
  for (const [name, value] of typed) {
    const box = control(name)
    if (!box || box.value === value) continue
    box.value = value
    const details = box.closest("details")
    if (details) details.open = true
  }
}

async function read(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  return page.querySelector("#notes-list")
}

// The list as it is now, with what is typed in the boxes; not in that of `done`.
function show(fresh, done) {
  const typed = boxes().filter((box) => box.value !== box.defaultValue && box.name !== done)
  const on = done === "write" ? [] : CONTROLS.slice(1).map((name) => [name, control(name).value])
  const { activeElement: before } = document
  const focused = list().contains(before) ? before.id || before.name : ""
  list().replaceWith(fresh)
  fill(typed.map((box) => [box.name, box.value]))
  for (const [name, value] of on) control(name).value = value
  dress()
  const now = focused ? (document.getElementById(focused) ?? control(focused)) : null
  now?.focus()
  if (now?.tagName === "TEXTAREA") now.setSelectionRange(before.selectionStart, before.selectionEnd)
  keep()
}

async function send(button) {
  const told = new FormData(form, button)
  told.append("part", "")
  list().setAttribute("aria-busy", "true")
  button.disabled = true
  let answer, fresh
  try {
    answer = await fetch(form.action, { method: "POST", body: told })
    fresh = await read(answer)
  } catch {
    say(gettext("The newsroom can’t be reached. Try again in a moment."))
  }
  button.disabled = false
  list().removeAttribute("aria-busy")
  if (!answer) return
  if (fresh) {
    show(fresh, answer.ok ? button.value : null)
    if (answer.ok) landOn(button.value)
    else list().querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" })
  } else if (document.querySelector("#sign-in-again")) {
    waiting = button.value
    document.dispatchEvent(new Event("signedout"))
  } else {
    isPlain = true
    form.requestSubmit(button)
  }
}

function say(words) {
  let alert = list().querySelector("[role=alert]")
  if (!alert) {
    alert = document.createElement("p")
    alert.className = "errornote"
    alert.setAttribute("role", "alert")
    list().querySelector("h2").after(alert)
  }
  alert.textContent = words
}

// Where the eye was: the note itself, or the box of the next one.
function landOn(pressed) {
  if (pressed === "write") return control("write").focus()
  const note = document.getElementById(`note-${pressed.split("-")[1]}`)
  note?.closest("details")?.setAttribute("open", "")
  note?.focus({ preventScroll: true })
}

let waiting = null
let isPlain = false

async function refresh() {
  if (list().hasAttribute("aria-busy")) return
  try {
    const answer = await fetch(`${form.action}?part`)
    const fresh = answer.ok && (await read(answer))
    if (fresh && fresh.textContent !== list().textContent) show(fresh)
  } catch {
    // The next look may be answered.
  }
}

function dress() {
  const threads = [...list().querySelectorAll(".thread[data-part]")]
  for (const thread of threads) {
    const button = thread.querySelector(".show-passage")
    if (button) button.hidden = !isHere(thread.dataset.part)
  }
  underline(threads.filter((thread) => !thread.closest(".resolved") && thread.querySelector(".show-passage")))
  tellPassage()
}

// The passage on which the next note is.

const passageOf = (thread) => {
  const { part, quote, before, after } = thread.dataset
  return { part, quote, before, after }
}

function takePassage(passage) {
  for (const name of ["part", "quote", "before", "after"]) control(`on-${name}`).value = passage?.[name] ?? ""
  tellPassage()
}

function tellPassage() {
  const quote = control("on-quote").value
  const told = list().querySelector(".on-passage")
  told.hidden = !quote
  told.querySelector(".passage").textContent = quote
}

function write(passage) {
  takePassage(passage)
  reveal(control("write"))
  control("write").focus({ preventScroll: true })
  control("write").scrollIntoView({ block: "center" })
}

form.addEventListener("submit", (event) => {
  if (isPlain) return
  event.preventDefault()
  event.stopPropagation()
  if (!list().hasAttribute("aria-busy")) send(event.submitter)
})

document.addEventListener("signedin", () => {
  const button = waiting && list().querySelector(`button[value="${waiting}"]`)
  waiting = null
  if (button) send(button)
})

// A note is no part of the story's form, in which its boxes stand.
document.addEventListener(
  "input",
  (event) => {
    if (!list().contains(event.target)) return
    event.stopPropagation()
    keep()
    offerNames(event.target, list().dataset.people)
  },
  true,
)

document.addEventListener("click", (event) => {
  const button = event.target.closest("#notes-list button[type=button]")
  if (button?.matches(".show-passage")) {
    if (!go(passageOf(button.closest(".thread")))) say(gettext("This passage is not in the text before you."))
  } else if (button?.closest(".on-passage")) {
    takePassage(null)
    control("write").focus()
  }
})

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh())

function land() {
  const note = /^#note-\d+$/.test(location.hash) && document.querySelector(location.hash)
  if (!note) return
  reveal(note)
  note.scrollIntoView({ block: "center" })
  note.focus({ preventScroll: true })
}

fill(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"))
dress()
onSelected({ write, isIn: (element) => list().contains(element), take: takePassage })
addEventListener("hashchange", land)
land()
// What is made meanwhile, as the editor, has moved it.
addEventListener("load", land)
