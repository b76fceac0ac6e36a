import type { Kiosk } from '../../wire/views';

type KioskQueue = Kiosk['queues'][number];

/** Queues under a common name, for screens where not all of them fit. */
export interface Group {
  readonly key: string;
  readonly names: NonNullable<KioskQueue['group']>;
  readonly queues: readonly KioskQueue[];
}
export type Offered = { readonly group: Group } | { readonly queue: KioskQueue };

/** Names that differ only in capitals or spaces are one group: people type them for each queue. */
const keyOf = ({ group }: KioskQueue) => group?.es.trim().toLocaleLowerCase('es');

export const alone = (queues: readonly KioskQueue[]): readonly Offered[] =>
  queues.map((queue) => ({ queue }));

/**
 * The same queues in fewer and fewer rows: each by itself; then each group at the place of its
 * first queue; then all ungrouped queues under one last row. A single queue is not a group. Pure.
 */
export function inFewerRows(
  queues: readonly KioskQueue[],
  others: Group['names'],
): readonly (readonly Offered[])[] {
  const members = new Map<string, KioskQueue[]>();
  for (const queue of queues) {
    const key = keyOf(queue);
    if (key) members.set(key, [...(members.get(key) ?? []), queue]);
  }
  const groups = [...members].flatMap(([key, all]): readonly Group[] =>
    all.length > 1 ? [{ key, names: all[0].group!, queues: all }] : [],
  );
  const groupOf = (queue: KioskQueue) => groups.find(({ key }) => key === keyOf(queue));
  const rest = queues.filter((queue) => !groupOf(queue));
  const stages: (readonly Offered[])[] = [alone(queues)];
  if (groups.length === 0) return stages;
  stages.push(
    queues.flatMap((queue): readonly Offered[] => {
      const group = groupOf(queue);
      if (!group) return [{ queue }];
      return group.queues[0] === queue ? [{ group }] : [];
    }),
  );
  if (rest.length > 1) {
    stages.push([...groups, { key: '', names: others, queues: rest }].map((group) => ({ group })));
  }
  return stages;
}
