/** The members of a source map that are made smaller. */
interface Mapped {
  readonly names: readonly string[];
  readonly mappings: string;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

/**
 * The numbers of one segment: each digit holds five bits, lowest first; a number's lowest bit is
 * its sign.
 */
function decoded(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = VALUES.get(digit)!;
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

function encoded(numbers: readonly number[]): string {
  let text = '';
  for (const number of numbers) {
    let left = number < 0 ? (-number << 1) | 1 : number << 1;
    do {
      text += DIGITS[(left & 31) | (left > 31 ? 32 : 0)];
      left >>= 5;
    } while (left > 0);
  }
  return text;
}

/**
 * A source map that names lines and no columns: one segment where the next line of a source begins,
 * instead of one for each word. Node keeps every segment of a map in memory.
 */
export function lineMap<M extends Mapped>(map: M): M {
  let [source, line, column] = [0, 0, 0];
  let [writtenSource, writtenLine, writtenColumn] = [0, 0, 0];
  const mappings = map.mappings.split(';').map((generated) => {
    let [at, writtenAt] = [0, 0];
    let last = '';
    const kept: string[] = [];
    for (const segment of generated ? generated.split(',') : []) {
      const [ahead, ...original] = decoded(segment);
      at += ahead;
      if (original.length) {
        source += original[0];
        line += original[1];
        column += original[2];
      }
      const where = original.length ? `${source}:${line}` : 'nowhere';
      if (where === last) continue;
      last = where;
      const moved = [source - writtenSource, line - writtenLine, column - writtenColumn];
      kept.push(encoded(original.length ? [at - writtenAt, ...moved] : [at - writtenAt]));
      writtenAt = at;
      if (original.length) [writtenSource, writtenLine, writtenColumn] = [source, line, column];
    }
    return kept.join(',');
  });
  return { ...map, names: [], mappings: mappings.join(';') };
}
