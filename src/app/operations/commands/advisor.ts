import { SetAdvisor } from '../../domain/model/commands';
import type { AdvisorSet, OnDuty } from '../../wire/counters';
import { advisorAnswer, dutyAnswer } from '../write-path/answers';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

/**
 * The advisor comes on duty at a counter, pauses with a reason, or leaves. A branch with automatic
 * assignment may give them a ticket at once.
 */
export const setAdvisor =
  ({ run }: CommandDeps) =>
  (context: CommandContext, input: Omit<SetAdvisor, 'type'>): Promise<CommandResult<OnDuty>> => {
    const { advisor, state, counter, reason } = input;
    return run({
      ...context,
      seen: [advisor],
      load: { advisor },
      command: { type: 'SetAdvisor', advisor, state, counter, reason },
      answer: dutyAnswer(advisor),
    });
  };

/**
 * A supervisor opens a queue to an advisor, or takes it back, until they next come on duty.
 */
export const setAdvisorQueues =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { advisor, queues }: { readonly advisor: string; readonly queues: readonly string[] },
  ): Promise<CommandResult<AdvisorSet>> =>
    run({
      ...context,
      load: { advisor },
      command: { type: 'SetAdvisorQueues', advisor, queues },
      answer: advisorAnswer(advisor),
    });
