import { compareLineages, Lineage } from '../../../../src/app/db/connect/lineage';

const known: Lineage = { system: '7', timeline: 3, startedAt: 1_000 };

test.each<[string, Partial<Lineage>, string]>([
  ['the same server', {}, 'same'],
  ['the same one, started again', { startedAt: 2_000 }, 'newer'],
  ['a promoted standby, whenever it was started', { timeline: 4, startedAt: 1 }, 'newer'],
  ['the old primary, even if started again', { timeline: 2, startedAt: 2_000 }, 'older'],
  ['what was before the restart', { startedAt: 500 }, 'older'],
  ['another cluster, loaded from a dump', { system: '8', timeline: 1, startedAt: 2_000 }, 'newer'],
  ['another cluster, older', { system: '8', timeline: 9, startedAt: 500 }, 'older'],
])('%s', (_, other, order) => {
  expect(compareLineages({ ...known, ...other }, known)).toBe(order);
});
