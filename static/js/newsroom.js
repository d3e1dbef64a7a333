// Small helps in the newsroom; everything works without them.

const MORE = "details.more-actions"

// One press is one action: a second click would find the story changed by the first.
document.addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = "yes"
})

// A page taken back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent
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
  typed = false
})
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault()
})
