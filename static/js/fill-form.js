// Fills a form with fields as they were typed into one before.

// A row of links for each that was typed; the last is the empty one that others are made of.
function makeRows(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const prefix = /^(.+)-TOTAL_FORMS$/.exec(name)?.[1]
    const button = prefix && form.querySelector(`#${CSS.escape(prefix)}-group .add-row :is(a, button)`)
    const total = form.elements[name]
    for (let left = Number(value) - Number(total?.value); button && left > 0; left -= 1) button.click()
  }
}

function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value))
  select.value = value
}

export function fill(form, fields) {
  makeRows(form, fields)
  // What is chosen may add to the form.
  for (const field of [...form.elements]) {
    if (!field.name || ["file", "submit", "button"].includes(field.type) || /^_|^(?:csrf|form_|seen_|buffer_)/.test(field.name)) continue
    const value = fields[field.name]
    if (field.type === "checkbox") field.checked = value !== undefined
    else if (field.type === "radio") field.checked = field.value === value
    else if (value === undefined) continue
    else if (field.type === "select-one") choose(field, value)
    else field.value = value
    field.dispatchEvent(new Event("change", { bubbles: true }))
    // Where it is made already, the editor doesn't read its field again.
    const editor = field.parentElement.querySelector(":scope > .ProseMirror")?.editor
    if (field.matches("textarea")) editor?.commands.setContent(value, { parseOptions: { preserveWhitespace: true } })
  }
}
