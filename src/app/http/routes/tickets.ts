import { customersMayIssue } from '../../domain/rules/issue';
import { givesOwnKey } from '../../domain/rules/paper';
import { ownTicket } from '../../domain/views/own-ticket';
import { rfc3339OrNull, written } from '../../domain/views/rfc3339';
import { may } from '../../identity/policy';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { actingStaff, ok, Route, route } from '../request/route';

const tag = 'Tickets';
/** Tickets one address may take from the bank's page, in ten minutes: a family, not a flood. */
const PUBLIC_LIMIT = { count: 10, seconds: 600 };

/**
 * Kiosks and staff by policy; anybody where customers may take a ticket from the page. Returns
 * whether it was asked for at the branch.
 */
async function mayIssue(
  deps: HttpDeps,
  branch: string,
  viewer: Parameters<typeof may>[0] | undefined,
  address: string,
): Promise<{ readonly unproven: boolean }> {
  if (viewer && may(viewer, 'issue', branch)) return { unproven: false };
  const { config } = await deps.operations.directory(branch);
  if (!customersMayIssue(config.settings)) {
    throw viewer
      ? new HttpProblem(403, 'not_allowed', 'You may not issue tickets at this branch.', [
          { field: 'branch', got: branch, wants: 'a branch you work at' },
        ])
      : new HttpProblem(
          401,
          'sign_in_required',
          'Tickets of this branch are issued by its kiosk or its staff. Enrol the device ' +
            'or sign in.',
          [],
          { 'WWW-Authenticate': 'Bearer' },
        );
  }
  const taken = await deps.limiter.take(
    `issue:${branch}:${address}`,
    PUBLIC_LIMIT.count,
    PUBLIC_LIMIT.seconds,
  );
  if (!taken.ok) {
    throw new HttpProblem(
      429,
      'too_many_requests',
      `Too many tickets from here. Try again in ${taken.retryAfterSeconds} s, or ask at ` +
        'the branch.',
      [],
      { 'Retry-After': String(taken.retryAfterSeconds) },
    );
  }
  return { unproven: true };
}

export function ticketRoutes(deps: HttpDeps): readonly Route[] {
  const { operations } = deps;

  const onTicket = (
    verb: 'recall' | 'start' | 'noShow' | 'reopen' | 'undo' | 'resume',
    path: 'recall' | 'start' | 'no-show' | 'reopen' | 'undo' | 'resume',
    summary: string,
    who: 'serve' | 'attend' = 'serve',
  ) =>
    route(`POST /api/branches/:branch/tickets/:ticket/${path}`, {
      summary,
      tag,
      who,
      async handle({ params, viewer, context }) {
        return ok(
          (await operations[verb](context(), { ticket: params.ticket, ...actingStaff(viewer) }))
            .answer,
        );
      },
    });
  /**
   * The key and where it leads: made from the id for every answer, stored nowhere. `acts`: the
   * customer's own key, otherwise one that only shows the ticket.
   */
  const keyAndLinks = async (branch: string, ticket: string, acts: boolean) => {
    const key = acts ? deps.ticketKey(ticket) : deps.readingKey(ticket);
    const more = await deps.pluginLinks(branch, ticket, { fresh: false, acts });
    return { key, acts, links: { page: `${deps.publicUrl}/t#${key}`, ...more } };
  };

  /** The key of another branch's ticket finds nothing here. */
  const ticketOfKey = async (branch: string, key: string) => {
    const [found] = await deps.identification.identified({
      headers: { authorization: `Ticket ${key}` },
    });
    return found?.viewer.kind === 'ticket' && found.viewer.branch === branch
      ? [found.viewer.ticket]
      : [];
  };

  return [
    route('POST /api/branches/:branch/tickets', {
      summary:
        'Take a ticket: at the kiosk, by staff, or by anybody where the branch allows customers to',
      tag,
      who: 'anyone',
      async handle({ params: { branch }, body, viewer, actor, address, context }) {
        const { unproven } = await mayIssue(deps, branch, viewer, address);
        const { answer, replayed } = await operations.issueTicket(context(), {
          ...body,
          unproven,
        });
        return {
          status: 201,
          body: { ticket: answer, ...(await keyAndLinks(branch, answer.id, givesOwnKey(actor))) },
          headers: replayed ? { 'Idempotency-Replayed': 'true' } : undefined,
        };
      },
    }),
    route('GET /api/branches/:branch/tickets', {
      summary: "Today's tickets, newest first",
      tag,
      who: 'list-tickets',
      handle: async ({ params, query }) =>
        ok(written(await operations.listTickets(params.branch, query))),
    }),
    route('GET /api/branches/:branch/tickets/:number', {
      summary: "State and position of today's ticket of that number",
      tag,
      who: 'look-up-ticket',
      async handle({ params, viewer }) {
        const found = await operations.ticketByNumber(params.branch, params.number);
        const { id, number, queue, lane, state, position = null, counter = null } = found;
        const shown = {
          number,
          queue,
          state,
          position,
          counter,
          deferredUntil: rfc3339OrNull(found.deferredUntil),
        };
        return ok(viewer.kind === 'staff' ? { id, lane, ...shown } : shown);
      },
    }),
    route('POST /api/branches/:branch/tickets/:ticket/printed', {
      summary: 'Whether the paper came out; the ticket counts either way',
      tag,
      who: 'print',
      handle: async ({ params, body, context }) =>
        ok(
          (
            await operations.recordPrint(context(), {
              ticket: params.ticket,
              ...body,
              reprint: false,
            })
          ).answer,
        ),
    }),
    route('POST /api/branches/:branch/tickets/:ticket/reprint', {
      summary: 'What the paper says, to print it again',
      tag,
      who: 'print',
      async handle({ params: { branch, ticket }, body, context }) {
        await operations.recordPrint(context(), { ticket, ok: true, reprint: true, ...body });
        const own = await operations.reprintsOwnKey(context(), ticket);
        return ok({
          ticket: ownTicket(await operations.myTicket(branch, ticket)),
          ...(await keyAndLinks(branch, ticket, own)),
        });
      },
    }),
    onTicket('recall', 'recall', 'Call the same customer again'),
    onTicket('start', 'start', 'Service begins'),
    onTicket('noShow', 'no-show', 'The customer did not come'),
    route('POST /api/branches/:branch/tickets/:ticket/return', {
      summary: 'Back to its place in line, for anybody or for one advisor',
      tag,
      who: 'serve',
      handle: async ({ params, body, viewer, context }) =>
        ok(
          (
            await operations.return(context(), {
              ticket: params.ticket,
              ...actingStaff(viewer),
              ...body,
            })
          ).answer,
        ),
    }),
    onTicket('reopen', 'reopen', 'A no-show of today waits again', 'attend'),
    route('POST /api/branches/:branch/tickets/:ticket/arrived', {
      summary: 'The customer is here: ends an extension early, or reopens a no-show of today',
      tag,
      who: 'attend',
      handle: async ({ params: { ticket }, context }) =>
        ok((await operations.arrive(context(), { ticket, by: 'staff' })).answer),
    }),
    onTicket('resume', 'resume', 'A customer on hold is served again'),
    route('POST /api/branches/:branch/tickets/:ticket/hold', {
      summary: 'The customer has something to do first; the advisor is free meanwhile',
      tag,
      who: 'serve',
      handle: async ({ params, body, viewer, context }) =>
        ok(
          (
            await operations.hold(context(), {
              ticket: params.ticket,
              ...actingStaff(viewer),
              ...body,
            })
          ).answer,
        ),
    }),
    onTicket('undo', 'undo', 'Takes back a finish, a transfer or another matter of two minutes'),
    route('POST /api/branches/:branch/tickets/:ticket/finish', {
      summary: 'Service ends; with next, the next is called in the same step',
      tag,
      who: 'serve',
      async handle({ params, body, viewer, context }) {
        return ok(
          (
            await operations.finish(context(), {
              ticket: params.ticket,
              ...actingStaff(viewer),
              next: body?.next ?? false,
              outcome: body?.outcome,
            })
          ).answer,
        );
      },
    }),
    route('POST /api/branches/:branch/tickets/:ticket/transfer', {
      summary: 'To another queue, number kept',
      tag,
      who: 'serve',
      async handle({ params, body, viewer, context }) {
        return ok(
          (
            await operations.transfer(context(), {
              ticket: params.ticket,
              ...actingStaff(viewer),
              ...body,
            })
          ).answer,
        );
      },
    }),
    route('POST /api/branches/:branch/tickets/:ticket/move', {
      summary: 'A waiting ticket to another queue or lane, number kept',
      tag,
      who: 'attend',
      handle: async ({ params, body, context }) =>
        ok((await operations.moveTicket(context(), { ticket: params.ticket, ...body })).answer),
    }),
    route('POST /api/branches/:branch/tickets/find', {
      summary: "Today's tickets of a person, or the one whose QR code was scanned; audited",
      tag,
      who: 'attend',
      async handle({ params: { branch }, body, context }) {
        const ids =
          'key' in body
            ? await ticketOfKey(branch, body.key)
            : await operations.ticketsOfPerson(context(), body.nationalId);
        return ok(written(await operations.ticketsById(branch, ids)));
      },
    }),
    route('POST /api/branches/:branch/tickets/:ticket/cancel', {
      summary: 'Staff cancels for the customer',
      tag,
      who: 'attend',
      handle: async ({ params, context }) =>
        ok(
          (await operations.cancel(context(), { ticket: params.ticket, because: 'staff' })).answer,
        ),
    }),
  ];
}
