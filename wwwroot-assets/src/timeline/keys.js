import { isTyping } from '../player/dom.js';

const second = 1000;

/** The keys of the time line; a focused button, link or tab keeps its own meaning of them. */
export function keyAction(e, line) {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || isTyping(e.target) || document.querySelector('dialog[open]')) return null;
  const onControl = e.target.closest?.('button, a, summary, [role=tab]') !== null && e.target !== document.body;
  const inside = line.root.contains(e.target);
  const actions = {
    ' ': onControl ? null : () => line.player.toggle(),
    ArrowLeft: () => line.skip(-(e.shiftKey ? 60 : 5) * second),
    ArrowRight: () => line.skip((e.shiftKey ? 60 : 5) * second),
    ArrowUp: line.isOnLane(e.target) ? () => line.moveLane(-1) : null,
    ArrowDown: line.isOnLane(e.target) ? () => line.moveLane(1) : null,
    Enter: line.isOnLane(e.target) ? () => line.playHere() : null,
    Home: inside ? () => line.goToEdge('first') : null,
    End: inside ? () => line.goToEdge('last') : null,
    PageUp: inside ? () => line.view.pan(-line.view.span * 0.8) : null,
    PageDown: inside ? () => line.view.pan(line.view.span * 0.8) : null,
    Escape: line.mark.isSet ? () => line.clearMark() : null,
    ',': () => line.player.step(-1),
    '.': () => line.player.step(1),
    j: () => line.player.backwards(),
    k: () => line.player.pause(),
    l: () => line.player.faster(),
    i: () => line.markEdge('from'),
    o: () => line.markEdge('until'),
    m: () => line.toggleSound(),
    f: () => line.toggleFull(),
    '+': () => line.zoomBy(0.5),
    '=': () => line.zoomBy(0.5),
    '-': () => line.zoomBy(2),
    0: () => line.showDay(line.view.day),
  };
  return actions[e.key.length === 1 ? e.key.toLowerCase() : e.key] ?? null;
}
