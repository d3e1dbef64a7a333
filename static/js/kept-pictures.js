// The files of pictures that were chosen and that the newsroom does not have yet: each is kept in
// this browser, under the form that it was chosen in, until it is taken or left.

import { keeping } from "./kept.js"
import { uuid } from "./typed.js"

const KEPT = 30 * 86_400_000

const inBrowser = keeping("newsroom-pictures", "files")

async function forget() {
  const all = await inBrowser("readonly", (files) => files.getAll())
  for (const { id, at } of all) if (Date.now() - at > KEPT) await dropPicture(id)
}

// Whether it is kept. `form` is the id of the form by which a story that is there gets it. Its bytes
// are kept, for WebKit keeps no files in a private window.
export async function keepPicture({ id, by, file, take, most }) {
  try {
    await forget()
    const { name, type } = file
    const record = { id, by, bytes: await file.arrayBuffer(), name, type, take, most, form: uuid(), at: Date.now() }
    await inBrowser("readwrite", (files) => files.put(record))
    return true
  } catch {
    return false
  }
}

export async function keptPicture(id, by) {
  try {
    const found = await inBrowser("readonly", (files) => files.get(id))
    return found?.by === by ? { ...found, file: new File([found.bytes], found.name, { type: found.type }) } : null
  } catch {
    return null
  }
}

export const dropPicture = (id) => inBrowser("readwrite", (files) => files.delete(id)).catch(() => {})
