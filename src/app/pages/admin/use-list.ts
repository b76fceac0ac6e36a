import { useEffect, useState } from 'preact/hooks';
import { command, get } from '../shared/api/api';
import { asStaff } from '../shared/api/session';

/**
 * A list of the API, and how to save one of its things. `failed` is why the list could not be read.
 */
export interface List<T> {
  readonly rows: readonly T[] | undefined;
  readonly failed: unknown;
  /** `PUT path/id`, then the list again. Throws `ApiProblem`. */
  save<A = unknown>(id: string, body: object): Promise<A>;
}

/** Reads `path` and keeps it fresh after each save. */
export function useList<T>(path: string): List<T> {
  const [rows, setRows] = useState<readonly T[]>();
  const [failed, setFailed] = useState<unknown>();
  const read = async () => {
    try {
      setRows(await asStaff(() => get<readonly T[]>(path)));
      setFailed(undefined);
    } catch (error) {
      setFailed(error);
    }
  };
  useEffect(() => {
    void read();
  }, [path]);
  return {
    rows,
    failed,
    async save<A>(id: string, body: object) {
      const [resource] = path.split('?');
      const answer = await asStaff(() =>
        command<A>({ method: 'PUT', path: `${resource}/${encodeURIComponent(id)}`, body }),
      );
      await read();
      return answer;
    },
  };
}
