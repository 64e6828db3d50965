const idleAfter = 4000;
const dragFrom = 6;
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Brings a wall to life: dragging by mouse, finger or Alt and arrow keys, sound of one tile at a time, full screen, quiet when nobody moves. */
export function mountWall(root, page) {
  return new Wall(root, page);
}

class Wall {
  #listening = new AbortController();
  #drag = null;
  #idle = 0;

  constructor(root, page) {
    [this.root, this.page] = [root, page];
    const signal = this.#listening.signal;
    const on = (name, action) => root.addEventListener(name, action, { signal });
    on('pointerdown', e => this.#grab(e));
    on('pointermove', e => { this.#stir(); this.#move(e); });
    on('pointerup', e => this.#drop(e));
    on('pointercancel', () => this.#letGo());
    on('click', e => this.#click(e));
    on('dblclick', e => this.#open(e));
    on('keydown', e => { this.#stir(); this.#key(e); });
    on('focusin', () => this.#stir());
    this.#stir();
  }

  toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen?.();
  }

  dispose() {
    this.#listening.abort();
    clearTimeout(this.#idle);
  }

  #stir() {
    this.root.removeAttribute('data-idle');
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => { if (!this.#drag) this.root.toggleAttribute('data-idle', true); }, idleAfter);
  }

  #grab(e) {
    const tile = e.button === 0 && e.target.closest('[data-handle]')?.closest('[data-place]');
    if (!tile) return;
    this.#drag = { tile, id: e.pointerId, x: e.clientX, y: e.clientY, moved: false, target: null };
  }

  #move(e) {
    const drag = this.#drag;
    if (!drag || drag.id !== e.pointerId) return;
    const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < dragFrom) return;
    if (!drag.moved) this.root.setPointerCapture(e.pointerId);
    drag.moved = true;
    drag.tile.toggleAttribute('data-moving', true);
    drag.tile.style.transform = `translate(${dx}px, ${dy}px)`;
    drag.tile.style.pointerEvents = 'none';
    this.#aim(document.elementFromPoint(e.clientX, e.clientY)?.closest('[data-place]') ?? null);
  }

  #aim(target) {
    const drag = this.#drag;
    if (target === drag.target) return;
    drag.target?.removeAttribute('data-target');
    drag.target = target && target !== drag.tile && this.root.contains(target) ? target : null;
    drag.target?.toggleAttribute('data-target', true);
  }

  #drop(e) {
    const drag = this.#drag;
    if (!drag || drag.id !== e.pointerId) return;
    const target = drag.target;
    if (drag.moved) this.root.addEventListener('click', c => { c.preventDefault(); c.stopPropagation(); }, { capture: true, once: true });
    this.#letGo();
    if (target) this.#swap(drag.tile, target);
  }

  #letGo() {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    drag.tile.removeAttribute('data-moving');
    drag.tile.style.transform = drag.tile.style.pointerEvents = '';
    drag.target?.removeAttribute('data-target');
  }

  #swap(from, to) {
    this.page.invokeMethodAsync('SwapAsync', Number(from.dataset.place), Number(to.dataset.place));
  }

  #key(e) {
    if (!e.altKey || !steps[e.key] || !e.target.matches('[data-place]')) return;
    e.preventDefault();
    const columns = getComputedStyle(e.target.parentElement).gridTemplateColumns.split(' ').length;
    const places = this.root.querySelectorAll('[data-place]').length;
    const [dx, dy] = steps[e.key];
    const place = Number(e.target.dataset.place);
    const [x, y] = [place % columns + dx, Math.floor(place / columns) + dy];
    if (x < 0 || x >= columns || y < 0 || y * columns + x >= places) return;
    this.page.invokeMethodAsync('SwapAsync', place, y * columns + x);
  }

  #click(e) {
    const button = e.target.closest('[data-sound]');
    if (!button) return;
    const sounds = button.getAttribute('aria-pressed') !== 'true';
    for (const other of this.root.querySelectorAll('[data-sound]')) {
      const isThis = other === button && sounds;
      other.setAttribute('aria-pressed', String(isThis));
      const video = other.closest('[data-place]').querySelector('video');
      if (video) video.muted = !isThis;
    }
  }

  #open(e) {
    if (e.target.closest('button, select, a')) return;
    const address = e.target.closest('[data-href]')?.dataset.href;
    if (address) location.assign(address);
  }
}
