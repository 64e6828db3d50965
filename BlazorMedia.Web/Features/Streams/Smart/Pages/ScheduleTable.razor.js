// Painting is the browser's work, because a round trip per half hour would stutter; the server is told the rectangle when the pointer is lifted.
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const isOn = cell => cell.getAttribute("aria-selected") === "true";
const placeOf = cell => [Number(cell.dataset.day), Number(cell.dataset.slot)];

export function mount(table, page) {
  const leaving = new AbortController();
  const on = (name, handler) => table.addEventListener(name, handler, { signal: leaving.signal });
  let stroke = null;

  const cells = () => [...table.querySelectorAll("td")];
  const cellAt = (day, slot) => table.querySelector(`td[data-day="${day}"][data-slot="${slot}"]`);
  const under = event => document.elementFromPoint(event.clientX, event.clientY)?.closest("td[data-slot]");
  const paint = (from, to, state) => page.invokeMethodAsync("PaintAsync", ...placeOf(from), ...placeOf(to), state);

  function show() {
    const [[d1, s1], [d2, s2]] = [placeOf(stroke.from), placeOf(stroke.to)];
    for (const cell of cells()) {
      const [day, slot] = placeOf(cell);
      const inside = day >= Math.min(d1, d2) && day <= Math.max(d1, d2) && slot >= Math.min(s1, s2) && slot <= Math.max(s1, s2);
      if (inside) cell.dataset.paint = stroke.state ? "on" : "off";
      else delete cell.dataset.paint;
    }
  }

  async function lift(keep) {
    const done = stroke;
    stroke = null;
    if (done && keep) await paint(done.from, done.to, done.state);
    for (const cell of cells()) delete cell.dataset.paint;
  }

  function focus(cell) {
    table.querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    cell.focus();
  }

  on("pointerdown", event => {
    const cell = event.target.closest("td[data-slot]");
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    table.setPointerCapture(event.pointerId);
    focus(cell);
    stroke = { from: cell, to: cell, state: !isOn(cell) };
    show();
  });
  on("pointermove", event => {
    const cell = stroke && under(event);
    if (!cell || cell === stroke.to || !table.contains(cell)) return;
    stroke.to = cell;
    show();
  });
  on("pointerup", () => lift(true));
  on("pointercancel", () => lift(false));
  on("keydown", event => {
    const cell = event.target.closest("td[data-slot]");
    if (!cell) return;
    const [day, slot] = placeOf(cell);
    if (event.key === " " || event.key === "Enter") paint(cell, cell, !isOn(cell));
    else if (steps[event.key]) {
      const next = cellAt(day + steps[event.key][0], slot + steps[event.key][1]);
      if (next && event.shiftKey) paint(cell, next, isOn(cell));
      if (next) focus(next);
    } else return;
    event.preventDefault();
  });

  return { dispose: () => leaving.abort() };
}
