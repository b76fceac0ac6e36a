import { IncomingMessage } from 'node:http';
import {
  cookieIn,
  DEVICE_COOKIE,
  DEVICE_SECONDS,
  deviceCookieValue,
  deviceTokens,
  endCookie,
  KNOWN_COOKIE,
  marksIn,
  SESSION_COOKIE,
  setCookie,
} from '../../identity/cookies';
import { Device } from '../../ports';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route } from '../request/route';
import { refuseCommon } from './own-account';
import { branchesOfStaff, createSignedIn, shownStaff, signingOut } from './signed-in';

const tag = 'Sessions';
const nobodyHere = (detail: string) =>
  new HttpProblem(401, 'sign_in_required', detail, [], { 'WWW-Authenticate': 'Bearer' });

export function sessionRoutes(deps: HttpDeps): readonly Route[] {
  const { operations, signIn, secure } = deps;
  const branchesOf = branchesOfStaff(deps);
  /** Tokens of this browser's other devices: another kind, or the same kind at another branch. */
  const otherDevices = async ({ headers: { cookie } }: IncomingMessage, fresh: Device) => {
    const kept = await Promise.all(
      deviceTokens(cookieIn(cookie, DEVICE_COOKIE)).map((token) =>
        deps.identification.identified({ headers: { authorization: `Bearer ${token}` } }),
      ),
    );
    return kept
      .flat()
      .flatMap(({ viewer, token }) =>
        viewer.kind === 'device' &&
        (viewer.deviceKind !== fresh.kind || viewer.branch !== fresh.branch)
          ? [token]
          : [],
      );
  };
  const signedIn = createSignedIn(deps);
  const signOutOf = signingOut(deps);
  return [
    route('POST /api/sessions', {
      summary:
        'Sign in; a right password that is not enough is told by `second_step_needed` and its step',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const marks = marksIn(cookieIn(request.headers.cookie, KNOWN_COOKIE));
        const opened = await signIn.withPassword(body.username, body.password, address, marks);
        // Anybody signed in with this browser before no longer is.
        if (request.headers.authorization === undefined) await signOutOf(request);
        return signedIn(201, opened, marks);
      },
    }),
    route('GET /api/sessions', {
      summary: 'Who is signed in here, and which devices this browser is',
      tag,
      who: 'nobody',
      async handle({ request }) {
        const found = (await deps.identification.identified(request)).map(({ viewer }) => viewer);
        const devices = found.flatMap((viewer) =>
          viewer.kind === 'device'
            ? [{ id: viewer.device, kind: viewer.deviceKind, branch: viewer.branch }]
            : [],
        );
        const id = found.flatMap((viewer) => (viewer.kind === 'staff' ? [viewer.staff] : []))[0];
        const staff =
          id === undefined
            ? undefined
            : (await operations.listStaff()).find((each) => each.id === id);
        if (!staff && !devices.length) {
          throw nobodyHere('Nobody is signed in here. Sign in, or enrol the device.');
        }
        return ok({
          staff: staff ? shownStaff(staff) : null,
          branches: staff ? await branchesOf(staff) : [],
          queues: staff?.queues ?? {},
          devices,
        });
      },
    }),
    route('GET /api/sessions/left', {
      summary: 'How long the session here goes on; asking does not prolong it',
      tag,
      who: 'nobody',
      async handle({ request }) {
        const ends = await deps.identification.sessionEnds(request);
        if (ends === undefined) throw nobodyHere('No session is open here. Sign in.');
        return ok({ leftMs: Math.max(0, ends - deps.clock()) });
      },
    }),
    route('DELETE /api/sessions', {
      summary: 'Sign out',
      tag,
      who: 'anyone',
      async handle({ request }) {
        await signOutOf(request);
        return { status: 204, headers: { 'Set-Cookie': endCookie(SESSION_COOKIE, secure) } };
      },
    }),
    route('POST /api/sessions/first-admin', {
      summary: 'The first administrator, with the code of the deployment; works once',
      tag,
      who: 'nobody',
      async handle({ body, address }) {
        const taken = await deps.limiter.take(`first-admin:${address}`, 5, 300);
        if (!taken.ok) {
          throw new HttpProblem(
            429,
            'too_many_requests',
            `Too many attempts. Try again in ${taken.retryAfterSeconds} s.`,
            [],
            { 'Retry-After': String(taken.retryAfterSeconds) },
          );
        }
        const made = await deps.firstAdmin.make(body.code, async () => {
          await refuseCommon(body.password, [body.username, body.firstName]);
          await operations.saveStaff(
            { kind: 'system', id: 'first-admin' },
            {
              id: 'first-admin',
              username: body.username,
              firstName: body.firstName,
              role: 'admin',
              branches: 'all',
              active: true,
              queues: {},
              passwordHash: await deps.hashPassword(body.password),
            },
          );
        });
        if (made === 'busy') {
          throw new HttpProblem(
            503,
            'busy',
            'Somebody else is being made the first administrator. Ask again in 5 s.',
            [],
            { 'Retry-After': '5' },
          );
        }
        if (made === 'refused') {
          throw new HttpProblem(
            403,
            'first_admin_refused',
            'The code is wrong, or there is an administrator already. The code is in the ' +
              'secret that the deployment names.',
            [
              {
                field: 'code',
                got: 'a string',
                wants: 'the code of the deployment, while there is no administrator',
              },
            ],
          );
        }
        return signedIn(201, await signIn.withPassword(body.username, body.password, address), []);
      },
    }),
    route('POST /api/devices/enrol', {
      summary: 'A kiosk or display takes its enrolment code',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const { token, device } = await signIn.enrol(body.code, address);
        const { id, kind, branch, label } = device;
        const cookie = deviceCookieValue([token, ...(await otherDevices(request, device))]);
        return {
          status: 201,
          body: { token, device: { id, kind, branch, label } },
          headers: { 'Set-Cookie': setCookie(DEVICE_COOKIE, cookie, DEVICE_SECONDS, secure) },
        };
      },
    }),
  ];
}
