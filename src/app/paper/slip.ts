import { bold, centre, cut, feed, line, qr, size, start, wrap } from './escpos';

/** What is on the paper: no name, no RUT, no lane. */
export interface PaperSlip {
  readonly branch: string;
  readonly title: string;
  readonly number: string;
  readonly queue: string;
  /** What to expect, and where to look. */
  readonly lines: readonly string[];
  /** The customer's page, as a QR code, with one line on what it does. */
  readonly page: string;
  readonly pageWords: string;
  readonly issued: string;
}

/** Letters of a line at normal size on 80 mm paper. */
const WIDTH = 42;
/** Names may be long; paper is not. */
const MOST_LINES = 3;

/** The slip in ESC/POS. */
export function slipBytes(slip: PaperSlip): Uint8Array {
  const text = (words: string) => wrap(words, WIDTH).slice(0, MOST_LINES).flatMap((each) => line(each));
  return Uint8Array.from([
    ...start(), ...centre(),
    ...text(slip.branch), ...line(),
    ...text(slip.title),
    ...size(6, 6), ...bold(true), ...line(slip.number), ...bold(false), ...size(1, 1),
    ...bold(true), ...text(slip.queue), ...bold(false), ...line(),
    ...slip.lines.flatMap(text), ...line(),
    ...qr(slip.page), ...line(), ...text(slip.pageWords), ...line(),
    ...line(slip.issued), ...feed(2), ...cut(),
  ]);
}
