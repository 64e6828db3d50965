// The players of the pages. Markup and texts come from the components; the scripts only move them.
export { mountLive } from './player/live.js';
export { mountRecording } from './player/recording.js';
export { mountStill } from './player/still.js';
export { mountWall } from './player/wall.js';
