// Tables: a row that heads the columns, a caption, and cells of running text.

import {
  Table as Base,
  TableCell as Cell,
  TableHeader as Header,
} from "django-prose-editor/editor"

import { ask } from "./editor-dialog.js"
import { crel } from "./editor-elements.js"
import { framed, insertBlock, paragraph } from "./editor-frame.js"

const MOST_ROWS = 100
const MOST_COLUMNS = 20

export const TableCell = Cell.extend({ content: "paragraph+" })
export const TableHeader = Header.extend({ content: "paragraph+" })

const number = (text, least, most) => Math.min(most, Math.max(least, Number.parseInt(text, 10) || least))

function made({ caption, rows, columns }) {
  const row = (type) => ({
    type: "tableRow",
    content: Array.from({ length: number(columns, 1, MOST_COLUMNS) }, () => ({
      type,
      content: [paragraph("")],
    })),
  })
  const lines = Array.from({ length: number(rows, 2, MOST_ROWS) - 1 }, () => row("tableCell"))
  return { type: "table", attrs: { caption }, content: [row("tableHeader"), ...lines] }
}

export const Table = Base.extend({
  group: "wide",

  addOptions() {
    return { ...this.parent?.(), label: "", words: {}, fields: [], captionFields: [] }
  },

  addAttributes() {
    return {
      caption: {
        default: "",
        rendered: false,
        parseHTML: (element) => element.querySelector("caption")?.textContent ?? "",
      },
    }
  },

  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }]
  },

  renderHTML({ node }) {
    const { caption } = node.attrs
    return ["table", ...(caption ? [["caption", caption]] : []), ["tbody", 0]]
  },

  addNodeView() {
    const { label: name, words } = this.options
    const tool = (label, command) => ({
      label,
      run: ({ editor, getPos, node }) => {
        // From the cell in which the cursor is, or else the last one.
        const { $from } = editor.state.selection
        const end = getPos() + node.nodeSize
        const isInside = $from.pos > getPos() && $from.pos < end
        const chain = isInside ? editor.chain() : editor.chain().setTextSelection(end - 4)
        chain[command]().focus().run()
      },
    })
    return framed({
      name,
      remove: words.remove,
      tools: [
        tool(words.addRow, "addRowAfter"),
        tool(words.dropRow, "deleteRow"),
        tool(words.addColumn, "addColumnAfter"),
        tool(words.dropColumn, "deleteColumn"),
        { label: words.caption, run: (block) => this.storage.change(block) },
      ],
      dress: ({ dom, node }) => {
        const caption = crel("caption", { contentEditable: "false" })
        const content = crel("tbody")
        const update = ({ attrs }) => {
          caption.textContent = attrs.caption
        }
        const table = crel("table", {}, [caption, content])
        dom.append(crel("div", { className: "table-scroll" }, [table]))
        update(node)
        return { content, update }
      },
    })
  },

  // The package's own buttons are in English, and have what no table of ours has.
  addMenuItems() {},

  addStorage() {
    const { label: title, words, fields, captionFields } = this.options
    return {
      insert: async (editor) => {
        const given = await ask({ title, words, fields, values: { rows: "3", columns: "3" } })
        if (given) insertBlock(editor, made(given))
      },
      change: async ({ editor, getPos, node }) => {
        const given = await ask({ title, words, fields: captionFields, values: node.attrs })
        if (!given) return
        const attrs = { ...node.attrs, ...given }
        const change = ({ tr }) => Boolean(tr.setNodeMarkup(getPos(), undefined, attrs))
        editor.chain().command(change).focus().run()
      },
    }
  },
})
