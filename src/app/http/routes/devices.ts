import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';

const tag = 'Devices';

export function deviceRoutes({ operations }: HttpDeps): readonly Route[] {
  return [
    route('GET /api/branches/:branch/devices', {
      summary: 'Kiosks, displays and printers of the branch',
      tag,
      who: 'see-devices',
      handle: async ({ params }) =>
        ok(
          (await operations.listDevices(params.branch)).map(({ id, kind, label, revoked }) => ({
            id,
            kind,
            label,
            revoked,
          })),
        ),
    }),
    route('POST /api/branches/:branch/help', {
      summary: 'Somebody at this kiosk asks for help: an alert, until somebody takes it',
      tag,
      who: 'ask-help',
      handle: async ({ params, viewer, context }) =>
        ok(
          (
            await operations.askForHelp(context(params.branch), {
              device: viewer.kind === 'device' ? viewer.device : '',
            })
          ).answer,
        ),
    }),
    route('POST /api/branches/:branch/help/:alert/take', {
      summary: 'Goes to the kiosk where help was asked for',
      tag,
      who: 'attend',
      handle: async ({ params, context }) =>
        ok((await operations.takeHelp(context(params.branch), { alert: params.alert })).answer),
    }),
  ];
}
