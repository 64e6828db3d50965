// All in the browser's own zone: its Date knows the nights on which the clock is changed.
export const minute = 60_000;
export const hour = 60 * minute;

const steps = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map(s => s * 1000);
const hourSteps = [1, 2, 3, 6, 12, 24];
const two = number => String(number).padStart(2, '0');

/** 2026-11-20 */
export function dayOf(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first and the last instant of a day, which may have 23 or 25 hours. */
export function boundsOf(day) {
  const [year, month, date] = day.split('-').map(Number);
  return { from: new Date(year, month - 1, date).getTime(), until: new Date(year, month - 1, date + 1).getTime() };
}

export const clock = (at, seconds = true) => {
  const date = new Date(at);
  const text = `${two(date.getHours())}:${two(date.getMinutes())}${seconds ? `:${two(date.getSeconds())}` : ''}`;
  return isRepeated(at) ? `${text} ${offset(at)}` : text;
};

/** An hour that this night has twice is only told apart by its distance from UTC. */
export function isRepeated(at) {
  const zone = time => new Date(time).getTimezoneOffset();
  return zone(at) - zone(at - hour) === 60 || zone(at + hour) - zone(at) === 60;
}

function offset(at) {
  const minutes = -new Date(at).getTimezoneOffset();
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** Where lines and labels stand: at most one per `room` milliseconds. */
export function ticks(from, until, room) {
  const step = steps.find(s => s >= room);
  return step ? fineTicks(from, until, step) : hourTicks(from, until, hourSteps.find(h => h * hour >= room) ?? 24);
}

function fineTicks(from, until, step) {
  const found = [];
  const zone = -new Date(from).getTimezoneOffset() * minute;
  // Every zone's offset is whole quarters of an hour, so these stay in step over a change of the clock.
  for (let at = Math.ceil((from + zone) / step) * step - zone; at <= until; at += step) found.push({ at, text: clock(at, step < minute), isDay: isMidnight(at) });
  return found;
}

function hourTicks(from, until, hours) {
  const found = [];
  const first = new Date(from);
  first.setMinutes(0, 0, 0);
  for (let at = first.getTime(); at <= until; at += hour) {
    if (at < from || new Date(at).getHours() % hours !== 0) continue;
    found.push({ at, text: clock(at, false), isDay: isMidnight(at) });
  }
  return found;
}

function isMidnight(at) {
  return at === boundsOf(dayOf(at)).from;
}
