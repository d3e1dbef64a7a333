// Tables and videos on the clipboard, by the rules of articles/text/body_forms.py and pasted.py.

const MOST_COLUMNS = 20
const YOUTUBE =
  /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{11})(?:[/?&#]|$)/i

const spans = (cell) => ["colspan", "rowspan"].map((name) => Number(cell.getAttribute(name)) || 1)

// A table as a block with its rows, or null where it lays out a page. A cell is read by `read` into
// blocks; `write` prints running text.
export function tableOf(element, read) {
  const lines = [...element.rows]
  const inside = lines.map((row) => [...row.cells].map((cell) => ({ cell, blocks: read(cell) })))
  const rows = inside.filter((row) => row.some(({ blocks }) => blocks.length))
  const widths = rows.map((row) => row.reduce((sum, { cell }) => sum + spans(cell)[0], 0))
  const hasHead = inside[0]?.some(({ cell }) => cell.tagName === "TH")
  const isText = ({ blocks }) => blocks.every(({ tag, level }) => tag === "p" && !level)
  const isPage =
    rows.length < 2 ||
    Math.max(...widths) < 2 ||
    element.querySelector("table") ||
    !rows.every((row) => row.every(isText))
  if (!rows.length || Math.max(...widths) > MOST_COLUMNS || (isPage && !hasHead)) return null
  const html = rows.map((row, at) => row.map((each) => print(each, at ? "td" : "th")).join(""))
  const caption = element.caption?.textContent.replace(/\s+/g, " ").trim() ?? ""
  return { tag: "table", attributes: "", caption, html: html.map((row) => `<tr>${row}</tr>`).join("") }
}

const leaves = ({ children, html }) => (children ? children.flatMap(leaves) : [html])

function print({ cell, blocks }, tag) {
  const [columns, rows] = spans(cell)
  const attributes = (columns > 1 ? ` colspan="${columns}"` : "") + (rows > 1 ? ` rowspan="${rows}"` : "")
  return `<${tag}${attributes}>${blocks.flatMap(leaves).join("<br>")}</${tag}>`
}

// The address and title of a video that a page has in a frame; null for any other frame.
export function videoOf(element) {
  const found = YOUTUBE.exec(element.getAttribute("src") ?? "")
  if (!found) return null
  const address = `https://www.youtube.com/watch?v=${found[1]}`
  return { address, title: element.title.trim() || address }
}
