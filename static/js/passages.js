// Passages of a story in the page: what is selected, and where a note's stands. The server decides
// whether a passage still fits (articles/text/anchors.py); here it is only shown.

import { reveal } from "./story-tabs.js"

const CONTEXT = 40
// One letter more than the server takes, so that it says so.
const TOO_LONG = 1001
const letters = (text) => text.replace(/[\s\ufeff]+/gu, "")
const FIELDS = ["headline", "standfirst"]

// Where a part of the story stands: a field, the editor, or the text to be read.
function placeOf(part) {
  const field = FIELDS.includes(part) && document.querySelector(`#story_form textarea[name="${part}"]`)
  const editor = part === "body" && document.querySelector("#story_form .ProseMirror")
  return field || editor || document.querySelector(`[data-passages="${part}"]`)
}

const isField = (place) => place?.tagName === "TEXTAREA"

function passage(part, before, quote, after) {
  if (!letters(quote)) return null
  return {
    part,
    quote: quote.trim().slice(0, TOO_LONG),
    before: [...letters(before)].slice(-CONTEXT).join(""),
    after: [...letters(after)].slice(0, CONTEXT).join(""),
  }
}

function selectedInField() {
  const { activeElement: field } = document
  if (!isField(field) || !FIELDS.includes(field.name) || !field.closest("#story_form")) return null
  const { value, selectionStart: start, selectionEnd: end } = field
  return passage(field.name, value.slice(0, start), value.slice(start, end), value.slice(end))
}

function selectedInText() {
  const selection = getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  for (const part of [...FIELDS, "body"]) {
    const place = placeOf(part)
    if (!place || isField(place) || !place.contains(range.commonAncestorContainer)) continue
    const [before, after] = [range.cloneRange(), range.cloneRange()]
    before.selectNodeContents(place)
    before.setEnd(range.startContainer, range.startOffset)
    after.selectNodeContents(place)
    after.setStart(range.endContainer, range.endOffset)
    return passage(part, before.toString(), selection.toString(), after.toString())
  }
  return null
}

// What of a place are letters, and where each of them stands.
function spell(place) {
  const spots = []
  let held = ""
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node.contentEditable === "false" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType !== Node.TEXT_NODE) continue
    for (let at = 0; at < node.data.length; at += 1) {
      if (!letters(node.data[at])) continue
      held += node.data[at]
      spots.push([node, at])
    }
  }
  return { held, spots }
}

function find(held, { quote, before, after }) {
  const [near, behind] = [letters(before), letters(after)]
  const exact = held.indexOf(near + quote + behind)
  if (exact >= 0) return exact + near.length
  const only = held.indexOf(quote)
  return only === held.lastIndexOf(quote) ? only : -1
}

function rangeIn({ held, spots }, wanted) {
  const at = find(held, wanted)
  if (at < 0) return null
  const range = document.createRange()
  range.setStart(...spots[at])
  const [node, offset] = spots[at + wanted.quote.length - 1]
  range.setEnd(node, offset + 1)
  return range
}

function goInField(field, wanted) {
  const spots = field.value.split("").flatMap((sign, at) => (letters(sign) ? [at] : []))
  const at = find(letters(field.value), wanted)
  if (at < 0) return false
  reveal(field)
  field.focus()
  field.setSelectionRange(spots[at], spots[at + wanted.quote.length - 1] + 1)
  return true
}

// Select the passage where it stands; whether it does.
export function go(wanted) {
  const place = placeOf(wanted.part)
  if (!place) return false
  if (isField(place)) return goInField(place, wanted)
  const range = rangeIn(spell(place), wanted)
  if (!range) return false
  reveal(place)
  place.focus({ preventScroll: true })
  getSelection().removeAllRanges()
  getSelection().addRange(range)
  range.startContainer.parentElement.scrollIntoView({ block: "center" })
  return true
}

// Whether the page has that part of the story.
export const isHere = (part) => Boolean(placeOf(part))

let marked = []

// Underline the passages of the notes, where the browser can without touching the text.
export function underline(threads) {
  marked = threads.map((thread) => ({ ...thread.dataset }))
  draw()
}

function draw() {
  if (!CSS.highlights) return
  const texts = new Map()
  const ranges = marked.map((wanted) => {
    const place = placeOf(wanted.part)
    if (!place || isField(place)) return null
    if (!texts.has(wanted.part)) texts.set(wanted.part, spell(place))
    return rangeIn(texts.get(wanted.part), wanted)
  })
  CSS.highlights.set("notes", new Highlight(...ranges.filter(Boolean)))
}

// Offers to write a note on what is selected. `take` hears of it, and of that nothing is.
export function onSelected({ write, take, isIn }) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button note-here"
  button.textContent = gettext("Note on this")
  button.title = "Ctrl+Alt+M"
  button.hidden = true
  document.body.append(button)
  let selected = null

  const place = () => {
    const { activeElement: field } = document
    const range = getSelection().rangeCount && getSelection().getRangeAt(0)
    const { left, bottom } = (isField(field) ? field : range).getBoundingClientRect()
    const most = document.documentElement.clientWidth - button.offsetWidth - 8
    button.style.left = `${Math.max(8, Math.min(left, most)) + scrollX}px`
    button.style.top = `${bottom + scrollY + 8}px`
  }

  const look = () => {
    if (isIn(document.activeElement) || document.activeElement === button) return
    const found = selectedInField() ?? selectedInText()
    if (!found && !selected) return
    selected = found
    button.hidden = !found
    take(found)
    if (found) place()
  }

  const begin = () => {
    button.hidden = true
    if (selected) write(selected)
  }

  document.addEventListener("selectionchange", look)
  // A field's own selection is told by some browsers at the field alone.
  for (const name of ["select", "keyup", "mouseup"]) document.addEventListener(name, look)
  button.addEventListener("pointerdown", (event) => event.preventDefault())
  button.addEventListener("click", begin)
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.altKey && event.code === "KeyM" && selected) begin()
  })

  let drawing = null
  const drawSoon = () => {
    clearTimeout(drawing)
    drawing = setTimeout(draw, 500)
  }
  // The editor comes after the page, and its text changes.
  const form = document.querySelector("#story_form")
  if (form) new MutationObserver(drawSoon).observe(form, { childList: true, characterData: true, subtree: true })
}
