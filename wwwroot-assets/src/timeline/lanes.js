import { hour } from './zone.js';

const longest = 8 * 24 * hour;

/** What was recorded, as the server says it; read again when the view leaves what is known. */
export class Lanes {
  #known = { from: 0, until: 0 };
  #asking = null;
  #ahead = 0;

  constructor(streams, changed, failed) {
    [this.streams, this.changed, this.failed] = [streams, changed, failed];
    this.all = [];
    this.isCut = false;
    this.isLoaded = false;
  }

  /** The server's clock. */
  get now() {
    return Date.now() + this.#ahead;
  }

  /** Reads more when the view shows what is not known yet. */
  cover(view) {
    if (view.from >= this.#known.from && view.until <= this.#known.until) return;
    const room = Math.max(6 * hour, Math.min(view.until - view.from, (longest - (view.until - view.from)) / 2));
    this.#known = { from: view.from - room, until: view.until + room };
    this.load();
  }

  async load() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      const query = new URLSearchParams({ from: new Date(this.#known.from).toISOString(), until: new Date(this.#known.until).toISOString() });
      for (const stream of this.streams) query.append('stream', stream);
      const answer = await fetch(`/api/v1/timeline?${query}`, { signal: asking.signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#take(await answer.json());
    } catch (error) {
      if (asking.signal.aborted) return;
      // Asked anew at the next move, not only when the view leaves this stretch.
      this.#known = { from: 0, until: 0 };
      this.failed(error);
    }
  }

  #take(line) {
    this.#ahead = Date.parse(line.now) - Date.now();
    this.isCut = line.isCut;
    this.isLoaded = true;
    this.all = line.lanes.map(lane => ({
      stream: lane.stream,
      spans: lane.spans.map(spanOf),
      gaps: lane.gaps.map(gap => ({ from: Date.parse(gap.from), until: Date.parse(gap.until), reason: gap.reason })),
    }));
    this.changed();
  }

  find(stream) {
    return this.all.find(lane => lane.stream === stream);
  }

  endOf(span) {
    return span.state === 'recording' ? Math.max(span.until, this.now) : span.until;
  }

  /** The piece that shows this instant; null in a gap. */
  at(lane, time) {
    const span = lane.spans.findLast(s => s.from <= time && time < this.endOf(s));
    const piece = span?.pieces.findLast(p => p.from <= time);
    if (!piece) return null;
    return piece === span.pieces.at(-1) && span.state === 'recording' || time < piece.from + piece.length ? { span, piece } : null;
  }

  /** The first piece that begins at this instant or later. */
  after(lane, time) {
    for (const span of lane.spans) {
      if (this.endOf(span) < time) continue;
      const piece = span.pieces.find(p => p.from >= time);
      if (piece) return { span, piece };
    }
    return null;
  }

  /** A second before the end of the last piece that was over then; null where there is none. */
  before(lane, time) {
    const piece = lane.spans.flatMap(span => span.pieces).findLast(p => p.from + p.length <= time);
    return piece ? piece.from + piece.length - Math.min(1000, piece.length) : null;
  }

  gapAt(lane, time) {
    return lane.gaps.find(gap => gap.from <= time && time < gap.until) ?? null;
  }

  /** An estimate: the share of each file that lies between the two instants; null where nothing is known. */
  bytesBetween(lane, from, until) {
    let sum = null;
    for (const span of lane.spans) {
      const whole = span.pieces.reduce((length, piece) => length + piece.length, 0);
      if (whole <= 0 || span.bytes <= 0) continue;
      const held = span.pieces.reduce((length, piece) => length + Math.max(0, Math.min(until, piece.from + piece.length) - Math.max(from, piece.from)), 0);
      if (held > 0) sum = (sum ?? 0) + span.bytes * held / whole;
    }
    return sum;
  }
}

function spanOf(span) {
  return {
    id: span.id,
    state: span.state,
    from: Date.parse(span.startedAt),
    until: Date.parse(span.endedAt),
    bytes: span.bytes,
    isFavourite: span.isFavourite,
    isLocked: span.isLocked,
    sprite: span.sprite,
    pieces: span.pieces.map(piece => ({ from: Date.parse(piece.startedAt), length: piece.durationMs, offset: piece.offsetMs })),
  };
}
