import { rfc3339 } from '../../domain/views/rfc3339';
import type { AdvisorView } from '../../wire/views';
import { Pressed } from './outbox';

/** What the console shows when everything pressed so far is granted. */
export interface Predicted {
  readonly view: AdvisorView;
  /**
   * A press whose outcome only the server knows: who is called next, whether a state is granted.
   */
  readonly pending: Pressed | undefined;
}

/**
 * The view after the presses that wait, oldest first; so that one may go on without a network, and
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
    case 'finish':
    case 'no-show':
    case 'return':
    case 'transfer':
      return mine ? { ...so, view: freed(so.view, now) } : so;
    case 'finish-next':
      return mine ? { view: freed(so.view, now), pending: press } : so;
    case 'next':
    case 'call':
      return current ? so : { ...so, pending: press };
    case 'recall':
    case 'reopen':
      return so;
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
