/**
 * A change this soon (ms) after a message is what the message is about, because the screen may hear
 * of it after the answer. A later change makes the message out of date.
 */
export const SETTLES_MS = 2_000;
