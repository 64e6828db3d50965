import Hls from 'hls.js/light';

const retryDelays = [1000, 2000, 4000, 5000];
const playlistType = 'application/vnd.apple.mpegurl';

/**
 * One live playlist in one <video>: hls.js where there is MSE, the browser's own HLS elsewhere.
 * It heals itself: while there is no media the last picture stays and the playlist is asked again until it answers.
 * `report(state, detail)` says connecting | playing | waiting | codec | denied | unsupported.
 */
export class LiveSource {
  #hls = null;
  #native = false;
  #timer = 0;
  #attempt = 0;
  #mediaErrorAt = 0;
  #disposed = false;
  #running = false;

  constructor(video, url, report) {
    [this.video, this.url, this.report] = [video, url, report];
    this.hasSound = true;
  }

  /** Where one can go: `start` and `live` in the element's seconds, `latency` behind the newest media; null before the first picture. */
  get range() {
    if (this.#native) return this.#nativeRange();
    const details = this.#hls?.latestLevelDetails;
    const live = this.#hls?.liveSyncPosition;
    if (!details || live === null || live === undefined) return null;
    return { start: details.fragmentStart, live, latency: Math.max(0, this.#hls.latency) };
  }

  get isNative() {
    return this.#native;
  }

  start() {
    if (this.#disposed || this.#running) return;
    this.#running = true;
    this.report('connecting');
    if (Hls.isSupported()) this.#startHls();
    else if (this.video.canPlayType(playlistType)) this.#startNative();
    else this.report('unsupported');
  }

  /** Nobody looks: load and decode nothing. */
  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#teardown();
  }

  restart() {
    this.stop();
    this.start();
  }

  /** There is media again: ask at once, not only when the pause or a question that hangs is over. */
  retry() {
    if (!this.#running) return this.start();
    this.#attempt = 0;
    if (this.#native || !this.#hls?.latestLevelDetails) return this.restart();
    if (this.#timer) this.#probeNow();
    return undefined;
  }

  dispose() {
    this.#disposed = true;
    this.stop();
  }

  played() {
    this.#attempt = 0;
  }

  #startHls() {
    const hls = new Hls({ lowLatencyMode: true, backBufferLength: 90, maxBufferLength: 20, enableWorker: true, liveDurationInfinity: true });
    this.#hls = hls;
    hls.on(Hls.Events.ERROR, (_, data) => this.#failed(data));
    hls.on(Hls.Events.BUFFER_CODECS, (_, tracks) => { this.hasSound = Boolean(tracks.audio || tracks.audiovideo); });
    hls.attachMedia(this.video);
    hls.loadSource(this.url);
  }

  #startNative() {
    this.#native = true;
    this.video.onerror = () => this.#wait();
    this.video.src = this.url;
  }

  #nativeRange() {
    const { seekable, currentTime } = this.video;
    if (seekable.length === 0) return null;
    const live = seekable.end(seekable.length - 1);
    return { start: seekable.start(0), live, latency: Math.max(0, live - currentTime) };
  }

  #failed(data) {
    const codec = [Hls.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR, Hls.ErrorDetails.BUFFER_ADD_CODEC_ERROR, Hls.ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR];
    if (codec.includes(data.details)) return this.#giveUp(data);
    if (!data.fatal) return undefined;
    return data.type === Hls.ErrorTypes.MEDIA_ERROR ? this.#recoverMedia() : this.#wait();
  }

  #giveUp(data) {
    this.#teardown();
    this.report('codec', data.mimeType ?? data.error?.message ?? '');
  }

  // The cheap cure once; when it fails again within seconds only a new start helps.
  #recoverMedia() {
    const now = performance.now();
    if (now - this.#mediaErrorAt < 5000) return this.#wait();
    this.#mediaErrorAt = now;
    return this.#hls.recoverMediaError();
  }

  #wait() {
    if (!this.#running) return;
    this.#hls?.stopLoad();
    this.report('waiting');
    const delay = retryDelays[Math.min(this.#attempt++, retryDelays.length - 1)];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#probeNow(), delay);
  }

  #probeNow() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#probe();
  }

  // Asked by hand, so that the last picture stays until there is a new one; the question also wakes a stream on demand.
  async #probe() {
    try {
      const answer = await fetch(this.url, { cache: 'no-store', redirect: 'manual' });
      if (!this.#running) return;
      if (answer.ok) this.restart();
      else if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) this.report('denied');
      else this.#wait();
    } catch {
      this.#wait();
    }
  }

  #teardown() {
    this.#hls?.destroy();
    this.#hls = null;
    if (!this.#native) return;
    this.#native = false;
    this.video.onerror = null;
    this.video.removeAttribute('src');
    this.video.load();
  }
}
