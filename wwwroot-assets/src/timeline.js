import { part } from './player/dom.js';
import { Board } from './timeline/canvas.js';
import { bindControls } from './timeline/controls.js';
import { LaneList } from './timeline/lane-list.js';
import { Lanes } from './timeline/lanes.js';
import { Mark } from './timeline/mark.js';
import { Peek } from './timeline/peek.js';
import { Place } from './timeline/place.js';
import { makeVideos, Playback } from './timeline/playback.js';
import { Pointer } from './timeline/pointer.js';
import { boardActions } from './timeline/touch.js';
import { Viewport } from './timeline/viewport.js';
import { Words } from './timeline/words.js';
import { boundsOf, clock } from './timeline/zone.js';

const narrow = 640;

/**
 * Brings the time line to life. Panning, zooming and hovering never leave the browser.
 * @param {HTMLElement} root holds the elements marked with data-part
 * @param {{day: string?, at: string?, zoom: number?, streams: string[], chosen: string?, canRun: boolean, texts: object}} options
 * @param page is told the day when it changes (`DayChanged`)
 */
export function mount(root, options, page) {
  return new Timeline(root, options, page);
}

class Timeline {
  #listening = new AbortController();
  #drawing = 0;
  isMarking = false;
  #noteTimer = 0;

  constructor(root, options, page) {
    [this.root, this.options, this.page] = [root, options, page];
    this.words = new Words(options.texts);
    this.selected = options.chosen ?? null;
    this.needle = options.at ? Date.parse(options.at) : null;
    this.place = new Place(this, page, options.day);
    this.#make(options);
    bindControls(this, this.#listening.signal);
    this.#observe();
    this.resize();
    if (this.needle && options.zoom) this.view.zoomTo(options.zoom * 1000, this.needle);
  }

  #make(options) {
    const { root, words } = this;
    this.lanes = new Lanes(options.streams, () => this.#loaded(), () => this.show('failed'));
    this.board = new Board(part(root, 'canvas'), part(root, 'axis'), words);
    this.list = new LaneList(part(root, 'names'), words, stream => this.select(stream));
    this.peek = new Peek(part(root, 'peek'), words);
    this.view = new Viewport(this.place.day, () => this.#moved());
    const elements = { bar: part(root, 'clip'), length: part(root, 'clip-length'), share: part(root, 'clip-export'), snap: part(root, 'clip-snapshot'), selection: part(root, 'selection') };
    this.mark = new Mark(elements, words, this.lanes);
    const report = { position: time => this.#at(time), note: (key, gap) => this.#note(key, gap), changed: () => this.#drawControls() };
    this.player = new Playback(makeVideos(part(root, 'stage-area')), this.lanes, report, options.canRun);
    this.pointer = new Pointer(part(root, 'field'), boardActions(this), () => this.isMarking, this.#listening.signal);
  }

  // From the page: another day, and news of recordings.

  goToDay(day) {
    if (this.place.hear(day)) this.showDay(this.place.day);
  }

  reload() {
    this.lanes.load();
  }

  dispose() {
    this.#listening.abort();
    this.observer.disconnect();
    this.theme.disconnect();
    this.place.dispose();
    clearTimeout(this.#noteTimer);
    clearInterval(this.growing);
    cancelAnimationFrame(this.#drawing);
    this.player.dispose();
  }

  // What keys, buttons and fingers ask for; see controls.js, keys.js and pointer.js.

  showDay(day) {
    this.view.showDay(day);
  }

  zoomBy(factor) {
    this.view.zoom(factor, this.needle !== null && this.view.holds(this.needle) ? this.needle : undefined);
  }

  select(stream) {
    if (this.selected === stream) return;
    this.selected = stream;
    this.#drawControls();
    this.redraw();
  }

  isOnLane(target) {
    return this.list.contains(target);
  }

  moveLane(by) {
    const streams = this.lanes.all.map(lane => lane.stream);
    const next = streams[Math.min(streams.length - 1, Math.max(0, streams.indexOf(this.selected) + by))];
    if (next) this.list.focus(next);
  }

  playHere() {
    this.playAt(this.selected, this.needle ?? this.view.from, true);
  }

  skip(ms) {
    const from = this.needle ?? Math.min(this.lanes.now, (this.view.from + this.view.until) / 2);
    this.playAt(this.lane(), from + ms, this.player.isPlaying, ms < 0);
  }

  goToEdge(which) {
    const lane = this.lanes.find(this.lane());
    const { from, until } = boundsOf(this.view.day);
    const spans = lane?.spans.filter(span => span.from < until && this.lanes.endOf(span) > from) ?? [];
    if (spans.length === 0) return;
    const last = spans.at(-1).pieces.at(-1);
    this.playAt(lane.stream, which === 'first' ? Math.max(from, spans[0].from) : Math.min(until, last.from + last.length) - 1000, this.player.isPlaying);
  }

  markEdge(edge) {
    if (this.needle === null || !this.lane()) return;
    this.mark.set(this.lane(), edge, this.needle);
    this.redraw();
  }

  clearMark() {
    this.mark.clear();
    this.redraw();
  }

  retry() {
    this.show('loading');
    this.lanes.cover(this.view);
  }

  toggleSound() {
    this.player.setSound(this.player.video.muted);
  }

  toggleFull() {
    const stage = part(this.root, 'stage');
    if (document.fullscreenElement) document.exitFullscreen();
    else if (stage.requestFullscreen) stage.requestFullscreen();
    else this.player.video.webkitEnterFullscreen?.();
  }

  lane() {
    return this.selected ?? this.lanes.all[0]?.stream ?? null;
  }

  playAt(stream, time, play, isBackwards = false) {
    const lane = stream && this.lanes.find(stream);
    if (!lane) return;
    this.select(stream);
    this.#watch();
    // Back over a gap: to the last picture before it, or one would never get out of it.
    const target = isBackwards && !this.lanes.at(lane, time) ? this.lanes.before(lane, time) ?? time : time;
    this.player.show(stream, target, play);
    this.place.soon();
  }

  #watch() {
    if (this.root.hasAttribute('data-watching')) return;
    part(this.root, 'stage-area').append(...this.player.videos);
    this.root.toggleAttribute('data-watching', true);
  }

  #observe() {
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(part(this.root, 'field'));
    this.theme = new MutationObserver(() => this.recolour());
    this.theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    // Running recordings and the line of the present move, a pixel at a time.
    this.growing = setInterval(() => { if (!document.hidden) this.redraw(); }, 1000);
  }

  recolour() {
    this.board.readColours();
    this.redraw();
  }

  resize() {
    this.view.width = Math.max(1, part(this.root, 'field').clientWidth);
    this.#layOut();
    this.#moved();
  }

  #layOut() {
    this.laneHeight = this.root.clientWidth < narrow ? 52 : 40;
    this.board.resize(this.view.width, Math.max(1, this.lanes.all.length) * this.laneHeight, this.laneHeight);
    this.list.update(this.lanes, this.laneHeight, this.selected);
  }

  setMarking(isOn) {
    this.isMarking = isOn;
    this.root.toggleAttribute('data-marking', isOn);
    part(this.root, 'mark').setAttribute('aria-pressed', String(isOn));
  }

  goTo(value) {
    const time = new Date(value).getTime();
    if (Number.isNaN(time)) return;
    this.view.centre(time);
    this.needle = time;
    this.playAt(this.lane(), time, this.player.isPlaying);
  }

  goToNow() {
    this.player.pause();
    this.needle = this.lanes.now;
    this.view.centre(this.needle);
    this.place.soon();
  }

  // What is shown.

  #loaded() {
    this.show(this.lanes.all.length === 0 ? 'empty' : 'ready');
    if (this.selected && !this.lanes.find(this.selected)) this.selected = null;
    this.root.toggleAttribute('data-cut', this.lanes.isCut);
    this.#layOut();
    this.redraw();
    if (this.options.at) this.playAt(this.lane(), Date.parse(this.options.at), false);
    this.options.at = null;
  }

  show(state) {
    // What was read before stays on the board when a later reading fails.
    this.root.dataset.state = state === 'failed' && this.lanes.isLoaded ? 'ready' : state;
  }

  #at(time) {
    this.needle = time;
    if (this.player.isPlaying) this.view.follow(time);
    this.redraw();
  }

  #note(key, gap) {
    const note = part(this.root, 'note');
    note.textContent = gap && gap.reason ? this.words.gap(gap) : gap ? `${this.words.say('gap')} ${this.words.length(gap.until - gap.from)}: ${this.words.say('nothingHere')}` : this.words.say(key);
    note.hidden = false;
    clearTimeout(this.#noteTimer);
    // A gap is told for a while; that there is nothing to play stays until something plays.
    this.#noteTimer = gap ? setTimeout(() => { note.hidden = true; this.#noteTimer = 0; }, 5000) : 0;
  }

  #moved() {
    if (!this.view) return;
    this.lanes.cover(this.view);
    this.redraw();
    this.place.soon();
  }

  redraw() {
    if (this.#drawing === 0) this.#drawing = requestAnimationFrame(() => { this.#drawing = 0; this.#draw(); });
  }

  #draw() {
    this.board.draw(this.view, this.lanes, this.selected);
    this.mark.draw(this.view, this.laneHeight);
    const needle = part(this.root, 'needle');
    needle.hidden = this.needle === null || !this.view.holds(this.needle);
    if (this.needle === null) return;
    needle.style.transform = `translateX(${Math.round(this.view.x(this.needle))}px)`;
    part(this.root, 'position').textContent = `${this.words.dayName(this.needle)} ${clock(this.needle)}`;
  }

  #drawControls() {
    const { root, player } = this;
    root.toggleAttribute('data-playing', player.isPlaying);
    root.toggleAttribute('data-muted', player.video.muted);
    part(root, 'speed').value = String(player.rate);
    part(root, 'watched').textContent = this.selected ?? '';
    const open = part(root, 'open');
    open.hidden = !player.span;
    if (player.span) open.href = `/recordings/${player.span.id}`;
    part(root, 'live').href = `/streams/view/${this.selected ?? ''}`;
    if (player.isPlaying && this.#noteTimer === 0) part(root, 'note').hidden = true;
    this.list.update(this.lanes, this.laneHeight, this.selected);
    this.place.soon();
  }
}
