import { BranchSettings } from '../../../../src/app/domain/model/settings';
import { Json } from '../../../../src/app/ports';
import { Stage } from '../../http/stage';

export const SYSTEM = { kind: 'system', id: 'test' } as const;

/** Branch 1 without HTTP: days pass in an instant here, and sessions would expire. */
export function branchOne(stage: () => Stage, setClock: (now: number) => void) {
  const branch = '1';
  const stateOf = async (number: string) =>
    (await stage().app.operations.ticketByNumber(branch, number)).state;
  return {
    async settingsAre(overrides: Partial<BranchSettings>) {
      const { operations } = stage().app;
      const { version } = await operations.getSettings(branch);
      await operations.putSettings(
        { branch, actor: SYSTEM },
        { ifVersion: version, overrides: overrides as unknown as Json },
      );
    },
    issue: async () =>
      (
        await stage().app.operations.issueTicket(
          { branch, actor: SYSTEM },
          { queue: 'caja', lane: 'general', language: 'es' },
        )
      ).answer.number,
    states: (...numbers: readonly string[]) => Promise.all(numbers.map(stateOf)),
    /** Sets the time, and lets the sweep look three times. */
    async at(time: string) {
      const now = Date.parse(time);
      setClock(now);
      for (let step = 0; step < 3; step += 1) await stage().app.sweep.step(now);
    },
  };
}
