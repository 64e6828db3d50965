import { part } from '../player/dom.js';
import { keyAction } from './keys.js';

/** Buttons, fields, axis and keys of the time line. */
export function bindControls(line, signal) {
  const { root } = line;
  const click = (name, action) => part(root, name)?.addEventListener('click', action, { signal });
  click('play', () => line.player.span ? line.player.toggle() : line.playHere());
  click('stage-area', () => line.player.toggle());
  click('back', () => line.player.step(-1));
  click('forward', () => line.player.step(1));
  click('sound', () => line.toggleSound());
  click('full', () => line.toggleFull());
  click('closer', () => line.zoomBy(0.5));
  click('further', () => line.zoomBy(2));
  click('whole', () => line.showDay(line.view.day));
  click('earlier', () => line.view.pan(-line.view.span / 2));
  click('later', () => line.view.pan(line.view.span / 2));
  click('now', () => line.goToNow());
  click('mark', () => line.setMarking(!line.isMarking));
  click('mark-from', () => line.markEdge('from'));
  click('mark-until', () => line.markEdge('until'));
  click('clip-clear', () => line.clearMark());
  click('retry', () => line.retry());
  part(root, 'speed').addEventListener('change', e => line.player.setRate(Number(e.target.value)), { signal });
  part(root, 'moment').addEventListener('change', e => line.goTo(e.target.value), { signal });
  part(root, 'axis').addEventListener('pointerdown', e => scrub(line, e), { signal });
  document.addEventListener('keydown', e => press(line, e), { signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => line.recolour(), { signal });
}

function press(line, e) {
  const action = keyAction(e, line);
  if (!action) return;
  e.preventDefault();
  action();
}

/** Drags the needle along the axis: small pictures under the finger, the film when it is let go. */
function scrub(line, e) {
  const axis = part(line.root, 'axis');
  const left = axis.getBoundingClientRect().left;
  const dragging = new AbortController();
  const listen = (name, action) => axis.addEventListener(name, action, { signal: dragging.signal });
  const go = event => {
    line.needle = line.view.time(event.clientX - left);
    line.peek.show(event.clientX - left, 0, line.view.width, line.needle, line.lanes.find(line.lane()), line.lanes);
    line.redraw();
  };
  const end = event => {
    dragging.abort();
    line.peek.hide();
    if (event.type === 'pointerup') line.playAt(line.lane(), line.view.time(event.clientX - left), line.player.isPlaying);
  };
  axis.setPointerCapture(e.pointerId);
  listen('pointermove', go);
  listen('pointerup', end);
  listen('pointercancel', end);
  go(e);
}
