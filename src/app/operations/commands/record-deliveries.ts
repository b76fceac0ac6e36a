import { Actor } from '../../domain/model/actor';
import { Fact } from '../../domain/model/events';
import { DeliveryOutcome } from '../../ports';
import { Parts } from '../write-path/parts';

const relay: Actor = { kind: 'system', id: 'relay' };

/**
 * What became of deliveries: one transaction per branch locks the head, checks the lease tokens,
 * closes the rows and appends the outcomes.
 */
export const recordDeliveries =
  (parts: Parts) =>
  async (outcomes: readonly DeliveryOutcome[]): Promise<void> => {
    const branches = await parts.store.branchesOfDeliveries(
      outcomes.map((outcome) => outcome.delivery),
    );
    const grouped = Map.groupBy(outcomes, (outcome) => branches[outcome.delivery]);
    for (const [branch, mine] of [...grouped]
      .filter(([id]) => id !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))) {
      await parts.runAside({
        branch,
        actor: relay,
        load: {},
        change: { kind: 'deliveries', outcomes: mine },
        command: { type: 'Record', facts: [] },
      });
    }
  };

/** Facts that need no decision, on a branch's chain or the bank's. */
export const recordFacts =
  (parts: Parts) =>
  async (branch: string, actor: Actor, facts: readonly Fact[]): Promise<void> => {
    await parts.runAside({ branch, actor, load: {}, command: { type: 'Record', facts } });
  };
