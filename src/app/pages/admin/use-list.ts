import { useEffect, useState } from 'preact/hooks';
import { asStaff } from '../shared/api/session';

/**
 * A list of the API, and how to save one of its things. `failed` is why the list could not be read.
 */
export interface List<Row, Body = never, Saved = unknown> {
  readonly rows: readonly Row[] | undefined;
  readonly failed: unknown;
  /** Saves one, then reads the list again. Throws `ApiProblem`. */
  save(id: string, body: Body): Promise<Saved>;
}

/** Reads a list, anew when `of` is another, and keeps it fresh after each save. */
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
