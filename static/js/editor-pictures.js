// Pictures between the paragraphs: chosen among the house's, each with the caption of its row or
// the story's own.

import { Node } from "django-prose-editor/editor"

import { crel } from "./editor-elements.js"
import { framed, insertBlock } from "./editor-frame.js"
import { PictureChooser } from "./picture-chooser.js"

// What the house says of the pictures in a text, asked for together and once.
function library(address) {
  const rows = new Map()
  let asked = null
  const read = async (keys) => {
    const answer = await fetch(`${address}?${new URLSearchParams(keys.map((key) => ["key", key]))}`)
    if (!answer.ok) throw new Error(`${answer.status}`)
    for (const row of (await answer.json()).pictures) rows.set(row.key, row)
  }
  return async (key) => {
    if (rows.has(key)) return rows.get(key)
    asked ??= { keys: new Set(), answer: null }
    asked.keys.add(key)
    const batch = asked
    batch.answer ??= Promise.resolve().then(() => {
      asked = null
      return read([...batch.keys])
    })
    await batch.answer.catch(() => {})
    return rows.get(key)
  }
}

const block = (picture) => ({ type: "picture", attrs: { picture } })

export const Picture = Node.create({
  name: "picture",
  group: "wide",
  content: "inline*",
  defining: true,
  isolating: true,
  draggable: true,

  addOptions() {
    return { label: "", words: {}, address: "", choose: "", add: "" }
  },

  addAttributes() {
    return {
      picture: {
        default: 0,
        parseHTML: (element) => Number(element.dataset.picture) || 0,
        renderHTML: ({ picture }) => ({ "data-picture": picture }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "body-picture" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["body-picture", HTMLAttributes, 0]
  },

  addNodeView() {
    const { label: name, words } = this.options
    return framed({
      name,
      remove: words.remove,
      tools: [{ label: words.exchange, run: (shown) => this.storage.change(shown) }],
      dress: ({ dom, node }) => {
        const image = crel("img", { alt: "" })
        const credit = crel("small", { contentEditable: "false", dir: "auto" })
        const content = crel("p", { className: "own-caption is-empty" })
        let key = 0
        const update = (now) => {
          content.classList.toggle("is-empty", !now.content.size)
          if (key === now.attrs.picture) return
          key = now.attrs.picture
          this.storage.row(key).then((row) => {
            image.src = row?.address ?? ""
            image.alt = row?.alternative ?? ""
            image.hidden = !row
            credit.textContent = row?.credit ?? words.gone
            content.dataset.label = row?.caption ?? ""
          })
        }
        image.contentEditable = "false"
        dom.append(image, content, credit)
        update(node)
        return { content, update }
      },
    })
  },

  addStorage() {
    const { address, choose, add } = this.options
    let chooser = null
    const choice = (given) => {
      chooser ??= new PictureChooser(choose, { add })
      return chooser.open(given)
    }
    return {
      row: library(address),
      choice,
      insert: async (editor) => {
        const [chosen] = await choice()
        if (chosen) insertBlock(editor, block(chosen))
      },
      change: async ({ editor, getPos }) => {
        const [chosen] = await choice()
        if (!chosen) return
        const change = ({ tr }) => Boolean(tr.setNodeAttribute(getPos(), "picture", chosen))
        editor.chain().command(change).focus().run()
      },
    }
  },

  addKeyboardShortcuts() {
    const isCaption = () => this.editor.state.selection.$from.parent.type.name === "picture"
    return {
      // A caption is one paragraph.
      Enter: () => isCaption(),
    }
  },
})

export const Gallery = Node.create({
  name: "gallery",
  group: "wide",
  content: "picture+",
  isolating: true,

  addOptions() {
    return { label: "", words: {} }
  },

  parseHTML() {
    return [{ tag: "body-gallery" }]
  },

  renderHTML() {
    return ["body-gallery", 0]
  },

  addNodeView() {
    const { label: name, words } = this.options
    return framed({
      name,
      remove: words.remove,
      tools: [{ label: words.addPictures, run: (shown) => this.storage.extend(shown) }],
    })
  },

  addStorage() {
    const choice = (editor) => editor.storage.picture.choice({ several: true })
    return {
      insert: async (editor) => {
        const pictures = (await choice(editor)).map(block)
        if (pictures.length) insertBlock(editor, pictures.length > 1 ? { type: "gallery", content: pictures } : pictures[0])
      },
      extend: async ({ editor, getPos, node }) => {
        const pictures = (await choice(editor)).map(block)
        const end = getPos() + node.nodeSize - 1
        if (pictures.length) editor.chain().insertContentAt(end, pictures).focus().run()
      },
    }
  },
})
