// The house's words in the place of those that a check found, in one tap that can be taken back; or
// they are left as they are, and not spoken of again in this story. What is said of words leads to them.

import { goTo, reveal } from "./story-tabs.js"

const ANSWERING = 10_000
const FIELDS = ["id_headline", "id_standfirst"]

const form = document.querySelector("#story_form")
const editorOf = () => form.querySelector(".field-body .ProseMirror")?.editor

// Whole words as they stand there; a blank is any.
function pattern(words) {
  const parts = words.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${parts.join("\\s+")}(?![\\p{L}\\p{N}_-])`, "gu")
}

function placesInText(editor, words) {
  const places = []
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, "", "\ufffc")
    for (const match of text.matchAll(pattern(words))) places.push([pos + 1 + match.index, match[0].length])
    return false
  })
  return places
}

// Where the first link to an address stands.
function placeOfLink(editor, address) {
  const link = [...editor.view.dom.querySelectorAll("a[href]")].find((each) => each.getAttribute("href") === address)
  return link && [editor.view.posAtDOM(link, 0), link.textContent.length]
}

// Where a picture of the text stands, "picture:" with its key.
function placeOfPicture(editor, words) {
  const key = Number(/^picture:(\d+)$/.exec(words)?.[1])
  let place = null
  if (key) {
    editor.state.doc.descendants((node, pos) => {
      if (node.type.name === "picture" && node.attrs.picture === key) place ??= [pos + 1, node.nodeSize - 2]
    })
  }
  return place
}

// Selects the first place of words, of the link whose address they are, or of a picture; whether
// there is one.
function select(words) {
  for (const field of FIELDS.map((id) => document.getElementById(id))) {
    const match = field && pattern(words).exec(field.value)
    if (!match) continue
    reveal(field)
    field.focus()
    field.setSelectionRange(match.index, match.index + match[0].length)
    return true
  }
  const editor = editorOf()
  const place = editor && (placeOfPicture(editor, words) ?? placeOfLink(editor, words) ?? placesInText(editor, words)[0])
  if (!place) return false
  reveal(editor.view.dom)
  const [from, length] = place
  editor.chain().focus().setTextSelection({ from, to: from + length }).run()
  const { node } = editor.view.domAtPos(from)
  ;(node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" })
  return true
}

const lead = (id, words) => (words && select(words)) || goTo(id)

function replaceInText(editor, pairs) {
  const { tr } = editor.state
  const places = pairs.flatMap(([found, right]) => placesInText(editor, found).map(([from, length]) => [from, length, right]))
  // From the end, so that the places before stay where they are; all in one step.
  for (const [from, length, right] of places.sort(([one], [other]) => other - one)) tr.insertText(right, from, from + length)
  if (places.length) editor.view.dispatch(tr.setMeta("tidy", true))
  return places.length
}

function put(field, value) {
  field.value = value
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

function answer(item, what) {
  const { check, found, rule } = item.dataset
  fetch(item.closest("#checks").dataset.address, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ answer: what, check, words: found, rule }),
    signal: AbortSignal.timeout(ANSWERING),
    keepalive: true,
  }).catch(() => {})
}

function say(item, told, back) {
  const { undo: label, [told]: words } = item.closest("#checks").dataset
  const said = item.querySelector("[role=status]")
  item.querySelector(".answers").hidden = true
  said.replaceChildren(words, " ")
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label })
  undo.addEventListener("click", () => {
    back()
    answer(item, "back")
    said.replaceChildren()
    item.querySelector(".answers").hidden = false
    item.querySelector("button").focus()
  })
  said.append(undo)
  undo.focus()
}

function replace(item) {
  const pairs = JSON.parse(item.dataset.pairs)
  const editor = editorOf()
  if (!editor?.isEditable) return
  const changed = (words) => pairs.reduce((text, [found, right]) => text.replaceAll(pattern(found), () => right), words)
  const fields = FIELDS.map((id) => document.getElementById(id)).filter((field) => field && changed(field.value) !== field.value)
  const before = fields.map((field) => field.value)
  for (const field of fields) put(field, changed(field.value))
  const count = replaceInText(editor, pairs)
  const after = editor.state.doc
  answer(item, "replaced")
  say(item, "replaced", () => {
    for (const [at, field] of fields.entries()) put(field, before[at])
    // What was written since stays: then the words alone are put back.
    if (count && editor.state.doc.eq(after)) editor.commands.undo()
    else if (count) replaceInText(editor, pairs.map(([found, right]) => [right, found]))
  })
}

function leave(item) {
  answer(item, "left")
  say(item, "left", () => {})
}

function open(place) {
  for (const item of place?.querySelectorAll("li[data-found]") ?? []) {
    item.querySelector(".answers").hidden = false
    item.querySelector("[data-does=replace]").addEventListener("click", () => replace(item))
    item.querySelector("[data-does=leave]").addEventListener("click", () => leave(item))
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('#checks a[href^="#id_"]')
  if (!link) return
  event.preventDefault()
  lead(link.hash.slice(1), link.dataset.words)
})

// The page of questions leads here with the words, once the text is there to be looked through.
document.addEventListener("prose-editor:ready", () => {
  const [, id, words] = /^#(id_\w+)=(.+)$/.exec(location.hash) ?? []
  if (id) setTimeout(() => lead(id, decodeURIComponent(words)), 0)
})

// For what a story can't go out stands at its field too.
function sayAtFields(place) {
  for (const said of form.querySelectorAll(".errorlist.found")) said.remove()
  for (const { hash, textContent } of place.querySelectorAll("li.refuses > a")) {
    const row = form.querySelector(hash)?.closest(".form-row")
    const found = Object.assign(document.createElement("ul"), { className: "errorlist found" })
    found.append(Object.assign(document.createElement("li"), { textContent }))
    row?.prepend(found)
  }
}

// What they say of the text as it is typed by now. What can still be taken back stays.
export function refresh(html) {
  const place = document.querySelector("#checks")
  if (!place || place.contains(document.activeElement)) return
  const made = document.createElement("template")
  made.innerHTML = html
  const list = made.content.querySelector("ul")
  const answered = [...place.querySelectorAll("li:has([role=status] button)")]
  open(made.content)
  sayAtFields(made.content)
  if (list) list.prepend(...answered)
  else if (answered.length) {
    const kept = document.createElement("ul")
    kept.append(...answered)
    made.content.querySelector("p").replaceWith(kept)
  }
  place.replaceWith(made.content)
}
