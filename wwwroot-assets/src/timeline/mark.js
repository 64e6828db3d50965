/** A stretch of one lane that is to become a clip: drawn over the lane, described below the board. */
export class Mark {
  constructor(elements, words, lanes) {
    [this.elements, this.words, this.lanes] = [elements, words, lanes];
    this.stream = null;
    this.from = this.until = 0;
  }

  get isSet() {
    return this.stream !== null;
  }

  begin(stream, time) {
    [this.stream, this.from, this.until] = [stream, time, time];
    this.anchor = time;
    this.describe();
  }

  drag(time) {
    [this.from, this.until] = [Math.min(this.anchor, time), Math.max(this.anchor, time)];
    this.describe();
  }

  /** By the keys: an end before the beginning begins anew. */
  set(stream, edge, time) {
    if (this.stream !== stream) this.begin(stream, time);
    else if (edge === 'from') [this.from, this.until] = [time, Math.max(time, this.until)];
    else [this.from, this.until] = [Math.min(this.from, time), time];
    this.anchor = this.from;
    this.describe();
  }

  clear() {
    this.stream = null;
    this.describe();
  }

  /** Too short to have been meant. */
  get isEmpty() {
    return this.until - this.from < 200;
  }

  describe() {
    const { bar, length, share, snap } = this.elements;
    bar.hidden = !this.isSet;
    if (!this.isSet) return;
    const lane = this.lanes.find(this.stream);
    const bytes = lane && this.lanes.bytesBetween(lane, this.from, this.until);
    const long = this.words.length(this.until - this.from);
    length.textContent = `${this.stream} · ${this.words.clock(this.from)} – ${this.words.clock(this.until)} · `
      + (bytes === null ? long : this.words.say('clip').replace('{0}', long).replace('{1}', this.words.bytes(bytes)));
    const iso = time => new Date(Math.round(time)).toISOString();
    // Not there for who may not export.
    if (share) share.href = `/recordings/exports/new?${new URLSearchParams({ stream: this.stream, from: iso(this.from), until: iso(this.until) })}`;
    snap.href = `/api/v1/snapshots/at?${new URLSearchParams({ stream: this.stream, at: iso(this.from) })}`;
  }

  draw(view, laneHeight) {
    const { selection } = this.elements;
    const index = this.isSet ? this.lanes.all.findIndex(lane => lane.stream === this.stream) : -1;
    selection.hidden = index < 0;
    if (index < 0) return;
    selection.style.height = `${laneHeight - 1}px`;
    selection.style.width = `${Math.max(2, (this.until - this.from) / view.msPerPixel)}px`;
    selection.style.transform = `translate(${view.x(this.from)}px, ${index * laneHeight}px)`;
  }
}
