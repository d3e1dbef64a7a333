// What is typed and not saved, as records: in this browser, and what the server says of them.

import { keeping } from "./kept.js"

const ANSWERING = 10_000

// Without HTTPS crypto.randomUUID is missing.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

export const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? ""

// This browser: a record for each page whose text the server does not have, or is to be filed.

const inBrowser = keeping("newsroom", "typed")

export const all = () => inBrowser("readonly", (records) => records.getAll())

export const put = (record) => inBrowser("readwrite", (records) => records.put(record))

// Not what was typed on meanwhile.
export const remove = (record) =>
  inBrowser("readwrite", (records) => {
    const asked = records.get(record.id)
    asked.onsuccess = () => asked.result?.token === record.token && records.delete(record.id)
    return asked
  })

// The server.

export const NOTHING = 0
export const SIGNED_OUT = 401
export const CONFLICT = 409

export async function send(record, options = {}) {
  const { page, version, fields, token: name, after, address } = record
  const told = { by: record.by, page, version, fields, token: name, after, is_left: record.isLeft }
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(told),
      signal: AbortSignal.timeout(ANSWERING),
      ...options,
    })
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      return { status: answer.status, ...(await answer.json()) }
    }
    // In words for people: a page about the form's token, or about an error.
    return { status: [403, CONFLICT].includes(answer.status) ? SIGNED_OUT : NOTHING }
  } catch {
    return { status: NOTHING }
  }
}

export const isEmpty = ({ status, fields }) => status === CONFLICT && !Object.keys(fields).length
// What was saved is what was typed, and nothing since.
export const isSaved = (answer, record) => isEmpty(answer) && answer.is_saved && !record.isLater
export const isRefused = ({ status }) => status >= 400 && ![SIGNED_OUT, CONFLICT].includes(status)


// The server is to have what a page left behind, also where it was dropped and this typed since.
export async function leave(record) {
  const answer = await send(record)
  return isEmpty(answer) && !isSaved(answer, record) ? send({ ...record, after: [answer.token] }) : answer
}
