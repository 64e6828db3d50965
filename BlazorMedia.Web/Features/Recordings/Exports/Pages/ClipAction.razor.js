/** Where the page's player stands, in seconds; 0 where there is none. */
export const position = () => document.querySelector('main video')?.currentTime ?? 0;
