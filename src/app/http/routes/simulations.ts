import { DayPlanBody } from '../../wire/simulations';
import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';

const tag = 'Records';

export function simulationRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('POST /api/branches/:branch/simulations', {
      summary:
        'A day simulated from what the branch has learned, with the forecast of the next two ' +
        'weeks; 503 with Retry-After while too many wait for theirs',
      tag,
      who: 'see-floor',
      handle: async ({ params, body }) => ok(await operations.simulate(params.branch, body)),
    }),
    route('GET /api/branches/:branch/briefing', {
      summary: 'What supervisors are told of the last closed day, and what to change on the next',
      tag,
      who: 'see-floor',
      handle: async ({ params }) => ok(await operations.briefing(params.branch)),
    }),
    route('GET /api/branches/:branch/plans', {
      summary: 'Plans that are kept: how many are to be on duty in each half hour of a day',
      tag,
      who: 'see-floor',
      handle: async ({ params, query }) =>
        ok(await operations.listPlans(params.branch, query.from)),
    }),
    route('PUT /api/branches/:branch/plans/:day', {
      summary:
        'Keeps a plan of a day in place of the version that was read, 412 if there is a newer ' +
        'one; without advisors the plan is removed',
      tag,
      versioned: 'inside',
      who: 'steer',
      handle: async ({ params, body, context }) =>
        ok(await operations.saveDayPlan(context(params.branch), askedFor(params.day, body))),
    }),
  ];
}

function askedFor(day: string, { version, ...plan }: DayPlanBody) {
  return { day, ifVersion: version, ...(plan.advisors.length ? { plan } : {}) };
}
