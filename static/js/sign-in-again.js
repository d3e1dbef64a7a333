// Signs in again over the page, when a script hears that the session is over ("signedout"), and
// says when one is there ("signedin").

import { canPasskeys, showPasskey } from "./passkeys.js"

const dialog = document.querySelector("#sign-in-again")
const cookie = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""

// A new session has a new token, and the page's forms have the old one.
export function renewForms() {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = cookie()
}

async function isSignedIn(to) {
  // Sets the cookie with the token too, where it is gone.
  const answer = await fetch(to)
  return answer.redirected
}

// What refuses, "" when nothing does, and the page of the second step, where one is asked.
async function send(to, fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: cookie() })
  const answer = await fetch(to, { method: "POST", body, redirect: "manual" })
  if (answer.type === "opaqueredirect") return { refusal: "" }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const said = page.querySelector(".errornote:not([hidden])")?.textContent.trim()
  if (page.querySelector("#second-step")) return { refusal: said ?? "", page }
  return { refusal: said || gettext("That did not work. Try again.") }
}

async function signIn(to, fields) {
  if (await isSignedIn(to)) return { refusal: "" }
  return send(to, fields)
}

if (dialog) {
  const form = dialog.querySelector("form")
  const why = dialog.querySelector(".errornote")
  const [name, password, code] = dialog.querySelectorAll("input")
  const button = form.querySelector("[type=submit]")
  const passkey = dialog.querySelector("#passkey-again")
  let step = null

  // The second step stands in the same window, with the page that asks for it behind.
  function show(page) {
    step = page
    code.parentElement.hidden = !page
    code.required = Boolean(page)
    password.parentElement.hidden = Boolean(page)
    password.required = !page
    passkey.hidden = !(page?.querySelector("#passkey-options") && canPasskeys())
    const first = page ? code : password
    first.focus()
  }

  async function go(act) {
    if (button.disabled) return
    button.disabled = true
    let answer
    try {
      answer = await act()
    } catch {
      answer = { refusal: gettext("The newsroom can’t be reached. Try again in a moment."), page: step }
    }
    button.disabled = false
    password.value = ""
    code.value = ""
    why.textContent = answer.refusal
    why.hidden = !answer.refusal
    show(answer.page ?? null)
    if (answer.refusal || answer.page) return
    renewForms()
    dialog.close()
    document.dispatchEvent(new Event("signedin"))
  }

  document.addEventListener("signedout", () => {
    if (!dialog.open) dialog.showModal()
    const first = step ? code : password
    first.focus()
  })

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const { to } = dialog.dataset
    if (step) go(() => send(to, { second_step: "code", code: code.value }))
    else go(() => signIn(to, { username: name.value, password: password.value }))
  })

  passkey.addEventListener("click", async () => {
    try {
      const credential = await showPasskey(step.querySelector("#passkey-options"))
      go(() => send(dialog.dataset.to, { second_step: "passkey", credential }))
    } catch {
      why.textContent = gettext("No passkey was used. Try again, or take another way.")
      why.hidden = false
    }
  })

  dialog.querySelector("#sign-in-later").addEventListener("click", () => dialog.close())
}
