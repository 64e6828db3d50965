import { MediaBuffer, canAppend } from './media-buffer.js';
import { Pace } from './pace.js';

const header = 32;
const kind = { init: 1, fragment: 2 };
const retryDelays = [200, 1000, 2000, 4000];
const openPatience = 6000;
const silence = 4000;
const tick = 100;

/**
 * The lowest delay: fragments over a WebSocket, appended as they come. What the messages are is written in LiveMessages.cs.
 * `report(state, detail)` says connecting | waiting | codec | failed; a failure that lasts is for another mode.
 */
export class SocketSource {
  #socket = null;
  #media = null;
  #timer = 0;
  #again = 0;
  #attempt = 0;
  #openedAt = 0;
  #heardAt = 0;
  #ringSeconds = 60;
  #clock = null;
  #run = null;
  #running = false;
  #listening = null;

  static get isSupported() {
    return canAppend;
  }

  constructor(video, url, report) {
    [this.video, this.url, this.report] = [video, url, report];
    this.pace = new Pace(video);
    this.hasSound = true;
  }

  /** As in LiveSource; `latency` is measured: the server's clock now, less the time of the picture that is shown. */
  get range() {
    const end = this.#media?.end ?? null;
    if (end === null) return null;
    const live = Math.max(0, end - this.pace.target);
    return { start: live - this.#ringSeconds, live, latency: this.#latency() };
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.report('connecting');
    this.#listening = new AbortController();
    this.video.addEventListener('waiting', () => this.pace.ranDry(performance.now()), { signal: this.#listening.signal });
    this.video.addEventListener('error', () => this.#fail(this.video.error?.message), { signal: this.#listening.signal });
    this.video.addEventListener('play', () => { if (!this.#socket && this.#media) this.retry(); }, { signal: this.#listening.signal });
    this.#timer = setInterval(() => this.#look(), tick);
    this.#open();
  }

  stop() {
    this.#running = false;
    this.#listening?.abort();
    clearInterval(this.#timer);
    clearTimeout(this.#again);
    this.#hangUp();
    this.#media?.dispose();
    this.#media = null;
    this.#run = null;
    this.video.playbackRate = 1;
  }

  restart() {
    this.stop();
    this.start();
  }

  retry() {
    if (!this.#running) return this.start();
    this.#attempt = 0;
    if (!this.#socket) this.#open();
    return undefined;
  }

  dispose() {
    this.stop();
  }

  played() {
    this.#attempt = 0;
  }

  #open() {
    clearTimeout(this.#again);
    this.#openedAt = this.#heardAt = performance.now();
    this.#clock = null;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = e => this.#hear(e.data);
    socket.onclose = () => { if (this.#socket === socket) this.#lost(); };
  }

  #hangUp() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #lost() {
    this.#socket = null;
    if (!this.#running) return;
    if (!this.#media) return this.#fail('socket');
    // The last pictures are shown on; the connection comes back on the same timeline.
    const delay = retryDelays[Math.min(this.#attempt++, retryDelays.length - 1)];
    if (this.#attempt > retryDelays.length) return this.#fail('socket');
    this.#again = setTimeout(() => this.#open(), delay);
    return undefined;
  }

  #hear(data) {
    this.#heardAt = performance.now();
    if (typeof data === 'string') return this.#begin(JSON.parse(data));
    const view = new DataView(data);
    if (view.getUint8(0) === kind.init) return this.#media?.append(new Uint8Array(data, 1));
    if (view.getUint8(0) !== kind.fragment) return undefined;
    const duration = view.getUint32(4) / 1000;
    this.pace.fed(duration);
    this.#setClock(view.getFloat64(16));
    const fragment = { isKeyframe: (view.getUint8(1) & 1) !== 0, startsAt: view.getFloat64(8), mediaTime: view.getFloat64(24) };
    return this.#media?.append(new Uint8Array(data, header), fragment);
  }

  #begin(hello) {
    this.hasSound = hello.hasSound;
    this.#ringSeconds = hello.ringSeconds;
    if (hello.run !== this.#run) this.pace.restart();
    this.#run = hello.run;
    this.#media ??= new MediaBuffer(this.video, (reason, detail) => (reason === 'codec' ? this.report('codec', detail) : this.#fail(detail)), () => this.#keep());
    this.#media.begin(hello.run, `video/mp4; codecs="${hello.codecs}"`);
  }

  // The quickest message of a connection comes nearest to the truth.
  #setClock(sentAt) {
    const ahead = sentAt - Date.now();
    this.#clock = this.#clock === null ? ahead : Math.max(this.#clock, ahead);
  }

  #latency() {
    const wall = this.#media.wallOf(this.video.currentTime);
    return wall === null || this.#clock === null ? 0 : Math.max(0, (Date.now() + this.#clock - wall) / 1000);
  }

  #keep() {
    const end = this.#media?.end ?? null;
    if (end === null || (this.video.paused && this.pace.isStarted)) return;
    this.pace.keep(end, performance.now());
  }

  #look() {
    const now = performance.now();
    if (!this.#media && this.#socket?.readyState === WebSocket.CONNECTING && now - this.#openedAt > openPatience) this.#fail('socket');
    if (now - this.#heardAt > silence && this.#socket) this.report('waiting');
    if (!this.video.paused && this.video.readyState < 3) this.#media?.skipHole();
    // Whoever paused does not want memory filled for hours; going on begins at now.
    if (this.video.paused && this.#media?.end - this.video.currentTime > 15) this.#hangUp();
    if (!this.video.paused) this.#keep();
  }

  #fail(detail) {
    if (!this.#running) return;
    this.stop();
    this.report('failed', detail ?? '');
  }
}
