export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

export const isTyping = target =>
  target?.isContentEditable || target?.matches?.('textarea, select, input:not([type=range]):not([type=checkbox]):not([type=radio]):not([type=button])');

/** 0.8 s, 12 s, 1:05 */
export function seconds(value) {
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  return `${Math.floor(value / 60)}:${String(Math.floor(value % 60)).padStart(2, '0')}`;
}
