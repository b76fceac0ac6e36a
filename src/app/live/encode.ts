import { FRAME_VERSION, Frame } from './frames';

/** Everything of a frame but its data. */
export type Head = Pick<Frame, 'epoch' | 'prev' | 'seq' | 'kind' | 'branch' | 'at' | 'now'>;

/**
 * The bytes of a frame, from data that is JSON text already: the data of many frames is one text,
 * only their heads differ.
 */
export function encode({ epoch, prev, seq, kind, branch, at, now }: Head, data: string): Buffer {
  const head = { v: FRAME_VERSION, epoch, prev, seq, kind, branch, at, now };
  return Buffer.from(`${JSON.stringify(head).slice(0, -1)},"data":${data}}`);
}
