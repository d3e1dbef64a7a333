// Files a new story that was finished without network, once the network is there: by the same
// post as its page sends, which the server carries out once however often it comes.

import { dropPicture, keptPicture } from "./kept-pictures.js"
import { request, why as whyNot } from "./picture-upload.js"
import { NOTHING, SIGNED_OUT, all, leave, remove, send, token } from "./typed.js"

const FILING = 60_000

const SAVE = { name: "_save", value: "1" }

export const LATER = { is: "later" }
const AWAY = { is: "signed out" }

async function post({ page, by, after, token: name, fields, filing }, seen = 0) {
  const body = new FormData()
  const own = { csrfmiddlewaretoken: token(), form_id: page, form_by: by, seen_version: seen, buffer_tokens: [...after, name] }
  for (const each of Object.entries({ ...fields, ...own, [filing.name]: filing.value })) body.append(...each)
  return fetch(filing.to, { method: "POST", body, signal: AbortSignal.timeout(FILING) })
}

const reasons = (page, selector) => [...page.querySelectorAll(selector)].map((each) => each.textContent.trim())

// What is asked before a story goes its way: it is in the newsroom, and waits for the answer.
const questions = (page) => reasons(page, "#asked li a")

// What a page says is wrong with the form that it was sent.
function whyIn(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  const said = reasons(page, ".errorlist li, main .reason")
  return said.length ? [...new Set(said)] : [page.querySelector("h1")?.textContent.trim() ?? ""]
}

async function isWaiting(record) {
  return (await all()).some(({ id, filing }) => id === record.id && filing)
}

async function asked(record) {
  try {
    const answer = await post(record)
    if (answer.status >= 500) return LATER
    const html = await answer.text()
    if (!answer.redirected) return { why: whyIn(html) }
    return { why: null, open: questions(new DOMParser().parseFromString(html, "text/html")) }
  } catch {
    return LATER
  }
}

const taken = ({ take, file }) =>
  new Promise((resolve) => {
    request(take, file, {}, { onprogress() {}, onload: (status, answer) => resolve({ status, answer }) })
  })

// The picture goes after its text, and then the button that was pressed: a story that was handed in
// takes none any more. Each is asked by an id of its own, so it is done once however often it is.
async function withPicture(record, story, picture) {
  const { status, answer } = await taken(picture)
  if (status === SIGNED_OUT) return AWAY
  if (status === 0 || status >= 500) return LATER
  if (status !== 200 || !answer) return { is: "half", story, why: [whyNot(status, answer, picture.file, picture.most)] }
  const fields = { ...record.fields, picture: answer.key }
  const press = (filing) =>
    post({ ...record, page: picture.form, fields, filing: { ...filing, to: story } }, 1)
  try {
    const done = await press(record.filing)
    if (done.status >= 500) return LATER
    const html = await done.text()
    const page = new DOMParser().parseFromString(html, "text/html")
    if (!done.redirected && record.filing.name !== SAVE.name) await press(SAVE)
    const why = done.redirected ? [...reasons(page, ".messagelist .error"), ...questions(page)] : whyIn(html)
    return why.length ? { is: "half", story, why } : { is: "filed", story }
  } catch {
    return LATER
  }
}

async function filed(record) {
  const picture = await keptPicture(record.page, record.by)
  const first = picture ? { ...record, filing: { ...record.filing, ...SAVE } } : record
  // Another page has filed it meanwhile.
  const answer = (await isWaiting(record)) ? await asked(first) : { why: null, open: [] }
  if (answer === LATER) return LATER
  const { why, open } = answer
  const told = await (why ? leave({ ...record, isLeft: false }) : send({ ...record, isLeft: true }))
  if (told.status === SIGNED_OUT) return AWAY
  if (why && told.status !== NOTHING) return { is: "refused", why, isKept: told.status === 200 }
  if (!told.is_saved) return LATER
  const alone = open?.length ? { is: "half", why: open, story: told.story } : { is: "filed", story: told.story }
  const outcome = picture ? await withPicture(record, told.story, picture) : alone
  if (picture && outcome.story) await dropPicture(picture.id)
  return outcome
}

// What becomes of a record that waits: "filed", "refused" and why, "signed out", or "later"; "half"
// and why where the text is filed and its picture, or the handing in, is refused.
export const file = (record) => navigator.locks?.request(`file ${record.page}`, () => filed(record)) ?? filed(record)

function element(name, words = "", given = {}) {
  const made = Object.assign(document.createElement(name), given)
  made.textContent = words
  return made
}

const way = (words, href) => element("a", words, { href, className: "button" })

function heading(record, outcome) {
  const story = { headline: record.fields.headline || gettext("Without a headline"), button: record.filing.words }
  const words = {
    filed: gettext("Sent, now that the network is there: “%(headline)s”"),
    half: gettext("The text is in the newsroom, and not all is done: “%(headline)s”"),
    refused: gettext("Not taken by the newsroom, and not lost: “%(headline)s”"),
    later: gettext("Waits for the network, and is then sent with “%(button)s”: “%(headline)s”"),
  }
  words["signed out"] = gettext("Waits until you sign in: “%(headline)s”")
  return interpolate(words[outcome.is], story, true)
}

// Says on a page how it stands with a record. ``write`` is for the page that has its form.
export function saysFiling(place, record, outcome, write) {
  const section = element("section", "", { className: "notice stale here filing" })
  section.dataset.record = record.id
  section.append(element("h2", heading(record, outcome), { dir: "auto", tabIndex: -1 }))
  if (outcome.why) {
    const list = element("ul")
    list.append(...outcome.why.map((words) => element("li", words)))
    section.append(list)
  }
  const ways = element("p", "", { className: "choices" })
  if (outcome.story) ways.append(way(gettext("Open it"), outcome.story))
  if (outcome.is === "refused" && outcome.isKept && !write) ways.append(openKept(record))
  if (outcome.is === "later" && write) ways.append(goOn(section, write))
  if (write && outcome.is !== "refused") ways.append(way(gettext("Write another story"), record.filing.to))
  if (ways.children.length) section.append(ways)
  place.querySelector(`[data-record="${record.id}"]`)?.remove()
  place.prepend(section)
  if (write) section.firstChild.focus()
}

function goOn(section, write) {
  const button = element("button", gettext("Go on writing"), { type: "button", className: "button" })
  button.addEventListener("click", () => {
    section.remove()
    write()
  })
  return button
}

// The server keeps it by now, and its page is filled with it.
function openKept(record) {
  const button = element("button", gettext("Open it"), { type: "button", className: "button go" })
  button.addEventListener("click", async () => {
    await remove(record)
    location.assign(`${record.filing.to}?take=${record.page}`)
  })
  return button
}
