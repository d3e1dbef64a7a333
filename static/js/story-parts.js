// Copy that is pasted with its dateline, code or sign-off: they go to their fields, and one tap puts them
// back. The server reads them, and only where there may be some.

import { pm } from "django-prose-editor/editor"

const LIKELY = /\bMINA\b|مينا|معراج|\([A-Z]{1,3}(?:-[A-Z]){0,2}\s*\/\s*\w/
const ANSWERING = 10_000

const form = document.querySelector("#story_form")
const place = document.querySelector("#story-parts")

const csrf = () => form.elements.csrfmiddlewaretoken.value
const editionOf = () => form.querySelector("#id_headline").lang || place.dataset.edition

const textsOf = (doc) => {
  const texts = []
  doc.forEach((node) => texts.push(node.type.name === "paragraph" ? node.textBetween(0, node.content.size, "", "\n") : null))
  return texts
}

async function read(texts) {
  const answer = await fetch(place.dataset.address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
    body: JSON.stringify({ texts, edition: editionOf() }),
    signal: AbortSignal.timeout(ANSWERING),
  })
  return answer.ok ? (await answer.json()).parts : []
}

function startOf(doc, block) {
  let at = 0
  for (let n = 0; n < block; n += 1) at += doc.child(n).nodeSize
  return at
}

// A control's value, and another put into it; of chips the one that is on.
const valueOf = (name) => form.elements[name]?.value ?? ""
function put(name, value) {
  const control = form.elements[name]
  if (!control) return
  control.value = value
  const changed = control instanceof RadioNodeList ? [...control].find((each) => each.checked) : control
  if (control instanceof RadioNodeList && !value) for (const each of control) each.checked = false
  for (const event of ["input", "change"]) (changed ?? form).dispatchEvent(new Event(event, { bubbles: true }))
}

class Taken {
  former = []
  later = new pm.transform.Mapping()

  constructor(editor, parts) {
    this.editor = editor
    const { doc, tr } = editor.state
    this.words = []
    // From the last: what stands before keeps its place.
    for (const part of parts) {
      const at = startOf(doc, part.block)
      const node = doc.child(part.block)
      const isWhole = part.from === 0 && part.to === node.content.size
      const [from, to] = isWhole && doc.childCount > 1 ? [at, at + node.nodeSize] : [at + 1 + part.from, at + 1 + part.to]
      this.words.unshift(doc.textBetween(from, to).trim())
      tr.delete(from, to)
    }
    this.done = tr
    editor.view.dispatch(tr)
    this.follow = ({ transaction }) => this.later.appendMapping(transaction.mapping)
    editor.on("transaction", this.follow)
    for (const { fields } of parts) this.fill(fields)
  }

  fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      // A kind that was chosen is the person's.
      if (name === "kind" && valueOf(name)) continue
      this.former.push([name, valueOf(name)])
      put(name, value)
    }
  }

  undo() {
    this.editor.off("transaction", this.follow)
    const { tr } = this.editor.state
    const { steps, docs, mapping } = this.done
    for (let n = steps.length - 1; n >= 0; n -= 1) {
      const since = new pm.transform.Mapping([...mapping.maps.slice(n + 1), ...this.later.maps, ...tr.mapping.maps])
      const back = steps[n].invert(docs[n]).map(since)
      if (back) tr.step(back)
    }
    this.editor.view.dispatch(tr)
    for (const [name, value] of this.former.reverse()) put(name, value)
  }
}

function say(taken) {
  const undo = document.createElement("button")
  Object.assign(undo, { type: "button", className: "button", textContent: gettext("Undo") })
  undo.addEventListener("click", () => {
    taken.undo()
    place.replaceChildren()
    taken.editor.commands.focus()
  })
  const words = interpolate(gettext("Put into its fields: %(words)s"), { words: taken.words.join(" · ") }, true)
  const said = document.createElement("span")
  said.dir = "auto"
  said.textContent = words
  place.replaceChildren(said, undo)
}

async function look(editor) {
  const before = editor.state.doc
  const texts = textsOf(before)
  if (!LIKELY.test([...texts.slice(0, 2), ...texts.slice(-2)].join("\n"))) return
  const parts = await read(texts)
  // What was typed on meanwhile has its parts elsewhere.
  if (parts.length && editor.state.doc.eq(before)) say(new Taken(editor, parts))
}

document.addEventListener("prose-editor:ready", (event) => {
  if (event.target.id !== "id_body" || !place) return
  const { editor } = event.detail
  event.target.closest(".prose-editor").addEventListener("paste", (pasted) => {
    // Once it is in the text.
    if (pasted.target.closest(".ProseMirror")) setTimeout(() => look(editor).catch(() => {}), 0)
  })
})
