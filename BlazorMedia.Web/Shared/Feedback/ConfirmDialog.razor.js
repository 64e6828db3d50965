// A modal <dialog> keeps the focus inside, gives it back afterwards and closes on Escape by itself.
export function open(dialog) {
  if (!dialog.open) dialog.showModal();
}

export function close(dialog) {
  if (dialog.open) dialog.close();
}
