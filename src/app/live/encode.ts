import { floorJson, openedFor } from '../domain/views/json-once';
import type { Frame, PongFrame, SnapshotFrame } from '../wire/frames';
import { FRAME_VERSION } from './frames';

/** A frame without its data. */
export type Head = Pick<Frame, 'epoch' | 'prev' | 'seq' | 'kind' | 'branch' | 'atMs' | 'nowMs'>;

/**
 * The bytes of a frame, from data that is already JSON text: many frames share their data and
 * differ only in their heads.
 */
export function encode(
  { epoch, prev, seq, kind, branch, atMs, nowMs }: Head,
  data: string,
): Buffer {
  const head = { v: FRAME_VERSION, epoch, prev, seq, kind, branch, atMs, nowMs };
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"data":${data}}`);
}

/** The data of a snapshot. */
export const snapshotJson = ({ floorMs, ...rest }: SnapshotFrame['data']): string =>
  `${openedFor(JSON.stringify(rest), 'floorMs')}${floorJson(floorMs)}}`;

export const pongOf = (nowMs: number, freshMs: number): Buffer =>
  Buffer.from(
    JSON.stringify({ v: FRAME_VERSION, kind: 'pong', nowMs, freshMs } satisfies PongFrame),
  );
