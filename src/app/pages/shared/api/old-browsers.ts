/**
 * Functions that some browsers of `docs/browsers.md` lack, written with what all of them have. Lint
 * refuses the originals in pages.
 */

/** A signal that aborts after this long: `AbortSignal.timeout`, which came with Safari 16. */
export function abortAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/**
 * A random UUID: `crypto.randomUUID`, which came with Safari 15.4 and is missing wherever a page
 * came over plain HTTP.
 */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Sound, by its name in Safari before 14.1 too; undefined where there is none. */
export function openAudio(): AudioContext | undefined {
  const { AudioContext: now, webkitAudioContext: before } = window as unknown as {
    readonly AudioContext?: new () => AudioContext;
    readonly webkitAudioContext?: new () => AudioContext;
  };
  const Audio = now ?? before;
  return Audio && new Audio();
}
