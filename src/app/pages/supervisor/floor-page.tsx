import { useMemo } from 'preact/hooks';
import { FloorActions } from './act';
import { Alerts } from './alerts';
import { Counters } from './counters';
import { Day } from './day';
import { FloorStore } from './floor-store';
import { Queues } from './queues';

/** Exceptions first, then queues, then counters, then the day. */
export function FloorPage({
  branch,
  store,
  lost,
}: {
  branch: string;
  store: FloorStore;
  lost: boolean;
}) {
  const actions = useMemo(() => new FloorActions(branch), [branch]);
  const directory = store.directory.value!;
  const view = store.view.value!;
  const parts = { actions, directory, view };
  return (
    <main class={`floor-main ${lost ? 'aged' : ''}`}>
      <Alerts {...parts} branch={branch} />
      <Queues {...parts} />
      <Counters {...parts} />
      <Day branch={branch} {...parts} />
    </main>
  );
}
