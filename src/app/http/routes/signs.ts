import { HttpDeps } from '../request/deps';
import { ok, Route, route, staffOf } from '../request/route';

const tag = 'Floor';

/** Opening and closing for today, by supervisors; the calendar is among the settings. */
export function signRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('PUT /api/branches/:branch/sign', {
      summary: 'Open or close the branch today, now or from a time on, with a reason',
      tag,
      who: 'open-close',
      handle: async ({ body, viewer, context }) =>
        ok((await operations.putSign(context(), { ...body, by: staffOf(viewer) })).answer),
    }),
    route('DELETE /api/branches/:branch/sign', {
      summary: "Undo that: the branch's calendar holds again",
      tag,
      who: 'open-close',
      handle: async ({ context }) => ok((await operations.takeSign(context())).answer),
    }),
    route('PUT /api/branches/:branch/queues/:queue/sign', {
      summary: 'Open or close a queue today, now or from a time on, with a reason',
      tag,
      who: 'open-close',
      handle: async ({ params: { queue }, body, viewer, context }) =>
        ok((await operations.putSign(context(), { ...body, queue, by: staffOf(viewer) })).answer),
    }),
    route('DELETE /api/branches/:branch/queues/:queue/sign', {
      summary: 'Undo that: what is configured for the queue holds again',
      tag,
      who: 'open-close',
      handle: async ({ params, context }) =>
        ok((await operations.takeSign(context(), params.queue)).answer),
    }),
  ];
}
