// Desk and kind as one tap: the desks that this person chose last, and on a phone, in a new story, the
// last choice as a proposal that is seen to be one.

const MOST = 4

const form = document.querySelector("#story_form[data-keeps]")
const desk = form?.querySelector("#id_desk:not(:disabled)")
const by = document.querySelector("#buffers")?.dataset.by
const KEY = `newsroom choices ${by}`
const isNarrow = matchMedia("(max-width: 63.99rem)").matches

function remembered() {
  try {
    return { desks: [], kind: "", ...JSON.parse(localStorage.getItem(KEY) ?? "{}") }
  } catch {
    return { desks: [], kind: "" }
  }
}

function remember(changes) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...changes }))
  } catch {
    // A browser that keeps nothing proposes nothing.
  }
}

const kinds = () => [...(form?.querySelectorAll("input[name=kind]") ?? [])]
const optionOf = (value) => [...desk.options].find((option) => option.value === value)

function chip(value, group) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "chip"
  button.value = value
  button.textContent = optionOf(value).label
  button.addEventListener("click", () => {
    desk.value = value
    desk.dispatchEvent(new Event("change", { bubbles: true }))
  })
  group.append(button)
}

function press(group) {
  for (const button of group.children) button.setAttribute("aria-pressed", String(button.value === desk.value))
}

function offerDesks(desks) {
  const known = desks.filter(optionOf)
  if (!known.length) return
  const group = document.createElement("div")
  group.className = "last-desks"
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", gettext("Desks you chose last"))
  for (const value of known) chip(value, group)
  desk.before(group)
  press(group)
  desk.addEventListener("change", () => press(group))
}

function propose({ desks, kind }) {
  const last = kinds().find((each) => each.value === kind)
  const proposed = []
  if (!desk.value && optionOf(desks[0])) {
    desk.value = desks[0]
    desk.dispatchEvent(new Event("change", { bubbles: true }))
    proposed.push(desk.closest(".form-row"))
  }
  if (last && !kinds().some((each) => each.checked)) {
    last.checked = true
    proposed.push(last.closest(".form-row"))
  }
  for (const row of proposed) {
    const said = document.createElement("p")
    said.className = "proposed"
    said.textContent = gettext("As last time")
    row.append(said)
    row.addEventListener("change", () => said.remove(), { once: true })
  }
}

if (desk) {
  const last = remembered()
  offerDesks(last.desks)
  const isNew = form.elements.seen_version.value === "0"
  if (isNew && isNarrow && !("unsaved" in form.dataset)) propose(last)
  form.addEventListener("submit", () => {
    const desks = [desk.value, ...remembered().desks].filter((value, at, all) => value && all.indexOf(value) === at)
    const kind = kinds().find((each) => each.checked)?.value ?? last.kind
    remember({ desks: desks.slice(0, MOST), kind })
  })
}
