// The tabs beside a story's text. Without this script their panels stand one under another.

const side = document.querySelector("#beside")
const list = side?.querySelector("[role=tablist]")
const tabs = list ? [...list.querySelectorAll("[role=tab]")] : []
const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"))

function choose(chosen) {
  for (const tab of tabs) {
    const is = tab === chosen
    tab.setAttribute("aria-selected", String(is))
    tab.tabIndex = is ? 0 : -1
    panelOf(tab).dataset.chosen = String(is)
  }
  panelOf(chosen).dispatchEvent(new Event("shown"))
}

// Shows whatever an element stands in: its tab, its folded group, its side of a phone's screen.
export function reveal(element) {
  for (let folded = element; folded; folded = folded.parentElement) {
    if (folded.tagName === "DETAILS") folded.open = true
  }
  const tab = tabs.find((each) => panelOf(each).contains(element))
  if (tab) choose(tab)
  element.dispatchEvent(new CustomEvent("revealed", { bubbles: true }))
}

// What takes the cursor for a field that a script has put something else in the place of.
function cursorOf(field) {
  const row = field.closest(".form-row") ?? field
  if (field.matches(".select2-hidden-accessible")) return row.querySelector(".select2-selection")
  if (field.matches("[data-django-prose-editor-configurable]")) return row.querySelector(".ProseMirror") ?? field
  if (field.matches("input:not([type=hidden]), textarea, select")) return field
  return row.querySelector("input:not([type=hidden]), select, button, a") ?? field
}

// Reveals a field of the form and puts the cursor into it.
export function goTo(id) {
  const found = document.getElementById(id)
  if (!found) return
  reveal(found)
  cursorOf(found).focus()
}

let editor = null
document.addEventListener("prose-editor:ready", (event) => {
  editor = event.detail.editor
  if (location.hash === "#id_body") setTimeout(land, 0)
})

// Puts the cursor to the beginning of a block of the text, counted from 0.
export function goToText(index) {
  goTo("id_body")
  if (!editor) return
  let at = 0
  const { doc } = editor.state
  for (let n = 0; n < Math.min(index, doc.childCount - 1); n += 1) at += doc.child(n).nodeSize
  editor.chain().focus(at + 1).scrollIntoView().run()
}

list?.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]")
  if (tab) choose(tab)
})

list?.addEventListener("keydown", (event) => {
  const back = list.matches(":dir(rtl)") ? "ArrowRight" : "ArrowLeft"
  const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -tabs.length, End: tabs.length }
  let step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  if (/^Arrow/.test(event.key)) step = event.key === back ? -1 : 1
  const at = tabs.indexOf(document.activeElement) + step
  const next = tabs[Math.abs(step) > 1 ? Math.min(Math.max(at, 0), tabs.length - 1) : (at + tabs.length) % tabs.length]
  choose(next)
  next.focus()
})

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('#missing a[href^="#id_"]')
  if (!link) return
  event.preventDefault()
  goTo(link.hash.slice(1))
})

// The page of questions leads to a field; each stands in its place when all is loaded, the text later.
function land() {
  if (/^#id_\w+$/.test(location.hash)) goTo(location.hash.slice(1))
}

addEventListener("load", land)

// A folded group says by a dot that something stands in it.
document.addEventListener("change", (event) => {
  const group = event.target.closest?.("details.group")
  if (!group) return
  const fields = [...group.querySelectorAll("[name]:not([name=slug])")]
  const says = ({ type, checked, value }) => (type === "checkbox" ? checked : value && value !== "0")
  group.querySelector(".dot").hidden = !fields.some(says)
})

if (list) {
  for (const tab of tabs) {
    const panel = panelOf(tab)
    panel.setAttribute("role", "tabpanel")
    panel.setAttribute("aria-labelledby", tab.id)
  }
  list.hidden = false
  side.classList.add("tabbed")
  choose(tabs.find((tab) => tab.getAttribute("aria-selected") === "true"))
  const wrong = side.querySelector(".errorlist")
  if (wrong) reveal(wrong)
}
