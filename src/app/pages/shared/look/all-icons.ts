import type { IconShape } from './icons';

/** Every icon. Those that a customer's phone need not load are here. */
export * from './icons';

export const help: IconShape = {
  d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9.5A3 3 0 1 1 12 13v1M12 17v.1',
};
export const erase: IconShape = {
  d: 'M9 5h11a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H9l-6.5-7zM11.5 9.5l5 5M16.5 9.5l-5 5',
};
export const right: IconShape = { d: 'M4 12h16M13.5 5.5L20 12l-6.5 6.5' };
export const left: IconShape = { d: 'M20 12H4M10.5 5.5L4 12l6.5 6.5' };
export const up: IconShape = { d: 'M12 20V4M5.5 10.5L12 4l6.5 6.5' };
export const downward: IconShape = { d: 'M12 4v16M5.5 13.5L12 20l6.5-6.5' };
export const more: IconShape = {
  d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12v.1M12 12v.1M16 12v.1',
};
export const chevron: IconShape = { d: 'M9 5l7 7-7 7' };
export const close: IconShape = { d: 'M5.5 5.5l13 13M18.5 5.5l-13 13' };
export const person: IconShape = {
  d: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6',
};
export const soundOff: IconShape = { d: 'M3.5 9.5v5H7l5 4.5V5L7 9.5zM16 9.5l5 5M21 9.5l-5 5' };
export const pause: IconShape = { d: 'M8 5v14M16 5v14' };
export const play: IconShape = { d: 'M7 4.5l12.5 7.5L7 19.5z' };
export const transfer: IconShape = {
  d: 'M3.5 8h15M14 3.5L18.5 8 14 12.5M20.5 16h-15M10 11.5L5.5 16l4.5 4.5',
};
export const undo: IconShape = { d: 'M4 9h10.5a5.5 5.5 0 0 1 0 11H9M8.5 4.5L4 9l4.5 4.5' };
export const absent: IconShape = {
  d:
    'M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z' +
    'M3 20.5c.6-4 3.3-6 7-6 1.5 0 2.9.3 4 1M16.5 16.5l5 5M21.5 16.5l-5 5',
};
export const megaphone: IconShape = {
  d: 'M4 10v4l3 .5V9.5zM7 9.5L18 5v14L7 14.5M9.5 15.5l1 4.5h2.5l-1-3.5M20.5 10.5v3',
};
export const door: IconShape = { d: 'M5 21V4.5L14 3v18M14 5h5v16M3 21h18M11 12v.1' };
export const sun: IconShape = {
  d:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2' +
    'M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
};
export const moon: IconShape = { d: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z' };
export const paper: IconShape = {
  d: 'M7 8V3.5h10V8M7 17H4.5V9.5A1.5 1.5 0 0 1 6 8h12a1.5 1.5 0 0 1 1.5 1.5V17H17M7 14h10v6.5H7z',
};
export const textSize: IconShape = {
  d: 'M2.5 19L8 5l5.5 14M4.5 14.5h7M15 19l3.2-8.5L21.5 19M16 16.5h4.5',
};
export const down: IconShape = { d: 'M12 4v13M5.5 11L12 17.5 18.5 11M4.5 21h15' };
export const keyboard: IconShape = {
  d: 'M3 6h18v12H3zM7 10v.1M11 10v.1M15 10v.1M18 10v.1M8 14.5h8',
};
export const coffee: IconShape = {
  d: 'M4 9h12v6.5a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM16 10.5h2a2.5 2.5 0 0 1 0 5h-2M8 3v2.5M12 3v2.5',
};
export const eye: IconShape = {
  d:
    'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z' +
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
};
