// Related links as cards between the paragraphs where they will stand. Their fields stay below the text,
// and say it: a card shows them, moves its link by a paragraph, and leads to them.

import { Plugin, pm } from "django-prose-editor/editor"
import { goTo } from "./story-tabs.js"

const { Decoration, DecorationSet } = pm.view

const group = document.querySelector("#related_links-group")
const text = document.querySelector("#id_body")
// What the copy of an edition prints before a link.
const labels = JSON.parse(group?.dataset.labels ?? "{}")
const status = document.createElement("p")
let editor = null

const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`)
const rows = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")].filter((row) => !fieldOf(row, "DELETE")?.checked)

function wordsOf(row) {
  const target = fieldOf(row, "target")
  return fieldOf(row, "title").value.trim() || target.selectedOptions[0]?.label.trim() || ""
}

// The ends of the blocks that an editor counts as paragraphs (articles/text/related_slots.py).
function endsOf(doc) {
  const ends = []
  doc.forEach((node, offset) => {
    if (node.type.name !== "heading") ends.push(offset + node.nodeSize)
  })
  return ends
}

const placeOf = (row, count) => {
  const { value } = fieldOf(row, "after")
  return value === "" ? null : Math.min(Math.max(Number(value), 1), count)
}

function step(row, by) {
  const count = endsOf(editor.state.doc).length
  const after = fieldOf(row, "after")
  const to = Math.min(Math.max((placeOf(row, count) ?? count) + by, 1), count)
  after.value = String(to)
  after.dispatchEvent(new Event("input", { bubbles: true }))
  status.textContent = interpolate(gettext("After paragraph %(number)s"), { number: to }, true)
  const name = by < 0 ? "up" : "down"
  // The card was made anew.
  editor.view.dom.querySelector(`[data-link="${rows().indexOf(row)}"] [name="${name}"]`)?.focus()
}

function button(name, sign, words, press) {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", name, textContent: sign, title: words })
  made.setAttribute("aria-label", words)
  made.addEventListener("click", press)
  return made
}

function card(row, index, isPlaced) {
  const made = document.createElement("div")
  made.className = "related-card"
  made.contentEditable = "false"
  made.dataset.link = index
  made.lang = document.documentElement.lang
  const words = document.createElement("p")
  words.lang = text.lang
  const before = document.createElement("b")
  before.textContent = labels[text.lang] ?? ""
  words.append(before, wordsOf(row) || "…")
  if (!isPlaced) {
    const free = document.createElement("small")
    free.lang = made.lang
    free.textContent = gettext("The site finds the place.")
    words.append(" ", free)
  }
  const about = { title: wordsOf(row) }
  made.append(
    words,
    button("up", "↑", interpolate(gettext("Move “%(title)s” up"), about, true), () => step(row, -1)),
    button("down", "↓", interpolate(gettext("Move “%(title)s” down"), about, true), () => step(row, 1)),
    button("edit", "✎", interpolate(gettext("Change “%(title)s”"), about, true), () => goTo(fieldOf(row, "title").id)),
  )
  return made
}

function decorate(doc) {
  const ends = endsOf(doc)
  const made = rows().map((row, index) => {
    const place = placeOf(row, ends.length)
    const at = place === null ? doc.content.size : (ends[place - 1] ?? doc.content.size)
    const key = JSON.stringify([index, place, text.lang, wordsOf(row)])
    return Decoration.widget(at, () => card(row, index, place !== null), { key, side: 1, stopEvent: () => true, ignoreSelection: true })
  })
  return DecorationSet.create(doc, made)
}

const cards = () =>
  new Plugin({
    state: {
      init: (_, { doc }) => decorate(doc),
      apply: (transaction, before) => (transaction.docChanged || transaction.getMeta("links") ? decorate(transaction.doc) : before),
    },
    props: {
      decorations(state) {
        return this.getState(state)
      },
    },
  })

const again = () => editor?.view.dispatch(editor.state.tr.setMeta("links", true))

document.addEventListener("prose-editor:ready", (event) => {
  if (event.target.id !== "id_body" || !group) return
  event.detail.editor.on("create", () => {
    editor = event.detail.editor
    editor.registerPlugin(cards())
    status.className = "visually-hidden"
    status.setAttribute("role", "status")
    group.append(status)
    for (const name of ["input", "change", "formset:added", "formset:removed"]) document.addEventListener(name, (changed) => {
      // Another desk may be one of another language.
      if (group.contains(changed.target) || changed.target.id === "id_desk" || name === "formset:removed") again()
    })
    // What is found by typing says so by the admin's own library alone.
    django.jQuery(group).on("change", "select", again)
  })
})
