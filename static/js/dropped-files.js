// Files that are dropped anywhere on the page, which would be opened in the place of it.

// Gives ``take`` what nobody else has taken; ``place`` shows meanwhile that it would be.
export function takeDropped(place, take) {
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return
      place.classList.toggle("is-over", name === "dragover")
      if (event.defaultPrevented || name === "dragleave") return
      event.preventDefault()
      if (name === "drop") take([...event.dataTransfer.files])
    })
  }
}
