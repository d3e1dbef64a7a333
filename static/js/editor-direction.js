// The language and direction of a single paragraph, and the button for an Arabic one.

import { Extension } from "django-prose-editor/editor"

const ARABIC = { lang: "ar", dir: "rtl" }
const NEITHER = { lang: null, dir: null }

const attribute = (name) => ({
  default: null,
  // A translation follows its verse more often than another verse does.
  keepOnSplit: false,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})

const isArabic = (editor) => editor.state.selection.$from.parent.attrs.dir === ARABIC.dir

// The text blocks of the selection, and the list items that begin with one of them, so that
// their bullets stand on the right side too.
function positions(doc, from, to) {
  const found = []
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return
    const $pos = doc.resolve(pos)
    if ($pos.parent.type.name === "listItem" && $pos.index() === 0) found.push($pos.before())
    found.push(pos)
  })
  return found
}

export const Direction = Extension.create({
  name: "direction",

  addOptions() {
    return { types: [], label: "" }
  },

  addGlobalAttributes() {
    return [
      {
        types: this.options.types,
        attributes: { lang: attribute("lang"), dir: attribute("dir") },
      },
    ]
  },

  addCommands() {
    return {
      toggleArabic:
        () =>
        ({ editor, tr, dispatch }) => {
          if (dispatch) {
            const attributes = isArabic(editor) ? NEITHER : ARABIC
            const { from, to } = tr.selection
            for (const pos of positions(tr.doc, from, to)) {
              for (const [name, value] of Object.entries(attributes)) {
                tr.setNodeAttribute(pos, name, value)
              }
            }
          }
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    const button = buttons.text("ع", this.options.label)
    menu.defineItem({
      name: "arabicParagraph",
      groups: "direction",
      button,
      active: isArabic,
      update: (editor) => button.setAttribute("aria-pressed", String(isArabic(editor))),
      command: (editor) => editor.chain().focus().toggleArabic().run(),
    })
  },
})
