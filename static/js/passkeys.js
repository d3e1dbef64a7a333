// Passkeys: has the browser make one, or show that it has it, and sends what it says as a form.

const text = (credential) => JSON.stringify(credential.toJSON())
const read = (element) => JSON.parse(element.textContent).publicKey

export const canPasskeys = () => Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON)

export async function makePasskey(element) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(read(element))
  return text(await navigator.credentials.create({ publicKey }))
}

export async function showPasskey(element) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(read(element))
  return text(await navigator.credentials.get({ publicKey }))
}

// What the browser tells apart of why there was none; all else it says in one word.
const SAID = { InvalidStateError: "known", SecurityError: "address" }

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("button[type=submit]")
  const field = form.querySelector("[name=credential]")
  const why = form.querySelector("[role=alert]")
  const act = form.dataset.passkey === "make" ? makePasskey : showPasskey
  form.hidden = !canPasskeys()
  form.addEventListener("submit", async (event) => {
    if (field.value) return
    event.preventDefault()
    why.hidden = true
    try {
      field.value = await act(document.getElementById(form.dataset.options))
    } catch (error) {
      // Refused by the person, or run out of time: the browser doesn't say which.
      why.textContent = form.dataset[SAID[error.name]] ?? form.dataset.refused
      why.hidden = false
      return
    }
    // Past what holds up a double click.
    HTMLFormElement.prototype.submit.call(button.form)
  })
}
