const still = 5;
const longPress = 500;

/**
 * Mouse, pen and fingers on the board: click plays, drag pans, two fingers or ctrl and wheel zoom, a long press or the mark tool marks.
 * `act` has tap, pan, zoom, hover, leave, markStart, markMove, markEnd; all places in pixels of the field.
 */
export class Pointer {
  #fingers = new Map();
  #start = null;
  #mode = null;
  #timer = 0;
  #pinch = 0;

  constructor(field, act, isMarking, signal) {
    [this.field, this.act, this.isMarking] = [field, act, isMarking];
    const listen = (name, action, options) => field.addEventListener(name, action, { signal, ...options });
    listen('pointerdown', e => this.#down(e));
    listen('pointermove', e => this.#move(e));
    listen('pointerup', e => this.#up(e));
    listen('pointercancel', e => this.#cancel(e));
    listen('pointerleave', () => act.leave());
    listen('wheel', e => this.#wheel(e), { passive: false });
    listen('contextmenu', e => { if (this.#mode === 'mark') e.preventDefault(); });
  }

  #place(e) {
    const box = this.field.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  }

  #down(e) {
    if (e.button !== 0) return;
    const place = this.#place(e);
    this.#fingers.set(e.pointerId, place);
    this.field.setPointerCapture(e.pointerId);
    if (this.#fingers.size === 2) return this.#beginPinch();
    this.#start = place;
    this.#mode = this.isMarking() ? 'mark' : 'press';
    if (this.#mode === 'mark') return this.act.markStart(place);
    if (e.pointerType === 'touch') this.#timer = setTimeout(() => this.#press(), longPress);
    return undefined;
  }

  #press() {
    if (this.#mode !== 'press') return;
    this.#mode = 'mark';
    navigator.vibrate?.(20);
    this.act.markStart(this.#start);
  }

  #beginPinch() {
    clearTimeout(this.#timer);
    this.#mode = 'pinch';
    this.#pinch = this.#distance();
  }

  #distance() {
    const [a, b] = [...this.#fingers.values()];
    return Math.max(20, Math.abs(a.x - b.x));
  }

  #move(e) {
    const place = this.#place(e);
    const before = this.#fingers.get(e.pointerId);
    if (!before) return e.pointerType === 'touch' ? undefined : this.act.hover(place);
    this.#fingers.set(e.pointerId, place);
    if (this.#mode === 'mark') return this.act.markMove(place);
    if (this.#mode === 'pinch') return this.#movePinch();
    if (this.#mode === 'press' && Math.hypot(place.x - this.#start.x, place.y - this.#start.y) < still) return undefined;
    clearTimeout(this.#timer);
    this.#mode = 'pan';
    this.act.leave();
    return this.act.pan(before.x - place.x);
  }

  #movePinch() {
    const distance = this.#distance();
    const [a, b] = [...this.#fingers.values()];
    this.act.zoom(this.#pinch / distance, (a.x + b.x) / 2);
    this.#pinch = distance;
  }

  #up(e) {
    if (!this.#fingers.delete(e.pointerId)) return;
    clearTimeout(this.#timer);
    if (this.#mode === 'press') this.act.tap(this.#start);
    if (this.#mode === 'mark') this.act.markEnd(this.#place(e));
    // The finger that stays after a pinch neither pans nor plays.
    this.#mode = this.#fingers.size > 0 ? 'over' : null;
  }

  #cancel(e) {
    this.#fingers.delete(e.pointerId);
    clearTimeout(this.#timer);
    this.#mode = null;
  }

  #wheel(e) {
    const place = this.#place(e);
    if (e.ctrlKey || e.metaKey) {
      e.preventDefault();
      this.act.zoom(Math.exp(Math.max(-60, Math.min(60, e.deltaY)) * 0.006), place.x);
    } else if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) {
      e.preventDefault();
      this.act.pan(e.shiftKey && e.deltaX === 0 ? e.deltaY : e.deltaX);
    }
  }
}
