// Says what came on an open list, and shows it by a press, or by itself once nobody has been at it
// for a while and the top is in sight. Nothing moves under a finger.

const EVERY = 3_000
const LONGEST_PAUSE = 160_000
const ANSWERING = 15_000
const RESTS = 30_000
const AT_IT = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "scroll"]

const news = document.querySelector("#portal-news")
const [said, button] = [news.querySelector("span"), news.querySelector("button")]

let lastAtIt = Date.now()
let pause = EVERY
let timer = null

const isAtIt = () => Date.now() - lastAtIt < RESTS || scrollY > 80

function say(words, canShow) {
  if (said.textContent !== words) said.textContent = words
  button.hidden = !canShow
  news.hidden = false
}

async function get(address) {
  const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(ANSWERING) })
  if (answer.type === "opaqueredirect") {
    say(news.dataset.signedOut, false)
    return null
  }
  if (!answer.ok) throw new Error(answer.status)
  return answer
}

async function look() {
  clearTimeout(timer)
  try {
    const answer = await get(news.dataset.address)
    if (!answer) return
    const { words } = await answer.json()
    pause = EVERY
    if (!words) news.hidden = true
    else if (isAtIt()) say(words, true)
    else await show()
  } catch {
    pause = Math.min(2 * pause, LONGEST_PAUSE)
    say(news.dataset.away, false)
  }
  if (!document.hidden) timer = setTimeout(look, pause)
}

async function show() {
  const answer = await get(location.href)
  if (!answer) return
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html")
  const focused = document.activeElement?.closest(".portal-row")?.id
  document.querySelector("#portal-list").replaceWith(fresh.querySelector("#portal-list"))
  if (focused) document.getElementById(focused)?.querySelector("a").focus({ preventScroll: true })
  news.dataset.address = fresh.querySelector("#portal-news").dataset.address
  news.hidden = true
}

for (const name of AT_IT) {
  addEventListener(name, () => { lastAtIt = Date.now() }, { passive: true, capture: true })
}
button.addEventListener("click", async () => {
  await show().catch(() => {})
  document.querySelector("#portal-list a")?.focus({ preventScroll: true })
  scrollTo(0, 0)
})
document.addEventListener("visibilitychange", () => document.hidden || look())
addEventListener("online", look)
timer = setTimeout(look, EVERY)
