// Finding and replacing in the text: its button, its keys, and the marks under what was found.
// The bar itself is find-bar.js.

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { FindBar } from "./find-bar.js"
import { find } from "./matching.js"

const { Decoration, DecorationSet } = pm.view
const KEY = new pm.state.PluginKey("find")

function foundIn(doc, { wanted, isLoose }) {
  const found = []
  if (!wanted) return found
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, "", "\ufffc")
    for (const [from, to] of find(text, wanted, { isLoose })) found.push({ from: pos + 1 + from, to: pos + 1 + to })
    return false
  })
  return found
}

// What the bar knows of the text. ``now`` is the place that is looked at, if it is in the text.
class Places {
  constructor(editor) {
    this.editor = editor
  }

  get all() {
    return KEY.getState(this.editor.state).found
  }

  seek(asked, now = null) {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(KEY, { ...asked, now }).setMeta("addToHistory", false))
  }

  show(place) {
    const { editor } = this
    const { TextSelection } = pm.state
    const asked = KEY.getState(editor.state)
    const tr = editor.state.tr.setSelection(TextSelection.create(editor.state.doc, place.from, place.to))
    editor.view.dispatch(tr.setMeta(KEY, { wanted: asked.wanted, isLoose: asked.isLoose, now: place.from }))
    editor.view.dom.querySelector(".found.now")?.scrollIntoView({ block: "center" })
  }

  // All in one step, from the end, so that the places before stay where they are.
  replace(places, words) {
    const { tr } = this.editor.state
    for (const { from, to } of places.toReversed()) tr.insertText(words, from, to)
    this.editor.view.dispatch(tr)
  }
}

export const Find = Extension.create({
  name: "find",

  addOptions() {
    return { label: "", words: {}, fields: [] }
  },

  addStorage() {
    return { bar: null }
  },

  onCreate() {
    const { editor, options } = this
    this.storage.bar = new FindBar(editor, new Places(editor), options)
  },

  addCommands() {
    return {
      openFind:
        () =>
        ({ editor, dispatch }) => {
          if (dispatch) editor.storage.find.bar.open()
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Shift-f": () => this.editor.commands.openFind() }
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: KEY,
        state: {
          init: () => ({ wanted: "", isLoose: false, now: null, found: [] }),
          apply(tr, before, _, state) {
            const asked = tr.getMeta(KEY)
            if (!asked && !tr.docChanged) return before
            const { wanted, isLoose, now } = asked ?? { ...before, now: null }
            return { wanted, isLoose, now, found: foundIn(state.doc, { wanted, isLoose }) }
          },
        },
        props: {
          decorations(state) {
            const { found, now } = KEY.getState(state)
            const marks = found.map(({ from, to }) =>
              Decoration.inline(from, to, { class: from === now ? "found now" : "found" }),
            )
            return DecorationSet.create(state.doc, marks)
          },
        },
      }),
    ]
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "find",
      groups: "words",
      button: buttons.material("search", this.options.label),
      command: (editor) => editor.commands.openFind(),
    })
  },
})
