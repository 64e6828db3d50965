// Not a modal <dialog>: toasts with their undo button must stay reachable while the drawer is open.
const reachable = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, video[controls], [tabindex='0']";
let panel = null;
let before = null;

function keepInside(event) {
  if (event.key !== "Tab" || !panel) return;
  const stops = [...panel.querySelectorAll(reachable)].filter(element => element.offsetParent !== null);
  if (stops.length === 0) return;
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === panel)) { last.focus(); event.preventDefault(); }
  else if (!event.shiftKey && at === last) { first.focus(); event.preventDefault(); }
}

export function trap(element) {
  before = document.activeElement;
  panel = element;
  panel.addEventListener("keydown", keepInside);
  document.documentElement.style.overflow = "hidden";
  panel.focus();
}

export function release() {
  panel?.removeEventListener("keydown", keepInside);
  panel = null;
  document.documentElement.style.overflow = "";
  before?.focus?.();
}
