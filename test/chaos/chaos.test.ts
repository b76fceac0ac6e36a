import { runScenario, scenarios } from './scenarios';

/**
 * Some scenarios of `npm run chaos` in their short form. The other kinds of fault have their own
 * tests in `test/app/platform`.
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

test('a held branch rings its alarm, and none that it does not declare', async () => {
  const { faults, rang } = await runScenario(scenarios['held-branch'], 'short');
  expect(faults).toEqual([]);
  expect(rang).toContain('Commands wait for a branch');
});

test('would be noticed: acknowledged tickets that do not exist', async () => {
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
  expect(faults).toEqual(['1 acknowledged tickets do not exist']);
});
