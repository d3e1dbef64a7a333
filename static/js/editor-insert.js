// One button of the toolbar that offers every block with a form of its own.

import { Extension } from "django-prose-editor/editor"

import { button, crel } from "./editor-elements.js"

const EDGE = 8

// Arrow keys go round the items, as in any menu.
function goRound(menu) {
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children]
    const at = items.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    items[(to + items.length) % items.length].focus()
  })
}

export const Insert = Extension.create({
  name: "insert",

  addOptions() {
    return { label: "", order: [] }
  },

  addMenuItems({ menu, buttons }) {
    const { editor } = this
    const { label, order } = this.options
    const opener = buttons.material("add", label)
    const list = crel("div", { className: "insert-menu", role: "menu", "aria-label": label, popover: "auto" })
    const close = () => list.matches(":popover-open") && list.hidePopover()
    const offered = order.filter((name) => editor.storage[name]?.insert)
    for (const name of offered) {
      const { options } = editor.extensionManager.extensions.find((each) => each.name === name)
      const item = button(options.label, () => {
        close()
        editor.storage[name].insert(editor)
      })
      item.setAttribute("role", "menuitem")
      item.tabIndex = -1
      list.append(item)
    }
    goRound(list)
    opener.setAttribute("aria-haspopup", "menu")
    opener.setAttribute("aria-expanded", "false")
    list.addEventListener("toggle", (event) => {
      const isOpen = event.newState === "open"
      opener.setAttribute("aria-expanded", String(isOpen))
      if (isOpen) list.firstElementChild?.focus()
    })
    menu.defineItem({
      name: "insert",
      groups: "insert",
      button: opener,
      command: () => {
        if (!list.isConnected) editor.options.element.append(list)
        // Which it goes back to.
        opener.focus()
        list.showPopover()
        // Below the button, as far as the window has room.
        const { left, bottom } = opener.getBoundingClientRect()
        const { clientWidth, clientHeight } = document.documentElement
        const most = { left: clientWidth - list.offsetWidth, top: clientHeight - list.offsetHeight }
        list.style.left = `${Math.max(0, Math.min(left, most.left - EDGE))}px`
        list.style.top = `${Math.max(0, Math.min(bottom, most.top - EDGE))}px`
      },
    })
  },
})
