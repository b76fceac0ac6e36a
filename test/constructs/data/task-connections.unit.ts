import { DATABASE_CONNECTIONS } from '../../../src/constructs/data/database-parameters';
import {
  connectionProblems,
  connectionsPerTask,
  expectedConnections,
  memoryParameters,
} from '../../../src/constructs/data/task-connections';
import { Phase } from '../../../src/constructs/phase/phase';
import { CONNECTIONS } from '../../../src/contract';

const type = (name: string) => ({ toString: () => name }) as Phase['databaseInstanceType'];
const phases = [Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL].flatMap((phase) => [
  phase,
  phase.lean(),
  phase.literal(),
]);

test.each(phases.map((phase) => [phase.name, phase] as const))(
  '%s: all tasks of a deploy together leave connections for others',
  (_, phase) => {
    const each = connectionsPerTask(phase);
    expect(each).toBeGreaterThanOrEqual(CONNECTIONS.least);
    // one more each, to look up where the name leads
    expect(2 * phase.tasksMax * (each + 1) + 20).toBeLessThanOrEqual(DATABASE_CONNECTIONS);
    expect(expectedConnections(phase)).toBeLessThan(DATABASE_CONNECTIONS);
    expect(connectionProblems(phase)).toEqual([]);
  },
);

test('what a task takes follows tasks and memory', () => {
  expect(
    [Phase.PILOT, Phase.EXPANSION, Phase.NATIONAL, Phase.NATIONAL.lean()].map(connectionsPerTask),
  ).toEqual([10, 17, 18, 14]);
  const roomy = { databaseInstanceType: type('r7g.large') };
  expect(connectionsPerTask(Phase.custom(roomy))).toBe(CONNECTIONS.usual);
  expect(connectionsPerTask(Phase.custom({ databaseInstanceType: type('x2g.large') }))).toBe(
    CONNECTIONS.usual,
  );
});

test('every number of tasks fits, or is refused with the number that does', () => {
  for (let tasksMax = 1; tasksMax <= 60; tasksMax++) {
    const phase = Phase.NATIONAL.resized({ tasksMax, hostsMax: tasksMax });
    const fits = 2 * tasksMax * (connectionsPerTask(phase) + 1) + 20 <= DATABASE_CONNECTIONS;
    expect([tasksMax, connectionProblems(phase).length]).toEqual([tasksMax, fits ? 0 : 1]);
  }
  expect(connectionProblems(Phase.NATIONAL.resized({ tasksMax: 30 }))).toEqual([
    expect.stringMatching(/tasksMax is 30, and a deploy runs 60 tasks .*give tasksMax 21 or less/),
  ]);
});

test('a gigabyte has smaller buffers, on the primary or on a replica', () => {
  const buffers = (phase: Phase) => memoryParameters(phase).shared_buffers;
  expect(buffers(Phase.PILOT)).toBe('12288');
  expect(buffers(Phase.EXPANSION)).toBeUndefined();
  expect(buffers(Phase.EXPANSION.lean())).toBe('12288');
  expect(buffers(Phase.NATIONAL)).toBeUndefined();
});
