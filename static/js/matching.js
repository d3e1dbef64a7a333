// Finds words in a text without regard to case, and if wanted without regard to the marks that
// Arabic and Latin letters carry.

const MARKS = /[\p{M}\u0640]/u
const ALIKE = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " " }

// The text as it is compared, and where in the text each of its signs stands.
function folded(text, isLoose) {
  let compared = ""
  const places = []
  let at = 0
  for (const sign of text) {
    const plain = isLoose ? sign.normalize("NFD") : sign
    for (const part of plain) {
      if (isLoose && MARKS.test(part)) continue
      const same = ((isLoose && ALIKE[part]) || part).toLowerCase()
      compared += same
      for (let left = same.length; left; left -= 1) places.push(at)
    }
    at += sign.length
  }
  places.push(at)
  return { compared, places }
}

// Each place of ``wanted`` in the text, as [from, to).
export function find(text, wanted, { isLoose = false } = {}) {
  const sought = folded(wanted, isLoose).compared
  if (!sought) return []
  const { compared, places } = folded(text, isLoose)
  const found = []
  for (let at = compared.indexOf(sought); at >= 0; at = compared.indexOf(sought, at + sought.length)) {
    let end = places[at + sought.length]
    // Marks that follow belong to the last letter, unless what is compared has them.
    if (!isLoose && MARKS.test(text[end] ?? "")) continue
    if (isLoose) while (end < text.length && MARKS.test(text[end])) end += 1
    found.push([places[at], end])
  }
  return found
}
