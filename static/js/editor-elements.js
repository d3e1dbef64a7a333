// Elements made in one expression: properties, and attributes where a name has a hyphen.

export function crel(tag, given = {}, children = []) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children)
  return element
}

export function button(label, run, className = "") {
  const made = crel("button", { type: "button", className, textContent: label })
  made.addEventListener("click", run)
  return made
}
