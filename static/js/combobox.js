// A field of one line with a list of suggestions under it: the combobox pattern of WAI-ARIA, whose
// list is moved through with the arrows while the cursor stays in the field.

const PAUSE = 150
let count = 0

export class Combobox {
  options = []
  active = -1
  timer = null
  inFlight = null

  // `find` gives the suggestions for what is typed, each with `name` and maybe `note`; `choose` takes one.
  constructor(input, { label, find, choose }) {
    Object.assign(this, { input, find, choose })
    this.list = document.createElement("ul")
    this.list.id = `suggestions-${(count += 1)}`
    this.list.className = "suggestions"
    this.list.hidden = true
    this.list.setAttribute("role", "listbox")
    this.list.setAttribute("aria-label", label)
    const box = document.createElement("div")
    box.className = "combobox"
    input.before(box)
    box.append(input, this.list)
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(name, value)
    }
    input.addEventListener("input", () => this.soon())
    input.addEventListener("keydown", (event) => this.key(event))
    input.addEventListener("blur", () => this.close())
    // The field keeps the cursor.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => {
      this.take([...this.list.children].indexOf(event.target.closest("li")))
    })
  }

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), PAUSE)
  }

  async ask() {
    if (this.input.readOnly) return
    this.inFlight?.abort()
    const request = new AbortController()
    this.inFlight = request
    const typed = this.input.value.trim()
    try {
      const found = typed ? await this.find(typed, request.signal) : []
      if (this.inFlight === request && document.activeElement === this.input) this.show(found)
    } catch {
      // The next key asks again; without suggestions it is a field as any other.
      if (this.inFlight === request) this.close()
    }
  }

  show(options) {
    this.options = options
    this.active = -1
    this.list.replaceChildren(...options.map((option, at) => this.item(option, at)))
    this.list.hidden = !options.length
    this.input.setAttribute("aria-expanded", String(!this.list.hidden))
    this.input.removeAttribute("aria-activedescendant")
  }

  item({ name, note }, at) {
    const item = document.createElement("li")
    item.id = `${this.list.id}-${at}`
    item.setAttribute("role", "option")
    item.setAttribute("aria-selected", "false")
    const words = document.createElement("bdi")
    words.textContent = name
    item.append(words)
    if (note) {
      const small = document.createElement("bdi")
      small.className = "facts"
      small.textContent = note
      item.append(" ", small)
    }
    return item
  }

  close() {
    clearTimeout(this.timer)
    this.inFlight?.abort()
    this.inFlight = null
    if (!this.list.hidden) this.show([])
  }

  go(to) {
    const { length } = this.options
    this.list.children[this.active]?.setAttribute("aria-selected", "false")
    this.active = (to + length) % length
    const item = this.list.children[this.active]
    item.setAttribute("aria-selected", "true")
    item.scrollIntoView({ block: "nearest" })
    this.input.setAttribute("aria-activedescendant", item.id)
  }

  take(at) {
    const option = this.options[at]
    if (!option) return
    this.close()
    this.choose(option)
  }

  key(event) {
    if (event.isComposing) return
    if (this.list.hidden) {
      if (event.key === "ArrowDown") {
        event.preventDefault()
        this.ask()
      }
      return
    }
    const { key } = event
    if (key === "ArrowDown") this.go(this.active + 1)
    else if (key === "ArrowUp") this.go(this.active < 0 ? -1 : this.active - 1)
    else if (key === "Escape") this.close()
    else if (key === "Enter" && this.active >= 0) this.take(this.active)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
