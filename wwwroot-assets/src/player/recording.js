import { isTyping, part } from './dom.js';

// Until a few pictures were seen we do not know the rate; most cameras send 25.
const assumedFrame = 1 / 25;
const rates = [0.25, 0.5, 1, 1.5, 2, 4, 8];

/** Brings a player of a finished file to life: frame step, speed and keys around the browser's own controls. */
export function mountRecording(root) {
  return new RecordingPlayer(root);
}

class RecordingPlayer {
  #listening = new AbortController();
  #frame = assumedFrame;
  #seen = null;

  constructor(root) {
    [this.root, this.video] = [root, root.querySelector('video')];
    const signal = this.#listening.signal;
    const click = (name, action) => part(root, name)?.addEventListener('click', action, { signal });
    click('back', () => this.#step(-1));
    click('forward', () => this.#step(1));
    part(root, 'speed')?.addEventListener('change', e => this.#setRate(Number(e.target.value)), { signal });
    this.video.addEventListener('ratechange', () => this.#drawRate(), { signal });
    this.video.addEventListener('error', () => root.toggleAttribute('data-broken', true), { signal });
    document.addEventListener('keydown', e => this.#key(e), { signal });
    this.#measure();
  }

  seek(position) {
    this.video.currentTime = position;
    this.video.play().catch(() => { /* the browser wants a click first */ });
  }

  dispose() {
    this.#listening.abort();
    this.video.pause();
    // Otherwise the browser goes on loading a file that nobody sees.
    this.video.removeAttribute('src');
    this.video.load();
  }

  #key(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
    const onButton = e.target.closest?.('button, a, summary, [role=tab]');
    const onVideo = e.target === this.video;
    const actions = {
      ',': () => this.#step(-1),
      '.': () => this.#step(1),
      '<': () => this.#faster(-1),
      '>': () => this.#faster(1),
      // The browser's controls handle these themselves while the video has the focus.
      ' ': onButton || onVideo ? null : () => this.#toggle(),
      m: () => { this.video.muted = !this.video.muted; },
      f: () => this.#toggleFull(),
      ArrowLeft: onVideo ? null : () => { this.video.currentTime -= 5; },
      ArrowRight: onVideo ? null : () => { this.video.currentTime += 5; },
    };
    const action = actions[e.key.length === 1 ? e.key.toLowerCase() : e.key];
    if (!action) return;
    e.preventDefault();
    action();
  }

  #toggle() {
    if (this.video.paused) this.video.play().catch(() => { /* shown by the controls */ });
    else this.video.pause();
  }

  #toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.video.requestFullscreen) this.video.requestFullscreen();
    else this.video.webkitEnterFullscreen?.();
  }

  #step(by) {
    this.video.pause();
    this.video.currentTime = Math.max(0, this.video.currentTime + by * this.#frame);
  }

  #faster(by) {
    const index = rates.indexOf(this.video.playbackRate);
    this.#setRate(rates[Math.min(rates.length - 1, Math.max(0, index + by))] ?? 1);
  }

  #setRate(rate) {
    this.video.playbackRate = rate;
  }

  #drawRate() {
    const speed = part(this.root, 'speed');
    if (speed) speed.value = String(this.video.playbackRate);
  }

  #measure() {
    this.video.requestVideoFrameCallback?.((_, { mediaTime }) => {
      const distance = mediaTime - (this.#seen ?? mediaTime);
      if (distance > 0.004 && distance < 0.5) this.#frame = Math.min(distance, this.#frame === assumedFrame ? distance : this.#frame);
      this.#seen = mediaTime;
      this.#measure();
    });
  }
}
