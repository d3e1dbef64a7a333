// Several pictures at once: each is sent by itself, two at a time, and has its words beside it.

import { takeDropped } from "./dropped-files.js"
import { Upload } from "./picture-upload.js"
import { Words } from "./picture-words.js"

const AT_ONCE = 2

const page = document.querySelector("#several")
const rows = page.querySelector(".several-rows")
const input = page.querySelector("input[type=file]")
const drop = page.querySelector(".picture-drop")
const apply = page.querySelector("[data-apply]")
const said = page.querySelector("[data-said]")
const shared = [...page.querySelectorAll(".shared-words [name]")]
const { take, most } = page.dataset

const uploads = []
const cards = []

// What is filled in; a box that isn't ticked says nothing.
function typed() {
  const filled = shared.filter(({ type, checked, value }) => (type === "checkbox" ? checked : value))
  return Object.fromEntries(filled.map(({ name, value }) => [name, value]))
}

function next() {
  const sending = uploads.filter(({ state }) => state === "sending").length
  for (const upload of uploads.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - sending)) upload.start()
  const isOver = uploads.length > 0 && !uploads.some(({ isBusy }) => isBusy)
  const words = isOver ? interpolate(ngettext("%s picture is taken.", "%s pictures are taken.", cards.length), [cards.length]) : ""
  if (said.textContent !== words) said.textContent = words
}

function add(file) {
  const row = document.createElement("li")
  const upload = new Upload(file, {
    address: take,
    most: Number(most),
    words: typed,
    taken: ({ card }) => {
      row.innerHTML = card
      const found = row.querySelector(".picture-card")
      cards.push(found.dataset.words ? new Words(found) : null)
      apply.hidden = false
    },
    dropped: () => row.remove(),
    settled: next,
  })
  uploads.push(upload)
  row.append(upload.element)
  rows.append(row)
}

function addAll(files) {
  for (const file of files) add(file)
  next()
}

input.addEventListener("change", () => {
  const files = [...input.files]
  input.value = ""
  addAll(files)
})

apply.addEventListener("click", () => {
  for (const words of cards) words?.put(typed())
})

takeDropped(drop, addAll)

addEventListener("beforeunload", (event) => {
  if (uploads.some(({ isBusy }) => isBusy)) event.preventDefault()
})

page.hidden = false
