// How long something has waited, as editorial/templatetags/times.py says it.

const MINUTE = 60_000
const LONG = 60

const said = (words, values) => interpolate(words, values, true)

export function waited(since, now = Date.now()) {
  const minutes = Math.max(Math.floor((now - since) / MINUTE), 0)
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)]
  if (days) return said(gettext("%(days)s d %(hours)s h"), { days, hours: hours % 24 })
  if (hours) return said(gettext("%(hours)s h %(minutes)s min"), { hours, minutes: minutes % 60 })
  return said(gettext("%(minutes)s min"), { minutes })
}

// Writes it anew wherever it stands below an element.
export function tellTimes(within) {
  for (const time of within.querySelectorAll("time.waited")) {
    const since = Date.parse(time.dateTime)
    const words = waited(since)
    if (time.textContent !== words) time.textContent = words
    time.classList.toggle("long", Date.now() - since >= LONG * MINUTE)
  }
}
