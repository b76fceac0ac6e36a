import { useEffect, useState } from 'preact/hooks';
import { asStaff } from '../shared/api/session';

/** A list from the API, and how to save one of its items. `failed` is why it could not be read. */
export interface List<Row, Body = never, Saved = unknown> {
  readonly rows: readonly Row[] | undefined;
  readonly failed: unknown;
  /** Saves one item, then reads the list again. Throws `ApiProblem`. */
  save(id: string, body: Body): Promise<Saved>;
}

/** Reads a list, again whenever `of` changes and after each save. */
export function useList<Row, Body, Saved>(
  of: string,
  readAll: () => Promise<readonly Row[]>,
  saveOne: (id: string, body: Body) => Promise<Saved>,
): List<Row, Body, Saved> {
  const [rows, setRows] = useState<readonly Row[]>();
  const [failed, setFailed] = useState<unknown>();
  const read = async () => {
    try {
      setRows(await asStaff(readAll));
      setFailed(undefined);
    } catch (error) {
      setFailed(error);
    }
  };
  useEffect(() => {
    void read();
  }, [of]);
  return {
    rows,
    failed,
    async save(id, body) {
      const saved = await asStaff(() => saveOne(id, body));
      await read();
      return saved;
    },
  };
}
