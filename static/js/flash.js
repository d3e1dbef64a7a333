// The button says the code under which a flash goes out; without this it says only that it does.

const button = document.querySelector("#send-flash")

function say() {
  const kind = document.querySelector("[name=kind]:checked")?.value
  const { code } = button.dataset
  button.querySelector("span").textContent = code && kind ? ` (${kind}/${code})` : ""
}

button.form.addEventListener("change", say)
say()
