import { clock } from './zone.js';

/** What stands under the pointer: a small picture, the time, and why there is nothing. */
export class Peek {
  constructor(element, words) {
    [this.element, this.words] = [element, words];
    this.picture = element.querySelector('[data-part=picture]');
    this.text = element.querySelector('[data-part=when]');
  }

  show(x, y, width, time, lane, lanes) {
    const found = lane && lanes.at(lane, time);
    this.#showPicture(found, time);
    this.text.textContent = [clock(time), this.#what(found, lane, lanes, time)].filter(Boolean).join(' · ');
    this.element.hidden = false;
    const half = this.element.offsetWidth / 2;
    const left = Math.min(Math.max(half, x), Math.max(half, width - half));
    this.element.style.transform = `translate(${Math.round(left - half)}px, ${Math.round(y - this.element.offsetHeight - 6)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }

  #what(found, lane, lanes, time) {
    if (!lane) return '';
    const gap = lanes.gapAt(lane, time);
    if (gap) return this.words.gap(gap);
    if (!found) return time > lanes.now ? '' : this.words.say('nothingHere');
    const signs = [found.span.isFavourite && this.words.say('favourite'), found.span.isLocked && this.words.say('locked')];
    return [found.span.state === 'recording' && this.words.say('recordingNow'), ...signs].filter(Boolean).join(' · ');
  }

  #showPicture(found, time) {
    const sprite = found?.span.sprite;
    this.picture.hidden = !sprite;
    if (!sprite) return;
    const offset = found.piece.offset + time - found.piece.from;
    const index = Math.min(sprite.count - 1, Math.max(0, Math.floor(offset / sprite.stepMs)));
    const { style } = this.picture;
    style.width = `${sprite.tileWidth}px`;
    style.height = `${sprite.tileHeight}px`;
    style.backgroundImage = `url("/api/v1/recordings/${found.span.id}/sprite")`;
    style.backgroundPosition = `-${index % sprite.columns * sprite.tileWidth}px -${Math.floor(index / sprite.columns) * sprite.tileHeight}px`;
  }
}
