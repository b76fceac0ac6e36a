import { Actor } from '../../domain/model/actor';
import { Fact } from '../../domain/model/events';
import { DeliveryOutcome, Run } from '../../ports';

export interface RecordDeps {
  readonly runInBackground: Run;
  readonly store: {
    /** Branch by delivery, without deliveries that are gone. */
    branchesOfDeliveries(ids: readonly string[]): Promise<Readonly<Record<string, string>>>;
  };
}

const relay: Actor = { kind: 'system', id: 'relay' };

/**
 * What became of deliveries: one command per branch checks the lease tokens, closes the rows and
 * appends the outcomes.
 */
export const recordDeliveries =
  ({ runInBackground, store }: RecordDeps) =>
  async (outcomes: readonly DeliveryOutcome[]): Promise<void> => {
    const branches = await store.branchesOfDeliveries(outcomes.map(({ delivery }) => delivery));
    const known = outcomes.filter(({ delivery }) => branches[delivery] !== undefined);
    const byBranch = Map.groupBy(known, ({ delivery }) => branches[delivery]);
    for (const branch of [...byBranch.keys()].sort()) {
      await runInBackground({
        branch,
        actor: relay,
        load: {},
        change: { kind: 'deliveries', outcomes: byBranch.get(branch)! },
        command: { type: 'Record', facts: [] },
      });
    }
  };

/** Facts that need no decision, on a branch's chain or the bank's. */
export const recordFacts =
  ({ runInBackground }: Pick<RecordDeps, 'runInBackground'>) =>
  async (branch: string, actor: Actor, facts: readonly Fact[]): Promise<void> => {
    await runInBackground({ branch, actor, load: {}, command: { type: 'Record', facts } });
  };
