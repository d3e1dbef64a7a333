// The sheet of a story: its place leads into the text, and Enter goes on to what stands below.

import { goTo } from "./story-tabs.js"

const NEXT = { id_headline: "id_standfirst", id_standfirst: "id_dateline_place", id_dateline_place: "id_body" }

const sheet = document.querySelector(".sheet")
const leadIn = sheet?.querySelector(".lead-in")

document.addEventListener("prose-editor:ready", (event) => {
  if (event.target.id !== "id_body") return
  // The menu is made last.
  event.detail.editor.on("create", () => {
    const { activeElement: before } = document
    event.target.closest(".prose-editor").querySelector(".prose-menubar").after(leadIn)
    leadIn.classList.add("leads")
    // What is moved loses the cursor.
    if (leadIn.contains(before)) before.focus()
  })
})

sheet?.addEventListener("keydown", (event) => {
  let next = NEXT[event.target.id]
  // On a phone the standfirst stands under “More”.
  if (next === "id_standfirst" && !sheet.querySelector("#id_standfirst")) next = NEXT.id_standfirst
  if (event.key !== "Enter" || event.isComposing || !next) return
  // A list of suggestions has taken it already.
  const isTaken = event.defaultPrevented && event.target.id === "id_dateline_place"
  event.preventDefault()
  if (!isTaken) goTo(next)
})
