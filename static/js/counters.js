// Counts what is written, and holds the headline against the places where it has to fit.

import { locale } from "./locale.js"

const PAUSE = 400
// As the site's pages say it (articles/text/counts.py).
const WORDS_A_MINUTE = 200
// docs/decisions/headline-lengths.md says how they were measured.
const FITS = {
  id: { home: 50, card: 92, search: 54 },
  en: { home: 56, card: 98, search: 58 },
  ar: { home: 72, card: 86, search: 58 },
}

const form = document.querySelector("#story_form")
const headline = document.querySelector("#id_headline")
const gauges = document.querySelectorAll(".gauges li")
const counts = document.querySelector(".counts")
const number = (value) => value.toLocaleString(locale)

const segmenters = new Map()

function segmenter(language, granularity) {
  const name = `${language} ${granularity}`
  if (!segmenters.has(name)) segmenters.set(name, new Intl.Segmenter(language, { granularity }))
  return segmenters.get(name)
}

export function signs(text, language) {
  return [...segmenter(language, "grapheme").segment(text)].length
}

export function words(text, language) {
  let found = 0
  for (const { isWordLike } of segmenter(language, "word").segment(text)) found += isWordLike ? 1 : 0
  return found
}

// Most paragraphs are what they were at the keystroke before.
let known = new Map()

function countAll(texts, language) {
  const now = new Map()
  const total = { words: 0, signs: 0 }
  for (const text of texts) {
    const key = `${language} ${text}`
    const count = known.get(key) ?? { words: words(text, language), signs: signs(text, language) }
    now.set(key, count)
    total.words += count.words
    total.signs += count.signs
  }
  known = now
  return total
}

function paragraphs() {
  const found = []
  document.querySelector(".field-body .ProseMirror")?.editor?.state.doc.descendants((node) => {
    if (node.isTextblock) found.push(node.textBetween(0, node.content.size, " ", " "))
  })
  return found
}

function showCounts(language) {
  const total = countAll(paragraphs(), language)
  const told = {
    words: number(total.words),
    signs: number(total.signs),
    minutes: number(Math.max(1, Math.ceil(total.words / WORDS_A_MINUTE))),
  }
  counts.textContent = total.words
    ? interpolate(gettext("Words: %(words)s · Characters: %(signs)s · Reading time: %(minutes)s min"), told, true)
    : ""
}

function showGauge(gauge, length, most) {
  const over = length - most
  const meter = gauge.querySelector("meter")
  meter.max = most
  meter.value = Math.min(length, most)
  gauge.classList.toggle("over", over > 0)
  const told = { length: number(length), most: number(most), over: number(over) }
  const said = over > 0 ? gettext("%(over)s too many") : gettext("%(length)s of %(most)s")
  gauge.querySelector(".said").textContent = interpolate(said, told, true)
}

function show() {
  const language = headline.lang in FITS ? headline.lang : "id"
  const length = signs(headline.value.trim(), language)
  for (const gauge of gauges) showGauge(gauge, length, FITS[language][gauge.dataset.place])
  showCounts(language)
}

// Not before the keystroke itself is on the screen.
let asked = null

function soon() {
  clearTimeout(asked)
  asked = setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(show), PAUSE)
}

// Missing in old browsers, which then show nothing.
if (headline && counts && Intl.Segmenter) {
  for (const gauge of gauges) gauge.parentElement.hidden = false
  for (const name of ["input", "change"]) form.addEventListener(name, soon)
  soon()
}
