// The page of a new story as the browser has kept it: each time a form of its own, which offers
// what was typed in this browser and is neither filed nor on the server.

import { renewForms } from "./sign-in-again.js"
import { all, uuid } from "./typed.js"
import { writing } from "./buffers.js"

const form = document.querySelector("#story_form")
const notice = document.querySelector("#offline")
const left = document.querySelector("#left-here")
const list = left.querySelector("ul")
const { by } = document.querySelector("#buffers").dataset

function offer(record) {
  const row = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button"
  button.dir = "auto"
  button.textContent = record.fields.headline || gettext("Without a headline")
  button.addEventListener("click", async () => {
    left.hidden = true
    document.querySelector(`[data-record="${record.id}"]`)?.remove()
    writing.takeUp(record)
    document.querySelector("#id_headline").focus()
  })
  row.append(button)
  if (record.filing) row.append(` – ${gettext("waits for the network")}`)
  list.append(row)
}

async function offerAll() {
  const records = (await all()).filter((each) => each.by === by && each.version === 0 && each.id !== writing.id && !each.fields.is_flash)
  records.sort((one, other) => other.at - one.at).forEach(offer)
  left.hidden = !records.length
  const asked = new URLSearchParams(location.search).get("take")
  list.children[records.findIndex(({ page }) => page === asked)]?.querySelector("button").click()
}

form.elements.form_id.value = uuid()
// The network failed a moment ago, whatever the browser thinks of it: a press waits from the first.
writing.isAway = true
form.addEventListener("submit", renewForms, { capture: true })
form.addEventListener("kept", () => {
  if (!writing.filing) notice.hidden = true
})
offerAll().catch(() => {})
