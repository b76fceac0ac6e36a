import { useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { problemWords } from '../shared/look/problem-words';
import { changedMeanwhile, ImportKind, ImportPlan, planOf } from './import-plan';
import { decoded, Line, linesOf } from './spreadsheet';
import { adminSay, wantsWords } from './words';
import { isClosedWorkbook, isWorkbook, workbookLines } from './workbook';

/** A list that can be imported. */
export interface Importing<T extends { readonly id: string }> {
  readonly kind: ImportKind<T>;
  /** The list as it was read last, and how to read it again. */
  readonly present: readonly T[];
  readonly read: () => Promise<readonly T[]>;
  /** The file's name without its extension. */
  readonly file: string;
  readonly save: (item: T) => Promise<unknown>;
  /** Called whether or not all rows were saved, to read the list again. */
  readonly onDone: () => void;
}

/** No bank has longer lists, and a page could not show them. */
const MOST_BYTES = 20_000_000;
export const MOST_LINES = 20_000;

/** The outcome of a row that was sent: saved, or the sentence that says why not. */
export type Fate = 'saved' | { readonly why: () => string };

/** The list is read again after this many rows: somebody else may be changing it, too. */
const AGAIN = 10;
const MEANWHILE: Fate = { why: () => adminSay('admin.import.meanwhile') };

/** What a file would change, and how each row fared. */
export function useImport<T extends { readonly id: string }>(list: Importing<T>) {
  const [plan, setPlan] = useState<ImportPlan<T>>();
  const [fates, setFates] = useState<ReadonlyMap<number, Fate>>(new Map());
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState('');
  const [failed, setFailed] = useState<unknown>();
  const [why, setWhy] = useState<'closed' | 'long'>();
  const read = async (chosen: File) => {
    setFates(new Map());
    setFailed(undefined);
    setFile(chosen.name);
    try {
      const lines = await linesIn(chosen);
      const present = await asStaff(list.read);
      setWhy(typeof lines === 'string' ? lines : undefined);
      setPlan(typeof lines === 'string' ? undefined : planOf(list.kind, lines, present));
    } catch (error) {
      setPlan(undefined);
      setFailed(error);
    }
  };
  const ready = plan?.rows.filter(
    ({ is, row }) => is !== 'wrong' && is !== 'same' && !fates.has(row),
  );
  const send = async () => {
    setBusy(true);
    setFailed(undefined);
    const told = new Map(fates);
    try {
      let now: readonly T[] = [];
      for (const [n, each] of ready!.entries()) {
        if (n % AGAIN === 0) now = await asStaff(list.read);
        const there = now.find(({ id }) => id === each.id);
        const theirs = changedMeanwhile(list.kind, each, there);
        told.set(each.row, theirs ? MEANWHILE : await fateOf(() => list.save(each.item!)));
        setFates(new Map(told));
      }
    } catch (error) {
      // The rest stays ready: a row whose answer was lost is the same command when sent again.
      setFailed(error);
    }
    setBusy(false);
    list.onDone();
  };
  return { plan, fates, busy, file, failed, why, read, ready, send };
}

/** Anything that is not a workbook is read as text. */
const linesIn = async (chosen: File): Promise<readonly Line[] | 'closed' | 'long'> => {
  if (chosen.size > MOST_BYTES) return 'long';
  const bytes = await chosen.arrayBuffer();
  const file = new Uint8Array(bytes);
  if (isClosedWorkbook(file)) return 'closed';
  const lines = isWorkbook(file) ? ((await workbookLines(file)) ?? []) : linesOf(decoded(bytes));
  return lines.length > MOST_LINES ? 'long' : lines;
};

/** Throws if no other row would fare better: the server is not reached, or nobody is signed in. */
async function fateOf(save: () => Promise<unknown>): Promise<Fate> {
  try {
    await asStaff(save);
    return 'saved';
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.undecided || error.status === 401) throw error;
    const wrong = error.body.errors ?? [];
    return {
      why: () =>
        wrong.length ? wrong.map((each) => wantsWords(each.wants)).join(' ') : problemWords(error),
    };
  }
}
