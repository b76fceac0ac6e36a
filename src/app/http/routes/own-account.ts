import { rfc3339 } from '../../domain/views/rfc3339';
import { isCommon } from '../../identity/common-passwords';
import { cookieIn, KNOWN_COOKIE, marksIn } from '../../identity/cookies';
import { OpenSession } from '../../identity/own-sessions';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Call, ok, Route, route, staffOf } from '../request/route';
import { refuseOfProvider } from './provider-fields';
import { createSignedIn } from './signed-in';

const tag = 'Sessions';

/** @throws HttpProblem 422 for a password that would be guessed early */
export async function refuseCommon(password: string, names: readonly string[]): Promise<void> {
  if (!(await isCommon(password, names))) return;
  throw new HttpProblem(
    422,
    'common_password',
    'This password is among the first that anybody would try. Choose another: three or four ' +
      'words that have nothing to do with each other are easy to remember.',
    [{ field: 'password', got: 'a string', wants: 'a password that is not on lists of them' }],
  );
}

const tooManyLinks = (seconds: number) =>
  new HttpProblem(429, 'too_many_requests', `Too many attempts. Try again in ${seconds} s.`, [], {
    'Retry-After': String(seconds),
  });

/** What staff do with their own password and sessions, and an administrator with other people's. */
export function ownAccountRoutes(deps: HttpDeps): readonly Route[] {
  const { operations, signIn, ownSessions } = deps;
  const signedIn = createSignedIn(deps);
  const shown = ({ id, openedAt, usedAt, endsAt }: OpenSession, current: boolean) => ({
    id,
    openedAt: rfc3339(openedAt),
    usedAt: rfc3339(usedAt),
    endsAt: rfc3339(endsAt),
    current,
  });
  const sessionOf = ({ viewer }: Pick<Call, 'viewer'>) =>
    viewer.kind === 'staff' ? viewer.session : '';
  return [
    route('PUT /api/sessions/password', {
      summary: 'Changes my password: ends my sessions, and opens one with the new password',
      tag,
      who: 'own-account',
      async handle({ viewer, body, actor, address, request }) {
        refuseOfProvider(staffOf(viewer), 'password', 'The password');
        const mine = (await operations.listStaff()).find(({ id }) => id === staffOf(viewer))!;
        const marks = marksIn(cookieIn(request.headers.cookie, KNOWN_COOKIE));
        const instead = await signIn.confirm(mine.username, body.current, address, marks);
        if (body.password === body.current) {
          throw new HttpProblem(422, 'same_password', 'This is the password you have already.', [
            { field: 'password', got: 'a string', wants: 'another password than the current one' },
          ]);
        }
        await refuseCommon(body.password, [mine.username, mine.firstName]);
        const passwordHash = await deps.hashPassword(body.password);
        const ended = await signIn.beforeTheyEnd(mine.id);
        await operations.savePassword(actor, { staff: mine.id, passwordHash, instead });
        (await ended()).forEach(deps.endSession);
        const opened = await signIn.renew(mine.id, address, marks);
        return signedIn(200, opened, marks);
      },
    }),
    route('POST /api/sessions/admin-link', {
      summary:
        'Sets a password and signs in, by the link that an operator made for an administrator',
      tag,
      who: 'nobody',
      async handle({ body: { link, password }, address, request }) {
        const taken = await deps.limiter.take(`admin-link:${address}`, 10, 300);
        if (!taken.ok) throw tooManyLinks(taken.retryAfterSeconds);
        const account = await deps.adminLink.accountOf(link);
        await refuseCommon(password, [account.username, account.firstName]);
        await deps.adminLink.use(link, password);
        const marks = marksIn(cookieIn(request.headers.cookie, KNOWN_COOKIE));
        return signedIn(201, await signIn.renew(account.id, address, marks), marks);
      },
    }),
    route('GET /api/sessions/mine', {
      summary: 'Where I am signed in',
      tag,
      who: 'own-account',
      async handle(call) {
        const open = await ownSessions.list(staffOf(call.viewer));
        return ok(open.map((each) => shown(each, each.id === sessionOf(call))));
      },
    }),
    route('DELETE /api/sessions/mine/:session', {
      summary: 'Ends one of my sessions',
      tag,
      who: 'own-account',
      async handle({ viewer, params }) {
        await ownSessions.end(staffOf(viewer), params.session);
        deps.endSession(params.session);
        return { status: 204, body: undefined };
      },
    }),
    route('GET /api/staff/:staff/sessions', {
      summary: 'Where a member of staff is signed in',
      tag,
      who: 'configure-bank',
      async handle(call) {
        const open = await ownSessions.list(call.params.staff);
        return ok(open.map((each) => shown(each, each.id === sessionOf(call))));
      },
    }),
    route('DELETE /api/staff/:staff/sessions', {
      summary: 'Signs a member of staff out everywhere',
      tag,
      who: 'configure-bank',
      async handle({ viewer, params }) {
        (await ownSessions.endAll(params.staff, staffOf(viewer))).forEach(deps.endSession);
        return { status: 204, body: undefined };
      },
    }),
  ];
}
