import { signal } from '@preact/signals';
import { RowId } from './needs-help';

/** The row that an alert has just led to, which stands out for a moment. */
export const pointed = signal<RowId | undefined>(undefined);

const MOMENT_MS = 4000;
let timer = 0;

/** Brings a row into view and focuses it. */
export function pointTo(row: RowId): void {
  const element = document.getElementById(row);
  if (!element) return;
  element.scrollIntoView({ block: 'center' });
  element.focus({ preventScroll: true });
  pointed.value = row;
  clearTimeout(timer);
  timer = window.setTimeout(() => (pointed.value = undefined), MOMENT_MS);
}
