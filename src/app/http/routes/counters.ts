import * as a from '../../wire/answers';
import * as b from '../../wire/bodies';
import { HttpParts } from '../request/parts';
import { ok, Reply, Route, route, staffOf } from '../request/route';
import { Answer } from '../../ports';

const tag = 'Counters';
const called = ({ called: ticket, why }: Answer): Reply =>
  ticket === null ? { status: 204 } : ok({ ticket, why });

export function counterRoutes({ operations }: HttpParts): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/branches/:branch/counters/:counter/call-next',
      summary: 'Call whoever is next; 204 when nobody waits',
      tag,
      who: 'serve',
      command: true,
      answers: { 200: b.calledBody, 204: undefined },
      handle: async ({ params, viewer, asked }) =>
        called(
          (
            await operations.callNext(asked(), {
              advisor: staffOf(viewer),
              counter: params.counter,
            })
          ).answer,
        ),
    }),
    route({
      method: 'POST',
      path: '/api/branches/:branch/counters/:counter/call',
      summary: 'Call a chosen ticket out of turn, with a reason',
      tag,
      who: 'serve',
      command: true,
      body: b.callBody,
      answers: { 200: b.calledBody },
      async handle({ params: { counter }, body, viewer, asked }) {
        return called(
          (await operations.callTicket(asked(), { advisor: staffOf(viewer), counter, ...body }))
            .answer,
        );
      },
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch/advisors/me',
      summary: 'Come on duty at a counter, pause, or leave',
      tag,
      who: 'set-me',
      command: true,
      body: b.advisorBody,
      answers: { 200: b.onDutyBody },
      handle: async ({ body, viewer, asked }) =>
        ok((await operations.setAdvisor(asked(), { advisor: staffOf(viewer), ...body })).answer),
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/advisors/me',
      summary: 'My console: current ticket, who is next and why',
      tag,
      who: 'see-advisor',
      answers: { 200: a.advisorAnswer },
      handle: async ({ params, viewer }) =>
        ok(await operations.readAdvisor(params.branch, staffOf(viewer))),
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch/advisors/:advisor',
      summary: 'A supervisor pauses an advisor, calls one back, or signs one off',
      tag,
      who: 'steer',
      command: true,
      body: b.advisorBody,
      answers: { 200: b.onDutyBody },
      handle: async ({ params, body, asked }) =>
        ok((await operations.setAdvisor(asked(), { advisor: params.advisor, ...body })).answer),
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch/advisors/:advisor/queues',
      summary: 'A supervisor opens queues to an advisor',
      tag,
      who: 'steer',
      command: true,
      body: b.advisorQueuesBody,
      answers: { 200: b.advisorSetBody },
      handle: async ({ params, body, asked }) =>
        ok(
          (await operations.setAdvisorQueues(asked(), { advisor: params.advisor, ...body })).answer,
        ),
    }),
  ];
}
