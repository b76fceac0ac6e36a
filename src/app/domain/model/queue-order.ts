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
