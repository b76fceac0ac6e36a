import { Instant } from '../../domain/model/instant';
import { without } from '../../domain/model/records';
import { floorJson, openedFor } from '../../domain/views/json-once';
import { written } from '../../domain/views/rfc3339';
import { FloorView } from '../../domain/views/views';
import { writtenFloor } from '../../domain/views/written-floor';
import { cookieIn, DEVICE_COOKIE, DEVICE_SECONDS, setCookie } from '../../identity/cookies';
import { Directory, FloorRead } from '../../ports';
import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';

const tag = 'Floor';

/** Devices need not know who closed what, nor the outcome codes. */
const forDevices = (queues: Directory['config']['queues']): Directory['config']['queues'] =>
  Object.fromEntries(
    Object.entries(queues).map(([id, queue]) => [id, without(queue, 'sign', 'outcomes')]),
  );

/** As bytes, since there may be thousands in it: see `floorJson`. */
function floorReply(
  { floor, view, ...read }: FloorRead & { readonly view: FloorView },
  now: Instant,
) {
  const { floor: shown, ...figures } = view;
  const [head, about] = [written({ ...read, now }), written(figures)];
  const line = writtenFloor(floor);
  const inView = shown === floor ? line : writtenFloor(shown);
  const lineBytes = Buffer.from(floorJson(line));
  const content = Buffer.concat([
    Buffer.from(openedFor(JSON.stringify(head), 'floor')),
    lineBytes,
    Buffer.from(`,"view":${openedFor(JSON.stringify(about), 'floor')}`),
    inView === line ? lineBytes : Buffer.from(floorJson(inView)),
    Buffer.from('}}'),
  ]);
  return {
    ...ok({ ...head, floor: line, view: { ...about, floor: inView } }),
    bytes: { type: 'application/json; charset=utf-8', content },
  };
}

export function floorRoutes({ operations, clock, screens, secure }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/floor', {
      summary: 'Everything open, as one instant: {epoch, seq, at, floor, directory, view}',
      tag,
      who: 'see-floor',
      handle: async ({ params }) => floorReply(await operations.readFloor(params.branch), clock()),
    }),
    route('GET /api/branches/:branch/display', {
      summary: 'What the public screen shows',
      tag,
      who: 'see-display',
      handle: async ({ params }) =>
        ok(written({ ...(await operations.readDisplay(params.branch)), now: clock() })),
    }),
    route('GET /api/branches/:branch/kiosk', {
      summary: 'What a kiosk or a display needs to begin: names, hours, queues, waits',
      tag,
      who: 'directory',
      async handle({ params, request, viewer }) {
        const kept = cookieIn(request.headers.cookie, DEVICE_COOKIE);
        // Devices ask every few seconds: each use renews their permission for a year.
        const renewed =
          viewer.kind === 'device' && kept
            ? setCookie(DEVICE_COOKIE, kept, DEVICE_SECONDS, secure)
            : undefined;
        return ok(
          await operations.readKiosk(params.branch),
          renewed === undefined ? {} : { 'Set-Cookie': renewed },
        );
      },
    }),
    route('GET /api/branches/:branch/directory', {
      summary: 'Names: queues, counters, staff',
      tag,
      who: 'directory',
      async handle({ params, viewer }) {
        const directory = await operations.directory(params.branch);
        return ok(
          viewer.kind === 'staff'
            ? directory
            : {
                branch: directory.branch,
                config: {
                  queues: forDevices(directory.config.queues),
                  counters: directory.config.counters,
                },
              },
        );
      },
    }),
    route('GET /api/branches/:branch/alerts', {
      summary: 'Alerts, open ones or the last hundred',
      tag,
      who: 'see-alerts',
      handle: async ({ params, query }) =>
        ok(await operations.listAlerts(params.branch, query.open === 'true')),
    }),
    route('POST /api/branches/:branch/alerts/:alert/ack', {
      summary: 'A supervisor has seen it',
      tag,
      who: 'steer',
      handle: async ({ params, context }) =>
        ok(
          (await operations.acknowledgeAlert(context(params.branch), { alert: params.alert }))
            .answer,
        ),
    }),
    route('GET /api/overview', {
      summary: 'All branches at once, for those who may',
      tag,
      who: 'overview',
      handle: async ({ viewer }) =>
        ok(await operations.overview(viewer.kind === 'staff' ? viewer.branches : [])),
    }),
    route('GET /api/screens', {
      summary:
        'Open screens of your branches by view, over all instances that reported within 45 s',
      tag,
      who: 'overview',
      handle: async ({ viewer }) =>
        ok(await screens(viewer.kind === 'staff' ? viewer.branches : [])),
    }),
  ];
}
