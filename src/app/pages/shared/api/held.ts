import { signal } from '@preact/signals';

/** How many forms on the page have unsaved input. */
export const held = signal(0);
