// Managed media sources are what iOS has (17.1 and later).
const Source = globalThis.ManagedMediaSource ?? globalThis.MediaSource;

const kept = 20;
const trimWhen = 40;

/** True where fragments can be handed to a video element one by one. */
export const canAppend = Boolean(Source && globalThis.WebSocket);

/**
 * Fragmented MP4 into a <video>, for hours: one after another, one timeline over all connections of the source, the past cut off.
 * `failed(reason, detail)` is called once, with 'codec' or 'media'.
 */
export class MediaBuffer {
  #queue = [];
  #buffer = null;
  #mime = '';
  #run = null;
  #offset = null;
  #map = null;
  #isOver = false;

  constructor(video, failed, appended) {
    [this.video, this.failed, this.appended] = [video, failed, appended];
    this.source = new Source();
    this.source.addEventListener('sourceopen', () => this.#pump(), { once: true });
    // Without it a managed source stays closed.
    video.disableRemotePlayback = true;
    this.url = URL.createObjectURL(this.source);
    video.src = this.url;
  }

  /** What is ahead of the picture that is shown ends here; null before there is any. */
  get end() {
    const { buffered } = this.video;
    return buffered.length > 0 ? buffered.end(buffered.length - 1) : null;
  }

  get waiting() {
    return this.#queue.length;
  }

  /** Server's wall clock in milliseconds of a time of the element; null before the first fragment. */
  wallOf(time) {
    return this.#map && this.#map.wall + (time - this.#map.time) * 1000;
  }

  begin(run, mime) {
    if (!Source.isTypeSupported(mime)) this.#fail('codec', mime);
    else this.#queue.push({ run, mime });
  }

  append(bytes, fragment = null) {
    this.#queue.push({ bytes, fragment });
    this.#pump();
  }

  /** A hole (the source was away, sound and picture end apart) would hold the picture for ever. */
  skipHole() {
    const { buffered, currentTime } = this.video;
    for (let i = 0; i < buffered.length; i++) {
      if (buffered.start(i) > currentTime && buffered.start(i) - currentTime < 30) {
        this.video.currentTime = buffered.start(i) + 0.01;
        return;
      }
    }
  }

  dispose() {
    this.#isOver = true;
    this.#queue = [];
    URL.revokeObjectURL(this.url);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #pump() {
    if (this.#isOver || this.source.readyState !== 'open' || this.#buffer?.updating || this.#queue.length === 0) return;
    const next = this.#queue[0];
    try {
      if (next.mime) this.#begin(next);
      else if (!this.#trim()) this.#append(next);
      else return;
      this.#queue.shift();
      if (next.mime) this.#pump();
    } catch (error) {
      this.#refused(error);
    }
  }

  #begin({ run, mime }) {
    if (!this.#buffer) {
      this.#buffer = this.source.addSourceBuffer(mime);
      this.#buffer.addEventListener('updateend', () => { this.appended(); this.#pump(); });
      this.#buffer.addEventListener('error', () => this.#fail('media', 'append'));
    } else if (mime !== this.#mime) {
      this.#buffer.changeType(mime);
    }
    if (run !== this.#run) this.#offset = null;
    [this.#run, this.#mime] = [run, mime];
  }

  #append({ bytes, fragment }) {
    if (fragment) {
      // The media time of a source that runs for weeks is a big number; ours begins at 0 and goes on over its connections.
      this.#offset ??= (this.end ?? 0) - fragment.mediaTime;
      if (this.#buffer.timestampOffset !== this.#offset) this.#buffer.timestampOffset = this.#offset;
      this.#map = { time: fragment.mediaTime + this.#offset, wall: fragment.startsAt };
    }
    this.#buffer.appendBuffer(bytes);
  }

  #trim() {
    const { buffered, currentTime } = this.video;
    if (buffered.length === 0 || currentTime - buffered.start(0) < trimWhen) return false;
    this.#buffer.remove(0, currentTime - kept);
    return true;
  }

  // Full: what was shown goes; when that was nothing, what waits goes too and the next keyframe begins anew.
  #refused(error) {
    if (error.name !== 'QuotaExceededError') return this.#fail('media', error.message);
    const { buffered, currentTime } = this.video;
    if (buffered.length > 0 && currentTime - buffered.start(0) > 2) return this.#buffer.remove(0, currentTime - 1);
    const keyframe = this.#queue.findLastIndex(q => q.fragment?.isKeyframe);
    this.#queue.splice(0, Math.max(1, keyframe));
    return undefined;
  }

  #fail(reason, detail) {
    if (this.#isOver) return;
    this.#isOver = true;
    this.failed(reason, detail);
  }
}
