import * as a from '../../wire/answers';
import * as b from '../../wire/bodies';
import { HttpParts } from '../request/parts';
import { ok, Route, route } from '../request/route';

const tag = 'Floor';

export function floorRoutes({ operations, clock, screens }: HttpParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/branches/:branch/floor',
      summary: 'Everything open, as one instant: {epoch, seq, at, floor, directory, view}',
      tag,
      who: 'see-floor',
      answers: { 200: a.floorAnswer },
      handle: async ({ params }) =>
        ok({ ...(await operations.readFloor(params.branch)), now: clock() }),
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/display',
      summary: 'What the public screen shows',
      tag,
      who: 'see-display',
      answers: { 200: a.displayAnswer },
      handle: async ({ params }) =>
        ok({ ...(await operations.readDisplay(params.branch)), now: clock() }),
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/kiosk',
      summary: 'What a kiosk or a display needs to begin: names, hours, queues, waits',
      tag,
      who: 'directory',
      answers: { 200: a.kioskAnswer },
      handle: async ({ params }) => ok(await operations.readKiosk(params.branch)),
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/directory',
      summary: 'Names: queues, counters, staff',
      tag,
      who: 'directory',
      answers: { 200: a.directoryAnswer },
      async handle({ params, viewer }) {
        const directory = await operations.directory(params.branch);
        return ok(
          viewer.kind === 'staff'
            ? directory
            : {
                branch: directory.branch,
                config: { queues: directory.config.queues, counters: directory.config.counters },
              },
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/alerts',
      summary: 'Alerts, open ones or the last hundred',
      tag,
      who: 'see-alerts',
      query: b.alertsQuery,
      answers: { 200: a.alertsAnswer },
      handle: async ({ params, query }) =>
        ok(await operations.listAlerts(params.branch, query.open === 'true')),
    }),
    route({
      method: 'POST',
      path: '/api/branches/:branch/alerts/:alert/ack',
      summary: 'A supervisor has seen it',
      tag,
      who: 'steer',
      command: true,
      answers: { 200: a.acknowledgedAnswer },
      handle: async ({ params, asked }) =>
        ok(
          (await operations.acknowledgeAlert(asked(params.branch), { alert: params.alert })).answer,
        ),
    }),
    route({
      method: 'GET',
      path: '/api/overview',
      summary: 'All branches at once, for those who may',
      tag,
      who: 'overview',
      answers: { 200: a.overviewAnswer },
      handle: async ({ viewer }) =>
        ok(await operations.overview(viewer.kind === 'staff' ? viewer.branches : [])),
    }),
    route({
      method: 'GET',
      path: '/api/screens',
      summary: 'Open screens by view, over all instances that reported within 45 s',
      tag,
      who: 'overview',
      answers: { 200: a.screensAnswer },
      handle: async () => ok(await screens()),
    }),
  ];
}
