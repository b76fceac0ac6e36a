import { HttpDeps } from '../request/deps';
import { actingStaff, ok, Route, route } from '../request/route';

const tag = 'Counters';

/**
 * Who is at the counter, and notes of the visit. Answers are never stored: neither in a cache nor
 * under an idempotency key.
 */
export function atCounterRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/tickets/:ticket/person', {
      summary: 'Who is at the counter, masked, and what else they came for today',
      tag,
      who: 'serve',
      refuses: true,
      handle: async ({ params: { branch, ticket }, viewer }) =>
        ok(await operations.personAtCounter(branch, { ticket, ...actingStaff(viewer) })),
    }),
    route('POST /api/branches/:branch/tickets/:ticket/person/show', {
      summary: 'The whole national ID of who is at the counter: an act of its own, audited',
      tag,
      who: 'serve',
      handle: async ({ params: { ticket }, viewer, context }) =>
        ok(await operations.showPerson(context(), { ticket, ...actingStaff(viewer) })),
    }),
    route('POST /api/branches/:branch/tickets/:ticket/matter', {
      summary: 'Another matter of the customer who is served: no other ticket, no other call',
      tag,
      who: 'serve',
      handle: async ({ params: { ticket }, body, viewer, context }) =>
        ok(
          (await operations.beginMatter(context(), { ticket, ...actingStaff(viewer), ...body }))
            .answer,
        ),
    }),
    route('POST /api/branches/:branch/tickets/:ticket/notes', {
      summary: 'A note of this visit, for whoever serves the customer next',
      tag,
      who: 'serve',
      handle: async ({ params: { ticket }, body: { note }, viewer, context }) => ({
        status: 201,
        body: (await operations.writeNote(context(), { ticket, note, ...actingStaff(viewer) }))
          .answer,
      }),
    }),
    route('DELETE /api/branches/:branch/tickets/:ticket/notes/:note', {
      summary: 'Takes a note away: whoever wrote it, or a supervisor',
      tag,
      who: 'serve',
      handle: async ({ params: { ticket, note }, viewer, context }) =>
        ok(
          (await operations.removeNote(context(), { ticket, note, ...actingStaff(viewer) })).answer,
        ),
    }),
  ];
}
