import type { Staff } from '../../wire/configuration';
import { plain } from './arrange';
import type { ImportColumn } from './import-plan';
import type { ImportedStaff, ImportWords } from './import-words';

/** The column of a person's queues, as people write it. Pure. */

const same = (some: string, other: string) => plain(some.trim()) === plain(other.trim());
/** The word for "no queues", because an empty cell leaves the value as it is. */
const NONE = ['ninguna', 'ninguno', 'none'];

/** The branches at which somebody works. */
export const branchesAt = (
  { branches }: Pick<Staff, 'branches'>,
  all: readonly { readonly id: string }[],
): readonly string[] => (branches === 'all' ? all.map(({ id }) => id) : branches);

/**
 * Written as `Sucursal Centro: Caja | Arica: Caja`. A queue without a branch, as people write it
 * (`Caja, Empresas`), means the queue of that name at every branch where they work.
 */
export function queuesColumn(words: ImportWords): ImportColumn<ImportedStaff> {
  const { branches, queues } = words;
  const nameOf = (branch: string, queue: string) =>
    queues[branch]?.find(({ id }) => id === queue)?.names.es ?? queue;
  return {
    name: 'queues',
    headings: ['Filas', 'Fila', 'Atenciones', 'Queues', 'Queue'],
    english: 'Queues',
    write(person) {
      if (person.role !== 'advisor') return '';
      const at = branchesAt(person, branches);
      const branchName = (id: string) => branches.find((each) => each.id === id)?.name ?? id;
      return at
        .flatMap((branch) =>
          (person.queues[branch] ?? []).map(
            (queue) => `${branchName(branch)}: ${nameOf(branch, queue)}`,
          ),
        )
        .join(' | ');
    },
    read(cell, person) {
      if (NONE.some((none) => same(none, cell))) return { ...person, queues: {} };
      if (person.role !== 'advisor') return 'admin.import.queues-role';
      const found = new Map<string, string[]>();
      for (const part of partsOf(cell, words, person)) {
        if (part === undefined) return 'admin.import.queue';
        for (const [branch, queue] of part) {
          const mine = found.get(branch) ?? [];
          found.set(branch, mine.includes(queue) ? mine : [...mine, queue]);
        }
      }
      return { ...person, queues: Object.fromEntries(found) };
    },
  };
}

type Served = readonly (readonly [branch: string, queue: string])[];

/** What each part of a cell names; undefined for a part that names nothing. */
function partsOf(cell: string, words: ImportWords, person: Staff): readonly (Served | undefined)[] {
  return cell
    .split(/[|;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap((part) => {
      const whole = servedBy(part, words, person);
      // a comma may be part of a name, or separate names of a list
      return whole || !part.includes(',')
        ? [whole]
        : listed(part).map((each) => servedBy(each, words, person));
    });
}

/** In `Sucursal Centro: Caja, Empresas` every queue belongs to that branch. */
function listed(part: string): readonly string[] {
  const [head, ...more] = part.split(',');
  const of = /^([^:]*:)/.exec(head)?.[1] ?? '';
  return [head, ...more.map((each) => (each.includes(':') ? each : `${of} ${each}`))].map((each) =>
    each.trim(),
  );
}

function servedBy(text: string, words: ImportWords, person: Staff): Served | undefined {
  const at = branchesAt(person, words.branches);
  const colon = text.indexOf(':');
  const bare = at.flatMap((branch) => queueOf(text, branch, words));
  if (colon < 0 || bare.length > 0) return bare.length > 0 ? bare : undefined;
  const sought = text.slice(0, colon).trim();
  const named = words.branches.filter(({ id, name }) => id === sought || same(name, sought));
  const branch = named.length === 1 ? named[0].id : undefined;
  if (branch === undefined || !at.includes(branch)) return undefined;
  const served = queueOf(text.slice(colon + 1), branch, words);
  return served.length > 0 ? served : undefined;
}

/** The queue of a branch with this name; undefined if there is none, or more than one. */
function queueOf(text: string, branch: string, { queues }: ImportWords): Served {
  const there = queues[branch] ?? [];
  const byCode = there.filter(({ id }) => id === text.trim());
  const found = byCode.length
    ? byCode
    : there.filter(({ names }) => same(names.es, text) || same(names.en, text));
  return found.length === 1 ? [[branch, found[0].id]] : [];
}
