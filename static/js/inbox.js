// What is opened from the inbox is read. Without this a button says so.

const form = document.querySelector("#inbox")

document.addEventListener("click", (event) => {
  const entry = event.target.closest(".inbox a")?.closest("li")
  const button = entry?.querySelector("button[value^=read]")
  if (!button) return
  // The page that it leads to takes the place of this one.
  fetch(form.action, { method: "POST", body: new FormData(form, button), keepalive: true, redirect: "manual" }).catch(() => {})
  entry.classList.remove("unread")
  for (const sign of entry.querySelectorAll(".new, button")) sign.remove()
})
