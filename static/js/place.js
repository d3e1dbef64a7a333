// Suggests the places that the house knows while a dateline's place is typed, by any of their names.

import { Combobox } from "./combobox.js"

const place = document.querySelector("#place-suggestions")
const input = document.querySelector("#id_dateline_place")

async function find(typed, signal) {
  // Behind a comma stands what the house has no list of: a district, a country.
  if (/[,،]/.test(typed)) return []
  const asked = new URLSearchParams({ q: typed, edition: input.lang })
  const answer = await fetch(`${place.dataset.address}?${asked}`, { signal })
  if (!answer.ok) return []
  const { places } = await answer.json()
  return places.filter(({ name }) => name !== typed).map(({ name, alias }) => ({ name, note: alias }))
}

function choose({ name }) {
  input.value = name
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

if (place && input) {
  const combobox = new Combobox(input, { label: place.dataset.label, find, choose })
  // What was chosen is no question.
  input.addEventListener("input", (event) => event.isTrusted || combobox.close())
}
