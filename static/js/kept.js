// What this browser keeps: a database of its own for each kind of thing, found by its id.

export function keeping(name, store) {
  const database = new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: "id" })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  // What `ask` asks of the store, once it is done.
  return async (mode, ask) => {
    const transaction = (await database).transaction(store, mode)
    const request = ask(transaction.objectStore(store))
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  }
}
