import { Advisor, holdsCounter } from '../model/advisor';
import { Refused } from '../model/errors';
import { optional } from '../model/records';
import { Decision } from './decision';

/** Refuses a counter that the branch does not have, or that another advisor holds. */
export function counterFree(decision: Decision, advisor: string, counter: string): void {
  const { config, advisors } = decision.slice;
  if (!config.counters[counter]) {
    throw new Refused(
      'missing',
      'unknown_counter',
      `This branch has no counter ${JSON.stringify(counter)}; it has ` +
        `${Object.keys(config.counters).join(', ') || 'none yet'}.`,
      [
        {
          field: 'counter',
          got: counter,
          wants: `one of ${Object.keys(config.counters).join(', ')}`,
        },
      ],
    );
  }
  const other = Object.values(advisors).find(
    (each) => each.id !== advisor && holdsCounter(each, counter),
  );
  if (other) {
    throw new Refused(
      'conflict',
      'counter_taken',
      `Counter ${counter} is taken by another advisor; choose a free one.`,
      [{ field: 'counter', got: counter, wants: 'a free counter' }],
      { counter, advisor: other.id },
    );
  }
}

/** An available advisor who calls from another counter has moved there. */
export function takeCounter(decision: Decision, advisor: Advisor, counter: string): void {
  counterFree(decision, advisor.id, counter);
  if (advisor.counter === counter) return;
  decision.emit({
    type: 'AdvisorStateChanged',
    advisor: advisor.id,
    from: advisor.state,
    to: 'available',
    counter,
    queues: advisor.queues,
    ...optional('reason', advisor.reason),
    automatic: false,
  });
}
