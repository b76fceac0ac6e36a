/**
 * The text whose digest an event holds for a key: the event names who got the key, and nobody can
 * make another row fit it.
 */
export const sessionText = (session: string, tokenHash: string): string =>
  `session\0${session}\0${tokenHash}`;
export const deviceText = (device: string, tokenHash: string): string =>
  `device\0${device}\0${tokenHash}`;
