// Offers the people who may see a story where "@" is typed into a note.

const TYPED = /(?<![\w.@+-])@([\w.+-]*)$/u
const MOST = 6
let people = null
let shown = null

async function load(address) {
  const answer = await fetch(address)
  return answer.ok ? (await answer.json()).people : []
}

const small = (text) => text.toLocaleLowerCase()

function matching(all, typed) {
  const begins = ({ name, called }) => [name, ...called.split(" ")].some((word) => small(word).startsWith(small(typed)))
  return all.filter(begins).slice(0, MOST)
}

function close() {
  if (!shown) return
  const { box, element, status } = shown
  element.remove()
  status.textContent = ""
  box.removeAttribute("aria-activedescendant")
  box.removeAttribute("aria-controls")
  shown = null
}

function choose(number) {
  const { box, element } = shown
  const options = [...element.children]
  shown.at = (number + options.length) % options.length
  for (const [place, option] of options.entries()) option.setAttribute("aria-selected", place === shown.at)
  box.setAttribute("aria-activedescendant", options[shown.at].id)
  options[shown.at].scrollIntoView({ block: "nearest" })
}

function take(name) {
  const { box, typed } = shown
  close()
  const end = box.selectionStart
  box.setRangeText(`@${name} `, end - typed.length - 1, end, "end")
  box.focus()
  box.dispatchEvent(new Event("input", { bubbles: true }))
}

function option({ name, called }, number) {
  const element = document.createElement("li")
  element.id = `named-${number}`
  element.setAttribute("role", "option")
  element.dataset.name = name
  const words = document.createElement("bdi")
  words.textContent = called
  const account = document.createElement("span")
  account.className = "facts"
  account.textContent = ` @${name}`
  element.append(words, account)
  // The box keeps the focus.
  element.addEventListener("pointerdown", (event) => event.preventDefault())
  element.addEventListener("click", () => take(name))
  return element
}

function statusOf(box) {
  const known = box.parentElement.querySelector(".named-status")
  if (known) return known
  const status = document.createElement("p")
  status.className = "named-status visually-hidden"
  status.setAttribute("role", "status")
  box.after(status)
  return status
}

function show(box, typed, found) {
  close()
  if (!found.length) return
  const element = document.createElement("ul")
  element.className = "named"
  element.id = "named"
  element.setAttribute("role", "listbox")
  element.setAttribute("aria-label", gettext("People who may see this story"))
  element.append(...found.map(option))
  box.after(element)
  box.setAttribute("aria-autocomplete", "list")
  box.setAttribute("aria-controls", "named")
  shown = { box, typed, element, status: statusOf(box), at: 0 }
  shown.status.textContent = interpolate(
    ngettext("%s person: arrow keys choose", "%s people: arrow keys choose", found.length),
    [found.length],
  )
  choose(0)
}

// Looks at what stands before the caret of a box of the notes.
export async function offerNames(box, address) {
  if (box.tagName !== "TEXTAREA") return
  const [, typed] = TYPED.exec(box.value.slice(0, box.selectionStart)) ?? []
  if (typed === undefined) return close()
  people ??= load(address).catch(() => {
    people = null
    return []
  })
  show(box, typed, matching(await people, typed))
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!shown || event.target !== shown.box || event.isComposing) return
    const moves = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in moves) choose(shown.at + moves[event.key])
    else if (event.key === "Enter" || event.key === "Tab") take(shown.element.children[shown.at].dataset.name)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  },
  true,
)

document.addEventListener("focusout", (event) => event.target === shown?.box && close())
