import { signal } from '@preact/signals';

/** How many forms of the page hold what somebody typed and has not saved. */
export const held = signal(0);
