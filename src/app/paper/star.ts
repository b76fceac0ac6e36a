import { textBytes } from './code-page';
import { Dialect } from './dialect';

/**
 * Star's commands, as far as a slip needs them: those that "STAR Line Mode Command Specifications"
 * and "StarPRNT Command Specifications" have in common, so that one slip suits printers of either
 * emulation.
 */

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

/**
 * A QR code drawn by the printer: model 2, correction M; `dots` per module, 1 to 8 (4 is 0.5 mm at
 * 203 dpi).
 */
export function starQr(text: string, dots = 6): readonly number[] {
  const data = textBytes(text);
  return [
    ESC,
    GS,
    0x79,
    0x53,
    0x30,
    2,
    ESC,
    GS,
    0x79,
    0x53,
    0x31,
    1,
    ESC,
    GS,
    0x79,
    0x53,
    0x32,
    dots,
    ESC,
    GS,
    0x79,
    0x44,
    0x31,
    0,
    data.length & 0xff,
    data.length >> 8,
    ...data,
    ESC,
    GS,
    0x79,
    0x50,
  ];
}

export const star: Dialect = {
  start: () => [ESC, 0x40, ESC, GS, 0x74, 4], // code page 858 is table 4
  centre: () => [ESC, GS, 0x61, 1],
  size: (width, height) => [ESC, 0x69, height - 1, width - 1],
  bold: (on) => [ESC, on ? 0x45 : 0x46],
  line: (text = '') => [...textBytes(text), LF],
  feed: (lines) => [ESC, 0x61, lines],
  cut: () => [ESC, 0x64, 3],
  qr: (text) => starQr(text),
};
