// The editor as a field of its form: named by the field's label, true to the text it is given,
// and with its buttons named in the newsroom's language.

import { Extension, Plugin } from "django-prose-editor/editor"

const textareaOf = (editor) => editor.options.element.querySelector("textarea")

function attributesFrom(textarea) {
  const attributes = { role: "textbox", "aria-multiline": "true" }
  const label = textarea?.labels[0]
  if (label) {
    label.id ||= `${textarea.id}_label`
    attributes["aria-labelledby"] = label.id
  }
  for (const name of ["aria-label", "aria-describedby", "aria-invalid", "lang", "dir"]) {
    if (textarea?.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  return attributes
}

export const Field = Extension.create({
  name: "field",
  // Last, when the menu has made its buttons.
  priority: 1,

  addOptions() {
    return { buttons: {} }
  },

  onBeforeCreate() {
    // A style element without a nonce is blocked; editor.css has these rules.
    this.editor.options.injectCSS = false
    // Otherwise double spaces are lost by merely opening a story.
    this.editor.options.parseOptions = { preserveWhitespace: true }
  },

  addProseMirrorPlugins() {
    const attributes = attributesFrom(textareaOf(this.editor))
    return [new Plugin({ props: { attributes } })]
  },

  onCreate() {
    const { editor, options } = this
    textareaOf(editor)?.labels[0]?.addEventListener("click", () => editor.commands.focus())
    for (const button of editor.options.element.querySelectorAll(".prose-menubar button")) {
      const name = options.buttons[button.dataset.name]
      if (!name) continue
      button.title = name
      button.setAttribute("aria-label", name)
    }
  },
})
