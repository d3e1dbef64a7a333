// The command that sets quotation marks, dashes and blanks right in the whole text: one step back.

import { Extension } from "django-prose-editor/editor"
import { locale } from "./locale.js"
import { changes } from "./typography.js"

const isArabic = ({ attrs }) => attrs.dir === "rtl" || attrs.lang === "ar"

function linksIn(block) {
  const found = []
  block.forEach((node, offset) => {
    if (node.marks.some(({ type }) => type.name === "link")) found.push([offset, offset + node.nodeSize])
  })
  return found
}

function changesIn(doc) {
  const found = []
  doc.descendants((node, pos) => {
    if (isArabic(node)) return false
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, "", "\ufffc")
    for (const { from, to, insert } of changes(text, linksIn(node))) {
      found.push({ from: pos + 1 + from, to: pos + 1 + to, insert })
    }
    return false
  })
  return found
}

export const Tidy = Extension.create({
  name: "tidy",

  addOptions() {
    return { label: "", said: "", nothing: "" }
  },

  addCommands() {
    return {
      tidy:
        () =>
        ({ editor, tr, dispatch }) => {
          const found = changesIn(tr.doc)
          if (!dispatch) return true
          // From the end, so that the places before stay where they are.
          for (const { from, to, insert } of found.toReversed()) tr.insertText(insert, from, to)
          editor.storage.tidy.say(found.length)
          return true
        },
    }
  },

  addStorage() {
    return { say: () => {} }
  },

  onCreate() {
    const { editor, options } = this
    const note = document.createElement("p")
    note.className = "tidy-note"
    note.setAttribute("role", "status")
    editor.options.element.append(note)
    this.storage.say = (count) => {
      note.textContent = count ? options.said.replace("{count}", count.toLocaleString(locale)) : options.nothing
    }
    editor.on("update", ({ transaction }) => {
      if (!transaction.getMeta("tidy")) note.textContent = ""
    })
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "tidy",
      groups: "words",
      button: buttons.text("“ ”", this.options.label),
      command: (editor) => editor.chain().focus().setMeta("tidy", true).tidy().run(),
    })
  },
})
