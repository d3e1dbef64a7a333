// Small helps in the newsroom; everything works without them.

const MORE = "details.more-actions"

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

// Enter ends a headline, as in any field of one line.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("textarea.one-line")) event.preventDefault()
})

// Only words that were not saved hold anybody up.
const story = document.querySelector("#story_form")
let typed = false
story?.addEventListener("input", () => {
  typed = true
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
  "#id_headline, #id_standfirst, #id_dateline_place, #id_body, #id_tags, #id_byline, #id_dateline, " +
  "#id_sign_off, .field-body .ProseMirror, .field-title input"

// What is written takes the language and the direction of the chosen desk's edition.
const directions = document.querySelector("#desk-directions")
if (directions) {
  const desks = JSON.parse(directions.textContent)
  const desk = document.querySelector("#id_desk")
  desk?.addEventListener("change", () => {
    const [lang, dir] = desks[desk.value] ?? []
    if (!lang) return
    for (const field of story.querySelectorAll(WRITTEN)) {
      field.lang = lang
      field.dir = dir
    }
  })
}
