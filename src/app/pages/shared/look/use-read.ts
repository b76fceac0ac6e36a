import { useEffect, useState } from 'preact/hooks';
import { asStaff } from '../api/session';

/** Something that is read once: undefined until it has come. */
export interface Reading<T> {
  readonly found: T | undefined;
  readonly problem: unknown;
  /** Reads once more, for a reader who was told of a problem. */
  readonly again: () => void;
  /** Whether it is being read once more. */
  readonly busy: boolean;
}

/** Reads as staff, anew whenever `of` changes; an answer about something else is dropped. */
export function useRead<T>(read: () => Promise<T>, of: readonly unknown[]): Reading<T> {
  const about = JSON.stringify(of);
  const [got, setGot] = useState<{ about: string; found?: T; problem?: unknown }>({ about });
  const [turn, setTurn] = useState({ about, n: 0, busy: false });
  useEffect(() => {
    let gone = false;
    const put = (what: { found?: T; problem?: unknown }) => {
      if (gone) return;
      // somebody who reads once more keeps what is there if that fails
      setGot((before) => ({ ...(before.about === about ? before : {}), about, ...what }));
      setTurn((before) => ({ ...before, busy: false }));
    };
    asStaff(read).then(
      (found) => put({ found, problem: undefined }),
      (problem: unknown) => put({ problem }),
    );
    return () => {
      gone = true;
    };
  }, [about, turn.n]);
  const now = got.about === about ? got : undefined;
  return {
    found: now?.found,
    problem: now?.problem,
    again: () => setTurn(({ n }) => ({ about, n: n + 1, busy: true })),
    busy: turn.busy && turn.about === about,
  };
}
