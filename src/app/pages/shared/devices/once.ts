/**
 * Something that is read for one branch at a time: only once at a time and for a while after,
 * however often it is wanted. Another branch does not wait for it.
 */
export function onceFor(againMs: number) {
  let last: { readonly branch: string; readonly done: Promise<void> } | undefined;
  return {
    /** Whether it is being read for a branch, or was just now. */
    isFresh: (branch: string): boolean => last?.branch === branch,
    read(branch: string, work: () => Promise<void>): Promise<void> {
      if (last?.branch === branch) return last.done;
      const mine = { branch, done: work() };
      last = mine;
      void mine.done.finally(() => {
        setTimeout(() => {
          if (last === mine) last = undefined;
        }, againMs);
      });
      return mine.done;
    },
  };
}
