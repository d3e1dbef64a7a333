// The bar that finds and replaces: in the text, and in the fields above it.

import { locale } from "./locale.js"
import { find } from "./matching.js"

const number = (value) => value.toLocaleString(locale)

function element(name, given = {}, ...children) {
  const made = Object.assign(document.createElement(name), given)
  made.append(...children)
  return made
}

// A field of one line, whose own undo knows what is replaced in it.
function replaceIn(field, places, words) {
  for (const { from, to } of places.toReversed()) {
    field.focus()
    field.setSelectionRange(from, to)
    // Deprecated, and the one way to write into a field that Ctrl-Z takes back.
    if (!document.execCommand("insertText", false, words)) field.setRangeText(words, from, to)
  }
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

export class FindBar {
  #now = -1

  constructor(editor, places, { words, fields }) {
    Object.assign(this, { editor, places, words })
    this.fields = fields.map((id) => document.getElementById(id)).filter(Boolean)
    this.bar = element("div", { className: "find-bar", hidden: true })
    this.bar.setAttribute("role", "search")
    this.bar.setAttribute("aria-label", words.find)
    this.wanted = this.#input(words.find)
    this.other = this.#input(words.replace)
    this.loose = element("input", { type: "checkbox", checked: true })
    this.said = element("span", { className: "find-said" })
    this.said.setAttribute("role", "status")
    this.bar.append(
      element("span", { className: "find-row" }, this.wanted, this.#button("‹", words.previous, () => this.go(-1)), this.#button("›", words.next, () => this.go(1)), this.said, this.#button("×", words.close, () => this.close())),
      element("span", { className: "find-row" }, this.other, this.#button(words.replace, "", () => this.replace()), this.#button(words.all, "", () => this.replaceAll()), element("label", {}, this.loose, ` ${words.loose}`)),
    )
    const { element: place } = editor.options
    const sheet = place.closest(".sheet")
    if (sheet) sheet.before(this.bar)
    else place.querySelector(".prose-menubar").after(this.bar)
    this.wanted.addEventListener("input", () => this.seek())
    this.loose.addEventListener("change", () => this.seek())
    this.bar.addEventListener("keydown", (event) => this.#key(event))
  }

  #input(label) {
    // Without a name it is no part of the form.
    const made = element("input", { type: "text", placeholder: label, dir: "auto", autocomplete: "off" })
    made.setAttribute("aria-label", label)
    return made
  }

  #button(words, label, press) {
    const made = element("button", { type: "button", textContent: words })
    if (label) Object.assign(made, { title: label, ariaLabel: label })
    made.addEventListener("click", press)
    return made
  }

  #key(event) {
    if (event.key === "Escape") this.close()
    else if (event.key !== "Enter" || event.target.type !== "text") return
    else if (event.target === this.other) this.replace()
    else this.go(event.shiftKey ? -1 : 1)
    event.preventDefault()
    event.stopPropagation()
  }

  // All places, in the order of the page.
  #all() {
    const { asked } = this
    const above = this.fields.flatMap((field) =>
      asked.wanted ? find(field.value, asked.wanted, asked).map(([from, to]) => ({ field, from, to })) : [],
    )
    return [...above, ...this.places.all]
  }

  get asked() {
    return { wanted: this.wanted.value, isLoose: this.loose.checked }
  }

  open() {
    this.bar.hidden = false
    const { from, to } = this.editor.state.selection
    const chosen = this.editor.state.doc.textBetween(from, to, " ")
    if (chosen && chosen.length < 100) this.wanted.value = chosen
    this.wanted.focus()
    this.wanted.select()
    this.seek()
  }

  close() {
    this.bar.hidden = true
    this.#mark(null)
    this.places.seek({ wanted: "", isLoose: false })
    this.editor.commands.focus()
  }

  seek() {
    this.#now = -1
    this.#mark(null)
    this.places.seek(this.asked)
    this.#say(this.#all().length)
  }

  go(step) {
    const all = this.#all()
    if (all.length) {
      const from = this.#now < 0 && step < 0 ? 0 : this.#now
      this.#now = (from + step + all.length) % all.length
      const place = all[this.#now]
      if (!place.field) this.places.show(place)
      else {
        place.field.setSelectionRange(place.from, place.to)
        place.field.scrollIntoView({ block: "center" })
      }
      this.#mark(place.field)
    }
    this.#say(all.length)
  }

  // A field without the cursor shows nothing of what is chosen in it.
  #mark(found) {
    for (const field of this.fields) field.classList.toggle("found-here", field === found)
  }

  replace() {
    if (this.#now < 0) this.go(1)
    const place = this.#all()[this.#now]
    if (!place || !this.editor.isEditable) return
    this.#replace([place])
    this.#now -= 1
    this.go(1)
    this.other.focus()
  }

  replaceAll() {
    const all = this.#all()
    if (!all.length || !this.editor.isEditable) {
      this.#say(all.length)
      return
    }
    this.#replace(all)
    this.#now = -1
    this.other.focus()
    this.said.textContent = this.words.replaced.replace("{count}", number(all.length))
  }

  #replace(all) {
    for (const field of this.fields) {
      const here = all.filter((place) => place.field === field)
      if (here.length) replaceIn(field, here, this.other.value)
    }
    const here = all.filter((place) => !place.field)
    if (here.length) this.places.replace(here, this.other.value)
  }

  #say(total) {
    const { wanted, said, words } = this
    if (!wanted.value) said.textContent = ""
    else if (!total) said.textContent = words.none
    else if (this.#now < 0) said.textContent = words.found.replace("{count}", number(total))
    else said.textContent = words.place.replace("{place}", number(this.#now + 1)).replace("{count}", number(total))
  }
}
