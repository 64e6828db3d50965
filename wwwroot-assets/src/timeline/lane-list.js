import { clock } from './zone.js';

/** The names at the left: each is a slider over its lane, for keys and for those who cannot see the bars. */
export class LaneList {
  #rows = new Map();

  constructor(element, words, chosen) {
    [this.element, this.words, this.chosen] = [element, words, chosen];
  }

  update(lanes, laneHeight, selected) {
    const streams = lanes.all.map(lane => lane.stream);
    for (const [stream, row] of this.#rows) {
      if (streams.includes(stream)) continue;
      row.remove();
      this.#rows.delete(stream);
    }
    streams.forEach((stream, index) => {
      const row = this.#rows.get(stream) ?? this.#make(stream);
      // One that is in its place is left alone: moving it would take the focus from it.
      if (this.element.children[index] !== row) this.element.insertBefore(row, this.element.children[index] ?? null);
    });
    for (const [stream, row] of this.#rows) {
      row.style.height = `${laneHeight}px`;
      row.classList.toggle('chosen', stream === selected);
    }
  }

  focus(stream) {
    this.#rows.get(stream)?.focus();
  }

  contains(target) {
    return this.element.contains(target);
  }

  streamOf(target) {
    return [...this.#rows].find(([, row]) => row === target)?.[0] ?? null;
  }

  /** Where the needle stands on every lane, in words. */
  tell(lanes, view, time) {
    for (const lane of lanes.all) {
      const row = this.#rows.get(lane.stream);
      if (!row) continue;
      row.setAttribute('aria-valuemin', Math.round(view.from / 1000));
      row.setAttribute('aria-valuemax', Math.round(view.until / 1000));
      row.setAttribute('aria-valuenow', Math.round((time ?? view.from) / 1000));
      row.setAttribute('aria-valuetext', this.describe(lanes, lane, time ?? view.from));
    }
  }

  describe(lanes, lane, time) {
    const gap = lanes.gapAt(lane, time);
    const what = gap ? this.words.gap(gap) : this.words.say(lanes.at(lane, time) ? 'recorded' : 'nothingHere');
    return `${clock(time)}, ${what}`;
  }

  #make(stream) {
    const row = document.createElement('div');
    row.className = 'lane';
    row.tabIndex = 0;
    row.role = 'slider';
    row.setAttribute('aria-label', stream);
    row.setAttribute('aria-valuenow', '0');
    row.title = stream;
    const name = document.createElement('span');
    name.textContent = stream;
    row.append(name);
    row.addEventListener('focus', () => this.chosen(stream));
    this.#rows.set(stream, row);
    return row;
  }
}
