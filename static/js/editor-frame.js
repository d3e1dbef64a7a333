// A block with a form of its own as the editor shows it: above what it holds stand its name, what
// can be done with it, and a way to take it out.

import { pm } from "django-prose-editor/editor"

import { button, crel } from "./editor-elements.js"

export function framed({ name, remove, tools = [], dress }) {
  return ({ node, editor, getPos, HTMLAttributes }) => {
    const head = crel("div", { className: "block-head", contentEditable: "false" }, [
      crel("span", { className: "block-name", textContent: name }),
    ])
    const dom = crel("div", { className: "framed-block", "data-kind": node.type.name }, [head])
    const view = { dom, node }
    const context = { dom, editor, getPos, view, HTMLAttributes }
    for (const tool of tools) {
      head.append(button(tool.label, () => tool.run({ ...context, node: view.node }), "block-tool"))
    }
    head.append(
      button(
        remove,
        () => {
          const from = getPos()
          editor.chain().deleteRange({ from, to: from + view.node.nodeSize }).focus().run()
        },
        "block-tool",
      ),
    )
    // What dresses it says where its content stands, and what to do when it is another node.
    const { content, update } = dress?.({ ...context, node }) ?? {}
    if (content === undefined && !node.isAtom) view.contentDOM = dom.appendChild(crel("div"))
    else if (content) view.contentDOM = content
    return {
      ...view,
      update(now) {
        if (now.type !== view.node.type) return false
        view.node = now
        update?.(now)
        return true
      },
      selectNode: () => dom.classList.add("selected"),
      deselectNode: () => dom.classList.remove("selected"),
      stopEvent: (event) => head.contains(event.target) && !/^drag|^drop/.test(event.type),
      // Its attributes are set here alone, when a row has come too.
      ignoreMutation: ({ type, target }) =>
        type === "attributes" || (type !== "selection" && !view.contentDOM?.contains(target)),
    }
  }
}

// Puts a block behind the one in which the cursor is, or in its place where that is empty, with a
// paragraph behind it to write on.
export function insertBlock(editor, block) {
  const { doc, selection } = editor.state
  const { $from } = selection
  const top = $from.depth ? $from.node(1) : null
  const isEmpty = top?.type.name === "paragraph" && !top.content.size
  const to = top ? $from.after(1) : selection.to
  const from = isEmpty ? $from.before(1) : to
  const isLast = to === doc.content.size
  editor
    .chain()
    .insertContentAt({ from, to }, isLast ? [block, { type: "paragraph" }] : block)
    .command(({ tr }) => {
      tr.setSelection(pm.state.Selection.near(tr.doc.resolve(from + 1)))
      return true
    })
    .focus()
    .run()
}

export const words = (text) => (text ? [{ type: "text", text }] : [])
export const paragraph = (text, attrs = {}) => ({ type: "paragraph", attrs, content: words(text) })
// The paragraphs of what was typed over several lines.
export const paragraphs = (text, attrs) => {
  const lines = text.split(/\n+/).filter((line) => line.trim())
  return (lines.length ? lines : [""]).map((line) => paragraph(line, attrs))
}
