import { LiveModes } from './modes.js';
import { isTyping, part, seconds } from './dom.js';

const tick = 500;
const liveTolerance = 2.5;
const stuckAfter = 8000;

/**
 * Brings a live player to life.
 * @param {HTMLElement} root holds a <video> and, where there are controls, the elements marked with data-part
 * @param {{playlist: string, socket: string, controls: boolean, texts: Record<string, string>, away: string?}} options `away`: see setAway
 */
export function mountLive(root, options) {
  return new LivePlayer(root, options);
}

class LivePlayer {
  #listening = new AbortController();
  #paused = false;
  #visible = true;
  #away = null;
  #state = 'connecting';
  #moved = { at: performance.now(), time: 0 };

  constructor(root, { playlist, socket, controls, texts, away }) {
    [this.root, this.texts, this.video] = [root, texts, root.querySelector('video')];
    this.video.muted = true;
    const address = new URL(socket, location.href.replace(/^http/, 'ws')).href;
    this.source = new LiveModes(this.video, { playlist, socket: address }, (state, detail) => this.#show(state, detail));
    this.#away = away ?? null;
    this.#listen(controls);
    this.timer = setInterval(() => this.#update(), tick);
    this.source.start();
  }

  /** What the server knows: the words for a stream that delivers no picture now, null as soon as it does. */
  setAway(text) {
    const isBack = this.#away !== null && text === null;
    this.#away = text;
    this.#say();
    if (isBack && this.#isWanted()) this.source.retry();
  }

  dispose() {
    this.#listening.abort();
    this.observer.disconnect();
    clearInterval(this.timer);
    this.source.dispose();
  }

  #listen(controls) {
    const signal = this.#listening.signal;
    this.video.addEventListener('playing', () => { this.source.played(); this.#show('playing'); }, { signal });
    this.video.addEventListener('canplay', () => { if (!this.#paused) this.#play(); }, { signal });
    this.video.addEventListener('ended', () => this.source.restart(), { signal });
    document.addEventListener('visibilitychange', () => this.#attend(), { signal });
    this.observer = new IntersectionObserver(entries => { this.#visible = entries.at(-1).isIntersecting; this.#attend(); });
    this.observer.observe(this.root);
    if (controls) this.#listenToControls(signal);
  }

  #listenToControls(signal) {
    const click = (name, action) => part(this.root, name)?.addEventListener('click', action, { signal });
    click('play', () => this.#togglePlay());
    click('sound', () => this.#toggleSound());
    click('live', () => this.#goLive());
    click('full', () => this.#toggleFull());
    this.#listenToMode(signal);
    this.#listenToPicture(signal);
    this.video.addEventListener('click', () => this.#togglePlay(), { signal });
    this.video.addEventListener('dblclick', () => this.#toggleFull(), { signal });
    part(this.root, 'seek')?.addEventListener('input', e => this.#rewindTo(Number(e.target.value)), { signal });
    document.addEventListener('keydown', e => this.#key(e), { signal });
  }

  #listenToMode(signal) {
    const choose = part(this.root, 'choose');
    if (!choose) return;
    choose.value = this.source.choice;
    choose.addEventListener('change', () => this.source.choose(choose.value), { signal });
  }

  // A small window over other programs goes on while this page is hidden.
  #listenToPicture(signal) {
    const button = part(this.root, 'picture');
    if (button) button.hidden = !document.pictureInPictureEnabled;
    button?.addEventListener('click', () => this.#togglePicture(), { signal });
    this.video.addEventListener('leavepictureinpicture', () => this.#attend(), { signal });
  }

  #key(e) {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
    // A focused button or slider has its own meaning of these keys.
    if (e.target.closest?.('button, a, summary, [role=tab]') && e.key === ' ') return;
    const step = e.target.matches?.('input[type=range]') ? null : 5;
    const actions = {
      ' ': () => this.#togglePlay(),
      m: () => this.#toggleSound(),
      f: () => this.#toggleFull(),
      l: () => this.#goLive(),
      p: () => this.#togglePicture(),
      ArrowLeft: step && (() => this.#skip(-step)),
      ArrowRight: step && (() => this.#skip(step)),
    };
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    // Buttons beside the player say their own key in the markup, for example data-key="r".
    const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const action = actions[key] ?? (button && (() => button.click()));
    if (!action) return;
    e.preventDefault();
    action();
  }

  // A hidden tab, or a tile that is scrolled away, costs nothing; whoever listens to the sound keeps it.
  #attend() {
    if (this.#isWanted()) this.source.start();
    else if (!this.#isWatched()) this.source.stop();
  }

  #isWatched() {
    return this.#visible && !document.hidden || !this.video.muted || document.pictureInPictureElement === this.video;
  }

  #isWanted() {
    return this.#isWatched() && !this.#paused;
  }

  #play() {
    this.video.play().catch(() => { /* the browser wants a click first: the button shows it */ });
  }

  #togglePlay() {
    if (this.#away !== null) return;
    this.#paused = !this.video.paused;
    if (this.#paused) this.video.pause();
    else {
      this.source.start();
      this.#play();
    }
    this.#update();
  }

  #toggleSound() {
    this.video.muted = !this.video.muted;
    this.#update();
  }

  #toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.root.requestFullscreen) this.root.requestFullscreen();
    else this.video.webkitEnterFullscreen?.();
  }

  #togglePicture() {
    if (document.pictureInPictureElement === this.video) document.exitPictureInPicture();
    else if (document.pictureInPictureEnabled) this.video.requestPictureInPicture().catch(() => { /* not before the first picture */ });
  }

  #goLive() {
    this.source.goLive();
    this.#paused = false;
    this.source.start();
    this.#play();
    this.#update();
  }

  #skip(by) {
    const range = this.source.range;
    if (range) this.source.rewind(Math.max(0, range.live - this.video.currentTime - by));
    this.#update();
  }

  #rewindTo(behind) {
    this.source.rewind(-behind);
    this.#update();
  }

  #show(state, detail = '') {
    this.#state = state;
    this.root.dataset.state = state;
    this.root.title = state === 'codec' ? detail : '';
    this.#say();
  }

  #say() {
    this.root.toggleAttribute('data-away', this.#away !== null);
    const isFinal = ['codec', 'denied', 'unsupported'].includes(this.#state);
    const text = part(this.root, 'message');
    if (text) text.textContent = isFinal ? this.texts[this.#state] : this.#away ?? this.texts[this.#state] ?? '';
  }

  #update() {
    this.source.look();
    const range = this.source.range;
    this.root.dataset.mode = this.source.mode;
    this.#watch(range);
    const behind = range ? Math.max(0, range.live - this.video.currentTime) : 0;
    const atLive = behind < liveTolerance && !this.video.paused;
    this.root.toggleAttribute('data-paused', this.video.paused);
    this.root.toggleAttribute('data-muted', this.video.muted);
    this.root.toggleAttribute('data-silent', !this.source.hasSound);
    this.root.toggleAttribute('data-behind', !atLive);
    if (range) this.#drawRange(range, behind, atLive);
  }

  #drawRange(range, behind, atLive) {
    const seek = part(this.root, 'seek');
    if (seek) {
      const reach = Math.max(1, range.live - range.start);
      seek.min = -reach;
      seek.value = atLive ? 0 : -behind;
      seek.style.setProperty('--filled', `${100 * (1 - Math.min(reach, atLive ? 0 : behind) / reach)}%`);
      seek.setAttribute('aria-valuetext', atLive ? this.texts.live : `-${seconds(behind)}`);
    }
    const latency = part(this.root, 'latency');
    if (latency) latency.textContent = seconds(range.latency);
    this.root.dataset.latency = range.latency.toFixed(2);
    const mode = part(this.root, 'mode');
    if (mode) mode.textContent = this.texts[this.source.mode] ?? '';
  }

  // Data keeps coming but the picture stands (a hole in the buffer, a sleeping decoder): go to the edge, then start anew.
  #watch(range) {
    const now = performance.now();
    const time = this.video.currentTime;
    if (!range || this.#paused || document.hidden || time !== this.#moved.time) this.#moved = { at: now, time };
    else if (now - this.#moved.at > stuckAfter && range.live - time > liveTolerance) {
      this.#moved = { at: now, time: range.live };
      this.video.currentTime = range.live;
      this.#play();
    }
  }
}
