import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { useSaid } from '../shared/look/use-said';
import { WrongField } from './form';
import { ordered } from './merged-row';
import { adminSay } from './words';

/** Somebody else saved this row since it was opened. `now` is its present version. */
export class ChangedMeanwhile extends Error {
  constructor(readonly now: unknown) {
    super('changed meanwhile');
  }
}

/** A row as it was when its form was opened. Undefined: it is new. */
export interface Opened<Row> {
  readonly as: Row | undefined;
  /** As it is sent. */
  readonly mine: Row;
}

/** A list from the API, and how to save one of its items. `failed` is why it could not be read. */
export interface List<Row, Body = never, Saved = unknown> {
  readonly rows: readonly Row[] | undefined;
  readonly failed: unknown;
  /** What was saved last, as a sentence. */
  readonly saved: string | undefined;
  /**
   * Saves one item, then reads the list again. `said` is what the page says then. Throws
   * `ApiProblem`; with `opened`, also `ChangedMeanwhile` if the row has changed since, and
   * `WrongField` if a new one already exists.
   */
  save(id: string, body: Body, said: () => string, opened?: Opened<Row>): Promise<Saved>;
  /** A row as it now is: somebody else may have changed it since the list was read. */
  present(row: Row): Promise<Row>;
  reload(): Promise<void>;
}

/** What a page says of a row that was saved. */
export const savedWords = (name: string): string => adminSay('admin.form.saved', { name });

/**
 * Reads a list, again whenever `of` changes and after each save. `idField` is the API's name, in
 * errors, for the id of a row. `edited` is the part of a row that its form changes: what others do
 * to the rest is no conflict.
 */
export function useList<Row extends { readonly id: string }, Body, Saved>(
  of: string,
  idField: string,
  readAll: () => Promise<readonly Row[]>,
  saveOne: (id: string, body: Body) => Promise<Saved>,
  edited: (row: Row) => unknown = (row) => row,
): List<Row, Body, Saved> {
  const [rows, setRows] = useState<readonly Row[]>();
  const [failed, setFailed] = useState<unknown>();
  const [saved, setSaved] = useSaid();
  // What this page sent of each row without hearing an answer: it may have been saved.
  const unheard = useRef(new Map<string, readonly string[]>());
  const wordsOf = (row: Row) => ordered(edited(row));
  const read = async () => {
    try {
      setRows(await asStaff(readAll));
      setFailed(undefined);
    } catch (error) {
      setFailed(error);
    }
  };
  useEffect(() => {
    setSaved(undefined);
    void read();
  }, [of]);
  return {
    rows,
    failed,
    saved,
    reload: read,
    async present(row) {
      return (await asStaff(readAll)).find(({ id }) => id === row.id) ?? row;
    },
    async save(id, body, said, opened) {
      setSaved(undefined);
      if (opened) {
        const now = (await asStaff(readAll)).find((row) => row.id === id);
        if (now && !unheard.current.get(id)?.includes(wordsOf(now))) {
          if (!opened.as) throw new WrongField(idField, 'admin.form.taken');
          if (wordsOf(now) !== wordsOf(opened.as)) throw new ChangedMeanwhile(now);
        }
      }
      try {
        const done = await asStaff(() => saveOne(id, body));
        unheard.current.delete(id);
        setSaved(said);
        await read();
        return done;
      } catch (error) {
        if (opened && error instanceof ApiProblem && error.undecided) {
          const before = unheard.current.get(id) ?? [];
          unheard.current.set(id, [...before, wordsOf(opened.mine)]);
        }
        throw error;
      }
    },
  };
}
