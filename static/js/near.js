// Shows which stories of the last days are near to the one being typed, and makes it an update or a
// translation of one of them.

import { Asking } from "./asking.js"

const PAUSE = 700
const FEWEST = 12
// So much of a text the server reads.
const MOST = 6000

const place = document.querySelector("#near")
const form = document.querySelector("#story_form")
const rows = place.querySelector(".near-rows")
const status = place.querySelector("[role=status]")

const value = (name) => form.elements[name]?.value ?? ""

function typed() {
  // Nothing to decide while another writes.
  if ("readOnly" in form.dataset) return null
  const fields = { headline: value("headline"), standfirst: value("standfirst"), body: value("body").slice(0, MOST) }
  if (Object.values(fields).join("").replace(/<[^>]*>|\s/g, "").length < FEWEST) return null
  return { ...fields, desk: value("desk"), story: place.dataset.story }
}

function press() {
  for (const button of rows.querySelectorAll("[data-field]")) {
    button.setAttribute("aria-pressed", value(button.dataset.field) === button.dataset.key)
  }
}

async function show(answer) {
  const html = answer ? await answer.text() : ""
  const { activeElement } = document
  // Whoever has come to a row isn't to lose it.
  if (rows.contains(activeElement)) return
  rows.innerHTML = html
  place.hidden = !html
  const words = rows.querySelector("[data-said]")?.dataset.said ?? ""
  if (status.textContent !== words) status.textContent = words
  press()
}

function choose({ field, key, headline }) {
  const select = form.elements[field]
  const isChosen = select.value === key
  if (!isChosen && ![...select.options].some((option) => option.value === key)) select.add(new Option(headline, key))
  select.value = isChosen ? "" : key
  // Select2 hears jQuery's events alone, and the page only the browser's.
  window.django?.jQuery(select).trigger("change")
  select.dispatchEvent(new Event("input", { bubbles: true }))
  press()
}

const asking = new Asking({ address: place.dataset.address, pause: PAUSE, what: typed, show })
for (const name of ["input", "change", "readonly"]) {
  form.addEventListener(name, () => {
    asking.soon()
    press()
  })
}
rows.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]")
  if (button) choose(button.dataset)
})
asking.soon()
