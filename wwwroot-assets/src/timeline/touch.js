/** What the pointer does on the board, in pixels of the field. */
export function boardActions(line) {
  const { view, lanes, mark, peek } = line;
  const laneAt = y => lanes.all[Math.floor(y / line.laneHeight)];
  const hover = ({ x, y }) => peek.show(x, Math.floor(y / line.laneHeight) * line.laneHeight, view.width, view.time(x), laneAt(y), lanes);
  return {
    hover,
    leave: () => peek.hide(),
    pan: x => view.pan(x * view.msPerPixel),
    zoom: (factor, x) => view.zoom(factor, view.time(x)),
    tap: ({ x, y }) => { if (laneAt(y)) line.playAt(laneAt(y).stream, view.time(x), true); },
    markStart: ({ x, y }) => {
      if (laneAt(y)) mark.begin(laneAt(y).stream, view.time(x));
      line.redraw();
    },
    markMove: place => {
      mark.drag(view.time(place.x));
      hover(place);
      line.redraw();
    },
    markEnd: () => {
      if (mark.isEmpty) mark.clear();
      peek.hide();
      line.redraw();
    },
  };
}
