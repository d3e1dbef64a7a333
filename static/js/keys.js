// The newsroom by keyboard. Nothing here that isn't reached otherwise; single keys never while somebody
// types, and not for who has turned them off in their settings.

const list = document.querySelector("#keys")
const sure = document.querySelector("#sure")
const story = document.querySelector("#story_form")

const WRITES = "input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=reset]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox]"
const ROWS = "[data-row] a.to, #result_list tbody th a"

const isShown = (each) => each.getClientRects().length > 0
const rows = () => [...document.querySelectorAll(ROWS)].filter(isShown)
const rowOf = (each) => each?.closest("[data-row], #result_list tr")

function step(by) {
  const links = rows()
  if (!links.length) {
    const beside = document.querySelector(`.in-queue a[rel=${by > 0 ? "next" : "prev"}]`)
    beside?.click()
    return Boolean(beside)
  }
  const at = links.findIndex((link) => rowOf(link) === rowOf(document.activeElement))
  const first = links.findIndex((link) => link.getBoundingClientRect().top > 0)
  const next = links[at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + by, 0), links.length - 1)]
  next.focus()
  rowOf(next).scrollIntoView({ block: "nearest" })
  return true
}

function search() {
  const field = document.querySelector("input[data-search], #searchbar")
  if (field) {
    field.focus()
    field.select()
  } else if (!story && list.dataset.search) location.assign(list.dataset.search)
  return Boolean(field)
}

function tick() {
  const box = rowOf(document.activeElement)?.querySelector(".pick input, .action-select")
  box?.click()
  return Boolean(box)
}

function toBulk() {
  const field = [...document.querySelectorAll("#bulk button, .actions select")].find(isShown)
  field?.focus()
  return Boolean(field)
}

function help() {
  list.showModal()
  list.querySelector("button[value=no]").focus()
  return true
}

const KEYS = { "?": help, "/": search, j: () => step(1), k: () => step(-1), x: tick, b: toBulk }

// A key as it is called here: whatever Caps Lock makes of it, and where it writes an Arabic letter.
function named(event) {
  const { key, code, shiftKey } = event
  if (/^[^\x00-\x7f]$/.test(key)) {
    if (code === "Slash") return shiftKey ? "?" : "/"
    return shiftKey ? "" : code.replace(/^Key/, "").toLowerCase()
  }
  return event.getModifierState("CapsLock") ? key.toLowerCase() : key
}

// Another form on the page, as that of a note, has keys of its own.
const isOfStory = ({ target }) => story && (!target.form || target.form === story) && !target.closest("dialog")

function save() {
  const button = story.querySelector("button[name=_save]")
  if (button && isShown(button) && !button.disabled) story.requestSubmit(button)
}

function decide() {
  const button = [...story.querySelectorAll(".actions-bar button.go")].find((each) => isShown(each) && !each.disabled)
  if (!button || !sure) return
  const words = button.textContent.replace(/\s+/g, " ").trim()
  const press = sure.querySelector("button[value=yes]")
  press.textContent = words
  sure.querySelector("bdi").textContent = document.querySelector("#id_headline")?.value || document.querySelector("h1")?.textContent.trim()
  press.onclick = () => {
    sure.close()
    story.requestSubmit(button)
  }
  sure.showModal()
}

const CHORDS = { s: save, enter: decide }

// Before the editor of the text, which has other uses for them.
document.addEventListener(
  "keydown",
  (event) => {
    const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const does = isChord && CHORDS[named(event).toLowerCase()]
    if (!does || event.isComposing || !isOfStory(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) does()
  },
  { capture: true },
)

document.addEventListener("keydown", (event) => {
  if (!("on" in list.dataset) || event.defaultPrevented || event.isComposing) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest?.(WRITES) || document.querySelector("dialog[open]")) return
  const key = named(event)
  if (Object.hasOwn(KEYS, key) && KEYS[key]()) event.preventDefault()
})

for (const button of document.querySelectorAll("[data-keys]")) button.addEventListener("click", help)
for (const dialog of [list, sure]) {
  dialog?.querySelector("[value=no]").addEventListener("click", () => dialog.close())
}
