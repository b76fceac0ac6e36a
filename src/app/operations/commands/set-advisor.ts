import { Advisor } from '../../domain/model/advisor';
import { Refused } from '../../domain/model/errors';
import { Answer } from '../../ports';
import { calledFor } from './call-next';
import { Answered, Asked, Operations } from '../operations';
import { Parts } from '../write-path/parts';
import { iso } from '../write-path/present';

const presentAdvisor = (advisor: Advisor): Answer => ({
  id: advisor.id,
  state: advisor.state,
  counter: advisor.counter ?? null,
  queues: advisor.queues,
  ticket: advisor.ticket ?? null,
  since: iso(advisor.since),
  reason: advisor.reason ?? null,
  served: advisor.served,
});

/**
 * The advisor comes on duty at a counter, pauses with a reason, or leaves. In an automatic branch a
 * ticket may come at once.
 */
export const setAdvisor =
  (parts: Parts) =>
  async (
    asked: Asked,
    {
      advisor,
      state,
      counter,
      reason,
    }: {
      readonly advisor: string;
      readonly state: 'available' | 'paused' | 'offline';
      readonly counter?: string;
      readonly reason?: string;
    },
  ): Promise<Answered> =>
    parts.run({
      ...asked,
      seen: [advisor],
      load: { advisor },
      command: ({ slice, serves }) => {
        const queues = slice.advisors[advisor]?.queues ?? serves ?? [];
        if (!queues.length && !serves?.length) {
          throw new Refused(
            'forbidden',
            'serves_no_queue',
            'You serve no queue at this branch. Ask an administrator to give you one.',
            [{ field: 'branch', got: slice.branch, wants: 'a branch at which you serve a queue' }],
          );
        }
        // Skills an administrator changed while they were away apply when they come on duty.
        const fresh =
          slice.advisors[advisor]?.state === 'offline' || !slice.advisors[advisor]
            ? (serves ?? queues)
            : queues;
        return { type: 'SetAdvisor', advisor, state, counter, reason, queues: fresh };
      },
      answer: (events, after) => ({
        advisor: presentAdvisor(after.advisors[advisor]),
        ...calledFor(advisor, events, after),
      }),
    });

/**
 * A supervisor opens a queue to an advisor, or takes it back, until an administrator's next change.
 */
export const setAdvisorQueues =
  (parts: Parts): Operations['setAdvisorQueues'] =>
  async (asked, { advisor, queues }) =>
    parts.run({
      ...asked,
      load: { advisor },
      command: { type: 'SetAdvisorQueues', advisor, queues },
      answer: (_, after) => ({ advisor: presentAdvisor(after.advisors[advisor]) }),
    });
