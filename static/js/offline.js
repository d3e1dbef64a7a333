// Has the browser keep the page of a new story, for when there is no network.

const { worker, by } = document.querySelector("script[data-worker]").dataset
const { lang } = document.documentElement

async function keep() {
  await navigator.serviceWorker.register(worker)
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ by, lang })
}

// Missing without HTTPS, and where a browser keeps nothing.
if ("serviceWorker" in navigator) keep().catch(() => {})
