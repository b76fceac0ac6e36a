import { Phase } from '../../../src/constructs/phase/phase';
import { limits, need } from '../../../src/stacks/capacity/capacity';
import { textOf } from '../../docs/markdown';

const phases = [Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL];

test.each(phases.map((phase) => [phase.name, phase] as const))(
  '%s: each part is enough for twice the branches it is made for',
  (_, phase) => {
    for (const { what, branches } of limits(phase)) {
      expect({ what, enough: branches >= 2 * phase.branches }).toEqual({ what, enough: true });
    }
  },
);

test('would be noticed: a database without room for a year', () => {
  const short = Phase.NATIONAL.resized({ databaseStorageGib: 20, databaseMaxStorageGib: 40 });
  expect(limits(short)[0]).toMatchObject({ what: expect.stringContaining('storage') });
  expect(limits(short)[0].branches).toBeLessThan(short.branches);
});

test('only the needs grow with the branches', () => {
  const [one, many] = [need(1), need(5000)];
  expect(many.sockets).toBe(5000 * one.sockets);
  expect(many.appCores / one.appCores).toBeCloseTo(5000);
});

test('docs/capacity.md has the numbers that the command prints', () => {
  const page = textOf('docs/capacity.md');
  for (const phase of phases) {
    const [first] = limits(phase);
    const row = new RegExp(`\\| ${phase.name} +\\| ${phase.branches} +\\| ${first.branches} `);
    expect(page).toMatch(row);
  }
});
