import { namesItself } from '../../texts/counter-name';
import { ShownCall } from './calls';

/** What is said for a call, as names of recorded words. */
export interface Spoken {
  readonly clips: readonly string[];
  /** A counter's name with a word that has no recording, for the browser's own voice. */
  readonly words?: string;
  /** What is said instead of that name if the browser has no voice. */
  readonly instead?: readonly string[];
}

/** Words of counters' names that have a recording, which says the word as signs write it. */
export const NAMES: ReadonlySet<string> = new Set([
  'modulo',
  'caja',
  'meson',
  'mesa',
  'ventanilla',
  'box',
  'puesto',
  'oficina',
  'escritorio',
  'ejecutivo',
  'ejecutiva',
  'estacion',
  'mostrador',
  'plataforma',
  'sala',
  'piso',
  'empresas',
  'preferente',
  'preferencial',
  'reuniones',
  'atencion',
  'clientes',
  'gerencia',
  'gerente',
  'agente',
  'general',
  'principal',
  'primer',
  'segundo',
  'creditos',
  'hipotecarios',
  'inversiones',
  'cobranza',
  'informaciones',
  'recepcion',
  'de',
  'del',
  'la',
  'las',
  'el',
  'los',
  'al',
  'en',
  'con',
  'para',
  'por',
]);
/** Joining words, which do not name anything by themselves. */
const JOINS: ReadonlySet<string> = new Set([
  ...['de', 'del', 'la', 'las', 'el', 'los', 'al', 'en', 'con', 'para', 'por'],
]);
/** How abbreviations and joining words are said, as in `Caja N° 12` or `Caja 3 y 4`. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['n', 'numero'],
  ['y', 'y-and'],
]);
/** Words without a recording are spelled when they are no longer than this: `VIP`. */
const SPELLED = 4;

/**
 * `Número · C · 15 · Módulo · 3`: letters and digits apart, without leading zeros. `brief` leaves
 * out words that the screen shows anyway.
 */
export function spokenOf(
  { number, counter }: Pick<ShownCall, 'number' | 'counter'>,
  brief = false,
): Spoken {
  const [, letters, digits] = /^(\D*)(\d*)$/.exec(number) ?? ['', number, ''];
  const called = [
    ...(brief ? [] : ['numero']),
    ...letters.toLowerCase().replace(/[^a-z]/g, ''),
    ...(digits ? numberClips(Number(digits)) : []),
  ];
  const parts = partsOf(counter);
  const named = parts.every(({ clips }) => clips !== undefined);
  const known = parts.flatMap(({ clips }) => clips ?? []);
  if (named) {
    return { clips: [...called, ...(namesItself(counter) ? [] : ['modulo']), ...known] };
  }
  // a counter whose name cannot be said is called by its number
  const said = parts.some(({ recorded }) => recorded);
  const instead = said ? known : ['modulo', ...known];
  return { clips: called, words: counter, instead: known.length > 0 ? instead : [] };
}

interface Part {
  readonly clips?: readonly string[];
  /** A word with its own recording, which can stand for the whole name. */
  readonly recorded?: true;
}

/** The words and numbers of a counter's name, each with its recordings, if any. */
function partsOf(counter: string): readonly Part[] {
  const plain = counter
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  const words = plain.match(/\d+|[^\d\s.,:;#°º/&+()-]+/g) ?? [];
  return words.map((part, at) => {
    if (/^\d+$/.test(part)) return { clips: numberClips(Number(part)) };
    if (NAMES.has(part)) return { clips: [part], ...(JOINS.has(part) ? {} : { recorded: true }) };
    // a letter at either end is a label, as in `Módulo N`; between others it is a word
    const meant = at > 0 && at < words.length - 1 ? MEANT.get(part) : undefined;
    if (meant !== undefined) return { clips: [meant] };
    return /^[a-z]+$/.test(part) && part.length <= SPELLED ? { clips: [...part] } : {};
  });
}

/**
 * A number as clips: a single one up to 99, then hundreds and the rest, and digit by digit above
 * 999.
 */
export function numberClips(n: number): readonly string[] {
  if (n > 999) return [...String(n)];
  if (n < 100 || n === 100) return [String(n)];
  const rest = n % 100;
  const hundreds = n < 200 ? '100-and' : String(n - rest);
  return rest === 0 ? [hundreds] : [hundreds, String(rest)];
}
