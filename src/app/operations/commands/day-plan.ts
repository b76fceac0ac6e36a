import { DayPlan, KeptPlan } from '../../domain/model/day-plan';
import { CommandContext } from '../write-path/command';
import { CommandDeps } from './deps';

/** Keeps a day's plan in place of the version that its editor saw; without `plan`, removes it. */
export const saveDayPlan =
  ({ run }: CommandDeps) =>
  async (
    { branch, actor, idempotency }: CommandContext,
    { day, ifVersion, plan }: { day: string; ifVersion: number; plan?: DayPlan },
  ): Promise<KeptPlan> => {
    const { answer } = await run({
      branch,
      actor,
      idempotency,
      load: { existing: { what: 'day-plan', day } },
      command: { type: 'SaveDayPlan', day, ifVersion, ...(plan ? { plan } : {}) },
      change: { kind: 'day-plan', day, ...(plan ? { plan } : {}) },
      answer: { version: ifVersion + 1 },
    });
    return { day, version: answer.version, ...(plan ? { plan } : {}) };
  };
