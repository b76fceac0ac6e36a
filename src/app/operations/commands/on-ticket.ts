import { Command, Hand } from '../../domain/model/commands';
import { LoadSpec } from '../../ports';
import { Answered, Asked, OnTicket } from '../operations';
import { Parts } from '../write-path/parts';
import { presentTicket } from '../write-path/present';

/**
 * A command on one ticket by the advisor who has it, or by a supervisor for somebody absent.
 * Answers `{ticket}`.
 */
export const onTicket =
  <I extends OnTicket>(
    parts: Parts,
    command: (input: I, by: Hand) => Command,
    load: (input: I) => LoadSpec = () => ({}),
  ) =>
  async (asked: Asked, input: I): Promise<Answered> =>
    parts.run({
      ...asked,
      seen: input.supervises ? [] : [input.staff],
      load: { tickets: [input.ticket], advisor: input.staff, ...load(input) },
      command: command(input, { staff: input.staff, supervises: input.supervises }),
      answer: (_, after) => ({ ticket: presentTicket(after.tickets[input.ticket]) }),
    });
