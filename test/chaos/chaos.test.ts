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

test('would be noticed: tickets that were answered and are not there', async () => {
  const { faults } = await runScenario(
    {
      about: 'an answer that was never written',
      async harm(_world, _length, { issued }) {
        issued.push({ branch: '1', ticket: crypto.randomUUID(), number: 'C1', at: 0 });
      },
    },
    'short',
  );
  expect(faults).toEqual(['1 acknowledged tickets are not there']);
});
