import type { Acknowledged } from '../../wire/floor';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

/** Somebody at a kiosk asks for help: an alert, until somebody takes it. */
export const askForHelp =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { device }: { readonly device: string },
  ): Promise<CommandResult<{ readonly asked: true }>> =>
    run({
      ...context,
      load: { alerts: true },
      command: { type: 'AskForHelp', device },
      answer: { asked: true },
    });

/** A member of staff goes there. Refused (`help_taken`) once somebody else has taken the call. */
export const takeHelp =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { alert }: { readonly alert: string },
  ): Promise<CommandResult<Acknowledged>> =>
    run({
      ...context,
      load: { alerts: true },
      command: { type: 'TakeHelp', alert, by: context.actor.id },
      answer: { acknowledged: alert },
    });
