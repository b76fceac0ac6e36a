import type { Frame, FrameVersion, PingFrame } from '../wire/frames';

/**
 * The few rules of the socket that both ends share. Pages import this file, which takes only types
 * from `wire`.
 */

/** A page that gets a frame of another version reloads once, then says that it is being updated. */
export const FRAME_VERSION: FrameVersion = 2;

/** What a page says, in the words of every version: pages and servers of two releases meet. */
export const PING: PingFrame = { v: 1, kind: 'ping' };

/**
 * A page may offer this subprotocol next to a ticket's key, so that the server's answer does not
 * repeat the key.
 */
export const SUBPROTOCOL = 'ticketero.1';

/**
 * Why a socket was closed. `again` says whether the page should reconnect by itself; `reason` is
 * sent in the close frame.
 */
export interface Close {
  readonly code: number;
  readonly reason: string;
  readonly again: boolean;
}

/** HTTP's status + 4000 where HTTP has one; 1012 and 1013 are WebSocket's own. */
export const CLOSE = {
  badFrame: {
    code: 4400,
    reason: 'the frame is not one this server takes: send {"v":1,"kind":"ping"} or nothing',
    again: false,
  },
  unauthorized: { code: 4401, reason: 'the session has ended: sign in again', again: false },
  forbidden: { code: 4403, reason: 'this view is no longer yours to watch', again: false },
  unknownBranch: { code: 4404, reason: 'there is no such branch', again: false },
  timeout: {
    code: 4408,
    reason: 'no answer to a ping: come back with since and epoch',
    again: true,
  },
  superseded: {
    code: 4409,
    reason: 'the same viewer has opened too many sockets: the oldest was closed',
    again: false,
  },
  tooLarge: { code: 4413, reason: 'the frame is larger than 1024 bytes', again: false },
  tooMany: {
    code: 4429,
    reason: 'too many frames: one ping in five seconds is plenty',
    again: true,
  },
  newerKey: {
    code: 4410,
    reason: 'this device has a newer key: come back with it',
    again: true,
  },
  slowReader: {
    code: 4480,
    reason: 'frames were not read fast enough: come back with since and epoch',
    again: true,
  },
  /**
   * The reason ends with `retry-in-ms=N`, different for each socket, so that they do not all
   * reconnect at once.
   */
  restart: { code: 1012, reason: 'the server is restarting', again: true },
  tryLater: { code: 1013, reason: 'the branch cannot be read just now', again: true },
} as const satisfies Record<string, Close>;

/** The close with a delay, in ms, after which this socket should reconnect. */
export const closeWithDelay = (close: Close, ms: number): Close => ({
  ...close,
  reason: `${close.reason}; retry-in-ms=${Math.round(ms)}`,
});

/**
 * After how many ms a page should reconnect after a close; undefined if it should not by itself.
 * Follows the server's `retry-in-ms`, otherwise doubles from half a second to `longest` ms; a
 * `random` in [0, 1) spreads the pages.
 */
export function reconnectIn(
  code: number,
  reason: string,
  attempt: number,
  random: number,
  longest = 20_000,
): number | undefined {
  const known = Object.values(CLOSE).find((close) => close.code === code);
  if (known && !known.again) return undefined;
  const hint = /retry-in-ms=(\d{1,6})/.exec(reason);
  if (hint && attempt === 0) return Number(hint[1]);
  const most = Math.min(longest, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(most / 2 + (random * most) / 2);
}

/** A page's place: the last frame it took. */
export interface Place {
  readonly epoch: string;
  readonly seq: number;
}

/**
 * What a page does with a frame: `apply`, `ignore` (already seen), `gap` (reconnect from its place)
 * or `reload` (another version). After `apply` its place is `{epoch, seq}` of the frame.
 */
export function judge(
  place: Place | undefined,
  frame: Frame,
): 'apply' | 'ignore' | 'gap' | 'reload' {
  if (frame.v !== FRAME_VERSION) return 'reload';
  if (frame.kind !== 'events') return 'apply';
  if (place === undefined || place.epoch !== frame.epoch) return 'gap';
  if (frame.prev === place.seq) return 'apply';
  return frame.seq <= place.seq ? 'ignore' : 'gap';
}
