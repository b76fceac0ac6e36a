import { useEffect, useState } from 'preact/hooks';
import { asStaff } from '../shared/api/session';
import { useSaid } from '../shared/look/use-said';
import { WrongField } from './form';

/** Somebody else saved this row since it was opened. `now` is its present version. */
export class ChangedMeanwhile extends Error {
  constructor(readonly now: unknown) {
    super('changed meanwhile');
  }
}

/** A row as it was when its form was opened. Undefined: it is new. */
export interface Opened<Row> {
  readonly as: Row | undefined;
}

/** A list from the API, and how to save one of its items. `failed` is why it could not be read. */
export interface List<Row, Body = never, Saved = unknown> {
  readonly rows: readonly Row[] | undefined;
  readonly failed: unknown;
  /** What was saved last, for the message. */
  readonly saved: string | undefined;
  /**
   * Saves one item, then reads the list again. Throws `ApiProblem`; with `opened`, also
   * `ChangedMeanwhile` if the row has changed since, and `WrongField` if a new one already exists.
   */
  save(id: string, body: Body, name: () => string, opened?: Opened<Row>): Promise<Saved>;
  reload(): Promise<void>;
}

/** Whether two values are equal, whatever the order of their members. */
const same = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b);
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/**
 * Reads a list, again whenever `of` changes and after each save. `idField` is the API's name, in
 * errors, for the id of a row.
 */
export function useList<Row extends { readonly id: string }, Body, Saved>(
  of: string,
  idField: string,
  readAll: () => Promise<readonly Row[]>,
  saveOne: (id: string, body: Body) => Promise<Saved>,
): List<Row, Body, Saved> {
  const [rows, setRows] = useState<readonly Row[]>();
  const [failed, setFailed] = useState<unknown>();
  const [saved, setSaved] = useSaid();
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
    async save(id, body, name, opened) {
      setSaved(undefined);
      if (opened) {
        const now = (await asStaff(readAll)).find((row) => row.id === id);
        if (now && !opened.as) throw new WrongField(idField, 'admin.form.taken');
        if (now && opened.as && !same(now, opened.as)) throw new ChangedMeanwhile(now);
      }
      const done = await asStaff(() => saveOne(id, body));
      setSaved(name);
      await read();
      return done;
    },
  };
}
