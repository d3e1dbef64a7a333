// Pull quote, verse, and question with answer: what each holds, and how the cursor goes through it.

import { Document as Base, Extension, Node } from "django-prose-editor/editor"

import { ask } from "./editor-dialog.js"
import { framed, insertBlock, paragraphs, words } from "./editor-frame.js"

// Blocks of a form of their own stand between paragraphs, and in nothing else.
export const Document = Base.extend({ content: "(block | wide)+" })

const FORMS = ["pullQuote", "verse", "exchange"]

const form = ({ name, tag, content, block }) =>
  Node.create({
    name,
    group: "wide",
    content,
    defining: true,
    isolating: true,
    addOptions: () => ({ label: name, words: {}, fields: {} }),
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
    addNodeView() {
      return framed({ name: this.options.label, remove: this.options.words.remove })
    },
    addStorage() {
      return {
        insert: async (editor) => {
          const { label: title, words, fields } = this.options
          const given = await ask({ title, words, fields })
          if (given) insertBlock(editor, { type: name, content: block(given) })
        },
      }
    },
  })

// A line of which a form has one; what it is stands there until it is written.
const line = (name, tag) =>
  Node.create({
    name,
    content: "inline*",
    defining: true,
    addOptions: () => ({ label: name }),
    parseHTML: () => [{ tag }],
    renderHTML({ HTMLAttributes }) {
      return [tag, HTMLAttributes, 0]
    },
    addNodeView() {
      return ({ node, HTMLAttributes }) => {
        const dom = document.createElement("p")
        const dress = ({ content, attrs }) => {
          dom.classList.toggle("is-empty", !content.size)
          for (const each of ["lang", "dir"]) {
            if (attrs[each]) dom.setAttribute(each, attrs[each])
            else dom.removeAttribute(each)
          }
        }
        dom.className = `form-line form-${name}`
        dom.dataset.label = this.options.label
        dress(node, HTMLAttributes)
        const update = (now) => {
          if (now.type !== node.type) return false
          dress(now)
          return true
        }
        return { dom, contentDOM: dom, update }
      }
    },
  })

export const Speaker = line("speaker", "body-speaker")
export const Reference = line("reference", "body-reference")
export const Question = line("question", "body-question")

const ARABIC = { lang: "ar", dir: "rtl" }

export const PullQuote = form({
  name: "pullQuote",
  tag: "body-pullquote",
  content: "paragraph+ speaker",
  block: ({ text, speaker }) => [
    ...paragraphs(text),
    { type: "speaker", content: words(speaker) },
  ],
})

export const Verse = form({
  name: "verse",
  tag: "body-verse",
  content: "paragraph+ reference",
  block: ({ text, translation, reference }) => [
    ...paragraphs(text, ARABIC),
    ...(translation ? paragraphs(translation) : []),
    { type: "reference", content: words(reference) },
  ],
})

export const Exchange = form({
  name: "exchange",
  tag: "body-exchange",
  content: "question (paragraph | bulletList | orderedList | blockquote)+",
  block: ({ question, answer }) => [
    { type: "question", content: words(question) },
    ...paragraphs(answer),
  ],
})

// Enter leaves a form: from its last line, and from an empty paragraph of it.
function leave(editor) {
  const { state } = editor
  const { $from, empty } = state.selection
  const depth = [...Array($from.depth + 1).keys()].find((at) => FORMS.includes($from.node(at).type.name))
  if (!empty || depth === undefined) return false
  const { parent } = $from
  const name = parent.type.name
  if (name === "question") {
    return editor.commands.focus($from.after() + 1)
  }
  const isEnd = name === "speaker" || name === "reference"
  const isSpare = name === "paragraph" && !parent.content.size && $from.depth === depth + 1
  if (!isEnd && !isSpare) return false
  return editor
    .chain()
    .command(({ tr }) => {
      const after = $from.after(depth)
      const next = state.doc.nodeAt(after)
      const isThere = next?.type.name === "paragraph" && !next.content.size
      if (!isThere) tr.insert(after, state.schema.nodes.paragraph.create())
      const isOnly = $from.node(depth).childCount <= 2
      if (isSpare && !isOnly) tr.delete($from.before(), $from.after())
      tr.setSelection(state.selection.constructor.near(tr.doc.resolve(tr.mapping.map(after, -1) + 1)))
      return true
    })
    .scrollIntoView()
    .run()
}

export const Leaving = Extension.create({
  name: "leaving",
  // Before what parts a paragraph.
  priority: 200,
  addKeyboardShortcuts() {
    return { Enter: () => leave(this.editor) }
  },
})
