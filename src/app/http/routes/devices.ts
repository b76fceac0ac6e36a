import { IncomingMessage } from 'node:http';
import { unknownDevice } from '../../domain/model/missing';
import {
  cookieIn,
  DEVICE_COOKIE,
  DEVICE_SECONDS,
  deviceCookieValue,
  deviceTokens,
  setCookie,
} from '../../identity/cookies';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';

const tag = 'Devices';
const deviceIn = (viewer: Viewer): string => (viewer.kind === 'device' ? viewer.device : '');

/** The cookie with the key that follows a device's, where one is due. */
const keyRenewal =
  ({ identification, secure }: HttpDeps) =>
  async (
    { headers: { authorization, cookie } }: IncomingMessage,
    device: string,
  ): Promise<Readonly<Record<string, string>>> => {
    if (authorization !== undefined) return {};
    const tokens = deviceTokens(cookieIn(cookie, DEVICE_COOKIE));
    const next = await Promise.all(
      tokens.map(async (token) => (await identification.successor(token, device)) ?? token),
    );
    if (next.every((token, at) => token === tokens[at])) return {};
    const value = deviceCookieValue(next);
    return { 'Set-Cookie': setCookie(DEVICE_COOKIE, value, DEVICE_SECONDS, secure) };
  };

export function deviceRoutes(deps: HttpDeps): readonly Route[] {
  const { operations, signIn } = deps;
  const renewedKey = keyRenewal(deps);
  return [
    route('GET /api/branches/:branch/devices', {
      summary: 'Kiosks, displays and printers of the branch',
      tag,
      who: 'see-devices',
      handle: async ({ params }) => ok(await operations.branchDevices(params.branch)),
    }),
    route('PUT /api/branches/:branch/devices/me', {
      summary: 'A kiosk or a display says that it is alive; answers what it was asked to do',
      tag,
      who: 'device-word',
      routine: true,
      async handle({ viewer, body, request }) {
        const device = deviceIn(viewer);
        const said = await operations.deviceWord(device, body);
        return ok(said, await renewedKey(request, device));
      },
    }),
    route('POST /api/branches/:branch/devices/:device/ask', {
      summary: 'Asks a device to load its page again, or a kiosk to be deaf for a minute',
      tag,
      who: 'tend-devices',
      handle: async ({ params, body, context }) =>
        ok(
          await operations.askDevice(context(params.branch), {
            device: params.device,
            what: body.what,
          }),
        ),
    }),
    route('POST /api/branches/:branch/devices/:device/sign-out', {
      summary: 'Ends what a device may do, at once; an administrator enrols it again',
      tag,
      who: 'sign-out-device',
      async handle({ params: { branch, device }, actor, context }) {
        const found = (await operations.listDevices(branch)).find(({ id }) => id === device);
        if (!found) throw unknownDevice(branch, device);
        const forget = await signIn.toForget(device);
        const { id, kind, label } = found;
        await operations.saveDevice(
          actor,
          { id, kind, label, branch, revoked: true },
          context().idempotency,
        );
        await forget();
        return ok({ signedOut: device });
      },
    }),
    route('POST /api/branches/:branch/help', {
      summary: 'Somebody at this kiosk asks for help: an alert, until somebody takes it',
      tag,
      who: 'ask-help',
      handle: async ({ params, viewer, context }) =>
        ok(
          (
            await operations.askForHelp(context(params.branch), {
              device: deviceIn(viewer),
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
