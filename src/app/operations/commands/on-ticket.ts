import { Command } from '../../domain/model/commands';
import { ActingStaff, MoveTicket } from '../../domain/model/ticket-commands';
import { LoadSpec, RunRequest } from '../../ports';
import type { HoldReason } from '../../wire/enums';
import type { Handled } from '../../wire/tickets';
import { ticketAnswer } from '../write-path/answers';
import { CommandContext, CommandResult } from '../write-path/command';
import { CommandDeps } from './deps';

/** What staff do with one ticket: an advisor with their own, a supervisor with anybody's. */
export interface OnTicket extends ActingStaff {
  readonly ticket: string;
}

/** Calls the same customer again; the sweep does so too, as often as the branch says. */
export const recall = (deps: CommandDeps) =>
  onTicket(deps, (about) => ({ type: 'Recall', ...about }));

/** The customer is here: service begins. */
export const start = (deps: CommandDeps) =>
  onTicket(deps, (about) => ({ type: 'Start', ...about }), undefined, 'counter');

/** The customer did not come. Staff may reopen the ticket on the same day. */
export const noShow = (deps: CommandDeps) =>
  onTicket(deps, (about) => ({ type: 'NoShow', ...about }));

/**
 * Back to its place in line, with its due: after an advisor's slip, because the advisor must leave,
 * or to wait for a certain advisor.
 */
export const returnTicket = (deps: CommandDeps) =>
  onTicket<OnTicket & { readonly advisor?: string }>(
    deps,
    (about, { advisor }) => ({
      type: 'Return',
      ...about,
      advisor,
    }),
    ({ ticket }) => ({ past: ticket }),
  );

/** A no-show of today waits again, with its due. */
export const reopen = (deps: CommandDeps) =>
  onTicket(
    deps,
    (about) => ({ type: 'Reopen', ...about }),
    ({ ticket }) => ({ customerOf: ticket, past: ticket }),
  );

/**
 * To another queue of the branch, with the same number. Before the service its due counts from the
 * issue, after the service has started from now.
 */
export const transfer = (deps: CommandDeps) =>
  onTicket<
    OnTicket & { readonly queue: string; readonly reason?: string; readonly advisor?: string }
  >(deps, (about, { queue, reason, advisor }) => ({
    type: 'Transfer',
    ...about,
    queue,
    reason,
    advisor,
  }));

/** The service continues with a matter of another queue, at the same counter. */
export const beginMatter = (deps: CommandDeps) =>
  onTicket<OnTicket & { readonly queue: string; readonly outcome?: string }>(
    deps,
    (about, { queue, outcome }) => ({ type: 'BeginMatter', ...about, queue, outcome }),
  );

/** The customer has something to do first: the advisor becomes free, and takes them back later. */
export const hold = (deps: CommandDeps) =>
  onTicket<OnTicket & { readonly reason: HoldReason }>(
    deps,
    (about, { reason }) => ({ type: 'Hold', ...about, reason }),
    () => ({ held: true }),
  );

/** Serves a held customer again. */
export const resume = (deps: CommandDeps) =>
  onTicket(
    deps,
    (about) => ({ type: 'Resume', ...about }),
    ({ ticket }) => ({ customerOf: ticket }),
  );

/** Takes back a finish, a transfer or another matter that was a slip, within two minutes. */
export const undo = (deps: CommandDeps) =>
  onTicket(
    deps,
    (about) => ({ type: 'Undo', ...about }),
    ({ ticket }) => ({ customerOf: ticket, past: ticket }),
  );

/** The desk moves a waiting ticket to another queue or lane. */
export const moveTicket =
  ({ run }: CommandDeps) =>
  (
    context: CommandContext,
    { ticket, queue, lane, reason }: Omit<MoveTicket, 'type'>,
  ): Promise<CommandResult<Handled>> =>
    run({
      ...context,
      load: { tickets: [ticket] },
      command: { type: 'MoveTicket', ticket, queue, lane, reason },
      answer: ticketAnswer(ticket),
    });

/** Answers `{ticket}`. An advisor's own command proves that their console is alive. */
function onTicket<I extends OnTicket = OnTicket>(
  { run }: CommandDeps,
  command: (about: { readonly ticket: string; readonly by: ActingStaff }, input: I) => Command,
  load: (input: I) => LoadSpec = () => ({}),
  shares?: RunRequest['shares'],
) {
  return (context: CommandContext, input: I): Promise<CommandResult<Handled>> => {
    const { ticket, staff, supervises } = input;
    return run({
      ...context,
      seen: supervises ? [] : [staff],
      load: { tickets: [ticket], advisor: staff, ...load(input) },
      shares: supervises ? undefined : shares,
      command: command({ ticket, by: { staff, supervises } }, input),
      answer: ticketAnswer(ticket),
    });
  };
}
