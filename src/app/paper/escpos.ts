import { textBytes } from './code-page';
import { Dialect } from './dialect';

/** ESC/POS, as far as a slip needs it: the commands that most receipt printers understand. */

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

/** Asks for the state of the paper sensor (DLE EOT 4). */
export const askPaper = (): readonly number[] => [0x10, 0x04, 4];
/** Whether an answer to `askPaper` says that there is paper. */
export const hasPaper = (answer: number): boolean => (answer & 0x60) === 0;

/**
 * A QR code drawn by the printer: model 2, correction M; `dots` per module (4 is 0.5 mm at 203
 * dpi).
 */
export function qr(text: string, dots = 6): readonly number[] {
  const data = textBytes(text);
  const length = data.length + 3;
  return [
    GS,
    0x28,
    0x6b,
    4,
    0,
    49,
    65,
    50,
    0,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    67,
    dots,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    69,
    49,
    GS,
    0x28,
    0x6b,
    length & 0xff,
    length >> 8,
    49,
    80,
    48,
    ...data,
    GS,
    0x28,
    0x6b,
    3,
    0,
    49,
    81,
    48,
  ];
}

export const escpos: Dialect = {
  start: () => [ESC, 0x40, ESC, 0x74, 19], // code page 858 is table 19
  centre: () => [ESC, 0x61, 1],
  size: (width, height) => [GS, 0x21, ((width - 1) << 4) | (height - 1)],
  bold: (on) => [ESC, 0x45, on ? 1 : 0],
  line: (text = '') => [...textBytes(text), LF],
  feed: (lines) => [ESC, 0x64, lines],
  cut: () => [GS, 0x56, 66, 0],
  qr: (text) => qr(text),
};
