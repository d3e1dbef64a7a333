// A button that does something at a time says which, as the time is typed.

import { locale } from "./locale.js"

const field = document.querySelector("[data-says]")
const button = document.querySelector(".actions-bar button[type=submit]")

function say() {
  const [day, hour] = field.value.split("T")
  if (!hour) return
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-")
  const said = new Date(`${day}T00:00`).toLocaleDateString(locale, { day: "numeric", month: "short" })
  button.textContent = field.dataset.says.replace("{time}", `${day === today ? "" : `${said} `}${hour} ${field.dataset.zone}`)
}

if (field && button) {
  field.addEventListener("input", say)
  say()
}
