import { written } from '../../domain/views/rfc3339';
import { OnDuty } from '../../wire/counters';
import { HttpDeps } from '../request/deps';
import { ok, Route, route, staffOf } from '../request/route';

const tag = 'Counters';
const called = ({
  answer: { called: ticket, why },
}: {
  readonly answer: Pick<OnDuty, 'called' | 'why'>;
}) => (ticket === null || why === null ? { status: 204 } : ok({ ticket, why }));

export function counterRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('POST /api/branches/:branch/counters/:counter/call-next', {
      summary: 'Call whoever is next; 204 when nobody waits',
      tag,
      who: 'serve',
      handle: async ({ params, viewer, context }) =>
        called(
          await operations.callNext(context(), {
            advisor: staffOf(viewer),
            counter: params.counter,
          }),
        ),
    }),
    route('POST /api/branches/:branch/counters/:counter/call', {
      summary: 'Call a chosen ticket out of turn, with a reason',
      tag,
      who: 'serve',
      async handle({ params: { counter }, body, viewer, context }) {
        return called(
          await operations.callTicket(context(), { advisor: staffOf(viewer), counter, ...body }),
        );
      },
    }),
    route('PUT /api/branches/:branch/advisors/me', {
      summary: 'Come on duty at a counter, pause, or leave',
      tag,
      who: 'set-me',
      handle: async ({ body, viewer, context }) =>
        ok((await operations.setAdvisor(context(), { advisor: staffOf(viewer), ...body })).answer),
    }),
    route('GET /api/branches/:branch/seats', {
      summary: 'Who has which counter, through a pause of their own too',
      tag,
      who: 'see-advisor',
      handle: async ({ params }) => ok(await operations.readSeats(params.branch)),
    }),
    route('GET /api/branches/:branch/advisors/me', {
      summary: 'My console: current ticket, who is next and why',
      tag,
      who: 'see-advisor',
      handle: async ({ params, viewer }) =>
        ok(written(await operations.readAdvisor(params.branch, staffOf(viewer)))),
    }),
    route('PUT /api/branches/:branch/advisors/:advisor', {
      summary: 'A supervisor pauses an advisor, calls one back, or signs one off',
      tag,
      who: 'steer',
      handle: async ({ params, body, context }) =>
        ok((await operations.setAdvisor(context(), { advisor: params.advisor, ...body })).answer),
    }),
    route('POST /api/branches/:branch/advisors/:advisor/ask', {
      summary: 'A supervisor asks an advisor to come back or to pause: a message on their screen',
      tag,
      who: 'steer',
      handle: async ({ params, body, viewer, context }) =>
        ok(
          (
            await operations.askAdvisor(context(), {
              advisor: params.advisor,
              ...body,
              by: staffOf(viewer),
            })
          ).answer,
        ),
    }),
    route('PUT /api/branches/:branch/advisors/:advisor/queues', {
      summary: 'A supervisor opens queues to an advisor',
      tag,
      who: 'steer',
      handle: async ({ params, body, context }) =>
        ok(
          (await operations.setAdvisorQueues(context(), { advisor: params.advisor, ...body }))
            .answer,
        ),
    }),
  ];
}
