// On a phone: the story and its print a swipe apart, what is needed less often under “More”, and the
// editor's buttons above the keyboard.

const NARROW = matchMedia("(max-width: 63.99rem)")

const bench = document.querySelector(".workbench")
const form = document.querySelector("#story_form")
const panes = { write: bench?.querySelector("#write"), print: bench?.querySelector("#beside") }
const pressed = [...document.querySelectorAll(".pane-switch button")]
const moved = [...document.querySelectorAll("[data-narrow-to]")]
const more = document.querySelector(".more-fields")
const scrolled = { write: 0, print: 0 }
const isWrong = (element) => Boolean(element?.querySelector(".errorlist"))
const behaviour = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth")

// Where a thing stands on a wide screen.
const homes = new Map(moved.map((each) => [each, document.createComment("")]))
for (const [each, home] of homes) each.before(home)

function move() {
  for (const [each, home] of homes) {
    const to = NARROW.matches && document.querySelector(each.dataset.narrowTo)
    if (to) to.append(each)
    else home.after(each)
  }
  if (more) more.open = !NARROW.matches || isWrong(more)
}

// The pane that is not seen is as long as the screen, so that the seen one has the page's length.
function settle(name) {
  const isNew = bench.dataset.at !== name
  if (isNew && bench.dataset.at) scrolled[bench.dataset.at] = scrollY
  bench.dataset.at = name
  for (const [each, pane] of Object.entries(panes)) pane.inert = NARROW.matches && each !== name
  for (const button of pressed) button.setAttribute("aria-pressed", String(button.value === name))
  if (!isNew) return
  if (NARROW.matches) scrollTo({ top: scrolled[name], behavior: "instant" })
  if (name === "print") panes.print.querySelector("#print")?.dispatchEvent(new Event("shown"))
}

function go(name, behavior = behaviour()) {
  if (!NARROW.matches) return
  // Sideways alone: the way down is each pane's own.
  const way = panes[name].getBoundingClientRect().left - panes.write.getBoundingClientRect().left
  bench.scrollTo({ left: way, behavior })
  settle(name)
}

function look() {
  const middle = bench.getBoundingClientRect().left + bench.clientWidth / 2
  const seen = Object.entries(panes).find(([, pane]) => {
    const { left, right } = pane.getBoundingClientRect()
    return left <= middle && middle < right
  })
  if (seen && seen[0] !== bench.dataset.at) settle(seen[0])
}

function begin() {
  move()
  bench.classList.toggle("swipes", NARROW.matches)
  const first = bench.dataset.opens === "print" && !isWrong(form) ? "print" : "write"
  settle(bench.dataset.at ?? first)
  go(bench.dataset.at, "instant")
}

// What stands above the way back scrolls away, but for a little room.
function stick() {
  const line = document.querySelector(".top-line")
  line.style.insetBlockStart = NARROW.matches ? `calc(0.25rem - ${line.querySelector(".back").offsetTop}px)` : ""
}

// How high above the screen's end the editor's buttons stand: on the keyboard, or on the bar.
function raise() {
  const { height, offsetTop } = visualViewport
  const keyboard = Math.max(0, innerHeight - height - offsetTop)
  const bar = document.querySelector(".actions-bar").offsetHeight
  form.style.setProperty("--above", `${Math.max(keyboard, bar)}px`)
}

if (bench) {
  for (const button of pressed) button.addEventListener("click", () => go(button.value))
  bench.addEventListener("scroll", look, { passive: true })
  // A field that is to be seen brings its pane along.
  document.addEventListener("revealed", (event) => {
    const found = Object.entries(panes).find(([, pane]) => pane.contains(event.target))
    if (found) go(found[0], "instant")
  })
  for (const name of ["resize", "scroll"]) visualViewport.addEventListener(name, raise)
  NARROW.addEventListener("change", begin)
  begin()
  raise()
  new ResizeObserver(stick).observe(document.querySelector(".top-line"))
}
