import { createErasures, erasedIn } from '../../../src/app/anchors/erased';
import { memoryLog } from '../../support/memory-log';

const [ANA, EVA] = [1, 2].map((n) => `0000000${n}-0000-4000-8000-000000000000`);

/** A database that knows who was erased and who is kept, and a store that may be down. */
function stage() {
  const objects = new Set<string>();
  const state = { away: false, seq: 0, erased: [] as string[], kept: [] as string[] };
  const added: string[] = [];
  const done: string[] = [];
  const log = memoryLog();
  const erasures = createErasures({
    kept: erasedIn({
      async add(key) {
        if (state.away) throw new Error('the store is away');
        objects.add(key);
        added.push(key);
        return true;
      },
      put: () => Promise.reject(new Error('nothing is replaced')),
      get: async () => undefined,
      keys: async (prefix) => [...objects].filter((key) => key.startsWith(prefix)),
    }),
    persons: {
      since: async (after) => ({ persons: state.erased.slice(after), seq: state.seq }),
      stillKept: async (ids) => state.kept.filter((id) => ids.includes(id)),
    },
    async erase(person) {
      if (person === EVA) throw new Error('a ticket is open');
      done.push(person);
      state.kept = state.kept.filter((id) => id !== person);
    },
    mine: async () => true,
    log,
  });
  return { objects, state, added, done, log, erasures };
}

test('erasures that could not be noted are noted once each when the store is back', async () => {
  const { state, added, log, erasures } = stage();
  Object.assign(state, { erased: [ANA], seq: 1, away: true });
  await erasures.look();
  expect(log.lines).toEqual([expect.objectContaining({ level: 'warn' })]);
  state.away = false;
  await erasures.look();
  await erasures.look();
  expect(added).toEqual([`_erased/${ANA}`]);
});

test('only people who could not be erased are looked for again, until a restore', async () => {
  const { objects, state, done, erasures } = stage();
  for (const id of [ANA, EVA]) objects.add(`_erased/${id}`);
  objects.add('_erased/something else');
  Object.assign(state, { seq: 5, kept: [ANA, EVA] });
  await erasures.step();
  await erasures.step();
  expect(done).toEqual([ANA]);
  // The database is restored to an earlier state under a running app.
  Object.assign(state, { seq: 3, kept: [ANA] });
  await erasures.step();
  expect(done).toEqual([ANA, ANA]);
});
