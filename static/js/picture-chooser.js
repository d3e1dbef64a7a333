// The house's own pictures in a dialog: searched, turned page by page, chosen with the keyboard, one
// or several in their order.

const PAUSE = 300
const MOVES = { ArrowRight: 1, ArrowLeft: -1 }

function build() {
  const dialog = document.createElement("dialog")
  dialog.className = "picture-chooser"
  dialog.setAttribute("aria-labelledby", "picture-chooser-heading")
  dialog.innerHTML = `
    <form method="dialog">
      <h2 id="picture-chooser-heading"></h2>
      <button type="submit" class="button" value=""></button>
      <input type="search" autocomplete="off">
    </form>
    <div class="picture-found"></div>
    <p class="choices"><button type="button" class="button go"></button><a class="button" target="_blank"></a></p>
    <p class="visually-hidden" role="status"></p>`
  const [search] = dialog.getElementsByTagName("input")
  dialog.querySelector("h2").textContent = gettext("The house’s pictures")
  dialog.querySelector("button").textContent = gettext("Close")
  search.placeholder = gettext("Caption, photographer, keyword")
  search.setAttribute("aria-label", gettext("Search the pictures"))
  dialog.querySelector("a").textContent = gettext("New picture")
  document.body.append(dialog)
  return { dialog, search }
}

export class PictureChooser {
  timer = null
  request = null
  chosen = []
  several = false
  answer = () => {}

  // At `address` it looks; at `add` one takes in another.
  constructor(address, { add = "" } = {}) {
    this.address = address
    Object.assign(this, build())
    this.rows = this.dialog.querySelector(".picture-found")
    this.status = this.dialog.querySelector("[role=status]")
    this.accept = this.dialog.querySelector(".go")
    this.accept.addEventListener("click", () => this.dialog.close("accept"))
    const way = this.dialog.querySelector("a")
    way.href = add
    way.hidden = !add
    this.search.addEventListener("input", () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.show(this.query()), PAUSE)
    })
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return
      event.preventDefault()
      clearTimeout(this.timer)
      this.show(this.query())
    })
    this.rows.addEventListener("click", (event) => this.click(event.target.closest("button")))
    this.rows.addEventListener("keydown", (event) => this.move(event))
    this.dialog.addEventListener("close", () => {
      // The event comes a moment later, when it may be open again.
      if (this.dialog.open) return
      this.request?.abort()
      this.answer(this.dialog.returnValue === "accept" ? this.chosen : [])
    })
  }

  // The keys of the pictures that are chosen; none where it was closed without.
  open({ several = false } = {}) {
    this.answer([])
    this.several = several
    this.chosen = []
    this.dialog.returnValue = ""
    this.accept.hidden = !several
    this.mark()
    this.dialog.showModal()
    this.show(this.query())
    return new Promise((resolve) => {
      this.answer = resolve
    })
  }

  query() {
    return `?${new URLSearchParams(this.search.value ? { q: this.search.value } : {})}`
  }

  async show(query) {
    this.request?.abort()
    const request = new AbortController()
    this.request = request
    try {
      const answer = await fetch(`${this.address}${query}`, { signal: request.signal })
      if (!answer.ok) throw new Error(answer.status)
      this.rows.innerHTML = (await answer.json()).rows
      this.rows.scrollTop = 0
      this.mark()
      const shown = this.buttons().length
      this.status.textContent = interpolate(ngettext("%s picture", "%s pictures", shown), [shown])
    } catch (error) {
      if (error.name !== "AbortError") this.rows.textContent = gettext("The newsroom can’t be reached.")
    }
  }

  click(button) {
    if (!button) return
    if (button.dataset.to) {
      this.show(button.dataset.to)
      this.search.focus()
      return
    }
    const key = Number(button.dataset.key)
    const others = this.chosen.filter((each) => each !== key)
    this.chosen = others.length < this.chosen.length ? others : [...others, key]
    if (this.several) this.mark()
    else this.dialog.close("accept")
  }

  // Each that is chosen has the number of its place.
  mark() {
    this.accept.disabled = !this.chosen.length
    const words = ngettext("Insert %s picture", "Insert %s pictures", this.chosen.length)
    this.accept.textContent = this.chosen.length ? interpolate(words, [this.chosen.length]) : gettext("Insert")
    for (const button of this.several ? this.buttons() : []) {
      const at = this.chosen.indexOf(Number(button.dataset.key))
      button.setAttribute("aria-pressed", String(at >= 0))
      button.dataset.place = at >= 0 ? at + 1 : ""
    }
  }

  buttons() {
    return [...this.rows.querySelectorAll("[data-key]")]
  }

  // One tab stop; the arrows go on from there, down and up to the picture below and above.
  move(event) {
    const buttons = this.buttons()
    const at = buttons.indexOf(event.target)
    if (at < 0) return
    const across = buttons.findIndex((button) => button.offsetTop > buttons[0].offsetTop)
    const row = across > 0 ? across : buttons.length
    const turn = getComputedStyle(this.rows).direction === "rtl" ? -1 : 1
    const steps = { ArrowDown: row, ArrowUp: -row, Home: -at, End: buttons.length - 1 - at }
    const step = event.key in MOVES ? MOVES[event.key] * turn : steps[event.key]
    const next = step === undefined ? null : buttons[at + step]
    if (!next) return
    event.preventDefault()
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  }
}
