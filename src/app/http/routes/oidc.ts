import { IncomingMessage } from 'node:http';
import { rfc3339 } from '../../domain/views/rfc3339';
import {
  cookieIn,
  endCookie,
  KNOWN_COOKIE,
  marksIn,
  OIDC_COOKIE,
  setCookie,
} from '../../identity/cookies';
import { Oidc } from '../../identity/oidc';
import { ATTEMPT_SECONDS } from '../../identity/oidc-attempts';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route } from '../request/route';
import { createSignedIn, signingOut } from './signed-in';

const tag = 'Sessions';

const off = () =>
  new HttpProblem(
    404,
    'no_provider',
    'This bank has no sign-in of its own here: sign in with name and password. An operator sets ' +
      'one up with OIDC.',
  );

/**
 * The bank's own sign-in. The provider sends browsers back to the page `/sign-in`, which posts what
 * it was given: so every request here comes from our own page, and is refused from any other. Only
 * the provider itself posts to `logout`, and what it sends is signed.
 */
export function oidcRoutes(deps: HttpDeps): readonly Route[] {
  return [...wayIn(deps), ...proof(deps)];
}

/** The bank's own sign-in, if it has one. */
const usual = ({ oidc }: HttpDeps): Oidc => {
  if (oidc) return oidc.use;
  throw off();
};

/** The cookie of somebody whose sign-in is under way. */
const heldBy = ({ headers }: IncomingMessage) => cookieIn(headers.cookie, OIDC_COOKIE);

/** Sets the cookie while sign-ins are under way, and deletes it once none is left. */
const kept = (value: string, secure: boolean): readonly string[] =>
  value ? [setCookie(OIDC_COOKIE, value, ATTEMPT_SECONDS, secure)] : endCookie(OIDC_COOKIE, secure);

function wayIn(deps: HttpDeps): readonly Route[] {
  const { secure } = deps;
  const signedIn = createSignedIn(deps);
  const signOutOf = signingOut(deps);
  return [
    route('GET /api/sessions/ways', {
      summary: 'How staff sign in here: by passwords, passkeys, or at the bank’s own sign-in',
      tag,
      who: 'nobody',
      handle: async () =>
        ok({
          passwords: deps.oidc?.rules.passwords ?? 'everybody',
          passkeys: deps.passkeysHere,
          provider: deps.oidc ? { button: deps.oidc.rules.button } : null,
          firstAdmin: await deps.firstAdmin.awaited(),
        }),
    }),
    route('POST /api/sessions/oidc/begin', {
      summary: 'Begins to sign in at the bank’s own sign-in: where the browser goes',
      tag,
      who: 'nobody',
      async handle({ address, request }) {
        const held = heldBy(request);
        const { to, cookie } = await usual(deps).begin(held, address);
        return ok({ address: to }, { 'Set-Cookie': kept(cookie, secure) });
      },
    }),
    route('POST /api/sessions/oidc', {
      summary: 'Signs in with what the bank’s own sign-in answered to this browser',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const held = heldBy(request);
        const { rest, ...opened } = await usual(deps).finish(body.answer, held, address);
        // Anybody signed in with this browser before no longer is.
        if (request.headers.authorization === undefined) await signOutOf(request);
        const marks = marksIn(cookieIn(request.headers.cookie, KNOWN_COOKIE));
        const { headers, ...answer } = await signedIn(201, opened, marks);
        const cookies = [...headers['Set-Cookie'], ...kept(rest, secure)];
        return { ...answer, headers: { 'Set-Cookie': cookies } };
      },
    }),
    route('POST /api/sessions/oidc/logout', {
      summary: 'The provider says that somebody is signed out there (back-channel logout)',
      tag,
      who: 'nobody',
      async handle({ body }) {
        (await usual(deps).logout(body.logout_token)).forEach(deps.endSession);
        return { status: 200, headers: { 'Cache-Control': 'no-store' } };
      },
    }),
  ];
}

function proof(deps: HttpDeps): readonly Route[] {
  const { secure } = deps;
  const mine = (viewer: Viewer) => {
    const by =
      viewer.kind === 'staff'
        ? { staff: viewer.staff, session: viewer.session }
        : { staff: '', session: '' };
    if (usual(deps).mayProve(by.staff)) return by;
    throw new HttpProblem(
      409,
      'local_account',
      'You signed in with a password, so you prove with it who you are: POST /api/sessions/proof.',
    );
  };
  return [
    route('POST /api/sessions/oidc/proof', {
      summary: 'Begins to prove again who I am, at the bank’s own sign-in: where the browser goes',
      tag,
      who: 'own-account',
      async handle({ viewer, address, request }) {
        const held = heldBy(request);
        const { to, cookie } = await usual(deps).begin(held, address, mine(viewer));
        return ok({ address: to }, { 'Set-Cookie': kept(cookie, secure) });
      },
    }),
    route('POST /api/sessions/oidc/proved', {
      summary: 'Proves it with what was answered to this browser: for this session, ten minutes',
      tag,
      who: 'own-account',
      async handle({ viewer, body, request }) {
        const held = heldBy(request);
        const { until, rest } = await usual(deps).prove(body.answer, held, mine(viewer));
        return ok({ until: rfc3339(until) }, { 'Set-Cookie': kept(rest, secure) });
      },
    }),
  ];
}
