// Tags as chips: typed ones are suggested from those there are, and those that the text names are
// offered. The plain field stays what is sent and kept.

import { Asking } from "./asking.js"
import { Combobox } from "./combobox.js"

const PAUSE = 900
// So much of a text the server looks through.
const MOST = 20_000
const MOST_OFFERED = 6

const place = document.querySelector("#tag-suggestions")
const field = document.querySelector("#id_tags")

// As the server parts and writes them (text/tags.py).
const PIECE = /\s*(?:"([^"]*)"\s*(?=[,،]|$)|([^,،]*))(?:[,،]|$)/g
const same = (one, other) => one.toLowerCase() === other.toLowerCase()

function parse(typed) {
  const names = []
  for (const [, quoted, plain] of typed.matchAll(PIECE)) {
    const name = (quoted ?? plain ?? "").replaceAll('"', " ").trim().replace(/\s+/g, " ")
    if (name && !names.some((known) => same(known, name))) names.push(name)
  }
  return names
}

const written = (names) => names.map((name) => (/[,،]/.test(name) ? `"${name}"` : name)).join(", ")

function button(words, label, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = words
  if (label) made.setAttribute("aria-label", label)
  made.addEventListener("click", press)
  return made
}

class Tags {
  names = parse(field.value)
  offered = []
  words = place.dataset
  chips = document.createElement("ul")
  offers = document.createElement("div")
  input = document.createElement("input")
  status = document.createElement("p")

  start() {
    this.chips.className = "chips"
    this.offers.className = "offers"
    this.status.className = "visually-hidden"
    this.status.setAttribute("role", "status")
    Object.assign(this.input, { type: "text", id: "id_tags_typed", dir: "auto", maxLength: 100, enterKeyHint: "done" })
    const label = document.querySelector(`label[for="${field.id}"]`)
    if (label) label.htmlFor = this.input.id
    const described = field.getAttribute("aria-describedby")
    if (described) this.input.setAttribute("aria-describedby", described)
    field.before(this.chips, this.input, this.offers, this.status)
    // The cursor stays in the field: leaving it takes what is typed, and the chips are drawn anew.
    for (const part of [this.chips, this.offers]) part.addEventListener("pointerdown", (event) => event.preventDefault())
    field.type = "hidden"
    this.combobox = new Combobox(this.input, {
      label: this.words.label,
      find: (typed, signal) => this.find(typed, signal),
      choose: ({ name }) => this.add([name]),
    })
    this.input.addEventListener("input", () => this.type())
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.input.addEventListener("blur", () => this.take())
    // A form that is filled with what was typed before.
    field.addEventListener("change", () => this.read())
    const form = field.form
    // While another writes.
    form.addEventListener("readonly", () => this.draw())
    const value = (name) => form.elements[name]?.value ?? ""
    const what = () => {
      const text = { headline: value("headline"), standfirst: value("standfirst"), body: value("body").slice(0, MOST) }
      return Object.values(text).some(Boolean) ? { ...text, desk: value("desk") } : null
    }
    const asking = new Asking({ address: this.words.address, pause: PAUSE, what, show: (answer) => this.offer(answer) })
    for (const name of ["input", "change"]) form.addEventListener(name, () => asking.soon())
    asking.soon()
    this.draw()
  }

  async find(typed, signal) {
    const answer = await fetch(`${this.words.search}&${new URLSearchParams({ term: typed })}`, { signal })
    if (!answer.ok) return []
    const { results } = await answer.json()
    return results.map(({ text }) => ({ name: text })).filter(({ name }) => !this.has(name)).slice(0, 8)
  }

  async offer(answer) {
    this.offered = answer ? (await answer.json()).tags : []
    this.draw()
  }

  has(name) {
    return this.names.some((known) => same(known, name))
  }

  type() {
    // A comma ends a tag, but not within quotation marks.
    const typed = this.input.value
    if (/[,،]\s*$/.test(typed) && (typed.match(/"/g) ?? []).length % 2 === 0) this.take()
    else this.store()
  }

  key(event) {
    if (event.isComposing || event.defaultPrevented || this.input.readOnly) return
    if (event.key === "Enter" && this.input.value.trim()) {
      event.preventDefault()
      this.take()
    } else if (event.key === "Backspace" && !this.input.value && this.names.length) {
      this.remove(this.names.at(-1))
    }
  }

  // What is typed becomes tags.
  take() {
    if (this.input.value) this.add(parse(this.input.value))
  }

  add(names) {
    const others = names.filter((name) => !this.has(name))
    this.names.push(...others)
    this.input.value = ""
    this.combobox.close()
    this.say(others, this.words.added)
  }

  remove(name) {
    this.names = this.names.filter((known) => known !== name)
    this.say([name], this.words.removed)
    this.input.focus()
  }

  say(names, words) {
    this.status.textContent = names.map((name) => words.replace("{tag}", name)).join(" ")
    this.store()
    this.draw()
  }

  read() {
    this.names = parse(field.value)
    this.input.value = ""
    this.draw()
  }

  // What is half typed is sent and kept too.
  store() {
    const value = written([...this.names, ...parse(this.input.value)])
    if (field.value === value) return
    field.value = value
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  draw() {
    this.chips.replaceChildren(...this.names.map((name) => this.chip(name)))
    this.chips.hidden = !this.names.length
    const offers = this.input.readOnly ? [] : this.offered.filter((name) => !this.has(name)).slice(0, MOST_OFFERED)
    const focused = [...this.offers.children].indexOf(document.activeElement)
    this.offers.replaceChildren(
      ...offers.map((name) => {
        const offer = button(`+ ${name}`, this.words.add.replace("{tag}", name), () => this.add([name]))
        offer.dir = "auto"
        return offer
      }),
    )
    this.offers.hidden = !offers.length
    if (focused >= 0) (this.offers.children[focused] ?? this.input).focus()
  }

  chip(name) {
    const chip = document.createElement("li")
    const words = document.createElement("bdi")
    words.textContent = name
    chip.append(words)
    if (!this.input.readOnly) chip.append(button("×", this.words.remove.replace("{tag}", name), () => this.remove(name)))
    return chip
  }
}

if (place && field) new Tags().start()
