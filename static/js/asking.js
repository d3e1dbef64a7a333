// Asks the server about what is being typed: some moments after the last key, one request at a time.

const csrf = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""

export class Asking {
  timer = null
  inFlight = null
  asked = null

  // `what` gives the fields to send, or null for nothing to ask; `show` takes the answer, or null.
  constructor({ address, pause, what, show }) {
    Object.assign(this, { address, pause, what, show })
  }

  soon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), this.pause)
  }

  async ask() {
    const fields = this.what()
    const asked = fields && JSON.stringify(fields)
    if (asked === this.asked) return
    this.asked = asked
    this.inFlight?.abort()
    this.inFlight = null
    if (!fields) {
      this.show(null)
      return
    }
    const request = new AbortController()
    this.inFlight = request
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: { "X-CSRFToken": csrf() },
        body: new URLSearchParams(fields),
        signal: request.signal,
      })
      if (answer.ok) this.show(answer)
      else this.asked = null
    } catch {
      // Aborted for a newer one, or the newsroom can't be reached: the next key asks again.
      if (this.inFlight === request) this.asked = null
    } finally {
      if (this.inFlight === request) this.inFlight = null
    }
  }
}
