import type { Finished } from '../../wire/tickets';
import { CallAnswer, callAnswer, finishAnswer } from '../write-path/answers';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';
import { OnTicket } from './on-ticket';

interface AtCounter {
  readonly advisor: string;
  readonly counter: string;
}

/** The advisor presses *next*. `called` is null when nobody waits in the queues they serve. */
export const callNext =
  ({ run }: CommandDeps) =>
  (context: CommandContext, { advisor, counter }: AtCounter): Promise<CommandResult<CallAnswer>> =>
    run({
      ...context,
      seen: [advisor],
      load: { advisor, fronts: { servedBy: advisor } },
      shares: 'counter',
      command: { type: 'CallNext', advisor, counter },
      answer: callAnswer(advisor),
    });

/** A chosen ticket, out of turn: needs the branch's switch and a reason, and is reported. */
export const callTicket =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    input: AtCounter & { readonly ticket: string; readonly reason: string },
  ): Promise<CommandResult<CallAnswer>> => {
    const { advisor, counter, ticket, reason } = input;
    return run({
      ...context,
      seen: [advisor],
      load: { advisor, tickets: [ticket], fronts: { servedBy: advisor } },
      command: { type: 'CallTicket', advisor, counter, ticket, reason },
      answer: callAnswer(advisor),
    });
  };

/**
 * Ends the service. With `next`, finishing and calling the next are one commit, since events never
 * cause commands; the answer is then `{finished, next, why}`.
 */
export const finish =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    input: OnTicket & { readonly next: boolean; readonly outcome?: string },
  ): Promise<CommandResult<Finished>> => {
    const { ticket, staff, supervises, next, outcome } = input;
    return run({
      ...context,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], advisor: staff, ...(next ? { fronts: { servedBy: staff } } : {}) },
      shares: supervises ? undefined : 'counter',
      command: { type: 'Finish', ticket, by: { staff, supervises }, next, outcome },
      answer: finishAnswer(ticket, staff),
    });
  };
