// Sends the file of a picture, says how far it is, and keeps it when it is refused: it may be sent
// again. The same file sent twice finds the picture that it made.

const csrf = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""
const megabytes = (bytes) => Math.ceil(bytes / 1024 / 1024)
const SEEN = 240

const SIGNED_OUT = 401
const TOO_LARGE = 413

export function request(address, file, words, { onprogress, onload }) {
  const data = new FormData()
  for (const [name, value] of Object.entries(words)) data.append(name, value)
  data.append("file", file)
  const sending = new XMLHttpRequest()
  sending.open("POST", address)
  sending.setRequestHeader("X-CSRFToken", csrf())
  sending.upload.addEventListener("progress", ({ loaded, total }) => onprogress(loaded / total))
  sending.addEventListener("load", () => onload(sending.status, read(sending)))
  sending.addEventListener("error", () => onload(0, null))
  sending.send(data)
  return sending
}

function read(sending) {
  if (!sending.getResponseHeader("Content-Type")?.startsWith("application/json")) return null
  try {
    return JSON.parse(sending.responseText)
  } catch {
    return null
  }
}

// In words for people, or from another program on the way.
export function why(status, answer, file, most) {
  if (answer?.why) return answer.why
  if (status === 0) return gettext("The newsroom can’t be reached.")
  if (status === TOO_LARGE) return tooLarge(file, most)
  if ([SIGNED_OUT, 403, 409].includes(status)) return gettext("You are signed out.")
  return gettext("It did not arrive whole.")
}

const tooLarge = ({ size }, most) =>
  interpolate(
    gettext("The file has %(size)s MB; a picture may have %(most)s MB."),
    { size: megabytes(size), most: megabytes(most) },
    true,
  )

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}

export class Upload {
  sending = null
  isOver = false
  isUnreached = false
  // Whether this browser has it until it is taken.
  isKept = false

  // `words` gives what is typed beside it; `taken` gets the answer, `dropped` that it was cancelled.
  constructor(file, { address, most, words = () => ({}), taken, dropped, settled = () => {} }) {
    Object.assign(this, { file, address, most, words, taken, dropped, settled })
    this.element = make("div", { className: "picture-upload" })
    this.seen = make("canvas", { width: SEEN, height: (SEEN * 2) / 3 })
    this.seen.setAttribute("aria-hidden", "true")
    this.seen.hidden = true
    this.bar = make("progress", { max: 1, value: 0 })
    this.bar.setAttribute("aria-label", file.name)
    this.said = make("p", { className: "picture-state" })
    this.said.setAttribute("role", "status")
    this.again = make("button", { type: "button", className: "button", textContent: gettext("Try again") })
    this.again.addEventListener("click", () => this.start())
    this.cancel = make("button", { type: "button", className: "button", textContent: gettext("Cancel") })
    this.cancel.addEventListener("click", () => this.drop())
    const beside = make("div")
    const name = make("p", { className: "picture-name", textContent: file.name })
    name.dir = "auto"
    const buttons = make("p", { className: "choices" })
    buttons.append(this.again, this.cancel)
    beside.append(name, this.bar, this.said, buttons)
    this.element.append(this.seen, beside)
    this.show("waiting", gettext("Waits its turn"))
    this.draw()
    document.addEventListener("signedin", () => this.state === "signed-out" && this.start())
    // One in a form that waits for the network goes after its text.
    addEventListener("online", () => this.isUnreached && this.state === "refused" && !this.element.closest("[inert]") && this.start())
  }

  get isBusy() {
    return this.state === "waiting" || this.state === "sending"
  }

  start() {
    if (this.state === "sending" || this.isOver) return
    if (this.file.size > this.most) {
      this.refuse(0, { why: tooLarge(this.file, this.most) })
      return
    }
    this.show("sending", gettext("Is being sent"))
    this.bar.value = 0
    this.sending = request(this.address, this.file, this.words(), {
      onprogress: (part) => this.sent(part),
      onload: (status, answer) => this.answered(status, answer),
    })
  }

  sent(part) {
    this.bar.value = part
    if (part === 1) this.say(gettext("Is being looked at"))
  }

  answered(status, answer) {
    this.sending = null
    if (status !== 200 || !answer) {
      this.refuse(status, answer)
      return
    }
    this.isOver = true
    this.state = "taken"
    this.element.remove()
    this.taken(answer)
    this.settled()
  }

  refuse(status, answer) {
    this.isUnreached = status === 0 && !answer
    this.show("refused", interpolate(gettext("Not taken. %s"), [why(status, answer, this.file, this.most)]))
    this.element.toggleAttribute("data-kept", this.isUnreached && this.isKept)
    if (this.isUnreached && this.isKept) this.say(gettext("Kept in this browser, and sent when the network is there."))
    if (status === SIGNED_OUT) {
      this.element.dataset.state = this.state = "signed-out"
      document.dispatchEvent(new Event("signedout"))
    }
    this.settled()
  }

  drop() {
    this.isOver = true
    this.state = "dropped"
    this.sending?.abort()
    this.element.remove()
    this.dropped()
    this.settled()
  }

  show(state, words) {
    this.element.dataset.state = this.state = state
    this.bar.hidden = !this.isBusy
    this.again.hidden = this.isBusy
    this.cancel.textContent = this.isBusy ? gettext("Cancel") : gettext("Leave it")
    this.say(words)
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words
  }

  // What was chosen is seen before it is there.
  async draw() {
    try {
      const image = await createImageBitmap(this.file, { resizeWidth: SEEN })
      const { width, height } = this.seen
      const scale = Math.max(width / image.width, height / image.height)
      const sides = [image.width * scale, image.height * scale]
      const at = [(width - sides[0]) / 2, (height - sides[1]) / 2]
      this.seen.getContext("2d").drawImage(image, ...at, ...sides)
      image.close()
      this.seen.hidden = false
    } catch {
      // No picture, or none that this browser reads: the server says.
    }
  }
}
