// What the editor asks in a dialog. It stands outside the story's form, which is told of nothing
// that is typed here.

import { crel } from "./editor-elements.js"

const control = ({ name, kind, ...given }, id) => {
  const attributes = { id, name, value: "", ...given }
  return kind === "lines" ? crel("textarea", { rows: 3, ...attributes }) : crel("input", attributes)
}

// A dialog named by its title, in it what is given and the buttons. Its `accept` closes it with an
// answer; what the promise gives is null where it was closed without one.
export function open({ title, words, inside }) {
  return new Promise((resolve) => {
    let answer = null
    const heading = crel("h2", { id: "editor-dialog", textContent: title })
    const cancel = crel("button", { type: "button", className: "button", textContent: words.cancel })
    const form = crel("form", { method: "dialog" })
    const dialog = crel("dialog", { className: "editor-dialog", "aria-labelledby": heading.id }, [form])
    const accept = (given) => {
      answer = given
      dialog.close()
    }
    form.append(heading, ...inside({ form, accept }), crel("p", { className: "dialog-buttons" }, [cancel]))
    form.querySelector(".dialog-buttons").prepend(...form.querySelectorAll("button.accept"))
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

// Asks for values by their names. A field may say in `check` what is wrong with its value.
export const ask = ({ title, words, fields, values = {} }) =>
  open({
    title,
    words,
    inside({ form, accept }) {
      const controls = fields.map(({ label, help, check, ...field }, number) => {
        const id = `editor-dialog-${number}`
        const typed = control(field, id)
        if (values[field.name]) typed.value = values[field.name]
        typed.addEventListener("input", () => typed.setCustomValidity(""))
        const parts = [crel("label", { htmlFor: id, textContent: label }), typed]
        if (help) {
          parts.push(crel("span", { id: `${id}-help`, className: "help", textContent: help }))
          typed.setAttribute("aria-describedby", `${id}-help`)
        }
        return { box: crel("p", {}, parts), typed, check }
      })
      form.addEventListener("submit", (event) => {
        event.preventDefault()
        for (const { typed, check } of controls) typed.setCustomValidity(check?.(typed.value) ?? "")
        if (!form.reportValidity()) return
        accept(Object.fromEntries(controls.map(({ typed }) => [typed.name, typed.value.trim()])))
      })
      const submit = crel("button", { className: "button default accept", textContent: words.accept })
      return [...controls.map(({ box }) => box), submit]
    },
  })
