const patience = 3;
const settling = 2500;
const most = 2;

/**
 * Keeps the picture near to now: a little faster or slower where nobody notices, a jump where it is far behind.
 * How much is kept in hand is learned: every time it ran dry it becomes more, in quiet times less.
 */
export class Pace {
  #target = 0.35;
  #least = 0.3;
  #mean = null;
  #startedAt = 0;
  #quietSince = 0;

  constructor(video) {
    this.video = video;
  }

  get target() {
    return this.#target;
  }

  get isStarted() {
    return this.#startedAt !== 0;
  }

  /** Fragments of this many seconds arrive: at least one must be in hand while the next is made. */
  fed(duration) {
    this.#least = Math.min(1, duration + 0.1);
    this.#target = Math.max(this.#target, this.#least);
  }

  /** Call it when playing begins or begins anew. */
  restart() {
    this.#startedAt = 0;
    this.#mean = null;
  }

  ranDry(now) {
    if (this.#startedAt === 0 || now - this.#startedAt < settling) return;
    this.#target = Math.min(most, this.#target + 0.2);
    this.#quietSince = now;
  }

  keep(end, now) {
    const ahead = end - this.video.currentTime;
    if (this.#startedAt === 0 || ahead < -0.5) return this.#jump(end, now, true);
    // What came at once when the connection began lies behind now.
    if (ahead > (now - this.#startedAt < settling ? this.#target + 0.4 : Math.max(patience, this.#target + 1))) return this.#jump(end, now, false);
    this.#mean = this.#mean === null ? ahead : this.#mean * 0.85 + ahead * 0.15;
    this.#learn(now);
    return this.#nudge(this.#mean - this.#target);
  }

  #jump(end, now, isStart) {
    this.video.currentTime = Math.max(0, end - this.#target);
    this.#mean = null;
    if (isStart) [this.#startedAt, this.#quietSince] = [now, now];
  }

  #nudge(excess) {
    const rate = Math.abs(excess) < 0.06 ? 1 : Math.min(1.1, Math.max(0.95, 1 + excess * 0.25));
    if (Math.abs(this.video.playbackRate - rate) > 0.005) this.video.playbackRate = rate;
  }

  #learn(now) {
    if (now - this.#quietSince < 20_000) return;
    this.#quietSince = now;
    this.#target = Math.max(this.#least, this.#target - 0.05);
  }
}
