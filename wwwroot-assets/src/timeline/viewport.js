import { boundsOf, dayOf, hour, minute } from './zone.js';

const closest = minute;
const widest = 25 * hour;

/** Which stretch of time the board shows, and where on it an instant stands. */
export class Viewport {
  constructor(day, moved) {
    this.moved = moved;
    this.width = 1;
    this.showDay(day);
  }

  get span() {
    return this.until - this.from;
  }

  get msPerPixel() {
    return this.span / this.width;
  }

  get day() {
    return dayOf((this.from + this.until) / 2);
  }

  x(time) {
    return (time - this.from) / this.msPerPixel;
  }

  time(x) {
    return this.from + x * this.msPerPixel;
  }

  holds(time) {
    return time >= this.from && time <= this.until;
  }

  showDay(day) {
    const { from, until } = boundsOf(day);
    this.#set(from, until);
  }

  /** @param factor below 1: closer */
  zoom(factor, around = (this.from + this.until) / 2) {
    const span = Math.min(widest, Math.max(closest, this.span * factor));
    const share = (around - this.from) / this.span;
    const from = around - share * span;
    this.#set(from, from + span);
  }

  zoomTo(span, around) {
    this.zoom(span / this.span, around);
    this.centre(around);
  }

  pan(ms) {
    this.#set(this.from + ms, this.until + ms);
  }

  centre(time) {
    this.pan(time - (this.from + this.until) / 2);
  }

  /** Follows a moving needle by pages, so that the eye is not carried along. */
  follow(time) {
    if (this.holds(time)) return;
    const from = time > this.until && time < this.until + this.span ? this.until : time - this.span / 2;
    this.#set(from, from + this.span);
  }

  #set(from, until) {
    [this.from, this.until] = [from, until];
    this.moved();
  }
}
