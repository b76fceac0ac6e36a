import type { Queue } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import type { AdvisorView } from '../../wire/views';
import { Console } from './console';
import { Pressed } from './outbox';
import { Predicted } from './predict';

/** The state of the current ticket. At most one flag is true, not counting `recalling`. */
export interface Turn {
  /** A press is under way whose outcome only the server knows. */
  readonly inFlight: boolean;
  readonly called: boolean;
  readonly serving: boolean;
  readonly idle: boolean;
  readonly paused: boolean;
  /** A recall of the current ticket is under way. */
  readonly recalling: boolean;
  /** Customers in line for the advisor's queues. */
  readonly waiting: number;
}

export function turnOf({ view, pending }: Predicted, pressed: readonly Pressed[]): Turn {
  const { me, current, queues } = view;
  const inFlight = pending !== undefined;
  return {
    inFlight,
    called: current?.state === 'called' && !inFlight,
    serving: current?.state === 'serving' && !inFlight,
    idle: !current && !inFlight && me.state === 'available',
    paused: me.state === 'paused' && !inFlight,
    recalling: pressed.some((press) => press.action === 'recall' && press.ticket === current?.id),
    waiting: queues.reduce((sum, queue) => sum + queue.general + queue.preferential, 0),
  };
}

/** What the advisor can do now; an action that is not possible is undefined. */
export interface TurnActions {
  /** The next step: call, finish and call, or resume. */
  readonly next?: () => void;
  readonly start?: () => void;
  readonly recall?: () => void;
  readonly finish?: () => void;
  readonly absent?: () => void;
  readonly giveBack?: () => void;
  /** The customer has something to do first. */
  readonly hold?: () => void;
  /** Another matter of the same customer; absent if the advisor serves only one queue. */
  readonly matter?: () => void;
  readonly transfer?: () => void;
  readonly pause?: () => void;
  readonly leave?: () => void;
  /** Cancels the plan for after this ticket. */
  readonly stay?: () => void;
}

/** Actions that need one more choice. */
export type TurnDialog =
  'pause' | 'transfer' | 'hold' | 'matter' | 'keys' | 'outcome' | 'outcome-next';

/**
 * `ask` opens the dialog of an action that needs one more choice; `outcomes` are those of the
 * turn's queue.
 */
export function actionsOf(
  desk: Console,
  { me, current, queues }: AdvisorView,
  { called, serving, idle, paused, recalling, waiting }: Turn,
  ask: (dialog: TurnDialog) => void,
  outcomes: Queue['outcomes'],
): TurnActions {
  const counter = me.counter!;
  const finish = (ticket: ListedTicket, next: boolean) => {
    if (outcomes?.codes.length) ask(next ? 'outcome-next' : 'outcome');
    else desk.finish(ticket, next);
  };
  return {
    ...(idle && waiting > 0 && { next: () => desk.callNext(counter) }),
    ...(paused && { next: () => desk.setState('resume', counter) }),
    ...(idle && { pause: () => ask('pause') }),
    ...((idle || paused) && { leave: () => desk.setState('leave', undefined) }),
    ...((called || serving) &&
      (me.plan
        ? { stay: () => desk.plan('available') }
        : { pause: () => ask('pause'), leave: () => desk.plan('offline') })),
    ...(current &&
      called && {
        start: () => desk.onTicket('start', current),
        absent: () => desk.onTicket('no-show', current),
      }),
    ...(current && called && !recalling && { recall: () => desk.onTicket('recall', current) }),
    ...(current &&
      serving && {
        next: () => finish(current, true),
        finish: () => finish(current, false),
        hold: () => ask('hold'),
      }),
    ...(serving &&
      queues.some(({ id }) => id !== current?.queue) && { matter: () => ask('matter') }),
    ...(current &&
      (called || serving) && {
        transfer: () => ask('transfer'),
        giveBack: () => desk.onTicket('return', current),
      }),
  };
}
