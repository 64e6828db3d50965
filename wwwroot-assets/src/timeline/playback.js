// Until a few pictures were seen we do not know the rate; most cameras send 25.
const assumedFrame = 1 / 25;
const prepareAhead = 20;
const seenGap = 1000;

export const rates = [0.5, 1, 2, 4, 8, 16];

/**
 * Plays one lane over the borders of its files: while one <video> plays, the other already holds the beginning of what comes next.
 * It reports `position(time)`, `note(text, gap)` and `changed()`.
 */
export class Playback {
  #front;
  #back;
  #span = null;
  #piece = null;
  #rate = 1;
  #reverse = 0;
  #reverseFrom = 0;
  #frame = assumedFrame;
  #seen = null;
  #loop = 0;
  #wanted = null;
  #listening = new AbortController();

  constructor(videos, lanes, report, canRun) {
    [this.lanes, this.report, this.canRun] = [lanes, report, canRun];
    this.videos = videos;
    [this.#front, this.#back] = videos;
    this.lane = null;
    this.time = null;
    for (const video of videos) this.#listen(video);
  }

  get isPlaying() {
    return this.#reverse > 0 || this.#wanted === true;
  }

  get video() {
    return this.#front;
  }

  get span() {
    return this.#span;
  }

  get rate() {
    return this.#rate;
  }

  /** Shows this instant of a lane; in a gap the first picture after it. */
  show(stream, time, play) {
    this.#stopReverse();
    this.lane = stream;
    const lane = this.lanes.find(stream);
    if (!lane) return;
    const found = this.lanes.at(lane, time);
    const target = found ?? this.lanes.after(lane, time);
    if (!target) return this.#nothing(time, lane);
    if (!found) this.#tellGap(lane, time, target.piece.from);
    this.#open(target, found ? time : target.piece.from, play);
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play() {
    this.#stopReverse();
    if (!this.#span) return;
    this.#wanted = true;
    this.#front.playbackRate = this.#rate;
    this.#front.play().catch(() => this.#blocked());
    this.#run();
    this.report.changed();
  }

  pause() {
    this.#stopReverse();
    this.#wanted = false;
    this.#front.pause();
    this.report.changed();
  }

  step(by) {
    if (!this.#span) return;
    this.pause();
    this.#front.currentTime = Math.max(0, this.#front.currentTime + by * this.#frame);
  }

  setRate(rate) {
    this.#rate = rate;
    this.#front.playbackRate = rate;
    this.report.changed();
  }

  faster() {
    if (this.isPlaying && this.#reverse === 0) this.setRate(rates[Math.min(rates.length - 1, rates.indexOf(this.#rate) + 1)]);
    else this.play();
  }

  /** Backwards by seeking: browsers play in one direction only. */
  backwards() {
    if (!this.#span) return;
    if (this.#reverse === 0) this.pause();
    this.#reverse = Math.min(8, this.#reverse === 0 ? 1 : this.#reverse * 2);
    this.#reverseFrom = performance.now();
    this.#run();
    this.report.changed();
  }

  setSound(isOn) {
    this.#front.muted = !isOn;
    this.#back.muted = true;
    this.report.changed();
  }

  dispose() {
    this.#listening.abort();
    cancelAnimationFrame(this.#loop);
    for (const video of [this.#front, this.#back]) unload(video);
  }

  #listen(video) {
    const signal = this.#listening.signal;
    const isFront = action => () => { if (video === this.#front) action(); };
    video.addEventListener('ended', isFront(() => this.#next()), { signal });
    video.addEventListener('seeked', isFront(() => this.#update()), { signal });
    video.addEventListener('error', isFront(() => { if (video.src) this.#broken(); }), { signal });
    this.#measure(video);
  }

  #open({ span, piece }, time, play) {
    if (!this.#canPlay(span)) return this.#notYet(span, time);
    this.#span = span;
    this.#piece = piece;
    this.time = time;
    load(this.#front, span, (piece.offset + time - piece.from) / 1000);
    this.report.position(time);
    if (play) this.play();
    else this.pause();
  }

  #canPlay(span) {
    return span.state === 'ready' || span.state === 'recording' && this.canRun;
  }

  #notYet(span, time) {
    this.pause();
    this.time = time;
    this.report.position(time);
    this.report.note('running');
  }

  #nothing(time, lane) {
    this.pause();
    this.time = time;
    this.report.position(time);
    this.report.note(lane.spans.some(span => span.state === 'recording') && time >= this.lanes.now - 60_000 ? 'running' : 'nothingLater');
  }

  #tellGap(lane, from, until) {
    const gap = this.lanes.gapAt(lane, from) ?? { from, until, reason: null };
    this.report.note('gap', { from, until, reason: gap.reason });
  }

  // The browser reports the time four times a second; the needle moves with the picture.
  #run() {
    cancelAnimationFrame(this.#loop);
    const turn = () => {
      if (this.#reverse > 0) this.#turnBack();
      this.#update();
      if (this.isPlaying) this.#loop = requestAnimationFrame(turn);
    };
    this.#loop = requestAnimationFrame(turn);
  }

  #turnBack() {
    if (this.#front.seeking) return;
    const now = performance.now();
    const target = this.#front.currentTime - this.#reverse * (now - this.#reverseFrom) / 1000;
    this.#reverseFrom = now;
    if (target > 0) this.#front.currentTime = target;
    else this.pause();
  }

  #stopReverse() {
    this.#reverse = 0;
  }

  #update() {
    const span = this.#span;
    if (!span || this.#front.dataset.id !== span.id || this.#front.readyState < 1 || this.#front.seeking && this.#reverse === 0) return;
    const offset = this.#front.currentTime * 1000;
    const piece = span.pieces.findLast(p => p.offset <= offset + 1) ?? span.pieces[0];
    if (piece !== this.#piece && this.isPlaying && this.#piece) this.#tellPieceGap(this.#piece, piece);
    this.#piece = piece;
    this.time = piece.from + Math.max(0, offset - piece.offset);
    this.report.position(this.time);
    if (this.isPlaying && this.#front.duration - this.#front.currentTime < prepareAhead * Math.max(1, this.#rate)) this.#prepare();
  }

  #tellPieceGap(before, piece) {
    const lane = this.lanes.find(this.lane);
    const end = before.from + before.length;
    if (lane && piece.from - end > seenGap) this.#tellGap(lane, end, piece.from);
  }

  #following() {
    const lane = this.lanes.find(this.lane);
    const own = lane?.spans.findIndex(span => span.id === this.#span?.id) ?? -1;
    return own < 0 ? null : lane.spans.slice(own + 1).find(span => this.#canPlay(span)) ?? null;
  }

  #prepare() {
    const next = this.#following();
    if (next && this.#back.dataset.id !== next.id) load(this.#back, next, next.pieces[0].offset / 1000);
  }

  #next() {
    const [ended, lane, next] = [this.#span, this.lanes.find(this.lane), this.#following()];
    if (!next || !lane) return this.#nothing(ended.until, lane ?? { spans: [] });
    this.#prepare();
    const isMuted = this.#front.muted;
    [this.#front, this.#back] = [this.#back, this.#front];
    this.#front.muted = isMuted;
    this.#back.muted = true;
    this.#front.toggleAttribute('data-front', true);
    this.#back.toggleAttribute('data-front', false);
    this.#span = next;
    this.#piece = next.pieces[0];
    if (this.#piece.from - ended.until > seenGap) this.#tellGap(lane, ended.until, this.#piece.from);
    this.play();
  }

  #blocked() {
    // The browser wants a click before there may be sound.
    if (!this.#front.muted) {
      this.setSound(false);
      this.#front.play().catch(() => this.pause());
    } else this.pause();
  }

  #broken() {
    this.pause();
    this.report.note('broken');
  }

  #measure(video) {
    video.requestVideoFrameCallback?.((_, { mediaTime }) => {
      const distance = mediaTime - (this.#seen ?? mediaTime);
      if (distance > 0.004 && distance < 0.5) this.#frame = Math.min(distance, this.#frame === assumedFrame ? distance : this.#frame);
      this.#seen = mediaTime;
      if (!this.#listening.signal.aborted) this.#measure(video);
    });
  }
}

/** Made here and shown at the first look, because a player without a film is none. */
export function makeVideos(film) {
  return [0, 1].map(index => {
    const video = document.createElement('video');
    video.playsInline = video.muted = true;
    video.preload = 'auto';
    video.disableRemotePlayback = true;
    video.setAttribute('aria-label', film.dataset.label);
    video.toggleAttribute('data-front', index === 0);
    return video;
  });
}

function load(video, span, seconds) {
  if (video.dataset.id !== span.id) {
    video.dataset.id = span.id;
    video.src = `/api/v1/recordings/${span.id}/file`;
  }
  // Before the file's head is read this becomes its starting place.
  video.currentTime = Math.max(0, seconds);
}

function unload(video) {
  video.pause();
  // Otherwise the browser goes on loading a file that nobody sees.
  delete video.dataset.id;
  video.removeAttribute('src');
  video.load();
}
