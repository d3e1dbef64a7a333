// The editor as a field of its form: named by the field's label, true to the text it is given,
// and with its buttons named in the newsroom's language, in a toolbar that is one tab stop.

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

// These do something, and are never on or off.
const DEEDS = new Set(["link", "unlink", "history:undo", "history:redo"])

const barOf = (editor) => editor.options.element.querySelector(".prose-menubar")
const buttonsOf = (bar) => [...bar.querySelectorAll("button")].filter((button) => button.getClientRects().length)

function stopAt(bar, stop) {
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === stop ? 0 : -1
}

// Arrow keys go from button to button, Home and End to the outer ones.
function walk(event) {
  const bar = event.currentTarget
  const buttons = buttonsOf(bar)
  const at = buttons.indexOf(event.target.closest("button"))
  const ahead = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
  const to = { Home: 0, End: buttons.length - 1 }[event.key] ?? (/^Arrow(Left|Right)$/.test(event.key) ? at + (event.key === ahead ? 1 : -1) : null)
  if (to === null || at < 0) return
  event.preventDefault()
  const next = buttons[(to + buttons.length) % buttons.length]
  stopAt(bar, next)
  next.focus()
}

// What the package says by a class alone.
function tell(bar) {
  for (const button of bar.querySelectorAll("button[data-name]")) {
    const { classList, dataset } = button
    if (!DEEDS.has(dataset.name)) button.setAttribute("aria-pressed", String(classList.contains("active")))
    button.setAttribute("aria-disabled", String(classList.contains("disabled") && !classList.contains("active")))
  }
}

export const Field = Extension.create({
  name: "field",
  // Last, when the menu has made its buttons.
  priority: 1,

  addOptions() {
    return { buttons: {}, toolbar: "" }
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
    const { form } = textareaOf(editor) ?? {}
    const follow = () => editor.setEditable(!form.hasAttribute("data-read-only"), false)
    form?.addEventListener("readonly", follow)
    if (form?.hasAttribute("data-read-only")) follow()
    textareaOf(editor)?.labels[0]?.addEventListener("click", () => editor.commands.focus())
    for (const button of editor.options.element.querySelectorAll(".prose-menubar button")) {
      const name = options.buttons[button.dataset.name]
      if (!name) continue
      button.title = name
      button.setAttribute("aria-label", name)
    }
    const bar = barOf(editor)
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", options.toolbar)
    stopAt(bar, bar.querySelector("button"))
    bar.addEventListener("keydown", walk)
    bar.addEventListener("focusin", (event) => stopAt(bar, event.target.closest("button")))
    tell(bar)
  },

  onTransaction() {
    const bar = barOf(this.editor)
    // After the buttons' own listeners.
    if (bar) queueMicrotask(() => tell(bar))
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        barOf(this.editor).querySelector('[tabindex="0"]')?.focus()
        return true
      },
    }
  },
})
