// Tells something that the user must see, and asks what to do.

const dialog = document.getElementById("dialog");

// Returns the number of the choice that was made; closing the dialog is the last one.
export function tell(title, text, choices = ["知道了"]) {
  document.getElementById("dialog-title").textContent = title;
  document.getElementById("dialog-text").textContent = text;
  const buttons = choices.map(makeButton);
  document.getElementById("dialog-buttons").replaceChildren(...buttons);
  const before = document.activeElement;
  dialog.returnValue = "";
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "" ? choices.length - 1 : Number(dialog.returnValue));
      if (before?.isConnected) before.focus();
    }, { once: true });
    dialog.showModal();
    buttons[0].focus();
  });
}

function makeButton(choice, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = choice;
  button.addEventListener("click", () => dialog.close(String(number)));
  return button;
}

export function closeDialog() {
  if (dialog.open) dialog.close();
}

// Says something in passing, on the page and to a screen reader.
export function notice(text) {
  document.getElementById("notice").textContent = text;
}
