import { naturally } from './natural';

/** As queues come where the branch has named no order. */
export const byPriority = (
  a: { readonly id: string; readonly priority: number },
  b: { readonly id: string; readonly priority: number },
): number => a.priority - b.priority || naturally(a.id, b.id);

/**
 * Queues in the order in which a branch offers them: those it has listed, in that order, then the
 * rest as given. Ids of queues that it does not have are ignored, since the bank may list them for
 * all branches.
 */
export function inOrder<T extends { readonly id: string }>(
  queues: readonly T[],
  order: readonly string[] = [],
): readonly T[] {
  const placeOf = ({ id }: T) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...queues].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Orders things by their queue in the branch's order; things of unknown queues come last. */
export function byQueue<T>(
  rows: readonly T[],
  queueOf: (row: T) => string,
  { queues, settings }: Offering,
): readonly T[] {
  const ids = inOrder(Object.values(queues), settings.queueOrder).map(({ id }) => id);
  const placeOf = (row: T) => ids.indexOf(queueOf(row)) + 1 || ids.length + 1;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The part of a branch's configuration that orders its queues. */
interface Offering {
  readonly queues: Readonly<Record<string, { readonly id: string }>>;
  readonly settings: { readonly queueOrder?: readonly string[] };
}
