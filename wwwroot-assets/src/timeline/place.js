import { part } from '../player/dom.js';
import { boundsOf, dayOf } from './zone.js';

const settle = 600;

/** Where the needle and the view came to rest: said to those who cannot see it, noted in the address, the day told to the page. */
export class Place {
  #timer = 0;
  #told;

  /** @param day of the page; null = today */
  constructor(line, page, day) {
    [this.line, this.page] = [line, page];
    this.#told = day ?? null;
    this.day = day ?? dayOf(line.needle ?? Date.now());
  }

  /** The page says a day. True when the board is to go there. */
  hear(day) {
    if (day === this.day) return false;
    this.#told = day;
    this.day = day ?? dayOf(Date.now());
    return true;
  }

  // Not in each frame, and not while a film runs.
  soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), settle);
  }

  dispose() {
    clearTimeout(this.#timer);
  }

  #rest() {
    const { line } = this;
    line.list.tell(line.lanes, line.view, line.needle);
    if (line.player.isPlaying) return;
    const lane = line.lanes.find(line.lane());
    if (lane && line.needle !== null) part(line.root, 'said').textContent = `${lane.stream}: ${line.list.describe(line.lanes, lane, line.needle)}`;
    this.#tellDay();
    this.#writeAddress();
  }

  #tellDay() {
    this.day = this.line.view.day;
    if (this.day === (this.#told ?? dayOf(Date.now()))) return;
    this.#told = this.day;
    this.page.invokeMethodAsync('DayMoved', this.day);
  }

  // Not by the circuit: a place that changes with every look is no navigation.
  #writeAddress() {
    const { needle, view, selected } = this.line;
    const address = new URL(location.href);
    const { from, until } = boundsOf(view.day);
    const isWhole = Math.abs(view.from - from) < 1000 && Math.abs(view.until - until) < 1000;
    const values = { at: needle === null ? null : `${new Date(needle).toISOString().slice(0, 19)}Z`, zoom: isWhole ? null : Math.round(view.span / 1000), lane: selected };
    for (const [name, value] of Object.entries(values)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  }
}
