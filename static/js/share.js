// Copies a story's address; without this module its button stays hidden.

const button = document.querySelector("[data-copy]");

if (button && navigator.clipboard) {
  const said = document.querySelector(".share-said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
  });
}
