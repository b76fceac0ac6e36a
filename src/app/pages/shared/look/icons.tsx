/**
 * Our own icons on a 24-unit grid: strokes of two, round ends. A page's bundle has only those it
 * imports.
 */
export interface IconShape {
  readonly d: string;
}

export const check: IconShape = { d: 'M4.5 12.5l5 5 10-11' };
export const good: IconShape = { d: 'M21 12a9 9 0 1 1-4-7.5M8 11.5l3.5 3.5L21 5.5' };
export const info: IconShape = { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.1' };
export const attention: IconShape = { d: 'M12 3.5l9.5 17h-19zM12 10v4.5M12 17.4v.1' };
export const alarm: IconShape = { d: 'M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM12 7v6M12 16.5v.1' };
export const off: IconShape = { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM7.5 12h9' };
export const globe: IconShape = {
  d:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z' +
    'M3 12h18M12 3c3 3 3.5 6 3.5 9S15 18 12 21c-3-3-3.5-6-3.5-9S9 6 12 3z',
};
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
export const people: IconShape = {
  d:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5' +
    'M16 5a3.2 3.2 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.5 3.5 5.2',
};
export const clock: IconShape = { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2' };
export const bell: IconShape = { d: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15zM10 21h4' };
export const soundOff: IconShape = { d: 'M3.5 9.5v5H7l5 4.5V5L7 9.5zM16 9.5l5 5M21 9.5l-5 5' };
export const pause: IconShape = { d: 'M8 5v14M16 5v14' };
export const play: IconShape = { d: 'M7 4.5l12.5 7.5L7 19.5z' };
export const again: IconShape = { d: 'M20 5v5h-5M20 10a8.5 8.5 0 1 0 .5 4' };
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
export const pin: IconShape = {
  d:
    'M12 21.5c-4.5-5-7-8.5-7-11.5a7 7 0 1 1 14 0c0 3-2.5 6.5-7 11.5z' +
    'M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
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
export const message: IconShape = { d: 'M3 5h18v12h-9l-5 4v-4H3z' };
export const ticketShape: IconShape = {
  d: 'M3 6h18v4a2 2 0 0 0 0 4v4H3v-4a2 2 0 0 0 0-4zM14 6v2.5M14 11v2M14 15.5V18',
};

/** An icon, hidden from screen readers unless it has a label. `size` in em or rem. */
export function Icon({
  of,
  size = '1.25em',
  label,
}: {
  of: IconShape;
  size?: string;
  label?: string;
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <path d={of.d} />
    </svg>
  );
}
