// Buttons that copy a field. Without this script they stay hidden, and the field is copied by hand.

for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = button.dataset.done;
    } catch {
      // A page of http has no clipboard: the field is selected, which takes the focus there,
      // and the keyboard copies it.
      field.select();
      told.textContent = button.dataset.failed;
    }
  });
}
