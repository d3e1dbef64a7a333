// Marks a picture's focal point by pointer or arrow keys and shows what each crop makes of it.
// The two number fields hold the point; without this script they are typed into.

const whole = document.querySelector(".focal-point")
const fields = ["x", "y"].map((axis) => document.querySelector(`#id_focal_${axis}`))

// A crop is as large as the picture allows, with the point as near its middle as its edges let it.
function position(point, ratio, width, height) {
  const scale = Math.min(width / ratio, height)
  const sizes = [scale * ratio, scale]
  return [width, height].map((side, axis) => {
    const free = side - sizes[axis]
    if (free < 1) return "50%"
    const start = (point[axis] / 100) * side - sizes[axis] / 2
    return `${(Math.min(Math.max(start, 0), free) / free) * 100}%`
  })
}

function build(picture, [x, y]) {
  const width = Number(picture.getAttribute("width"))
  const height = Number(picture.getAttribute("height"))
  const mark = document.createElement("button")
  mark.type = "button"
  mark.className = "focal-mark"
  mark.setAttribute("aria-label", whole.dataset.label)
  const frame = document.createElement("div")
  frame.className = "focal-frame"
  picture.replaceWith(frame)
  frame.append(picture, mark)

  const previews = document.createElement("div")
  previews.className = "focal-previews"
  const crops = whole.dataset.ratios.split(" ").map((ratio) => {
    const crop = document.createElement("img")
    crop.src = picture.src
    crop.alt = ""
    crop.style.aspectRatio = ratio
    previews.append(crop)
    return { crop, ratio: Number(ratio) }
  })
  whole.append(previews)

  const show = () => {
    const point = [x, y].map((field) => Math.min(Math.max(Number(field.value), 0), 100))
    mark.style.left = `${point[0]}%`
    mark.style.top = `${point[1]}%`
    for (const { crop, ratio } of crops) {
      crop.style.objectPosition = position(point, ratio, width, height).join(" ")
    }
  }
  const set = (...point) => {
    point.forEach((part, axis) => {
      ;[x, y][axis].value = Math.round(Math.min(Math.max(part, 0), 100))
    })
    show()
  }
  const follow = (event) => {
    const box = frame.getBoundingClientRect()
    set(
      ((event.clientX - box.left) / box.width) * 100,
      ((event.clientY - box.top) / box.height) * 100,
    )
  }

  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    frame.setPointerCapture(event.pointerId)
    follow(event)
    mark.focus()
  })
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) follow(event)
  })
  mark.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    set(Number(x.value) + step[0], Number(y.value) + step[1])
  })
  for (const field of [x, y]) field.addEventListener("input", show)
  show()
}

if (whole && fields.every(Boolean)) build(whole.querySelector("img"), fields)
