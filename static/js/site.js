// Small helps on a story's page; everything works without them.

const button = document.querySelector("[data-copy]");

// Copies a story's address; without this its button stays hidden.
if (button && navigator.clipboard) {
  const said = document.querySelector(".share-said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
  });
}

// Tells that a story was on a screen for a moment: which one, and nothing about who looked.
const READ_AFTER = 3000;
const story = document.querySelector("[data-number]");
let timer = 0;

function look() {
  clearTimeout(timer);
  if (document.visibilityState === "visible" && !document.prerendering) {
    timer = setTimeout(tell, READ_AFTER);
  }
}

function tell() {
  document.removeEventListener("visibilitychange", look);
  navigator.sendBeacon(story.dataset.read, story.dataset.number);
}

if (story && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look);
  look();
}
