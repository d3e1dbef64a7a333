// Copies the wire text of an item, which counts as taking it.

const form = document.querySelector("#portal-text")
const button = document.querySelector("#portal-copy")
const said = document.querySelector("#portal-copied")

if (form && navigator.clipboard) {
  button.hidden = false
  button.addEventListener("click", async () => {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" })
      if (!answer.ok) throw new Error(answer.status)
      await navigator.clipboard.writeText(await answer.text())
      said.textContent = button.dataset.done
    } catch {
      said.textContent = button.dataset.failed
    }
  })
}
