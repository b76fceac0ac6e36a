import { letterOf } from '../../app/paper/code-page';

/** What is printed on the paper. */
export interface StarPaper {
  /** The printed lines, without their sizes. */
  readonly lines: readonly string[];
  /** The contents of the QR codes. */
  readonly codes: readonly string[];
  readonly cuts: number;
}

/** The printer received data that it does not understand: Star's code 511. */
export class NotUnderstood extends Error {}

const LF = 0x0a;
const ESC = 0x1b;
const GS = 0x1d;

/**
 * Commands of fixed length: their bytes after ESC in hex, and the number of parameter bytes that
 * follow.
 */
const PARAMETERS: Readonly<Record<string, number>> = {
  '40': 0,
  '45': 0,
  '46': 0,
  '61': 1,
  '64': 1,
  '69': 2,
  '1d74': 1,
  '1d61': 1,
  '1d7953': 2,
  '1d7950': 0,
};

/**
 * Reads Star commands as a printer does. Anything unknown is an error, so that tests notice a wrong
 * byte.
 */
export function readStar(bytes: Uint8Array): StarPaper {
  const lines: string[] = [];
  const codes: string[] = [];
  let line = '';
  let code = '';
  let table: number | undefined;
  let cuts = 0;
  let at = 0;
  const take = (count: number) => {
    if (at + count > bytes.length) {
      throw new NotUnderstood(`the job ends within a command, at byte ${at}`);
    }
    return bytes.subarray(at, (at += count));
  };
  const command = () => {
    let name = '';
    while (name.length < 6) {
      const [byte] = take(1);
      name += byte.toString(16).padStart(2, '0');
      if (name === '1d7944') {
        const [kind, mode, low, high] = take(4);
        if (kind !== 0x31 || mode !== 0) {
          throw new NotUnderstood(`QR data of kind ${kind}, ${mode}`);
        }
        code = Buffer.from(take(low + high * 256)).toString('latin1');
        return { name, parameters: new Uint8Array() };
      }
      if (name in PARAMETERS) return { name, parameters: take(PARAMETERS[name]) };
      if (byte !== GS && byte !== 0x79) break;
    }
    throw new NotUnderstood(`command ESC ${name} at byte ${at}`);
  };

  while (at < bytes.length) {
    const [byte] = take(1);
    if (byte === LF) {
      lines.push(line);
      line = '';
    } else if (byte === ESC) {
      const { name, parameters } = command();
      if (name === '1d74') table = parameters[0];
      if (name === '1d7950') codes.push(code);
      if (name === '64') cuts += 1;
    } else {
      const letter = letterOf(byte);
      if (letter === undefined || (byte > 0x7f && table !== 4)) {
        throw new NotUnderstood(
          `byte ${byte} at ${at - 1} is not a character of the selected code page`,
        );
      }
      line += letter;
    }
  }
  if (line) lines.push(line);
  return { lines, codes, cuts };
}
