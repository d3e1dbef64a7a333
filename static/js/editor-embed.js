// A post or video of another site: its address and its title, and nothing of the site itself.

import { Node } from "django-prose-editor/editor"

import { ask } from "./editor-dialog.js"
import { crel } from "./editor-elements.js"
import { framed, insertBlock } from "./editor-frame.js"

export const Embed = Node.create({
  name: "embed",
  group: "wide",
  atom: true,
  draggable: true,

  addOptions() {
    return { label: "", words: {}, fields: [], sources: [] }
  },

  addAttributes() {
    const link = (element) => element.querySelector("a")
    return {
      href: { default: "", rendered: false, parseHTML: (element) => link(element)?.getAttribute("href") },
      title: { default: "", rendered: false, parseHTML: (element) => link(element)?.textContent },
    }
  },

  parseHTML() {
    return [{ tag: "body-embed" }]
  },

  renderHTML({ node }) {
    return ["body-embed", ["a", { href: node.attrs.href }, node.attrs.title || node.attrs.href]]
  },

  addNodeView() {
    const { label: name, words } = this.options
    return framed({
      name,
      remove: words.remove,
      tools: [{ label: words.change, run: (block) => this.storage.change(block) }],
      dress: ({ dom, node }) => {
        const [source, title] = [crel("strong"), crel("span", { dir: "auto" })]
        const update = ({ attrs }) => {
          source.textContent = this.storage.source(attrs.href)?.name ?? ""
          title.textContent = attrs.title || attrs.href
        }
        dom.append(crel("p", { className: "embed-shown" }, [source, " ", title]))
        update(node)
        return { update }
      },
    })
  },

  addStorage() {
    const sources = this.options.sources.map(({ name, pattern }) => ({
      name,
      pattern: new RegExp(`^(?:${pattern})$`, "i"),
    }))
    const source = (href) => sources.find(({ pattern }) => pattern.test(href.trim()))
    const askFor = (values) => {
      const { label: title, words, fields } = this.options
      const check = (href) => (source(href) ? "" : words.unknown)
      const checked = fields.map((field) => (field.name === "href" ? { ...field, check } : field))
      return ask({ title, words, fields: checked, values })
    }
    return {
      source,
      insert: async (editor) => {
        const attrs = await askFor()
        if (attrs) insertBlock(editor, { type: "embed", attrs })
      },
      change: async ({ editor, getPos, node }) => {
        const attrs = await askFor(node.attrs)
        if (!attrs) return
        const change = ({ tr }) => Boolean(tr.setNodeMarkup(getPos(), undefined, attrs))
        editor.chain().command(change).focus().run()
      },
    }
  },
})
