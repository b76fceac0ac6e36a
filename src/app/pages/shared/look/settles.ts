/**
 * A change so soon after a message, ms, is what the message is about: the screen may hear of it
 * after the answer. What changes later makes an old message of it.
 */
export const SETTLES_MS = 2_000;
