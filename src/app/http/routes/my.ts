import * as a from '../../wire/answers';
import * as b from '../../wire/bodies';
import { HttpParts } from '../request/parts';
import { presentMine } from './present-mine';
import { Call, ok, Route, route } from '../request/route';
import { iso } from '../../operations/write-path/present';

const tag = 'My ticket';

/** The customer, by `Authorization: Ticket <key>`. */
export function myRoutes(parts: HttpParts): readonly Route[] {
  const { operations } = parts;
  const mine = ({ viewer }: Pick<Call, 'viewer'>) =>
    viewer as { readonly kind: 'ticket'; readonly ticket: string; readonly branch: string };
  return [
    route({
      method: 'GET',
      path: '/api/my',
      summary: 'My ticket, where it stands and when to expect the call',
      tag,
      who: 'ticket',
      answers: { 200: b.myBody },
      async handle(call) {
        const { branch, ticket } = mine(call);
        const asked = [
          operations.myTicket(branch, ticket),
          operations.directory(branch),
          parts.pluginLinks(branch, ticket, true),
        ] as const;
        const [view, directory, links] = await Promise.all(asked);
        const queue = directory.config.queues[view.queue];
        const named = queue ? { id: queue.id, names: queue.names } : null;
        const { directions } = directory.config.settings;
        const branchShown = {
          ...directory.branch,
          directions: Object.values(directions).some(Boolean) ? directions : null,
        };
        return ok({
          ticket: presentMine(view),
          branch: branchShown,
          queue: named,
          links,
          now: iso(parts.clock()),
        });
      },
    }),
    route({
      method: 'POST',
      path: '/api/my/cancel',
      summary: 'I do not need my turn any more',
      tag,
      who: 'ticket',
      command: true,
      answers: { 200: b.ticketBody },
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.cancel(call.asked(branch), { ticket, because: 'customer' })).answer,
        );
      },
    }),
    route({
      method: 'POST',
      path: '/api/my/defer',
      summary: 'I need more time',
      tag,
      who: 'ticket',
      command: true,
      body: b.deferBody,
      answers: { 200: b.ticketBody },
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok(
          (await operations.defer(call.asked(branch), { ticket, minutes: call.body.minutes }))
            .answer,
        );
      },
    }),
    route({
      method: 'POST',
      path: '/api/my/feedback',
      summary: 'How it was',
      tag,
      who: 'ticket',
      command: true,
      body: b.feedbackBody,
      answers: { 200: a.thanksAnswer },
      async handle(call) {
        const { branch, ticket } = mine(call);
        return ok((await operations.feedback(call.asked(branch), { ticket, ...call.body })).answer);
      },
    }),
  ];
}
