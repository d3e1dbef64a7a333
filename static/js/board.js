// Keeps the board of the newsdesk as it is by now. Nothing moves while somebody is at it: what came
// and went is said, and shown by a press, or once they have rested. docs/decisions/board.md.

import { tellTimes } from "./waited.js"

const RESTS = 30_000
const ANSWERING = 15_000
const LONGEST_PAUSE = 160_000
const AT_IT = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "scroll"]

const board = document.querySelector("#board")
const said = document.querySelector("#board-said")
const news = document.querySelector("#board-news")
const EVERY = Number(board.dataset.every) * 1000

let { seen } = board.dataset
let lastAtIt = 0
let held = null
let pause = EVERY
let timer = null
let since = new Date()
let pressed = null

const isHeld = () => !document.hidden && Date.now() - lastAtIt < RESTS
const rowsOf = (section) => [...section.querySelectorAll("[data-row]")]
const keyOf = (row) => row.dataset.row
const sectionsOf = (within) => [...within.querySelectorAll("[data-queue]")]
const byKey = (section) => new Map((section ? rowsOf(section) : []).map((row) => [keyOf(row), row]))

async function ask() {
  try {
    const answer = await fetch(`${board.dataset.address}?seen=${seen}`, { signal: AbortSignal.timeout(ANSWERING) })
    if (!answer.ok) return null
    return answer.status === 204 ? "" : await answer.text()
  } catch {
    return null
  }
}

async function look() {
  clearTimeout(timer)
  const answer = await ask()
  if (answer) take(answer)
  if (answer === null) say(interpolate(gettext("Not refreshed since %s."), [since.toTimeString().slice(0, 5)]), false)
  else since = new Date()
  pause = answer === null ? Math.min(2 * pause, LONGEST_PAUSE) : EVERY
  if (answer !== null && !held) news.hidden = true
  tellTimes(board)
  // Who comes back sees at once what is.
  if (held && !isHeld()) show()
  if (!document.hidden) timer = setTimeout(look, pause)
}

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#board")
  if (!fresh) return
  seen = fresh.dataset.seen
  tellTimes(fresh)
  held = fresh
  const words = wordsOf(fresh)
  const isKept = renewRows(fresh)
  if (!isHeld()) {
    show()
    if (words) said.textContent = words
    return
  }
  for (const section of sectionsOf(board)) {
    const stays = byKey(fresh.querySelector(`#${section.id}`))
    for (const row of rowsOf(section)) row.classList.toggle("gone", !stays.has(keyOf(row)))
  }
  if (words) say(words, true)
  else if (isKept) say(gettext("Something has changed."), true)
  else show()
}

// What is said of a board that isn't shown yet: what is alarming, and how many came and went where.
function wordsOf(fresh) {
  const words = [...fresh.querySelectorAll(".alarm h2")].map((each) => each.textContent.trim())
  const known = new Set([...board.querySelectorAll(".alarm h2")].map((each) => each.textContent.trim()))
  const parts = words.filter((each) => !known.has(each))
  for (const section of new Set([...sectionsOf(fresh), ...sectionsOf(board)].map((each) => each.id))) {
    const [was, is] = [board, fresh].map((within) => within.querySelector(`#${section}`))
    const [old, now] = [byKey(was), byKey(is)]
    const came = [...now.keys()].filter((key) => !old.has(key)).length
    const gone = [...old.keys()].filter((key) => !now.has(key)).length
    const name = (is ?? was).dataset.queue
    if (came) parts.push(interpolate(gettext("%(name)s: %(count)s new"), { name, count: came }, true))
    if (gone) parts.push(interpolate(gettext("%(name)s: %(count)s gone"), { name, count: gone }, true))
  }
  return parts.join(". ")
}

function say(words, canShow) {
  const text = news.querySelector("span")
  if (text.textContent !== words) {
    text.textContent = words
    said.textContent = words
  }
  news.querySelector("button").hidden = !canShow
  news.hidden = false
}

// Rows that stay are renewed in their place, unless others would move; whether any waits for that.
function renewRows(fresh) {
  let isKept = false
  for (const section of sectionsOf(board)) {
    const now = byKey(fresh.querySelector(`#${section.id}`))
    for (const row of rowsOf(section)) {
      const other = now.get(keyOf(row))
      if (other && !renew(row, other)) isKept = true
    }
  }
  return isKept
}

function renew(row, other) {
  const [box, its] = [row, other].map((each) => each.querySelector(".pick input"))
  // What is ticked is ticked as it was seen.
  if (box && its && !box.checked) box.value = its.value
  const [was, is] = [row, other].map((each) => each.querySelector(".what"))
  if (was.isEqualNode(is)) return true
  const height = row.offsetHeight
  const focus = placeOf(was)
  const shown = is.cloneNode(true)
  was.replaceWith(shown)
  row.className = other.className
  if (isHeld() && row !== pressed && row.offsetHeight !== height) {
    shown.replaceWith(was)
    refocus(was, focus)
    return false
  }
  refocus(shown, focus)
  return true
}

const FOCUSABLE = "a, button, input"
const placeOf = (within) => [...within.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement)

function refocus(within, place) {
  if (place < 0) return
  const fields = within.querySelectorAll(FOCUSABLE)
  ;(fields[place] ?? fields[0])?.focus({ preventScroll: true })
}

// The board as it is; what stands at the top of the screen, or has the focus, stays where it stood.
function show() {
  const fresh = held
  held = null
  news.hidden = true
  if (!fresh) return
  const root = document.documentElement
  root.style.overflowAnchor = "none"
  const stands = standing(fresh)
  const top = stands?.getBoundingClientRect().top
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = board.querySelector(`[data-part=${part.dataset.part}]`)
    const focus = placeOf(old)
    if (old.innerHTML === part.innerHTML) continue
    old.innerHTML = part.innerHTML
    refocus(old, focus)
  }
  for (const column of ["leading", "others", "done"]) arrange(board.querySelector(`.${column}`), fresh.querySelector(`.${column}`))
  if (stands && scrollY) scrollBy(0, stands.getBoundingClientRect().top - top)
  requestAnimationFrame(() => {
    root.style.overflowAnchor = ""
  })
  board.dispatchEvent(new Event("shown"))
}

function standing(fresh) {
  const stays = new Set(sectionsOf(fresh).flatMap((section) => rowsOf(section).map((row) => `${section.id} ${keyOf(row)}`)))
  const rows = rowsOf(board).filter((row) => stays.has(`${row.closest("[data-queue]").id} ${keyOf(row)}`))
  return rows.find((row) => row.contains(document.activeElement)) ?? rows.find((row) => row.getBoundingClientRect().bottom > 0)
}

function arrange(column, fresh) {
  const was = new Map(sectionsOf(column).map((section) => [section.id, section]))
  let before = null
  for (const section of sectionsOf(fresh).reverse()) {
    const old = was.get(section.id)
    if (old) fill(old, section)
    else column.insertBefore(section, before)
    before = old ?? section
    was.delete(section.id)
  }
  for (const gone of was.values()) gone.remove()
}

function fill(section, fresh) {
  const focused = document.activeElement
  const list = section.querySelector("ol")
  const [old, now] = [byKey(section), byKey(fresh)]
  for (const [key, row] of old) {
    if (now.has(key)) continue
    // The next takes the focus of one that is gone.
    if (row.contains(focused)) (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("a.to")?.focus({ preventScroll: true })
    row.remove()
  }
  let next = list.firstElementChild
  for (const [key, row] of now) {
    const kept = old.get(key)
    if (kept) {
      renew(kept, row)
      kept.classList.remove("gone")
    }
    const shown = kept ?? row
    if (shown === next) next = next.nextElementSibling
    else list.insertBefore(shown, next)
  }
  if (focused?.isConnected && document.activeElement !== focused && section.contains(focused)) focused.focus({ preventScroll: true })
  section.querySelector(".count").textContent = fresh.querySelector(".count").textContent
  for (const name of [".empty", ".more"]) {
    section.querySelector(name)?.remove()
    const words = fresh.querySelector(name)
    if (words) section.append(words)
  }
}

for (const name of AT_IT) {
  addEventListener(name, () => { lastAtIt = Date.now() }, { passive: true, capture: true })
}
news.querySelector("button").addEventListener("click", () => {
  const next = board.querySelector(".gone ~ [data-row]:not(.gone) a.to")
  show()
  // The button that was pressed is not there any more.
  if (document.activeElement === document.body) (next?.isConnected ? next : board.querySelector("a.to"))?.focus({ preventScroll: true })
})
document.addEventListener("visibilitychange", () => document.hidden || look())
addEventListener("online", look)
addEventListener("pageshow", (event) => event.persisted && look())

// A claim leaves the board in its place; its own row shows what came of it, wherever others move to.
document.querySelector("#claim-form").addEventListener("submit", async (event) => {
  event.preventDefault()
  const { submitter } = event
  await fetch(submitter.formAction, { method: "POST", body: new FormData(event.target, submitter), redirect: "manual" }).catch(() => {})
  pressed = submitter.closest("[data-row]")
  await look()
  pressed = null
})

// How many are ticked; of a board that is drawn anew as well.
const bulk = document.querySelector("#bulk-count")
function count() {
  const ticked = board.querySelectorAll(".pick input:checked").length
  bulk.textContent = `${bulk.dataset.words} ${ticked}`
}
if (bulk) {
  for (const name of ["change", "shown"]) board.addEventListener(name, count)
  bulk.closest("form").addEventListener("reset", () => setTimeout(count))
  count()
}

tellTimes(board)
timer = setTimeout(look, EVERY)
