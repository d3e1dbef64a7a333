// What other programs put on the clipboard, as the body of a story may hold it. Bold, italic and
// direction are read from the clipboard's own text: the page's policy lets no parser apply a style.

import { Extension, Plugin, pm } from "django-prose-editor/editor"

import { tableOf, videoOf } from "./editor-paste-blocks.js"
import { beginsWithNote, linkedNote, straight } from "./editor-paste-links.js"

const LEAVES = { P: "p", H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" }
const CONTAINERS = { UL: "ul", OL: "ol", LI: "li", BLOCKQUOTE: "blockquote" }
const BOUNDARIES = new Set(
  ("ADDRESS ARTICLE ASIDE CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGURE FOOTER FORM HEADER " +
    "HR MAIN NAV PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR").split(" "),
)
const NO_TEXT = new Set(
  ("BUTTON CANVAS EMBED HEAD IFRAME INPUT MATH META NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG " +
    "TEMPLATE TEXTAREA TITLE VIDEO AUDIO").split(" "),
)
const COMMENT = /(?:^|\s)(?:MsoComment\w*|msocom\w*)(?:\s|$)/i
const CAPTION = /(?:^|\s)wp-caption-text(?:\s|$)/
const UNSEEN = /(?:^|\s)(?:screen-reader-text|visually-hidden|sr-only)(?:\s|$)/
const SHORTCODE =
  /\[caption\b[^\]]{0,500}\][^[]{0,2000}\[\/caption\]|\[\/?(?:caption|gallery|embed|audio|video|playlist)\b[^\]]{0,500}\]/g
const TAG = /<[a-z][^\s<>/]*(?:[^<>"']|"[^"]*"|'[^']*')*>/gi
const PASTED = "data-pasted-"
const RELATED = /^(?:baca\s+juga|also\s+read|[اإ]قر[أا]\s+[أا]يض[اًـ]{1,3})\s*[::]\s*/i
const LIST_LEVEL = /\blevel(\d)/i
const NUMBERED = /^[\s(]*(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]/i
const ARABIC = /\p{Script=Arabic}/u
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
const INVISIBLE = /^[\s\p{Cf}\u3164\u2800]*$/u
const EMOJI = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3]{1,12}$/u
const SENT_BY = /^\[[^\]\n]{6,30}\] [^:\n]{1,40}: /

const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])

function styleOf(element) {
  const style = {}
  for (const part of (element.getAttribute(`${PASTED}style`) ?? "").split(";")) {
    const colon = part.indexOf(":")
    if (colon < 0) continue
    style[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase()
  }
  return style
}

function isBold(weight, isBoldTag, before) {
  if (!weight) return before || isBoldTag
  if (weight === "inherit") return before
  return /^bold/.test(weight) || Number.parseInt(weight, 10) >= 600
}

const isItalic = (style, before) => (style ? /^(?:italic|oblique)/.test(style) : before)

// A body knows no struck text: kept, it would say what its writer took back.
const isStruck = (tag, style) =>
  tag === "S" || tag === "STRIKE" || /line-through/.test(style["text-decoration-line"] ?? style["text-decoration"] ?? "")

// Whether the ends of lines in a text are its own, as of a message in a chat; null for no word of it.
function keepsLines(tag, style) {
  const said = style["white-space"] ?? style["white-space-collapse"]
  return said ? /^(?:pre|break-spaces)/.test(said) : tag === "PRE" || null
}

// What the clipboard brought that is no text of the story, by its kind; "" if it is.
function leftOut(element, style) {
  const classes = element.getAttribute("class") ?? ""
  const part = style["mso-element"] ?? ""
  if (COMMENT.test(classes) || part.startsWith("comment")) return "comments"
  if (element.tagName === "DEL" || /(?:^|\s)msoDel/i.test(classes)) return "deleted"
  if (isStruck(element.tagName, style)) return "struck"
  if (/^(?:foot|end)note/.test(part)) return "footnotes"
  const note = linkedNote(element) || beginsWithNote(element)
  if (note) return note
  if (element.tagName === "FIGCAPTION" || CAPTION.test(classes)) return "captions"
  const hidden = element.hidden || style.display === "none" || style["mso-hide"] === "all"
  if (hidden || UNSEEN.test(classes) || NO_TEXT.has(element.tagName)) return "hidden"
  return ""
}

class Reader {
  constructor(isRightToLeft) {
    this.isRightToLeft = isRightToLeft
    this.left = { kinds: new Set(), related: [] }
    this.root = { tag: "", children: [] }
    this.open = this.root
    this.leaf = null
    this.runs = []
  }

  read(node, context) {
    if (node.nodeType === Node.TEXT_NODE) {
      this.readText(node.data, context)
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const style = styleOf(node)
    const video = node.tagName === "IFRAME" ? videoOf(node) : null
    if (video) {
      this.end()
      const html = `<a href="${escaped(video.address)}">${escaped(video.title)}</a>`
      this.open.children.push({ tag: "body-embed", attributes: "", html })
      return
    }
    const kind = leftOut(node, style)
    if (kind) {
      if (kind !== "hidden") this.left.kinds.add(kind)
      return
    }
    if (/ignore/.test(style["mso-list"] ?? "")) {
      if (this.leaf) this.leaf.isNumbered = NUMBERED.test(node.textContent)
      return
    }
    this.readElement(node, this.contextIn(node, style, context), style)
  }

  readText(text, context) {
    const lines = context.hasLines ? text.split(LINE_ENDS) : [text]
    lines.forEach((line, at) => {
      if (at) this.runs.push({ ...context, text: "\n" })
      if (line) this.runs.push({ ...context, text: line.replace(/[ \t\n\r\f]+/g, " ") })
    })
  }

  contextIn(node, style, context) {
    const tag = node.tagName
    const isHeading = context.isHeading || (tag in LEAVES && tag !== "P")
    const isBoldTag = tag === "B" || tag === "STRONG"
    const isItalicTag = tag === "I" || tag === "EM"
    const direction = (node.getAttribute("dir") || style.direction || "").toLowerCase()
    const link = tag === "A" ? straight(node.getAttribute("href") ?? "") : context.link
    return {
      bold: !isHeading && isBold(style["font-weight"], isBoldTag, context.bold),
      italic: isItalic(style["font-style"], context.italic || isItalicTag),
      // The old site linked words to their tags by itself.
      link: /^[^?#]*\/tag\//.test(link) ? "" : link,
      direction: direction || context.direction,
      language: (node.getAttribute("lang") ?? "").toLowerCase() || context.language,
      isHeading,
      hasLines: keepsLines(tag, style) ?? context.hasLines,
    }
  }

  readElement(node, context, style) {
    const tag = node.tagName
    if (tag === "BR") {
      this.runs.push({ ...context, text: "\n" })
    } else if (tag === "IMG") {
      const words = node.getAttribute("alt") ?? ""
      if (EMOJI.test(words)) this.runs.push({ ...context, text: words })
    } else if (tag in LEAVES) {
      this.end()
      const level = LIST_LEVEL.exec(style["mso-list"] ?? "")
      this.leaf = { tag: LEAVES[tag], level: level ? Number(level[1]) : 0, isNumbered: false, context }
      this.readChildren(node, context)
      this.end()
    } else if (tag in CONTAINERS) {
      this.end()
      const outer = this.open
      this.open = this.begun(node, outer) ?? { tag: CONTAINERS[tag], children: [], context }
      if (outer.children.at(-1) !== this.open) outer.children.push(this.open)
      this.readChildren(node, context)
      this.end()
      this.open = outer
    } else if (tag === "TABLE" && this.mayHold(node) && this.readTable(node, context)) {
      this.end()
    } else if (BOUNDARIES.has(tag)) {
      this.end()
      this.readChildren(node, context)
      this.end()
    } else {
      this.readChildren(node, context)
    }
  }

  // Word on the web puts each item of a list into a list of its own.
  begun(node, outer) {
    const before = outer.children.at(-1)
    const isPart = /(?:^|\s)ListContainerWrapper(?:\s|$)/.test(node.parentElement.className)
    return isPart && before?.children && before.tag === CONTAINERS[node.tagName] ? before : null
  }

  // A table stands in no list, and in no other table.
  mayHold(table) {
    return this.open === this.root && !table.parentElement.closest("table")
  }

  // False where it is none of the story's, and only what stands in it is read.
  readTable(node, context) {
    const table = tableOf(node, (cell) => {
      const reader = new Reader(this.isRightToLeft)
      reader.readChildren(cell, context)
      reader.end()
      return reader.root.children
    })
    if (!table) return false
    this.end()
    if (table.caption) table.html = `<caption>${escaped(table.caption)}</caption>${table.html}`
    this.root.children.push(table)
    return true
  }

  readChildren(node, context) {
    for (const child of node.childNodes) this.read(child, context)
  }

  // The paragraphs of the text read since the last block; two line ends part them.
  end() {
    const leaf = this.leaf ?? { tag: "p", level: 0 }
    const runs = this.withoutShortcodes(this.runs)
    this.leaf = null
    this.runs = []
    let paragraph = []
    let ends = 0
    const close = () => {
      const trimmed = trim(paragraph)
      if (trimmed.length) this.add(leaf, trimmed)
      paragraph = []
    }
    for (const run of runs) {
      if (run.text === "\n") {
        ends += 1
        if (ends === 2) close()
        else paragraph.push(run)
      } else {
        if (run.text.trim()) ends = 0
        paragraph.push(run)
      }
    }
    close()
  }

  withoutShortcodes(runs) {
    const text = runs.map((run) => run.text).join("")
    const gone = new Set()
    for (const { 0: code, index } of text.matchAll(SHORTCODE)) {
      if (code.includes("[/caption]")) this.left.kinds.add("captions")
      for (let at = index; at < index + code.length; at += 1) gone.add(at)
    }
    if (!gone.size) return runs
    let start = 0
    return runs.map((run) => {
      const kept = run.text.split("").filter((_, at) => !gone.has(start + at))
      start += run.text.length
      return { ...run, text: kept.join("") }
    })
  }

  add(leaf, runs) {
    const words = runs.map((run) => run.text).join("")
    const related = RELATED.exec(words)
    if (related) {
      this.left.related.push(words.slice(related[0].length).trim())
      return
    }
    const context = leaf.context ?? runs[0]
    const block = { tag: leaf.tag, level: leaf.level, isNumbered: leaf.isNumbered }
    block.attributes = this.directionOf(context, runs, words)
    block.html = inline(runs)
    this.open.children.push(block)
  }

  directionOf(context, runs, words) {
    const direction = context.direction || runs[0].direction
    if (direction === "rtl") {
      const inArabic = runs.every((run) => !run.text.trim() || /^ar\b/.test(run.language || "ar"))
      const isSaid = /^ar\b/.test(context.language ?? "") || runs.some((run) => /^ar\b/.test(run.language ?? ""))
      return ARABIC.test(words) && inArabic && isSaid ? ' lang="ar" dir="rtl"' : ' dir="rtl"'
    }
    return direction === "ltr" && this.isRightToLeft && !ARABIC.test(words) ? ' dir="ltr"' : ""
  }
}

function trim(runs) {
  const kept = runs.filter((run) => run.text)
  const blank = (run) => INVISIBLE.test(run.text)
  while (kept.length && blank(kept[0])) kept.shift()
  while (kept.length && blank(kept.at(-1))) kept.pop()
  if (kept.length) {
    kept[0] = { ...kept[0], text: kept[0].text.trimStart() }
    kept[kept.length - 1] = { ...kept.at(-1), text: kept.at(-1).text.trimEnd() }
  }
  return kept
}

function inline(runs) {
  return runs
    .map(({ text, bold, italic, link }) => {
      let html = text === "\n" ? "<br>" : escaped(text)
      if (italic) html = `<em>${html}</em>`
      if (bold) html = `<strong>${html}</strong>`
      return link ? `<a href="${escaped(link)}">${html}</a>` : html
    })
    .join("")
}

// Word's lists are paragraphs that name their level.
function withLists(children) {
  const made = []
  let lists = []
  for (const child of children) {
    if (!child.level) {
      lists = []
      made.push(child)
      continue
    }
    const tag = child.isNumbered ? "ol" : "ul"
    lists = lists.filter((list) => list.level < child.level || (list.level === child.level && list.tag === tag))
    if (lists.at(-1)?.level !== child.level) {
      const list = { tag, level: child.level, children: [] }
      const outer = lists.at(-1)?.children.at(-1).children ?? made
      outer.push(list)
      lists.push(list)
    }
    lists.at(-1).children.push({ tag: "li", attributes: child.attributes, children: [{ ...child, level: 0 }] })
  }
  return made
}

function print(block) {
  if (!block.children) return `<${block.tag}${block.attributes}>${block.html}</${block.tag}>`
  const inside = withLists(block.children).map(print).join("")
  if (!block.tag || !inside) return inside
  return `<${block.tag}${block.attributes ?? ""}>${inside}</${block.tag}>`
}

// The HTML of a clipboard as the editor may take it, and what was left out of it.
function cleaned(html, isRightToLeft) {
  // Under another name an attribute is read, and no policy is asked whether it may be applied.
  const renamed = html
    .replace(/<(\/?)style\b/gi, "<$1template")
    .replace(TAG, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, `$1${PASTED}$2`))
  const parsed = new DOMParser().parseFromString(renamed, "text/html")
  const reader = new Reader(isRightToLeft)
  reader.read(parsed.body, { bold: false, italic: false, link: "", direction: "", language: "" })
  reader.end()
  return { html: print(reader.root), left: reader.left }
}

const STARS = /(?<=^|[\s\p{P}<>])\*(?=\S)([^*\n]*[^\s*])\*(?=$|[\s\p{P}<>])/gu
const LOWLINES = /(?<=^|[\s\p{P}<>])_(?=\S)([^_\n]*[^\s_])_(?=$|[\s\p{P}<>])/gu

// Plain text, a paragraph a line; *bold* and _italic_ as telephones write them.
function fromText(text) {
  return text
    .split(LINE_ENDS)
    .map((line) => line.replace(SENT_BY, ""))
    .filter((line) => !INVISIBLE.test(line))
    .map((line) => escaped(line))
    .map((html) => html.replace(STARS, "<strong>$1</strong>").replace(LOWLINES, "<em>$1</em>"))
    .map((html) => `<p>${html}</p>`)
    .join("")
}

export const Clipboard = Extension.create({
  name: "clipboardRules",

  addOptions() {
    return { said: {} }
  },

  addProseMirrorPlugins() {
    const { DOMParser: Parser, Slice } = pm.model
    const isRightToLeft = (view) => getComputedStyle(view.dom).direction === "rtl"
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html, view) => {
            // Its own it reads by its own rules.
            if (html.includes("data-pm-slice")) return html
            const { html: kept, left } = cleaned(html, isRightToLeft(view))
            this.storage.say(left)
            return kept
          },
          clipboardTextParser: (text, $context) => {
            const element = document.createElement("div")
            element.innerHTML = fromText(text)
            const parser = Parser.fromSchema(this.editor.schema)
            return parser.parseSlice(element, { preserveWhitespace: true, context: $context })
          },
          transformPasted: (slice, view) => {
            const { lang, dir } = slice.content.firstChild?.attrs ?? {}
            const into = view.state.selection.$from.parent.attrs
            if (slice.openStart !== 1 || !(lang || dir) || into.dir === dir) return slice
            // Open at its start it would flow into a paragraph of another direction.
            return new Slice(slice.content, 0, slice.openEnd)
          },
        },
      }),
    ]
  },

  addStorage() {
    return { say: () => {} }
  },

  onCreate() {
    const { said } = this.options
    const note = document.createElement("p")
    note.className = "paste-note help"
    note.setAttribute("role", "status")
    this.editor.options.element.append(note)
    this.storage.say = ({ kinds, related }) => {
      const parts = [...kinds].map((kind) => said[kind])
      parts.push(...related.map((title) => `${said.related} ${title}`))
      note.textContent = parts.length ? `${said.left} ${parts.join("; ")}` : ""
    }
  },
})
