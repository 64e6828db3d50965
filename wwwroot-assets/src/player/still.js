/**
 * Keeps an <img> near to the newest keyframe while somebody can see it. One answer serves all tiles of all viewers, so nothing is decoded here.
 * @param {HTMLElement} root holds the <img>
 * @param {{url: string, every: number}} options `every`: seconds between two looks; 0 = once is enough
 */
export function mountStill(root, options) {
  return new Still(root, options);
}

class Still {
  #listening = new AbortController();
  #visible = false;
  #timer = 0;
  #tag = null;
  #shown = null;
  #lookedAt = -Infinity;
  #isLooking = false;

  constructor(root, { url, every }) {
    [this.root, this.image, this.url, this.every] = [root, root.querySelector('img'), url, every];
    document.addEventListener('visibilitychange', () => this.#plan(), { signal: this.#listening.signal });
    this.observer = new IntersectionObserver(entries => { this.#visible = entries.at(-1).isIntersecting; this.#plan(); });
    this.observer.observe(root);
  }

  /** The stream came or went: look at once. */
  setEvery(every) {
    this.every = every;
    this.#lookedAt = -Infinity;
    this.#plan();
  }

  dispose() {
    this.#listening.abort();
    this.observer.disconnect();
    clearTimeout(this.#timer);
    if (this.#shown) URL.revokeObjectURL(this.#shown);
  }

  #plan() {
    clearTimeout(this.#timer);
    if (!this.#visible || document.hidden || this.#listening.signal.aborted || this.#isLooking) return;
    const since = (performance.now() - this.#lookedAt) / 1000;
    if (this.every === 0 && since < Infinity) return;
    this.#timer = setTimeout(() => this.#look(), Math.max(0, this.every - since) * 1000);
  }

  async #look() {
    this.#isLooking = true;
    this.#lookedAt = performance.now();
    try {
      const answer = await fetch(this.url, { cache: 'no-cache', redirect: 'manual', signal: this.#listening.signal });
      const tag = answer.headers.get('ETag');
      if (answer.ok && tag !== this.#tag) await this.#show(await answer.blob(), tag);
    } catch {
      // the server is away or the page leaves: the old picture stays
    }
    this.#isLooking = false;
    this.#plan();
  }

  async #show(blob, tag) {
    const address = URL.createObjectURL(blob);
    const next = new Image();
    next.src = address;
    // Decoded before it is shown, so that nothing flickers.
    await next.decode();
    this.image.src = address;
    this.root.toggleAttribute('data-loaded', true);
    if (this.#shown) URL.revokeObjectURL(this.#shown);
    [this.#shown, this.#tag] = [address, tag];
  }
}
