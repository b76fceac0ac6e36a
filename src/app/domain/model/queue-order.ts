/**
 * Queues in the order in which a branch offers them: those it has named, as it named them, then the
 * rest as they came. Ids of queues that it does not have say nothing: the bank may name them for
 * all.
 */
export function inOrder<T extends { readonly id: string }>(
  queues: readonly T[],
  order: readonly string[] = [],
): readonly T[] {
  const placeOf = ({ id }: T) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...queues].sort((a, b) => placeOf(a) - placeOf(b));
}

/** What is of queues, by the branch's order of them; what is of none that it has comes last. */
export function byQueue<T>(
  rows: readonly T[],
  queueOf: (row: T) => string,
  { queues, settings }: Offering,
): readonly T[] {
  const ids = inOrder(Object.values(queues), settings.queueOrder).map(({ id }) => id);
  const placeOf = (row: T) => ids.indexOf(queueOf(row)) + 1 || ids.length + 1;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

/** As much of a branch's configuration as orders its queues. */
interface Offering {
  readonly queues: Readonly<Record<string, { readonly id: string }>>;
  readonly settings: { readonly queueOrder?: readonly string[] };
}
