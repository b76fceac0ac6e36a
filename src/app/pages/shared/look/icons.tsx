/**
 * Our own icons on a 24-unit grid: strokes of two, round ends. Here are those for every page,
 * including the customer's; `all-icons.ts` adds the others.
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
export const people: IconShape = {
  d:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5' +
    'M16 5a3.2 3.2 0 0 1 0 6.3M18 14.8c2 .7 3.2 2.5 3.5 5.2',
};
export const clock: IconShape = { d: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2' };
export const bell: IconShape = { d: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15zM10 21h4' };
export const pin: IconShape = {
  d:
    'M12 21.5c-4.5-5-7-8.5-7-11.5a7 7 0 1 1 14 0c0 3-2.5 6.5-7 11.5z' +
    'M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
};
export const message: IconShape = { d: 'M3 5h18v12h-9l-5 4v-4H3z' };
export const again: IconShape = { d: 'M20 5v5h-5M20 10a8.5 8.5 0 1 0 .5 4' };
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
