import { Command, SetAdvisor } from '../../domain/model/commands';
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
    const { advisor, state, counter, reason, afterThis } = input;
    const self = context.actor.kind === 'staff' && context.actor.id === advisor;
    return run({
      ...context,
      // nobody else's command proves that their console is alive
      seen: self ? [advisor] : [],
      load: {
        advisor,
        ...(state === 'available'
          ? { existing: { what: 'duty' as const, advisor, branch: context.branch } }
          : {}),
      },
      command: { type: 'SetAdvisor', advisor, state, counter, reason, afterThis },
      answer: dutyAnswer(advisor),
    });
  };

/** A supervisor asks an advisor to come back or to pause. */
export const askAdvisor =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { advisor, what, by }: Omit<Extract<Command, { type: 'AskAdvisor' }>, 'type'>,
  ): Promise<CommandResult<AdvisorSet>> =>
    run({
      ...context,
      load: { advisor },
      command: { type: 'AskAdvisor', advisor, what, by },
      answer: advisorAnswer(advisor),
    });

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
