// The question why a story goes back slides over it, where nothing was typed into the story itself;
// else the press saves first, and the question has a page of its own. On that page too the house's usual
// reasons fill the answer.

const sheet = document.querySelector("#return-sheet")
const form = document.querySelector("#story_form")
let isTyped = false

form?.addEventListener("input", () => {
  isTyped = true
})

document.addEventListener("click", (event) => {
  const reason = event.target.closest?.(".reasons button")
  if (!reason) return
  const field = reason.closest("form").elements.reason
  field.value = [field.value.trim(), reason.textContent.trim()].filter(Boolean).join("\n")
  field.focus()
})

for (const shut of sheet?.querySelectorAll("[data-shuts]") ?? []) {
  shut.addEventListener("click", () => sheet.close())
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[name=_do][value="return"]')
  if (!button || !sheet || isTyped || "unsaved" in form.dataset) return
  event.preventDefault()
  const menu = button.closest("details")
  if (menu) menu.open = false
  sheet.showModal()
})
