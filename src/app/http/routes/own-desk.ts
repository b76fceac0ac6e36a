import { HttpDeps } from '../request/deps';
import { ok, Route, route, staffOf } from '../request/route';

/** What an advisor's console is to its owner: their keys, and their day. */
export function ownDeskRoutes({ operations, ownKeys }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/sessions/keys', {
      summary: 'The keys of my console',
      tag: 'Sessions',
      who: 'own-account',
      handle: async ({ viewer }) => ok(await ownKeys.of(staffOf(viewer))),
    }),
    route('PUT /api/sessions/keys', {
      summary: 'Chooses the keys of my console; without any, the usual ones again',
      tag: 'Sessions',
      who: 'own-account',
      handle: async ({ viewer, body }) => ok(await ownKeys.choose(staffOf(viewer), body)),
    }),
    route('GET /api/branches/:branch/advisors/me/day', {
      summary: 'My day: what the time went into, and whom I served, by queue',
      tag: 'Counters',
      who: 'see-advisor',
      handle: async ({ params, viewer }) =>
        ok(await operations.readOwnDay(params.branch, staffOf(viewer))),
    }),
  ];
}
