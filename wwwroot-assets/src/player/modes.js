import { LiveSource } from './live-source.js';
import { SocketSource } from './socket-source.js';

const storageKey = 'bm-live-mode';
const mostFailures = 2;
const forgetAfter = 120_000;

/** Which way was chosen on this device: auto, socket or hls. */
export const chosenMode = () => {
  try {
    return localStorage.getItem(storageKey) ?? 'auto';
  } catch {
    return 'auto'; // storage may be forbidden
  }
};

/**
 * One live path in one <video> by the best way that works: WebSocket and MSE, else HLS (hls.js, or the browser's own).
 * A way that fails twice is left for a while. Rewinding needs HLS, since only there the whole ring can be reached.
 */
export class LiveModes {
  #failures = 0;
  #failedAt = 0;
  #choice = chosenMode();
  #behind = null;
  #kind = null;
  #running = false;

  constructor(video, { playlist, socket }, report) {
    [this.video, this.playlist, this.socket, this.report] = [video, playlist, socket, report];
    this.source = null;
    this.#use(this.#best());
  }

  /** socket | hls | native */
  get mode() {
    return this.#kind === 'hls' && this.source.isNative ? 'native' : this.#kind;
  }

  get choice() {
    return this.#choice;
  }

  get hasSound() {
    return this.source.hasSound;
  }

  get range() {
    return this.source.range;
  }

  choose(mode) {
    this.#choice = mode;
    this.#failures = 0;
    try {
      localStorage.setItem(storageKey, mode);
    } catch {
      // for this page then
    }
    this.#change(this.#best());
  }

  start() {
    this.#running = true;
    if (this.#behind === null && this.#best() !== this.#kind) this.#use(this.#best());
    this.source.start();
  }

  stop() {
    this.#running = false;
    this.#behind = null;
    this.source.stop();
  }

  restart() {
    this.source.restart();
  }

  retry() {
    this.#running = true;
    if (this.#behind === null && this.#best() !== this.#kind) this.#change(this.#best());
    else this.source.retry();
  }

  played() {
    this.source.played();
  }

  dispose() {
    this.source.dispose();
  }

  /** Shows what was `behind` seconds ago. */
  rewind(behind) {
    const range = this.source.range;
    if (!range) return;
    if (this.#kind === 'hls') this.video.currentTime = Math.min(range.live, Math.max(range.start, range.live - behind));
    else {
      this.#behind = behind;
      this.#change('hls');
    }
  }

  goLive() {
    this.#behind = null;
    if (this.#best() !== this.#kind) this.#change(this.#best());
    else if (this.#kind === 'hls' && this.source.range) this.video.currentTime = this.source.range.live;
    else this.source.retry();
  }

  /** Call it now and then: a rewind waits for the playlist. */
  look() {
    const range = this.#behind !== null && this.#kind === 'hls' ? this.source.range : null;
    if (!range) return;
    this.video.currentTime = Math.max(range.start, range.live - this.#behind);
    this.#behind = null;
  }

  #best() {
    if (performance.now() - this.#failedAt > forgetAfter) this.#failures = 0;
    return this.#choice !== 'hls' && SocketSource.isSupported && this.#failures < mostFailures ? 'socket' : 'hls';
  }

  #use(kind) {
    this.source?.dispose();
    this.#kind = kind;
    this.source = kind === 'socket'
      ? new SocketSource(this.video, this.socket, (state, detail) => this.#told(state, detail))
      : new LiveSource(this.video, this.playlist, this.report);
  }

  #change(kind) {
    if (kind === this.#kind) return;
    this.#use(kind);
    if (this.#running) this.source.start();
  }

  #told(state, detail) {
    if (state !== 'failed') return this.report(state, detail);
    this.#failures++;
    this.#failedAt = performance.now();
    this.report('connecting');
    // Not within the call of the source that gives up.
    setTimeout(() => {
      if (this.#best() !== this.#kind) this.#change(this.#best());
      else if (this.#running) this.source.start();
    }, 300);
    return undefined;
  }
}
