import { ShownCall } from './calls';

/**
 * What is said for a call: clips by name, then any words that have no clip (a counter called "Caja
 * 3").
 */
export interface Spoken {
  readonly clips: readonly string[];
  readonly words?: string;
}

/** `Número · C · 15 · Módulo · 3`: letters and digits apart, without leading zeros. */
export function spokenOf({ number, counter }: Pick<ShownCall, 'number' | 'counter'>): Spoken {
  const [, letters, digits] = /^(\D*)(\d*)$/.exec(number) ?? ['', number, ''];
  const clips = [
    'numero',
    ...letters.toLowerCase().replace(/[^a-z]/g, ''),
    ...(digits ? numberClips(Number(digits)) : []),
  ];
  return /^\d+$/.test(counter)
    ? { clips: [...clips, 'modulo', ...numberClips(Number(counter))] }
    : { clips, words: counter };
}

/** A number as clips: one up to 99, then hundreds and the rest, above 999 digit by digit. */
export function numberClips(n: number): readonly string[] {
  if (n > 999) return [...String(n)];
  if (n < 100 || n === 100) return [String(n)];
  const rest = n % 100;
  const hundreds = n < 200 ? '100-and' : String(n - rest);
  return rest === 0 ? [hundreds] : [hundreds, String(rest)];
}
