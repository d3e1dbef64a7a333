// A chooser of the admin is called by its label: its own script names it by what is chosen alone.
// No module, so that it stands ready before the page has loaded.

{
  const name = (select) => {
    const selection = select.parentElement.querySelector(".select2-selection[role=combobox]")
    const [label] = select.labels ?? []
    if (!selection || !label) return
    label.id ||= `${select.id}-label`
    const chosen = selection.querySelector(".select2-selection__rendered")
    selection.setAttribute("aria-labelledby", `${label.id} ${chosen?.id ?? ""}`.trim())
    // It says that it is a field, and while nothing is chosen it has no word of its own.
    chosen?.setAttribute("aria-labelledby", label.id)
  }

  const nameAll = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) name(select)
  }

  // After the admin's scripts, which begin when the page is there.
  window.addEventListener("load", () => {
    nameAll(document)
    setTimeout(() => nameAll(document))
    // Rows that are added have choosers too.
    document.addEventListener("formset:added", (event) => {
      setTimeout(() => nameAll(event.target))
    })
  })
}
