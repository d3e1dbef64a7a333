// The picture of a story in its place: from the camera, a file, the clipboard or the house. It is
// sent at once, while one goes on writing; a form that is sent meanwhile waits for it.

import { takeDropped } from "./dropped-files.js"
import { dropPicture, keepPicture, keptPicture } from "./kept-pictures.js"
import { PictureChooser } from "./picture-chooser.js"
import { Upload } from "./picture-upload.js"
import { Words } from "./picture-words.js"

const field = document.querySelector("#picture-field")
const form = document.querySelector("#story_form")
const select = field.querySelector("select")
const place = field.querySelector(".picture-place")
const shown = field.querySelector(".picture-shown")
const input = field.querySelector("input[type=file]")
const waiting = field.querySelector("[data-waiting]")
const off = field.querySelector("[data-off]")
const { take, choose, card: cards, most, story } = field.dataset

let upload = null
let words = null
let chooser = null
let held = false

const seen = form.elements.seen_digest
const { by } = document.querySelector("#buffers").dataset
// A new story's form has an id that it keeps until it is filed; a stored one has an address.
const kept = () => (story ? form.dataset.keeps : form.elements.form_id.value)
const beside = () => (story ? { story, seen_digest: seen.value } : {})

function setPicture(key, name = "") {
  if (key && ![...select.options].some(({ value }) => value === String(key))) select.add(new Option(name, key))
  if (select.value !== String(key)) {
    select.value = key
    select.dispatchEvent(new Event("input", { bubbles: true }))
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }
  off.hidden = !key
}

function showCard({ key, name, card }) {
  setPicture(key, name)
  shown.innerHTML = card
  const found = shown.querySelector(".picture-card")
  words = found.dataset.words
    ? new Words(found, {
        beside,
        saved: ({ seen_digest: digest }) => {
          if (story && digest) seen.value = digest
        },
      })
    : null
}

async function showPicture(key) {
  try {
    const answer = await fetch(cards.replace("/0/", `/${key}/`))
    if (answer.status === 401) document.dispatchEvent(new Event("signedout"))
    if (answer.ok) showCard(await answer.json())
  } catch {
    // What the page came with stays.
  }
}

// Words that are still being saved belong to the picture that goes.
async function leave() {
  upload?.drop()
  if (!words) return true
  const isSaved = await words.settled()
  if (!isSaved) words.focusFault()
  return isSaved
}

async function send(file) {
  if (!file || !input || !(await leave())) return
  const id = kept()
  const isKept = file.size <= Number(most) && (await keepPicture({ id, by, file, take, most: Number(most) }))
  begin(file, id, isKept)
}

// Sends a file that this browser has under an id until it is taken or left.
function begin(file, id, isKept) {
  upload = new Upload(file, {
    address: take,
    most: Number(most),
    taken: (answer) => {
      upload = null
      dropPicture(id)
      showCard(answer)
    },
    dropped: () => {
      upload = null
      dropPicture(id)
    },
    settled: goOn,
  })
  upload.isKept = isKept
  place.prepend(upload.element)
  upload.start()
}

// What an earlier page of the same form has left of its picture.
async function takeUp() {
  const left = input && (await keptPicture(kept(), by))
  if (left && !upload) begin(left.file, left.id, true)
}

input?.addEventListener("change", () => {
  const [file] = input.files
  // The same file may be chosen again.
  input.value = ""
  send(file)
})

field.querySelector("[data-house]").addEventListener("click", async () => {
  chooser ??= new PictureChooser(choose)
  const [key] = await chooser.open()
  if (key && (await leave())) await showPicture(key)
})

off.addEventListener("click", async () => {
  if (!(await leave())) return
  words = null
  shown.replaceChildren()
  setPicture("")
  field.querySelector("[data-house]").focus()
})

const pictureOf = (files) => [...(files ?? [])].find(({ type }) => type.startsWith("image/"))

takeDropped(place, (files) => send(pictureOf(files)))

document.addEventListener("paste", (event) => {
  const data = event.clipboardData
  if (event.defaultPrevented || event.target.closest?.(".ProseMirror") || data?.types.includes("text/plain")) return
  const file = pictureOf(data?.files)
  if (!file) return
  event.preventDefault()
  send(file)
})

// What is still on its way is part of what is saved.
const isBusy = () => upload?.isBusy || words?.isDirty || words?.saving

// A new story that waits for the network takes its picture along.
const willFollow = () => !story && upload?.isUnreached && upload.isKept && !navigator.onLine

async function hold(button) {
  held = { button }
  waiting.hidden = false
  await goOn()
}

async function goOn() {
  if (!held || upload?.isBusy) return
  const { button } = held
  held = false
  if (upload && !willFollow()) {
    // It was refused: the story can be saved without it, but not unasked.
    waiting.hidden = true
    upload.again.focus()
    return
  }
  const isSaved = !words || (await words.settled())
  waiting.hidden = true
  if (isSaved) form.requestSubmit(button)
  else words.focusFault()
}

addEventListener(
  "submit",
  (event) => {
    if (event.target !== form || !isBusy()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (!held) hold(event.submitter)
  },
  true,
)

form.addEventListener("takenup", takeUp)

select.hidden = true
for (const plain of field.querySelectorAll(".plain")) plain.hidden = true
place.hidden = false
off.hidden = !select.value
if (select.value) showPicture(select.value)
takeUp()
