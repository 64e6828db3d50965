import { ticks } from './zone.js';

const colours = ['accent', 'bad', 'warn', 'busy', 'border', 'border-strong', 'surface-sunken', 'text', 'text-muted', 'surface'];
const labelRoom = 84;
const bar = 22;

/** Draws all lanes on one canvas; the labels of the axis are elements, so that they are sharp and can be read by programs. */
export class Board {
  #colours = {};
  #labels = [];
  #hatch = null;

  constructor(canvas, axis, words) {
    [this.canvas, this.axis, this.words] = [canvas, axis, words];
    this.context = canvas.getContext('2d');
    this.readColours();
  }

  /** light-dark() is only resolved in a property, so an element tells what each colour is now. */
  readColours() {
    const probe = this.axis.appendChild(document.createElement('i'));
    for (const name of colours) {
      probe.style.color = `var(--bm-${name})`;
      this.#colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    this.#hatch = this.#makeHatch();
  }

  resize(width, height, laneHeight) {
    const ratio = window.devicePixelRatio || 1;
    [this.width, this.height, this.laneHeight] = [width, height, laneHeight];
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.height = `${height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  draw(view, lanes, selected) {
    const marks = ticks(view.from, view.until, labelRoom * view.msPerPixel);
    this.#drawGrid(view, marks, lanes.now);
    lanes.all.forEach((lane, index) => this.#drawLane(view, lanes, lane, index * this.laneHeight, lane.stream === selected));
    this.#drawLabels(view, marks);
  }

  /** Where the bar of a lane begins, from the lane's upper edge. */
  get barTop() {
    return this.laneHeight - bar - 7;
  }

  #drawGrid(view, marks, now) {
    const { context, width, height } = this;
    context.clearRect(0, 0, width, height);
    for (const mark of marks) {
      context.fillStyle = mark.isDay ? this.#colours['border-strong'] : this.#colours.border;
      context.fillRect(Math.round(view.x(mark.at)), 0, 1, height);
    }
    if (!view.holds(now)) return;
    context.fillStyle = this.#colours.bad;
    context.fillRect(Math.round(view.x(now)), 0, 1, height);
  }

  #drawLane(view, lanes, lane, top, isSelected) {
    const { context, width } = this;
    const y = top + this.barTop;
    context.fillStyle = this.#colours['surface-sunken'];
    context.globalAlpha = 0.8;
    context.fillRect(0, y, width, bar);
    context.globalAlpha = 1;
    this.#drawSpans(view, lanes, lane, y, isSelected);
    this.#drawGaps(view, lane, y);
    context.fillStyle = this.#colours.border;
    context.fillRect(0, top + this.laneHeight - 1, width, 1);
  }

  #drawSpans(view, lanes, lane, y, isSelected) {
    const { context } = this;
    let drawnTo = -1;
    for (const span of lane.spans) {
      const until = lanes.endOf(span);
      if (until < view.from || span.from > view.until) continue;
      const from = Math.max(-1, view.x(span.from));
      const to = Math.min(this.width + 1, Math.max(from + 1.5, view.x(until)));
      // On a day of many short files several share a pixel.
      if (to <= drawnTo + 0.5) continue;
      context.fillStyle = span.state === 'recording' ? this.#colours.bad : this.#colours.accent;
      context.globalAlpha = isSelected ? 0.95 : 0.7;
      // A hair between two files says where one ends, when there is room for it.
      context.fillRect(from, y, Math.max(1.5, to - from - (to - from > 6 ? 1 : 0)), bar);
      context.globalAlpha = 1;
      drawnTo = to;
      if (to - from > 18 && (span.isFavourite || span.isLocked)) this.#drawSigns(span, from, y);
    }
  }

  #drawSigns(span, x, y) {
    const { context } = this;
    context.fillStyle = this.#colours.surface;
    if (span.isFavourite) star(context, x + 10, y + bar / 2, 6);
    if (!span.isLocked) return;
    const left = x + (span.isFavourite ? 20 : 5);
    context.fillRect(left, y + bar / 2 - 1, 9, 7);
    context.strokeStyle = this.#colours.surface;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(left + 4.5, y + bar / 2 - 1, 3, Math.PI, 0);
    context.stroke();
  }

  #drawGaps(view, lane, y) {
    const { context } = this;
    for (const gap of lane.gaps) {
      if (gap.until < view.from || gap.from > view.until) continue;
      const [from, to] = [Math.max(0, view.x(gap.from)), Math.min(this.width, view.x(gap.until))];
      context.fillStyle = this.#colours.surface;
      context.fillRect(from, y, Math.max(1, to - from), bar);
      context.fillStyle = this.#hatch;
      context.fillRect(from, y, Math.max(1, to - from), bar);
    }
  }

  #makeHatch() {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 6;
    const context = tile.getContext('2d');
    context.strokeStyle = this.#colours.warn;
    context.lineWidth = 1.4;
    context.beginPath();
    for (const shift of [-6, 0, 6]) {
      context.moveTo(shift, 6);
      context.lineTo(shift + 6, 0);
    }
    context.stroke();
    return this.context.createPattern(tile, 'repeat');
  }

  #drawLabels(view, marks) {
    while (this.#labels.length < marks.length) this.#labels.push(this.axis.appendChild(document.createElement('span')));
    this.#labels.forEach((label, index) => {
      const mark = marks[index];
      label.hidden = !mark;
      if (!mark) return;
      const text = mark.isDay ? this.words.dayName(mark.at) : mark.text;
      if (label.textContent !== text) label.textContent = text;
      label.classList.toggle('day', mark.isDay);
      label.style.transform = `translateX(${Math.round(view.x(mark.at))}px)`;
    });
  }
}

function star(context, x, y, radius) {
  context.beginPath();
  for (let point = 0; point < 10; point++) {
    const angle = Math.PI * (point / 5 - 0.5);
    const distance = point % 2 === 0 ? radius : radius * 0.45;
    context.lineTo(x + Math.cos(angle) * distance, y + Math.sin(angle) * distance);
  }
  context.fill();
}
