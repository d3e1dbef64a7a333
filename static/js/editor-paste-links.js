// Links on the clipboard that lead round about, or to notes and comments of the same text.

const COMMENT = /^#(?:cmnt|_cmnt|_msocom)/i
const FOOTNOTE = /^#(?:_?ftn|_edn|sdfootnote|sdendnote|cite_note|cite_ref)/i
const BACK = /^#(?:cmnt_ref|_msoanchor|_?ftn(?:t_)?ref|_ednref|sd(?:foot|end)note\d+anc|cite_ref)/i

// Servers that count who follows a link, and under which name they have where it leads.
const COUNTERS = [
  [/(?:^|\.)google(?:\.[a-z]{2,3}){1,2}$/, "/url", ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
  [/^lm?\.facebook\.com$/, "/l.php", ["u"]],
]

const kindOf = (address) =>
  COMMENT.test(address) ? "comments" : FOOTNOTE.test(address) ? "footnotes" : ""

const addressOf = (element) => element?.getAttribute("href") ?? ""

// The kind of a mark that leads to a note or a comment, or back from it; "" for any other element.
export const linkedNote = (element) => (element.tagName === "A" ? kindOf(addressOf(element)) : "")

// The kind of the note or comment that a block is, for it begins by leading back to its place.
export function beginsWithNote(element) {
  const isBlock = element.tagName === "P" || element.tagName === "DIV"
  const first = isBlock ? element.firstElementChild : null
  const link = first?.tagName === "SUP" || first?.tagName === "SPAN" ? first.firstElementChild : first
  if (link?.tagName !== "A" || !BACK.test(addressOf(link))) return ""
  const begins = element.textContent.trimStart().startsWith(link.textContent.trim())
  return begins ? kindOf(addressOf(link)) : ""
}

// Where a link leads in the end; "" for a place in the text that it was copied from.
export function straight(address) {
  if (address.startsWith("#")) return ""
  if (!URL.canParse(address)) return address
  const { hostname, pathname, searchParams } = new URL(address)
  const counter = COUNTERS.find(([host, path]) => host.test(hostname) && pathname === path)
  const led = counter?.[2].map((name) => searchParams.get(name)).find(Boolean)
  return led && /^https?:\/\//i.test(led) ? led : address
}
