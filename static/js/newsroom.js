// Small helps in the newsroom; everything works without them.

const MORE = "details:is(.more-actions, .menu)"

// A double click is one press. A save that hangs is stopped by the person, which no page hears of,
// and may be pressed again: the server takes a form once.
const DOUBLE_CLICK = 1000

document.addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  const now = Date.now()
  if (now - Number(form.dataset.sent ?? 0) < DOUBLE_CLICK) event.preventDefault()
  else form.dataset.sent = now
})

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(`${MORE}[open]`)) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const menu of document.querySelectorAll(`${MORE}[open]`)) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.nextElementSibling.textContent = button.dataset.done
  })
}

// Enter ends a headline, as in any field of one line.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing && event.target.matches?.("textarea.one-line")) event.preventDefault()
})

// Only words that are neither saved nor kept hold anybody up.
const story = document.querySelector("#story_form")
let typed = false
story?.addEventListener("input", () => {
  typed = true
})
story?.addEventListener("kept", () => {
  typed = false
})
story?.addEventListener("submit", () => {
  const before = typed
  typed = false
  // Still here after a moment: it hangs, and is not saved.
  setTimeout(() => {
    typed = before
  }, DOUBLE_CLICK)
})
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault()
})

const WRITTEN =
  "#id_headline, #id_standfirst, .lead-in, #id_dateline_place, #id_body, #id_tags, #id_byline, #id_dateline, " +
  "#id_sign_off, #id_ednote, .field-body .ProseMirror, .field-title input"

// What is written takes the language and the direction of the chosen desk's edition.
const directions = document.querySelector("#desk-directions")
if (directions) {
  const desks = JSON.parse(directions.textContent)
  const desk = document.querySelector("#id_desk")
  desk?.addEventListener("change", () => {
    const [lang, dir, end] = desks[desk.value] ?? []
    if (!lang) return
    story.querySelector(".dateline-end").textContent = end
    for (const field of story.querySelectorAll(WRITTEN)) {
      field.lang = lang
      field.dir = dir
    }
  })
}

// Where a browser doesn't let a field be as large as what stands in it.
function grow(field) {
  if (field.matches("input")) {
    field.size = Math.max(1, (field.value || field.placeholder).length)
    return
  }
  field.style.blockSize = "auto"
  if (field.scrollHeight) field.style.blockSize = `${field.scrollHeight}px`
}

if (!CSS.supports("field-sizing", "content")) {
  const GROWS = "textarea.one-line, .lead-in input"
  for (const name of ["input", "change"]) {
    document.addEventListener(name, ({ target }) => target.matches?.(GROWS) && grow(target))
  }
  const all = () => document.querySelectorAll(GROWS).forEach(grow)
  addEventListener("resize", all)
  document.fonts.ready.then(all)
}
