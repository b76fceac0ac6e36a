import { runScenario, scenarios } from './scenarios';

/**
 * Some scenarios of `npm run chaos` in their short form. The others' kinds of fault have tests of
 * their own in `test/app/platform`.
 */

test.each(['ended-sessions', 'restart-postgres', 'kill-instances'])(
  '%s: nothing lost, doubled or answered wrongly',
  async (name) => {
    const { faults, issued, called } = await runScenario(scenarios[name], 'short');
    expect(faults).toEqual([]);
    expect(issued).toBeGreaterThan(20);
    expect(called).toBeGreaterThan(5);
  },
);

test('a branch that is held rings its alarm, and only where it says so', async () => {
  const { rings } = scenarios['held-branch'];
  const { faults, rang } = await runScenario(scenarios['held-branch'], 'short');
  expect(faults).toEqual([]);
  expect(rang).toContain('Commands wait for a branch');
  expect(rang.filter((heading) => !rings.includes(heading))).toEqual([]);
});

test('would be noticed: tickets that were answered and are not there', async () => {
  const { faults } = await runScenario(
    {
      about: 'an answer that was never written',
      rings: [],
      async harm(_world, _length, { issued }) {
        issued.push({ branch: '1', ticket: crypto.randomUUID(), number: 'C1', at: 0 });
      },
    },
    'short',
  );
  expect(faults).toEqual(['1 acknowledged tickets are not there']);
});
