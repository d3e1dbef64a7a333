// The signs of a text as printers set them: quotation marks, dashes, blanks that don't break.

const NBSP = "\u00a0"
const ARABIC = /\p{Script=Arabic}/u
// From one Arabic word to the next, with what stands between them.
const ARABIC_RUN = /\p{Script=Arabic}(?:[^\p{L}]*\p{Script=Arabic})*/gu
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|id|net|org|ps|info)\b\S*/giu

const MAGNITUDES = "ribu|juta|miliar|triliun|persen|thousand|million|billion|trillion|per cent|percent"
const MEASURES = "km²|km/jam|km/h|km|m²|m³|cm|mm|m|kg|mg|g|ton|ha|ml|kWh|kW|MW|GB|MB|°C|WIB|WITA|WIT|GMT|UTC"
const UNIT = new RegExp(`(?<=\\d)( )(?=(?:${MAGNITUDES}|${MEASURES})(?![\\p{L}\\p{N}]))`, "gu")
const MONEY = /(?<=(?<![\p{L}])(?:Rp|US\$|USD|IDR|EUR|SAR))( )(?=\d)/gu
const INITIAL = /(?<=(?<![\p{L}.])\p{Lu}\.)( )(?=\p{Lu})/gu
const HYPHEN = /(?<=\S )(-{1,2})(?= \S)/gu
const BEFORE_DASH = /(?<=[^\s–])( )(?=(?:–|--?) \S)/gu
// A dateline is read again by machines, as it is printed.
const DATELINE = /^[^–-]{0,80}\bMINA [-–] /u

const OPENS_AFTER = /[\s([{—–\-/“‘«\u00a0]/u
const MARKS = { '"': ["“", "”"], "'": ["‘", "’"] }

// Where nothing is touched: what was told, Arabic, addresses.
function fixedIn(text, given) {
  const fixed = new Array(text.length).fill(false)
  const fix = (from, to) => fixed.fill(true, from, to)
  for (const [from, to] of given) fix(from, to)
  for (const pattern of [ARABIC_RUN, ADDRESS]) {
    for (const { index, 0: found } of text.matchAll(pattern)) fix(index, index + found.length)
  }
  return fixed
}

const isLetter = (sign) => /[\p{L}\p{M}\p{N}]/u.test(sign)

// Which way each mark turns. Both of a pair are left alone where one stands beside Arabic.
function quotes(text, fixed) {
  const found = []
  const open = []
  const leave = (change) => {
    change.insert = null
  }
  for (let at = 0; at < text.length; at += 1) {
    const marks = MARKS[text[at]]
    if (!marks || fixed[at]) continue
    const [before, after] = [text[at - 1] ?? " ", text[at + 1] ?? " "]
    const change = { from: at, to: at + 1, insert: marks[1] }
    const isArabic = ARABIC.test(before) || ARABIC.test(after)
    const waiting = open.findLastIndex(({ sign }) => sign === text[at])
    if (text[at] === "'" && isLetter(before) && isLetter(after)) {
      // An apostrophe, as in Qur’an; but 5'10 is a measure.
      if (/\d/.test(before)) continue
    } else if (OPENS_AFTER.test(before) && !/\s/.test(after)) {
      if (text[at] === "'" && /\d\ds?\b/.test(text.slice(at + 1, at + 4))) change.insert = marks[1]
      else {
        change.insert = marks[0]
        open.push({ sign: text[at], change })
      }
    } else if (waiting >= 0) {
      const [{ change: opening }] = open.splice(waiting)
      if (isArabic || opening.isArabic) {
        leave(opening)
        leave(change)
      }
    } else if (/\d/.test(before) || /\s/.test(before)) continue
    change.isArabic = isArabic
    if (isArabic) leave(change)
    found.push(change)
  }
  return found.filter(({ insert }) => insert).map(({ from, to, insert }) => ({ from, to, insert }))
}

function replaced(text, pattern, insert) {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length, insert }))
}

// What to change in one paragraph, in order: of text [from, to) by other text. ``given`` are parts
// that are not to be touched, as links.
export function changes(text, given = []) {
  const fixed = fixedIn(text, given)
  const dateline = DATELINE.exec(text)?.[0].length ?? 0
  const found = [
    ...quotes(text, fixed),
    ...replaced(text, HYPHEN, "–"),
    ...[UNIT, MONEY, INITIAL].flatMap((pattern) => replaced(text, pattern, NBSP)),
    ...replaced(text, BEFORE_DASH, NBSP).filter(({ from }) => from >= dateline),
  ]
  const isFree = ({ from, to }) => !fixed.slice(from, to).includes(true)
  return found.filter(isFree).sort((one, other) => one.from - other.from)
}

export function tidied(text, given = []) {
  let result = ""
  let at = 0
  for (const { from, to, insert } of changes(text, given)) {
    result += text.slice(at, from) + insert
    at = to
  }
  return result + text.slice(at)
}
