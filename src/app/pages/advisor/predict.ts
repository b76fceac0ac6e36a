import { rfc3339 } from '../../domain/views/rfc3339';
import type { AdvisorView } from '../../wire/views';
import { Pressed } from './outbox';

/** What the console shows, assuming that every press so far is granted. */
export interface Predicted {
  readonly view: AdvisorView;
  /** A press whose outcome only the server knows, such as who is called next. */
  readonly pending: Pressed | undefined;
}

/**
 * The view after the pending presses, oldest first. It lets an advisor go on without a network, and
 * nothing is pressed twice.
 */
export function predict(view: AdvisorView, pressed: readonly Pressed[], now: number): Predicted {
  return pressed.reduce<Predicted>((so, press) => after(so, press, now), {
    view,
    pending: undefined,
  });
}

function after(so: Predicted, press: Pressed, now: number): Predicted {
  const { current } = so.view;
  const mine = current !== undefined && current.id === press.ticket;
  switch (press.action) {
    case 'start':
      return mine && current.state === 'called'
        ? {
            ...so,
            view: {
              ...so.view,
              current: { ...current, state: 'serving', startedAt: rfc3339(now) },
            },
          }
        : so;
    case 'matter':
      return mine && current.state === 'serving'
        ? {
            ...so,
            view: {
              ...so.view,
              current: {
                ...current,
                queue: (press.body as { readonly queue: string }).queue,
                startedAt: rfc3339(now),
                matters: (current.matters ?? 1) + 1,
              },
            },
          }
        : so;
    case 'finish':
    case 'no-show':
    case 'return':
    case 'transfer':
    case 'hold':
      return { ...so, view: mine ? freed(so.view, now) : heldNoMore(so.view, press.ticket) };
    case 'finish-next':
      return mine ? { view: freed(so.view, now), pending: press } : so;
    case 'next':
    case 'call':
      return current ? so : { ...so, pending: press };
    case 'recall':
    case 'reopen':
    case 'plan':
    case 'unplan':
      return so;
    case 'undo':
      // the customer being served stays, whatever is undone: the other is on hold again, or the
      // undo is refused
      return current?.state === 'serving' && !mine ? so : { ...so, pending: press };
    case 'take-back':
    case 'pause':
    case 'leave':
    case 'resume':
      return { ...so, pending: press };
  }
}

function freed(view: AdvisorView, now: number): AdvisorView {
  const { current: _, ...rest } = view;
  return { ...rest, me: { ...view.me, state: 'available', since: rfc3339(now) } };
}

/** A customer who was on hold and is finished or given back is in nobody's list. */
const heldNoMore = (view: AdvisorView, ticket: string | undefined): AdvisorView =>
  view.held?.some(({ id }) => id === ticket)
    ? { ...view, held: view.held.filter(({ id }) => id !== ticket) }
    : view;
