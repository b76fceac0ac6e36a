import type { Acknowledged } from '../../wire/floor';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

/** A supervisor has seen the alert. It closes by itself when its cause is gone. */
export const acknowledgeAlert =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { alert }: { readonly alert: string },
  ): Promise<CommandResult<Acknowledged>> =>
    run({
      ...context,
      load: { alerts: true },
      command: { type: 'AcknowledgeAlert', alert, by: context.actor.id },
      answer: { acknowledged: alert },
    });
