// The words beside a picture, in a card of their own: saved some moments after they were typed.

const PAUSE = 2000
const LATER = 5000
const csrf = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""

export class Words {
  timer = null
  saving = null
  isDirty = false

  // `beside` gives what goes with the words; `saved` gets the answer.
  constructor(card, { beside = () => ({}), saved = () => {} } = {}) {
    Object.assign(this, { card, beside, saved })
    this.fields = [...card.querySelectorAll("[name]")]
    this.state = card.querySelector("[data-state]")
    this.lack = card.querySelector("[data-lack]")
    for (const name of ["input", "change"]) {
      card.addEventListener(name, (event) => {
        // The form round it has other words.
        event.stopPropagation()
        this.isDirty = true
        this.soon(name === "change" ? 0 : PAUSE)
      })
    }
    card.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault()
    })
    document.addEventListener("signedin", () => this.isDirty && this.save())
    addEventListener("pagehide", () => this.isDirty && this.send({ keepalive: true }))
    addEventListener("beforeunload", (event) => {
      if (this.isDirty) event.preventDefault()
    })
  }

  get key() {
    return this.card.dataset.key
  }

  get isThere() {
    return Boolean(this.card.dataset.words)
  }

  // Whether all that was typed is saved by now.
  async settled() {
    while (this.isDirty || this.saving) {
      if (!(await (this.saving ?? this.save()))) return false
    }
    return true
  }

  soon(pause) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), pause)
  }

  put(words) {
    for (const field of this.fields) {
      const value = words[field.name]
      if (value === undefined) continue
      if (field.type === "checkbox") field.checked = true
      else field.value = value
      this.isDirty = true
    }
    if (this.isDirty) this.save()
  }

  save() {
    clearTimeout(this.timer)
    this.saving ??= this.saveNow().finally(() => {
      this.saving = null
    })
    return this.saving
  }

  async saveNow() {
    let isSaved = true
    while (this.isDirty && isSaved) {
      this.isDirty = false
      isSaved = this.took(await this.send())
      if (!isSaved) this.isDirty = true
    }
    return isSaved
  }

  typed() {
    const words = this.fields.filter(({ type, checked }) => type !== "checkbox" || checked)
    return Object.fromEntries(words.map(({ name, value }) => [name, value]))
  }

  async send(options = {}) {
    const body = new URLSearchParams({ ...this.typed(), seen_row: this.card.dataset.seen, ...this.beside() })
    try {
      const headers = { "X-CSRFToken": csrf() }
      const answer = await fetch(this.card.dataset.words, { method: "POST", headers, body, ...options })
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json")
      return { status: answer.status, ...(isOurs ? await answer.json() : {}) }
    } catch {
      return { status: 0 }
    }
  }

  took(answer) {
    if (answer.seen_row) this.card.dataset.seen = answer.seen_row
    this.point(answer.errors ?? {})
    if (answer.status === 200) {
      this.say(interpolate(gettext("Picture saved %(time)s"), { time: answer.at }, true))
      this.lack.textContent = answer.lack
      this.lack.hidden = !answer.lack
      this.saved(answer)
      return true
    }
    if (answer.status === 401) document.dispatchEvent(new Event("signedout"))
    if (answer.status === 0) this.soon(LATER)
    this.say(answer.why || gettext("The picture’s words are not saved yet."))
    return false
  }

  point(errors) {
    for (const fault of this.card.querySelectorAll("[data-fault]")) {
      const words = (errors[fault.dataset.fault] ?? []).join(" ")
      const field = this.fields.find(({ name }) => name === fault.dataset.fault)
      fault.textContent = words
      fault.hidden = !words
      field.toggleAttribute("aria-invalid", Boolean(words))
      if (words) {
        field.setAttribute("aria-describedby", fault.id)
        const folded = field.closest("details")
        if (folded) folded.open = true
      } else field.removeAttribute("aria-describedby")
    }
  }

  say(words) {
    if (this.state.textContent !== words) this.state.textContent = words
  }

  focusFault() {
    const wrong = this.fields.find((field) => field.hasAttribute("aria-invalid")) ?? this.fields[0]
    wrong.focus()
  }
}
