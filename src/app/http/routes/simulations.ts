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
  ];
}
