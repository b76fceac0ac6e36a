import { givesTickets, isOpen, nextOpening, shownReason } from '../../domain/model/day';
import { closingOf } from '../../domain/views/closing';
import { ownTicket } from '../../domain/views/own-ticket';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { Call, ok, Route, route } from '../request/route';

const tag = 'My ticket';

/** The customer, by `Authorization: Ticket <key>`. */
export function myRoutes(deps: HttpDeps): readonly Route[] {
  const { operations } = deps;
  const mine = ({ viewer }: Pick<Call, 'viewer'>) =>
    viewer as Extract<Viewer, { readonly kind: 'ticket' }>;
  return [
    route('GET /api/my', {
      summary: 'My ticket, where it stands and when to expect the call',
      tag,
      who: 'ticket-look',
      async handle(call) {
        const { branch, ticket, acts } = mine(call);
        const asked = [
          operations.myTicket(branch, ticket),
          operations.directory(branch),
          deps.pluginLinks(branch, ticket, { fresh: true, acts }),
        ] as const;
        const asksFeedback = await operations.mayBeAsked(ticket);
        const [view, directory, links] = await Promise.all(asked);
        const queue = directory.config.queues[view.queue];
        const named = queue ? { id: queue.id, names: queue.names } : null;
        const { settings } = directory.config;
        const { directions } = settings;
        const now = deps.clock();
        const closing = closingOf(directory.config, view.queue, now);
        const branchShown = {
          ...directory.branch,
          closing: closing
            ? { ...closing, at: rfc3339(closing.at), opensAt: rfc3339OrNull(closing.opensAt) }
            : null,
          open: givesTickets(now, settings),
          lastTicketGiven: isOpen(now, settings) && !givesTickets(now, settings),
          opensAt: rfc3339OrNull(nextOpening(now, settings)),
          reason: shownReason(now, settings),
          directions: Object.values(directions).some(Boolean) ? directions : null,
        };
        return ok({
          ticket: ownTicket(view),
          acts,
          ...(asksFeedback ? {} : { asksFeedback }),
          branch: branchShown,
          queue: named,
          links,
          now: rfc3339(now),
        });
      },
    }),
    route('POST /api/my/cancel', {
      summary: 'I do not need my turn any more',
      tag,
      who: 'ticket',
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.cancel(call.context(branch), { ticket, because: 'customer' })).answer,
        );
      },
    }),
    route('POST /api/my/arrived', {
      summary: 'I am here: ends my extension early, or puts me back in line after a missed call',
      tag,
      who: 'ticket',
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.arrive(call.context(branch), { ticket, by: 'customer' })).answer,
        );
      },
    }),
    route('POST /api/my/defer', {
      summary: 'I need more time',
      tag,
      who: 'ticket',
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.defer(call.context(branch), { ticket, minutes: call.body.minutes }))
            .answer,
        );
      },
    }),
    route('POST /api/my/feedback', {
      summary: 'How it was',
      tag,
      who: 'ticket',
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.feedback(call.context(branch), { ticket, ...call.body })).answer,
        );
      },
    }),
  ];
}
