import type { Thanks } from '../../wire/my';
import type { Handled } from '../../wire/tickets';
import { ticketAnswer } from '../write-path/answers';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

/**
 * What customers do with their own ticket, on its page or in a messenger; staff may cancel for
 * them.
 */

export const cancel =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, because }: { readonly ticket: string; readonly because: 'customer' | 'staff' },
  ): Promise<CommandResult<Handled>> =>
    run({
      ...context,
      load: { tickets: [ticket] },
      command: { type: 'Cancel', ticket, because },
      answer: ticketAnswer(ticket),
    });

/**
 * "I need more time": the ticket keeps its due and is not called for this many minutes. One that is
 * being called goes back to the line.
 */
export const defer =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, minutes }: { readonly ticket: string; readonly minutes: number },
  ): Promise<CommandResult<Handled>> =>
    run({
      ...context,
      load: { tickets: [ticket] },
      command: { type: 'Defer', ticket, minutes },
      answer: ticketAnswer(ticket),
    });

/**
 * "I am here": ends a deferral early, and takes a no-show back as the branch allows. The desk does
 * it for a customer who comes there.
 */
export const arrive =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, by }: { readonly ticket: string; readonly by: 'customer' | 'staff' },
  ): Promise<CommandResult<Handled>> =>
    run({
      ...context,
      load: { tickets: [ticket], customerOf: ticket, past: ticket },
      command: { type: 'Arrive', ticket, by },
      answer: ticketAnswer(ticket),
    });

/**
 * A score from 1 to 5, and words. The words are personal: they are kept encrypted and can be
 * erased, and the event names them by an id. None are kept of somebody who was erased.
 */
export const feedback =
  ({ run, vault, newId }: CommandDeps) =>
  (
    context: CommandContext,
    input: { readonly ticket: string; readonly score: number; readonly remark?: string },
  ): Promise<CommandResult<Thanks>> => {
    const { ticket, score } = input;
    const id = newId();
    const remark = input.remark
      ? { id, ticket, cipher: vault.encrypt(input.remark, `remark\0${id}`) }
      : undefined;
    return run({
      ...context,
      load: { tickets: [ticket], ...(remark ? { existing: { what: 'writer', ticket } } : {}) },
      command: { type: 'GiveFeedback', ticket, score, remark: remark?.id },
      remark,
      answer: { thanks: true },
    });
  };
