import { clock, hour, minute } from './zone.js';

/** Texts of the page, and numbers as its language writes them. */
export class Words {
  constructor(texts) {
    this.texts = texts;
    const language = document.documentElement.lang || undefined;
    this.day = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });
    this.number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  }

  say(key) {
    return this.texts[key] ?? key;
  }

  clock(at) {
    return clock(at);
  }

  dayName(at) {
    return this.day.format(new Date(at));
  }

  /** 12 s, 3 min 05 s, 1 h 02 min */
  length(ms) {
    const [h, m, s] = [Math.floor(ms / hour), Math.floor(ms / minute) % 60, Math.floor(ms / 1000) % 60];
    const { h: hours, m: minutes, s: seconds } = this.texts.units;
    if (h > 0) return `${h} ${hours} ${String(m).padStart(2, '0')} ${minutes}`;
    if (m > 0) return s > 0 ? `${m} ${minutes} ${String(s).padStart(2, '0')} ${seconds}` : `${m} ${minutes}`;
    return `${ms < 10_000 ? this.number.format(ms / 1000) : s} ${seconds}`;
  }

  bytes(count) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    for (; count >= 1024 && unit < units.length - 1; unit++) count /= 1024;
    return `${this.number.format(count)} ${units[unit]}`;
  }

  reason(code) {
    return this.texts.reasons[code] ?? this.texts.reasons.unknown;
  }

  gap(gap) {
    return `${this.say('gap')} ${this.length(gap.until - gap.from)}: ${this.reason(gap.reason)}`;
  }
}
